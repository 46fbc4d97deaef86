/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-client.h"

#include "practice/postern-practice-dialogue.h"
#include "support/postern-test-wait.h"

#define N_CLIENTS 50

typedef struct
{
  PosternPracticeServer *server;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = postern_practice_server_new ();
  postern_practice_server_start (fixture->server, 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  postern_practice_server_stop (fixture->server);
  g_assert_finalize_object (fixture->server);
}

static gboolean
has_all_mail (gpointer mailbox)
{
  return g_list_model_get_n_items (mailbox) == N_CLIENTS;
}

static void
test_long_line (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_open_tls (fixture->server, "localhost");
  g_autofree char *fitting = g_strnfill (POSTERN_PRACTICE_MAX_LINE - 5, 'x');
  g_autofree char *noop = g_strconcat ("NOOP ", fitting, NULL);
  g_autofree char *endless = g_strnfill (POSTERN_PRACTICE_MAX_LINE * 5, 'x');

  practice_client_say (client, noop, "250 2.0.0 OK");
  practice_client_say (client, endless, "500 5.5.2 Command too long");
  practice_client_say (client, "NOOP", "250 2.0.0 OK");
}

static void
test_big_message (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_open_tls (fixture->server, "localhost");
  g_autofree char *body = g_strnfill (POSTERN_PRACTICE_MAX_MESSAGE, 'x');

  practice_client_sign_in (client, "ok@practice.example", "235");
  practice_client_send_message (client, body, "552 5.3.4 Message size exceeds fixed maximum message size");
  practice_client_send_message (client, "x", "250 2.0.0 OK");
}

static void
test_slow (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (PracticeClient) client = practice_client_open_tls (fixture->server, "localhost");
  gint64 begun;

  postern_practice_server_set_delay (fixture->server, 300);
  practice_client_sign_in (client, "slow@practice.example", "235");
  begun = g_get_monotonic_time ();
  practice_client_say (client, "NOOP", "250 2.0.0 OK");
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 250 * 1000);
  postern_practice_server_set_delay (fixture->server, G_MAXINT);
  practice_client_send (client, "NOOP\r\n", 6);
  postern_practice_server_stop (fixture->server);
  g_assert_null (practice_client_receive (client));
}

static void
test_idle (void)
{
  g_autoptr (PosternPracticeServer) server = postern_practice_server_new ();
  g_autoptr (PracticeClient) client = NULL;
  g_autofree char *farewell = NULL;

  postern_practice_server_set_idle_time (server, 1);
  g_assert_true (postern_practice_server_start (server, 0, NULL));
  client = practice_client_open_tls (server, "localhost");
  farewell = practice_client_receive (client);
  g_assert_cmpstr (farewell, ==, "421 4.4.1 Connection timed out\r\n");
}

static gpointer
send_thread (gpointer data)
{
  PracticeClient *client = data;

  practice_client_sign_in (client, "ok@practice.example", "235");
  practice_client_send_message (client, "Subject: hello\r\n\r\nhello", "250 2.0.0 OK");
  practice_client_say (client, "QUIT", "221");

  return NULL;
}

static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  PracticeClient *clients[N_CLIENTS];
  GThread *threads[N_CLIENTS];

  for (guint i = 0; i < N_CLIENTS; i++)
    clients[i] = i % 2 == 0 ? practice_client_open_tls (fixture->server, "localhost")
                            : practice_client_open_starttls (fixture->server);
  for (guint i = 0; i < N_CLIENTS; i++)
    threads[i] = g_thread_new ("client", send_thread, clients[i]);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < N_CLIENTS; i++)
    practice_client_free (clients[i]);
  postern_test_wait (has_all_mail, postern_practice_server_get_mailbox (fixture->server));
}

static void
test_too_many (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_client_free);
  g_autofree char *refusal = NULL;

  while (refusal == NULL && clients->len < 100)
    {
      PracticeClient *client = practice_client_connect (postern_practice_server_get_port (fixture->server));
      g_autofree char *greeting = practice_client_receive (client);

      g_ptr_array_add (clients, client);
      if (!g_str_has_prefix (greeting, "220 "))
        refusal = g_steal_pointer (&greeting);
    }
  g_assert_true (g_str_has_prefix (refusal, "421 4.3.2 The maximum number of concurrent server connections"));
  g_assert_cmpuint (clients->len, >, N_CLIENTS);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/practice/limits/long-line", test_long_line);
  add ("/practice/limits/big-message", test_big_message);
  add ("/practice/limits/slow", test_slow);
  g_test_add_func ("/practice/limits/idle", test_idle);
  add ("/practice/limits/many", test_many);
  add ("/practice/limits/too-many", test_too_many);

  return g_test_run ();
}
