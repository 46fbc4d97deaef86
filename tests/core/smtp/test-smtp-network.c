/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-session-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* Loopback has no name server: these names stand for what one can answer. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static const struct
{
  const char *host;
  const char *addresses;
  int         error;
} names[] = {
  { "missing.example", NULL, G_RESOLVER_ERROR_NOT_FOUND },
  { "offline.example", NULL, G_RESOLVER_ERROR_TEMPORARY_FAILURE },
  { "second.example", "127.0.0.2,127.0.0.1", 0 },
  { "both.example", "::1,127.0.0.1", 0 },
  { "closed.example", "127.0.0.2,127.0.0.3", 0 },
  /* Multicast: TCP has no way there. */
  { "unreachable.example", "224.0.0.1", 0 },
  { "unreachable-closed.example", "224.0.0.1,127.0.0.2", 0 },
};

static GList *
lookup_by_name (GResolver     *resolver,
                const char    *host,
                GCancellable  *cancellable,
                GError       **error)
{
  GList *addresses = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) list = NULL;

      if (strcmp (host, names[i].host) != 0)
        continue;
      if (names[i].addresses == NULL)
        {
          g_set_error_literal (error, G_RESOLVER_ERROR, names[i].error, "from the test");
          return NULL;
        }
      list = g_strsplit (names[i].addresses, ",", -1);
      for (gsize k = 0; list[k] != NULL; k++)
        addresses = g_list_append (addresses, g_inet_address_new_from_string (list[k]));
      return addresses;
    }

  /* Any other name: a name server that never answers. */
  {
    GPollFD fd;

    g_cancellable_make_pollfd (cancellable, &fd);
    g_poll (&fd, 1, POSTERN_TEST_DEADLINE * 1000);
    g_cancellable_release_fd (cancellable);
    g_cancellable_set_error_if_cancelled (cancellable, error);
  }

  return NULL;
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name = lookup_by_name;
}

static void
test_resolver_init (TestResolver *self)
{
}

static PosternTestReport *
run_with_host (const char *host,
               guint16     port)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, port, POSTERN_SECURITY_NONE);
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  g_autoptr (PosternTestPlan) plan = postern_test_plan_new (endpoint, ACCOUNT, secret);

  plan->step_timeout = 1;

  return smtp_fixture_run (plan);
}

/* A port that was free a moment ago. */
static guint16
find_closed_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);

  return port;
}

static void
test_failures (void)
{
  static const struct { const char *host; PosternStep step; PosternSmtpError code; } cases[] = {
    { "missing.example", POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_NOT_FOUND },
    { "nothing.invalid", POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_NOT_FOUND },
    { "offline.example", POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_RESOLVER },
    { "silent.example", POSTERN_STEP_RESOLVE, POSTERN_SMTP_ERROR_TIMED_OUT },
    { "127.0.0.1", POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_CONNECTION_REFUSED },
    { "closed.example", POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_CONNECTION_REFUSED },
    { "unreachable.example", POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_UNREACHABLE },
    { "unreachable-closed.example", POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_CONNECTION_REFUSED },
  };
  guint16 port = find_closed_port ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestReport) report = run_with_host (cases[i].host, port);

      smtp_fixture_assert_failed (report, cases[i].step, cases[i].code);
      g_assert_null (report->address);
    }
}

static void
test_second_address (void)
{
  static const char *const hosts[] = { "second.example", "both.example", "localhost" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING OFFER_PLAIN "C ^AUTH\nS 535 No\n" QUIT);
      g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", postern_test_server_get_port (server));
      g_autoptr (PosternTestReport) report = run_with_host (hosts[i], postern_test_server_get_port (server));

      postern_test_server_stop (server);
      smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
      g_assert_cmpstr (report->address, ==, address);
    }
}

/* A listener whose queue is full: the kernel drops what would connect, as a firewall does. */
static GSocket *
make_black_hole (const char *host,
                 guint16     port,
                 GPtrArray  *fillers)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  GSocket *hole = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) local = NULL;

  g_assert_true (g_socket_bind (hole, address, FALSE, NULL));
  g_socket_set_listen_backlog (hole, 0);
  g_assert_true (g_socket_listen (hole, NULL));
  local = g_socket_get_local_address (hole, NULL);
  for (guint i = 0; i < 3; i++)
    {
      GSocket *filler = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (filler, FALSE);
      g_socket_connect (filler, local, NULL, NULL);
      g_ptr_array_add (fillers, filler);
    }

  return hole;
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
}

static void
test_silent_address (void)
{
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = make_black_hole ("127.0.0.2", 0, fillers);
  g_autoptr (PosternTestReport) report = run_with_host ("127.0.0.2", get_port (hole));

  smtp_fixture_assert_failed (report, POSTERN_STEP_CONNECT, POSTERN_SMTP_ERROR_TIMED_OUT);
}

/* A silent first address leaves time for the second. */
static void
test_silent_first_address (void)
{
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (GREETING OFFER_PLAIN "C ^AUTH\nS 535 No\n" QUIT);
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = make_black_hole ("127.0.0.2", postern_test_server_get_port (server), fillers);
  g_autoptr (PosternTestReport) report = run_with_host ("second.example", postern_test_server_get_port (server));

  postern_test_server_stop (server);
  smtp_fixture_assert_failed (report, POSTERN_STEP_AUTH, POSTERN_SMTP_ERROR_REFUSED);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
assert_cancels (const char *host,
                guint16     port)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, port, POSTERN_SECURITY_NONE);
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  g_autoptr (PosternTestPlan) plan = postern_test_plan_new (endpoint, ACCOUNT, secret);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  postern_smtp_session_run_async (plan, NULL, NULL, NULL, cancellable, postern_test_store_result, &slot);
  g_timeout_add (100, cancel_cb, cancellable);
  result = postern_test_wait_result (&slot);
  g_assert_null (postern_smtp_session_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_cancel (void)
{
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = make_black_hole ("127.0.0.2", 0, fillers);

  assert_cancels ("silent.example", 25);
  assert_cancels ("127.0.0.2", get_port (hole));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);

  g_test_add_func ("/smtp/network/failures", test_failures);
  g_test_add_func ("/smtp/network/second-address", test_second_address);
  g_test_add_func ("/smtp/network/silent-address", test_silent_address);
  g_test_add_func ("/smtp/network/silent-first-address", test_silent_first_address);
  g_test_add_func ("/smtp/network/cancel", test_cancel);

  return g_test_run ();
}
