/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "core/network/postern-probe-private.h"

#define RANDOM_START 11
#define RANDOM_LENGTH 32
/* Record header, handshake header and the version (RFC 5246 §6.2.1, §7.4.1.3). */
#define ANSWER_LENGTH 11
#define RECORD_HANDSHAKE 22
#define HANDSHAKE_SERVER_HELLO 2

/* A ClientHello that offers TLS 1.2 and what is older, with the cipher suites of those days (RFC 5246 §7.4.1.2). */
static const guint8 client_hello[] = {
  0x16, 0x03, 0x01, 0x00, 0x69,                          /* record: handshake, 105 bytes */
  0x01, 0x00, 0x00, 0x65,                                /* ClientHello, 101 bytes */
  0x03, 0x03,                                            /* TLS 1.2 at most */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,        /* random, filled in */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0x00,                                                  /* no session */
  0x00, 0x14,                                            /* ten cipher suites: */
  0xc0, 0x2f, 0xc0, 0x30, 0xc0, 0x13, 0xc0, 0x14,        /* ECDHE-RSA with AES */
  0xc0, 0x09, 0xc0, 0x0a,                                /* ECDHE-ECDSA with AES */
  0x00, 0x2f, 0x00, 0x35, 0x00, 0x33, 0x00, 0x0a,        /* RSA and DHE with AES, RSA with 3DES */
  0x01, 0x00,                                            /* no compression */
  0x00, 0x28,                                            /* extensions: 40 bytes */
  0x00, 0x0a, 0x00, 0x08, 0x00, 0x06, 0x00, 0x1d, 0x00, 0x17, 0x00, 0x18,              /* X25519, P-256, P-384 */
  0x00, 0x0b, 0x00, 0x02, 0x01, 0x00,                                                  /* uncompressed points */
  0x00, 0x0d, 0x00, 0x12, 0x00, 0x10,                                                  /* signatures: RSA and ECDSA */
  0x04, 0x01, 0x04, 0x03, 0x05, 0x01, 0x05, 0x03, 0x06, 0x01, 0x06, 0x03, 0x02, 0x01, 0x02, 0x03,
};

static const char *const old_versions[] = { "SSL 3.0", "TLS 1.0", "TLS 1.1" };

static void
fill_random (guint8 *hello)
{
  for (gsize i = 0; i < RANDOM_LENGTH; i++)
    hello[RANDOM_START + i] = (guint8) g_random_int_range (0, 256);
}

/* Documented in the private header. */
const char *
postern_probe_old_tls (GIOStream    *stream,
                       GCancellable *cancellable)
{
  guint8 hello[sizeof client_hello];
  guint8 answer[ANSWER_LENGTH] = { 0 };
  gsize n_read = 0;

  memcpy (hello, client_hello, sizeof hello);
  fill_random (hello);
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream), hello, sizeof hello, NULL, cancellable,
                                  NULL) ||
      !g_input_stream_read_all (g_io_stream_get_input_stream (stream), answer, sizeof answer, &n_read, cancellable,
                                NULL))
    return NULL;
  if (n_read < sizeof answer || answer[0] != RECORD_HANDSHAKE || answer[5] != HANDSHAKE_SERVER_HELLO ||
      answer[9] != 3 || answer[10] >= G_N_ELEMENTS (old_versions))
    return NULL;

  return old_versions[answer[10]];
}
