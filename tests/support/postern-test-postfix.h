/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-process.h"

G_BEGIN_DECLS

/**
 * PosternTestPostfixFlags:
 * @POSTERN_TEST_POSTFIX_DEFAULT: as Postfix comes: PIPELINING and CHUNKING offered, messages up to 10 MB
 * @POSTERN_TEST_POSTFIX_NO_PIPELINING: neither PIPELINING nor CHUNKING is offered
 * @POSTERN_TEST_POSTFIX_TINY: refuses messages of more than 300 bytes, which every message has
 * @POSTERN_TEST_POSTFIX_NO_STARTTLS: STARTTLS is not offered
 * @POSTERN_TEST_POSTFIX_NO_RELAY: takes mail for its own domain only, from everybody
 * @POSTERN_TEST_POSTFIX_GREYLISTED: asks a real Postgrey about each recipient, which puts the first try off
 * @POSTERN_TEST_POSTFIX_USUAL_PORTS: listens where servers do, on 587 and 465 of all addresses; only in a network of
 *   its own (postern_test_network_leave())
 */
typedef enum
{
  POSTERN_TEST_POSTFIX_DEFAULT = 0,
  POSTERN_TEST_POSTFIX_NO_PIPELINING = 1 << 0,
  POSTERN_TEST_POSTFIX_TINY = 1 << 1,
  POSTERN_TEST_POSTFIX_NO_STARTTLS = 1 << 2,
  POSTERN_TEST_POSTFIX_NO_RELAY = 1 << 3,
  POSTERN_TEST_POSTFIX_GREYLISTED = 1 << 4,
  POSTERN_TEST_POSTFIX_USUAL_PORTS = 1 << 5,
} PosternTestPostfixFlags;

/**
 * PosternTestPostfix:
 *
 * A real Postfix with Dovecot's SASL on loopback, all of it in a scratch folder: one mailbox, whose address is also
 * the name to sign in with. AUTH PLAIN and LOGIN are offered under TLS only. The host's name is "localhost", and "mail"
 * in the domain of the mailbox. Only its owner's address is allowed as the sender, and only that mailbox exists in its
 * domain. Each has its own ports and folders, so that several can run at the same time, also beside the system's own
 * Postfix.
 */
typedef struct _PosternTestPostfix PosternTestPostfix;

/**
 * postern_test_postfix_start:
 * @user: the mailbox's address and the name to sign in with
 * @password: its password, any bytes but NUL
 * @flags: what is to be different from the default
 * @error: G_IO_ERROR_NOT_SUPPORTED with the words for g_test_skip() when this machine cannot run it; anything else is a
 *   failure, with what Postfix and Dovecot said
 *
 * Starts both and waits until they are ready, which takes about 0.3 s. To be called from the main thread.
 *
 * Returns: (transfer full) (nullable): the server, to be given to postern_test_postfix_stop()
 */
PosternTestPostfix *postern_test_postfix_start            (const char               *user,
                                                           const char               *password,
                                                           PosternTestPostfixFlags   flags,
                                                           GError                  **error);
/**
 * Lets the servers that are started from now on take access tokens as well (XOAUTH2, OAUTHBEARER), each of which is
 * asked about at @uri (RFC 7662).
 */
void                postern_test_postfix_introspect_at    (const char               *uri);
/** Ends both programs and frees @self; the folder goes when the test program ends. */
void                postern_test_postfix_stop             (PosternTestPostfix       *self);

/** The port of submission, with STARTTLS (RFC 6409). */
guint16             postern_test_postfix_get_port         (PosternTestPostfix       *self);
/** The port of submission over implicit TLS (RFC 8314 §3.3). */
guint16             postern_test_postfix_get_tls_port     (PosternTestPostfix       *self);
/** The PEM file of the authority that vouches for the server, known to nobody else. */
const char         *postern_test_postfix_get_ca_file      (PosternTestPostfix       *self);

/** How many messages are in the mailbox now, without those that wait_for_message() has taken. */
guint               postern_test_postfix_count_messages   (PosternTestPostfix       *self);
/**
 * postern_test_postfix_wait_for_message:
 * @self: a running server
 *
 * Takes a message out of the mailbox, waiting for it if need be; fails the test with Postfix's log at the deadline.
 *
 * Returns: (transfer full): the message as delivered, its lines ending in LF
 */
GBytes             *postern_test_postfix_wait_for_message (PosternTestPostfix       *self);
/**
 * postern_test_postfix_wait_for_log:
 * @self: a running server
 * @text: words of a line of Postfix's log that was not returned before
 *
 * Waits until Postfix has logged such a line, such as "disconnect from", which ends with a count of the
 * commands of the connection ("ehlo=2 starttls=1 auth=1 quit=1 commands=5"); fails the test at the deadline.
 *
 * Returns: (transfer full): the first such line after the one that was returned last
 */
char               *postern_test_postfix_wait_for_log     (PosternTestPostfix       *self,
                                                           const char               *text);
/** All that Postfix has logged, for a test that reports a failure. (transfer full) */
char               *postern_test_postfix_read_log         (PosternTestPostfix       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestPostfix, postern_test_postfix_stop)

G_END_DECLS
