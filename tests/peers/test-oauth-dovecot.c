/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

#include "../core/diagnosis/postern-diagnosis-fixture.h"
#include "core/smtp/postern-smtp-session.h"
#include "support/postern-test-postfix.h"

/* XOAUTH2 and OAUTHBEARER against a real Dovecot, which asks an authorisation server about each token (RFC 7662). */

#define ACCOUNT "webform@postern.test"
#define TOKEN "unmistakable.access-token_1"
#define OTHERS_TOKEN "token-of-somebody-else"

typedef struct
{
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  SoupServer   *server;
  char         *uri;
  int           n_asked;
} Introspection;

static PosternTestPostfix *postfix;
static Introspection introspection;

static const char *
judge (const char *form)
{
  if (strstr (form, "token=" TOKEN) != NULL)
    return "{\"active\":true,\"username\":\"" ACCOUNT "\"}";
  if (strstr (form, "token=" OTHERS_TOKEN) != NULL)
    return "{\"active\":true,\"username\":\"somebody@postern.test\"}";

  return "{\"active\":false}";
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *form = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  const char *answer = judge (form);

  g_atomic_int_inc (&introspection.n_asked);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer, strlen (answer));
}

static gpointer
serve (gpointer data)
{
  g_main_context_push_thread_default (introspection.context);
  g_main_loop_run (introspection.loop);
  g_main_context_pop_thread_default (introspection.context);

  return NULL;
}

static void
start_introspection (void)
{
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  introspection.context = g_main_context_new ();
  introspection.loop = g_main_loop_new (introspection.context, FALSE);
  g_main_context_push_thread_default (introspection.context);
  introspection.server = soup_server_new (NULL, NULL);
  soup_server_add_handler (introspection.server, NULL, asked_cb, NULL, NULL);
  soup_server_listen_local (introspection.server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (introspection.context);
  g_assert_no_error (error);
  uris = soup_server_get_uris (introspection.server);
  introspection.uri = g_strdup_printf ("http://127.0.0.1:%d/introspect", g_uri_get_port (uris->data));
  introspection.thread = g_thread_new ("introspection", serve, NULL);
}

static void
stop_introspection (void)
{
  g_main_loop_quit (introspection.loop);
  g_thread_join (introspection.thread);
  g_object_unref (introspection.server);
  g_main_loop_unref (introspection.loop);
  g_main_context_unref (introspection.context);
  g_free (introspection.uri);
}

static PosternTestReport *
run (PosternAuthChoice auth,
     const char       *token)
{
  g_autoptr (PosternEndpoint) endpoint = NULL;
  g_autoptr (PosternSecret) secret = postern_secret_new (token, -1);
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  PosternTestReport *report;

  endpoint = postern_endpoint_new ("localhost", postern_test_postfix_get_port (postfix), POSTERN_SECURITY_STARTTLS);
  plan = postern_test_plan_new (endpoint, ACCOUNT, secret);
  plan->auth = auth;
  plan->ca_file = g_strdup (postern_test_postfix_get_ca_file (postfix));
  report = postern_smtp_session_run (plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", report->transcript);
  g_assert_null (strstr (report->transcript, token));

  return report;
}

static void
assert_delivered (PosternAuthChoice  auth,
                  const char        *mechanism)
{
  int before = g_atomic_int_get (&introspection.n_asked);
  g_autoptr (PosternTestReport) report = run (auth, TOKEN);
  g_autoptr (GBytes) message = NULL;

  if (!report->accepted)
    g_error ("Not accepted:\n%s", report->transcript);
  g_assert_cmpstr (report->mechanism, ==, mechanism);
  g_assert_cmpint (g_atomic_int_get (&introspection.n_asked), >, before);
  message = postern_test_postfix_wait_for_message (postfix);
  g_assert_cmpuint (g_bytes_get_size (message), >, 0);
}

static void
test_xoauth2 (void)
{
  assert_delivered (POSTERN_AUTH_XOAUTH2, "XOAUTH2");
}

static void
test_oauthbearer (void)
{
  assert_delivered (POSTERN_AUTH_OAUTHBEARER, "OAUTHBEARER");
}

static void
test_chosen (void)
{
  assert_delivered (POSTERN_AUTH_TOKEN, "XOAUTH2");
}

/* Dovecot says in JSON why, before its reply; that is part of the finding. 2.4 says nothing of a token that counts, but
 * for another account. */
static void
test_refused (void)
{
  static const PosternAuthChoice ways[] = { POSTERN_AUTH_XOAUTH2, POSTERN_AUTH_OAUTHBEARER };
  static const char *const tokens[] = { "no-token-of-ours", OTHERS_TOKEN };
  g_autoptr (PosternCatalogue) catalogue = postern_diagnosis_fixture_catalogue ();

  for (gsize i = 0; i < G_N_ELEMENTS (ways) * G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (PosternTestReport) report = run (ways[i / 2], tokens[i % 2]);
      g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, report, NULL);

      g_assert_false (report->accepted);
      g_assert_cmpstr (finding->id, ==, "oauth-refused-by-server");
      g_assert_true (report->challenge != NULL || g_str_equal (tokens[i % 2], OTHERS_TOKEN));
      g_assert_true (report->challenge == NULL || strstr (report->challenge, "\"status\"") != NULL);
      g_assert_true (report->challenge == NULL || strstr (finding->reply, "\"status\"") != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  start_introspection ();
  postern_test_postfix_introspect_at (introspection.uri);
  postfix = postern_test_postfix_start (ACCOUNT, "password", POSTERN_TEST_POSTFIX_DEFAULT, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_print ("1..0 # SKIP %s\n", error->message);
      stop_introspection ();
      return 0;
    }
  g_assert_no_error (error);

  g_test_add_func ("/peers/oauth-dovecot/xoauth2", test_xoauth2);
  g_test_add_func ("/peers/oauth-dovecot/oauthbearer", test_oauthbearer);
  g_test_add_func ("/peers/oauth-dovecot/chosen", test_chosen);
  g_test_add_func ("/peers/oauth-dovecot/refused", test_refused);

  result = g_test_run ();
  postern_test_postfix_stop (postfix);
  stop_introspection ();

  return result;
}
