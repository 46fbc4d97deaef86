/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-http.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-https.h"
#include "support/postern-test-server.h"
#include "support/postern-test-wait.h"

#define OK "RAW HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n"

static char *folder;
static char *authority;

static const char *const json_types[] = { "application/json", NULL };

static PosternHttpAnswer *
ask (PosternTestHttps *server,
     const char       *path,
     GError          **error)
{
  g_autofree char *uri = postern_test_https_dup_uri (server, path);
  const PosternHttpRequest request = { .uri = uri, .types = json_types, .ca_file = authority, .max_body = 1000 };

  return postern_http_send (&request, NULL, error);
}

static void
test_answer (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHttpAnswer) answer = NULL;

  postern_test_https_add (server, "/a", 418, "application/json", "Date: Sun, 06 Nov 1994 08:49:37 GMT", "{\"x\":1}");
  answer = ask (server, "/a", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 418);
  g_assert_cmpstr (answer->body, ==, "{\"x\":1}");
  g_assert_cmpuint (answer->length, ==, 7);
  g_assert_nonnull (answer->date);
}

static void
test_post (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autofree char *uri = postern_test_https_dup_uri (server, "/token");
  const PosternHttpRequest request = { .uri = uri, .form = "a=b&c=%20", .ca_file = authority };
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHttpAnswer) answer = NULL;
  g_autofree char *seen = NULL;

  postern_test_https_add (server, "/token", 302, "text/plain", "Location: /elsewhere", "moved");
  answer = postern_http_send (&request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 302);
  g_assert_cmpuint (postern_test_https_count (server), ==, 1);
  seen = postern_test_https_dup_request (server, 0);
  g_assert_cmpstr (seen, ==, "POST /token\na=b&c=%20");
}

static void
test_redirects (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHttpAnswer) answer = NULL;

  postern_test_https_add (server, "/old", 301, "text/html", "Location: /new", "");
  postern_test_https_add (server, "/new", 200, "application/json", NULL, "{}");
  answer = ask (server, "/old", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (answer->uri, "/new"));
  g_assert_cmpstr (answer->body, ==, "{}");
}

static void
test_redirect_refused (gconstpointer data)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autoptr (GError) error = NULL;
  g_autofree char *header = g_strdup_printf ("Location: %s", (const char *) data);
  guint n_expected = strcmp (data, "/a") == 0 ? POSTERN_HTTP_MAX_REDIRECTS + 1 : 1;

  postern_test_https_add (server, "/a", 302, "text/html", header, "");
  g_assert_null (ask (server, "/a", &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_REDIRECTED);
  g_assert_cmpuint (postern_test_https_count (server), ==, n_expected);
}

static void
test_wrong_type (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autoptr (GError) error = NULL;

  postern_test_https_add (server, "/a", 200, "text/html", NULL, "<html>please sign in</html>");
  g_assert_null (ask (server, "/a", &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TYPE);
}

static void
test_too_large (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autofree char *exact = g_strnfill (1000, 'x');
  g_autofree char *large = g_strnfill (1001, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHttpAnswer) answer = NULL;

  postern_test_https_add (server, "/exact", 200, "application/json", NULL, exact);
  postern_test_https_add (server, "/large", 200, "application/json", NULL, large);
  answer = ask (server, "/exact", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->length, ==, 1000);
  g_assert_null (ask (server, "/large", &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TOO_LARGE);
}

static void
test_not_https (gconstpointer data)
{
  const PosternHttpRequest request = { .uri = data };
  g_autoptr (GError) error = NULL;

  g_assert_null (postern_http_send (&request, NULL, &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_INPUT);
}

static void
test_certificate (gconstpointer data)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, data);
  g_autofree char *uri = postern_test_https_dup_uri (server, "/a");
  const PosternHttpRequest request = { .uri = uri, .form = "secret=1", .ca_file = authority };
  g_autoptr (GError) error = NULL;

  postern_test_https_add (server, "/a", 200, "application/json", NULL, "{}");
  g_assert_null (postern_http_send (&request, NULL, &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_CERTIFICATE);
  g_assert_cmpuint (postern_test_https_count (server), ==, 0);
}

static void
test_unreachable (void)
{
  g_autoptr (PosternTestHttps) server = postern_test_https_new (folder, "good");
  g_autofree char *uri = postern_test_https_dup_uri (server, "/a");
  const PosternHttpRequest request = { .uri = uri, .ca_file = authority };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, postern_test_https_free);
  g_assert_null (postern_http_send (&request, NULL, &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_UNREACHABLE);
}

typedef struct
{
  const char *name;
  const char *script;
  int         code;
} Misbehaving;

static const Misbehaving misbehaving[] = {
  { "silent", "TLS\nWAIT\n", POSTERN_HTTP_ERROR_TIMED_OUT },
  { "no-handshake", "WAIT\n", POSTERN_HTTP_ERROR_TIMED_OUT },
  { "slow-head", "TLS\nHEAD\nDRIBBLE 100 HTTP/1.1 200 OK and so on\nWAIT\n",
    POSTERN_HTTP_ERROR_TIMED_OUT },
  { "slow-body", "TLS\nHEAD\n" OK "Content-Length: 900\\r\\n\\r\\n\nDRIBBLE 100 aaaaaaaaaaaaaaaaaaaa\nWAIT\n",
    POSTERN_HTTP_ERROR_TIMED_OUT },
  { "body-stops", "TLS\nHEAD\n" OK "Content-Length: 900\\r\\n\\r\\n{\nWAIT\n", POSTERN_HTTP_ERROR_TIMED_OUT },
  { "announces-100-mb", "TLS\nHEAD\n" OK "Content-Length: 104857600\\r\\n\\r\\n{\nWAIT\n",
    POSTERN_HTTP_ERROR_TIMED_OUT },
  { "garbage", "TLS\nHEAD\nRAW \\001\\002\\003\\r\\n\\r\\n\nCLOSE\n", POSTERN_HTTP_ERROR_UNREACHABLE },
  { "no-tls", "S HTTP/1.1 200 OK\nCLOSE\n", POSTERN_HTTP_ERROR_CERTIFICATE },
  { "reset", "TLS\nHEAD\nRESET\n", POSTERN_HTTP_ERROR_UNREACHABLE },
};

static void
test_misbehaving (gconstpointer data)
{
  const Misbehaving *each = data;
  g_autoptr (PosternTestServer) server = postern_test_server_new (each->script, folder, "good");
  g_autofree char *uri = g_strdup_printf ("https://localhost:%u/", postern_test_server_get_port (server));
  const PosternHttpRequest request = { .uri = uri, .types = json_types, .ca_file = authority, .timeout = 1200 };
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_assert_null (postern_http_send (&request, NULL, &error));
  g_assert_error (error, POSTERN_HTTP_ERROR, each->code);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
  fault = postern_test_server_stop_early (server);
}

/* A body without end, in chunks that the scripted server repeats: it is cut off at the limit, not at the time. */
static void
test_endless (void)
{
  g_autoptr (GString) script = g_string_new ("TLS\nHEAD\n" OK "Transfer-Encoding: chunked\\r\\n\\r\\n\n");
  g_autofree char *block = g_strnfill (4096, 'x');
  g_autoptr (PosternTestServer) server = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *fault = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (script, "RAW 1000\\r\\n%s\\r\\n\n", block);
  g_string_append (script, "WAIT\n");
  server = postern_test_server_new (script->str, folder, "good");
  uri = g_strdup_printf ("https://localhost:%u/", postern_test_server_get_port (server));
  {
    const PosternHttpRequest request = { .uri = uri, .types = json_types, .ca_file = authority };

    g_assert_null (postern_http_send (&request, NULL, &error));
  }
  g_assert_error (error, POSTERN_HTTP_ERROR, POSTERN_HTTP_ERROR_TOO_LARGE);
  fault = postern_test_server_stop_early (server);
}

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (PosternTestServer) server = postern_test_server_new ("TLS\nWAIT\n", folder, "good");
  g_autofree char *uri = g_strdup_printf ("https://localhost:%u/", postern_test_server_get_port (server));
  const PosternHttpRequest request = { .uri = uri, .ca_file = authority };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_autofree char *fault = NULL;

  g_assert_null (postern_http_send (&request, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fault = postern_test_server_stop_early (server);
}

static void
add_tables (void)
{
  static const char *const refused[] = { "http://localhost/", "https://elsewhere.example/", "//elsewhere.example/x",
                                         "/a" };
  static const char *const inputs[] = { "http://localhost/", "ftp://localhost/", "localhost", "https:///x", "" };
  static const char *const certificates[] = { "expired", "other", "unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/redirect-refused/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, refused[i], test_redirect_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/not-https/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, inputs[i], test_not_https);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/certificate/%s", certificates[i]);

      g_test_add_data_func (name, certificates[i], test_certificate);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (misbehaving); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/misbehaving/%s", misbehaving[i].name);

      g_test_add_data_func (name, &misbehaving[i], test_misbehaving);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();
  authority = g_build_filename (folder, "authority.pem", NULL);
  postern_test_certificate_make_authority (folder, "authority");
  postern_test_certificate_make_authority (folder, "stranger");
  postern_test_certificate_make_server (folder, "good", "authority", "localhost", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "expired", "authority", "localhost", POSTERN_TEST_EXPIRED);
  postern_test_certificate_make_server (folder, "other", "authority", "elsewhere.example", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "unknown", "stranger", "localhost", POSTERN_TEST_VALID);

  g_test_add_func ("/http/answer", test_answer);
  g_test_add_func ("/http/post", test_post);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/wrong-type", test_wrong_type);
  g_test_add_func ("/http/too-large", test_too_large);
  g_test_add_func ("/http/unreachable", test_unreachable);
  g_test_add_func ("/http/endless", test_endless);
  g_test_add_func ("/http/cancelled", test_cancelled);
  add_tables ();

  return g_test_run ();
}
