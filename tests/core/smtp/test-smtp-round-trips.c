/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* A wire between client and server that counts how often the client takes its turn. */
typedef struct
{
  GSocketListener *listener;
  GThread         *thread;
  guint16          port;
  guint16          server_port;
  guint            n_turns;
} Wire;

/* How long nothing may move until both sides are thought to wait for each other, in milliseconds. */
#define QUIET 80

static gboolean
take_in (GSocket    *from,
         GByteArray *pending)
{
  guint8 buffer[65536];
  gssize n = g_socket_receive (from, (char *) buffer, sizeof buffer, NULL, NULL);

  if (n > 0)
    g_byte_array_append (pending, buffer, (guint) n);

  return n > 0;
}

static gboolean
give_out (GSocketConnection *to,
          GByteArray        *pending)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (to));
  gboolean sent = g_output_stream_write_all (output, pending->data, pending->len, NULL, NULL, NULL);

  g_byte_array_set_size (pending, 0);

  return sent;
}

/* A long wire: what one side sends arrives at the other as a whole, once both have fallen quiet. */
static void
run_wire (Wire              *wire,
          GSocketConnection *client,
          GSocketConnection *server)
{
  GSocket *near = g_socket_connection_get_socket (client);
  GSocket *far = g_socket_connection_get_socket (server);
  GPollFD fds[] = { { g_socket_get_fd (near), G_IO_IN, 0 }, { g_socket_get_fd (far), G_IO_IN, 0 } };
  g_autoptr (GByteArray) to_server = g_byte_array_new ();
  g_autoptr (GByteArray) to_client = g_byte_array_new ();
  gboolean open = TRUE;

  while (open)
    {
      gboolean idle = to_server->len + to_client->len == 0;
      int n_ready = g_poll (fds, G_N_ELEMENTS (fds), idle ? POSTERN_TEST_DEADLINE * 1000 : QUIET);

      if (n_ready > 0)
        open = (fds[0].revents == 0 || take_in (near, to_server)) && (fds[1].revents == 0 || take_in (far, to_client));
      if (n_ready > 0 && open)
        continue;
      wire->n_turns += to_server->len > 0 ? 1 : 0;
      open = give_out (server, to_server) && give_out (client, to_client) && n_ready == 0 && !idle;
    }
}

static gpointer
wire_thread (gpointer data)
{
  Wire *wire = data;
  g_autoptr (GSocketConnection) client = g_socket_listener_accept (wire->listener, NULL, NULL, NULL);
  g_autoptr (GSocketClient) dialler = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = g_socket_client_connect_to_host (dialler, "127.0.0.1", wire->server_port, NULL,
                                                                          NULL);

  run_wire (wire, client, server);

  return NULL;
}

static void
wire_open (Wire    *wire,
           guint16  server_port)
{
  wire->listener = g_socket_listener_new ();
  wire->server_port = server_port;
  wire->port = g_socket_listener_add_any_inet_port (wire->listener, NULL, NULL);
  wire->thread = g_thread_new ("wire", wire_thread, wire);
}

/* The connection and the wait for the greeting take one round trip each; with QUIT nobody waits any more. */
static guint
wire_close (Wire *wire)
{
  g_thread_join (wire->thread);
  g_object_unref (wire->listener);

  return 2 + wire->n_turns - 1;
}

static guint
count_round_trips (const char *script)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (script);
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternTestReport) report = NULL;
  Wire wire = { NULL };

  wire_open (&wire, plan->endpoint->port);
  plan->endpoint->port = wire.port;
  report = smtp_fixture_run (plan);
  postern_test_server_stop (server);
  g_assert_true (report->accepted);
  g_assert_cmpstr (report->tls_version, ==, "TLS 1.3");

  return wire_close (&wire);
}

static void
test_plain (void)
{
  guint n = count_round_trips (ALL_OF_STARTTLS);

  g_test_message ("%u round trips", n);
  g_assert_cmpuint (n, <=, 11);
}

static void
test_pipelining (void)
{
  guint n = count_round_trips (GREETING STARTTLS EHLO ("S 250-PIPELINING\nS 250 AUTH PLAIN\n") AUTH_PLAIN MAIL RCPT DATA
                               QUIT);

  g_test_message ("%u round trips", n);
  g_assert_cmpuint (n, <=, 9);
}

static void
test_pipelining_and_chunking (void)
{
  guint n = count_round_trips (GREETING STARTTLS EHLO ("S 250-PIPELINING\nS 250-CHUNKING\nS 250 AUTH PLAIN\n")
                               AUTH_PLAIN MAIL RCPT "BDAT\nS 250 Queued\n" QUIT);

  g_test_message ("%u round trips", n);
  g_assert_cmpuint (n, <=, 8);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/round-trips/plain", test_plain);
  g_test_add_func ("/smtp/round-trips/pipelining", test_pipelining);
  g_test_add_func ("/smtp/round-trips/pipelining-and-chunking", test_pipelining_and_chunking);

  return g_test_run ();
}
