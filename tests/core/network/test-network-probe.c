/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

/* What may be added to a time limit on a busy machine, in microseconds. */
#define LEEWAY (2 * G_TIME_SPAN_SECOND)

static void
test_facts (void)
{
  g_autoptr (PosternProbe) probe = probe_fixture_try (GOOD_STARTTLS, "good", POSTERN_SECURITY_STARTTLS);
  const PosternProbePort *port = probe_fixture_get (probe, 0);
  const PosternProbeAttempt *attempt = g_ptr_array_index (port->attempts, 0);

  g_assert_cmpstr (probe->host, ==, "127.0.0.1");
  g_assert_cmpstr (probe->addresses[0], ==, "127.0.0.1");
  g_assert_true (probe->best == port);
  g_assert_cmpuint (port->attempts->len, ==, 1);
  g_assert_cmpstr (attempt->address, ==, "127.0.0.1");
  g_assert_cmpint (attempt->reach, ==, POSTERN_PROBE_OPEN);
  g_assert_cmpint (port->speaks, ==, POSTERN_PROBE_SPEAKS_SMTP);
  g_assert_cmpstr (port->greeting, ==, "220 mail.example ESMTP ready");
  g_assert_true (port->starttls);
  g_assert_true (port->sign_in);
  g_assert_false (port->masked);
  g_assert_cmpstr (port->capabilities[0], ==, "AUTH LOGIN PLAIN");
  g_assert_true (g_str_has_prefix (port->tls_version, "TLS 1."));
  g_assert_nonnull (port->tls_cipher);
  g_assert_cmpint (port->certificate->flags, ==, 0);
  g_assert_true (g_strv_contains ((const char *const *) port->certificate->dns_names, "localhost"));
  g_assert_cmpint (port->failure, ==, POSTERN_PROBE_NO_FAILURE);
  g_assert_cmpfloat (port->milliseconds, <, PROBE_TIMEOUT);
}

/* Nothing but EHLO, STARTTLS and QUIT. */
static void
test_discreet (void)
{
  g_autoptr (PosternTestServer) server = probe_fixture_serve (GOOD_STARTTLS, "good");
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;
  g_autofree char *lines = NULL;

  postern_probe_plan_add_port (plan, postern_test_server_get_port (server), POSTERN_SECURITY_STARTTLS);
  probe = probe_fixture_run (plan);
  postern_test_server_stop (server);
  lines = postern_test_server_dup_lines (server);
  g_assert_cmpstr (g_strstrip (lines), ==, "EHLO [127.0.0.1]\nSTARTTLS\nEHLO [127.0.0.1]\nQUIT");
}

static void
test_blocked_port (void)
{
  g_autoptr (PosternTestServer) server = probe_fixture_serve (GOOD_TLS, "good");
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;
  g_autofree char *blocked = g_strdup_printf ("Port %u is blocked", probe_fixture_get_port (hole));

  postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, probe_fixture_find_closed (), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, postern_test_server_get_port (server), POSTERN_SECURITY_TLS);
  probe = probe_fixture_run (plan);
  postern_test_server_stop (server);
  probe_fixture_assert_verdict (probe, "port-blocked");
  g_assert_true (g_str_has_prefix (probe->verdict->title, blocked));
  g_assert_cmpint (probe_fixture_get (probe, 0)->reach, ==, POSTERN_PROBE_FILTERED);
  g_assert_cmpint (probe_fixture_get (probe, 1)->reach, ==, POSTERN_PROBE_REFUSED);
  g_assert_true (probe->best == probe_fixture_get (probe, 2));
}

/* The other port's certificate is right: use that one. */
static void
test_tampered_port (void)
{
  static const struct { const char *script; const char *certificate; const char *verdict; } cases[] = {
    { GREETING STARTTLS, "other", "certificate-elsewhere" },
    { GREETING EHLO ("S 250 XXXXXXXA\n") "C ^STARTTLS$\nS 500 No\n" QUIT, NULL, "stripped-elsewhere" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternTestServer) bad = probe_fixture_serve (cases[i].script, cases[i].certificate);
      g_autoptr (PosternTestServer) good = probe_fixture_serve (GOOD_TLS, "good");
      g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
      g_autoptr (PosternProbe) probe = NULL;

      postern_probe_plan_add_port (plan, postern_test_server_get_port (bad), POSTERN_SECURITY_STARTTLS);
      postern_probe_plan_add_port (plan, postern_test_server_get_port (good), POSTERN_SECURITY_TLS);
      probe = probe_fixture_run (plan);
      probe_fixture_assert_verdict (probe, cases[i].verdict);
      g_assert_true (probe->best == probe_fixture_get (probe, 1));
    }
}

/* A port where one can sign in is better than one before it. */
static void
test_sign_in_preferred (void)
{
  g_autoptr (PosternTestServer) relay = probe_fixture_serve (GREETING STARTTLS EHLO ("S 250 HELP\n") QUIT, "good");
  g_autoptr (PosternTestServer) submission = probe_fixture_serve (GOOD_STARTTLS, "good");
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;

  postern_probe_plan_add_port (plan, postern_test_server_get_port (relay), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, postern_test_server_get_port (submission), POSTERN_SECURITY_STARTTLS);
  probe = probe_fixture_run (plan);
  probe_fixture_assert_verdict (probe, "usable");
  g_assert_true (probe->best == probe_fixture_get (probe, 1));
}

static gboolean
has_ipv6 (void)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("::1", 0);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return socket != NULL && g_socket_bind (socket, address, FALSE, NULL);
}

/* @filtered: whether IPv6 is dropped rather than refused. */
static void
test_ipv6_broken (gconstpointer filtered)
{
  g_autoptr (PosternTestServer) server = probe_fixture_serve (GOOD_STARTTLS, "good");
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = NULL;
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("both.example");
  g_autoptr (PosternProbe) probe = NULL;
  const PosternProbePort *port = NULL;

  if (!has_ipv6 ())
    {
      g_test_skip ("needs IPv6 on the loopback interface");
      return;
    }
  if (filtered != NULL)
    hole = probe_fixture_make_black_hole ("::1", postern_test_server_get_port (server), fillers);
  postern_probe_plan_add_port (plan, postern_test_server_get_port (server), POSTERN_SECURITY_STARTTLS);
  probe = probe_fixture_run (plan);
  postern_test_server_stop (server);
  probe_fixture_assert_verdict (probe, "ipv6-broken");
  port = probe_fixture_get (probe, 0);
  g_assert_true (port->usable);
  g_assert_cmpint (((PosternProbeAttempt *) g_ptr_array_index (port->attempts, 0))->reach, ==,
                   filtered != NULL ? POSTERN_PROBE_FILTERED : POSTERN_PROBE_REFUSED);
}

typedef struct
{
  const char *host;
  const char *witness;  /* "open", "closed" or a name */
  const char *verdict;
} NetworkCase;

static const NetworkCase network_cases[] = {
  { "missing.example", NULL, "unknown-host" },
  { "missing.example", "open", "unknown-host" },
  { "missing.example", "offline.example", "no-network" },
  { "nothing.invalid", "offline.example", "unknown-host" },
  { "offline.example", NULL, "no-network" },
  { "offline.example", "offline.example", "no-network" },
  { "offline.example", "open", "name-unanswered" },
  { "silent.example", "open", "name-unanswered" },
  { "unreachable.example", NULL, "no-network" },
  { "unreachable.example", "offline.example", "no-network" },
  { "unreachable.example", "open", "server-silent" },
  { "127.0.0.1", NULL, "nothing-answers" },
  { "127.0.0.1", "open", "server-silent" },
  { "127.0.0.1", "closed", "mail-blocked" },
  { "127.0.0.1", "offline.example", "no-network" },
};

static void
add_witness (PosternProbePlan  *plan,
             const char        *witness,
             PosternTestServer *server)
{
  gboolean is_name = strchr (witness, '.') != NULL;
  guint16 port = strcmp (witness, "closed") == 0 ? probe_fixture_find_closed () : postern_test_server_get_port (server);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (is_name ? witness : "127.0.0.1", port,
                                                               POSTERN_SECURITY_STARTTLS);

  postern_probe_plan_add_witness (plan, endpoint);
}

/* 127.0.0.1 has a port that nothing comes back from. */
static void
test_network (gconstpointer data)
{
  const NetworkCase *each = data;
  g_autoptr (PosternTestServer) server = probe_fixture_serve ("WAIT\n", NULL);
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan (each->host);
  g_autoptr (PosternProbe) probe = NULL;

  postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
  if (each->witness != NULL)
    add_witness (plan, each->witness, server);
  probe = probe_fixture_run (plan);
  probe_fixture_assert_verdict (probe, each->verdict);
  g_assert_null (probe->best);
}

static void
test_refused (void)
{
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;

  postern_probe_plan_add_port (plan, probe_fixture_find_closed (), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, probe_fixture_find_closed (), POSTERN_SECURITY_TLS);
  probe = probe_fixture_run (plan);
  probe_fixture_assert_verdict (probe, "no-mail-server");
}

/* Four silent ports take no longer than one. */
static void
test_deadline (void)
{
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) holes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PosternTestServer) drip = probe_fixture_serve ("DRIBBLE 100 220 one byte now and then, for ever\n", NULL);
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 3; i++)
    {
      GSocket *hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);

      g_ptr_array_add (holes, hole);
      postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
    }
  postern_probe_plan_add_port (plan, postern_test_server_get_port (drip), POSTERN_SECURITY_STARTTLS);
  probe = probe_fixture_run (plan);
  g_assert_cmpint (g_get_monotonic_time () - began, <, PROBE_TIMEOUT * G_TIME_SPAN_MILLISECOND + LEEWAY);
  g_assert_cmpint (probe_fixture_get (probe, 3)->failure, ==, POSTERN_SMTP_ERROR_TIMED_OUT);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_cancel (void)
{
  static const char *const hosts[] = { "silent.example", "127.0.0.1" };
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (PosternProbePlan) plan = probe_fixture_plan (hosts[i]);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GAsyncResult *slot = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();

      plan->timeout = POSTERN_TEST_DEADLINE * 1000;
      postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
      postern_probe_run_async (plan, cancellable, postern_test_store_result, &slot);
      g_timeout_add (100, cancel_cb, cancellable);
      result = postern_test_wait_result (&slot);
      g_assert_null (postern_probe_run_finish (result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began, <, LEEWAY);
    }
}

static void
test_bad_plan (void)
{
  static const char *const hosts[] = { "", "no host", "-x.example", "a@example.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (PosternProbePlan) plan = probe_fixture_plan (hosts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_probe_run (plan, NULL, &error));
      g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  probe_fixture_init ();

  g_test_add_func ("/network/probe/facts", test_facts);
  g_test_add_func ("/network/probe/discreet", test_discreet);
  g_test_add_func ("/network/probe/blocked-port", test_blocked_port);
  g_test_add_func ("/network/probe/tampered-port", test_tampered_port);
  g_test_add_func ("/network/probe/sign-in-preferred", test_sign_in_preferred);
  g_test_add_data_func ("/network/probe/ipv6-refused", NULL, test_ipv6_broken);
  g_test_add_data_func ("/network/probe/ipv6-filtered", "filtered", test_ipv6_broken);
  for (gsize i = 0; i < G_N_ELEMENTS (network_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network/probe/%s/%" G_GSIZE_FORMAT, network_cases[i].verdict, i);

      g_test_add_data_func (path, &network_cases[i], test_network);
    }
  g_test_add_func ("/network/probe/refused", test_refused);
  g_test_add_func ("/network/probe/deadline", test_deadline);
  g_test_add_func ("/network/probe/cancel", test_cancel);
  g_test_add_func ("/network/probe/bad-plan", test_bad_plan);

  return g_test_run ();
}
