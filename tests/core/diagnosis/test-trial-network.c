/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-fixture.h"

#include <string.h>

#include "support/postern-test-peer.h"
#include "support/postern-test-wait.h"
#include "trial-monitor.h"

#define WEB_PAGE "S HTTP/1.1 302 Found\nS Location: http://portal.example/\nCLOSE"
#define OLD_GREETING "S 220 mail.example ESMTP Exim 4.96 Tue, 24 Nov 2020 10:00:00 +0100\n"
#define NO_OFFER EHLO ("S 250-SIZE 1000\nS 250 8BITMIME\n") "C ^QUIT|^STARTTLS\n"

/* @main: %NULL for a closed port */
typedef struct
{
  const char           *id;
  const char           *host;
  const char           *main;
  gboolean              expired;
  gboolean              witness;
  gboolean              offline;
  GNetworkConnectivity  monitor;
  const char           *further;
} Case;

#define FULL   G_NETWORK_CONNECTIVITY_FULL
#define PORTAL G_NETWORK_CONNECTIVITY_PORTAL

static const Case cases[] = {
  { "no-network", "mail.example", NULL, FALSE, FALSE, TRUE, FULL, "reached none" },
  { "captive-portal", "mail.example", NULL, FALSE, FALSE, TRUE, PORTAL, "reached none" },
  { "all-mail-blocked", "mail.example", NULL, FALSE, FALSE, FALSE, FULL, "reached none" },
  { "captive-portal", "mail.example", NULL, FALSE, FALSE, FALSE, PORTAL, "reached none" },
  { "captive-portal", "mail.example", WEB_PAGE, FALSE, TRUE, FALSE, FULL, NULL },
  /* The system may believe what it likes: what answers there is a mail server. */
  { "connection-refused", "mail.example", NULL, FALSE, TRUE, FALSE, PORTAL, "reached one" },
  { "server-silent", "unreachable.example", NULL, FALSE, TRUE, FALSE, FULL, "reached one" },
  { "host-not-found", "missing.example", NULL, FALSE, TRUE, FALSE, FULL, "reached one" },
  { "encryption-removed", "mail.example", GREETING NO_OFFER "S 220 Go ahead", FALSE, TRUE, FALSE, FULL, NULL },
  { "no-starttls", "mail.example", GREETING NO_OFFER "S 500 What", FALSE, TRUE, FALSE, FULL, NULL },
  { "clock-wrong", "mail.example", OLD_GREETING STARTTLS, TRUE, TRUE, FALSE, FULL, NULL },
  { "certificate-expired", "mail.example", GREETING STARTTLS, TRUE, TRUE, FALSE, FULL, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (PosternTestServer) witness = one->witness ? trial_fixture_serve ("WAIT") : NULL;
  g_autoptr (PosternTestServer) main = NULL;
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternTestPlan) plan = NULL;
  g_autoptr (PosternTrial) trial = NULL;
  PosternCircumstances circumstances = { .provider = "acme", .may_look_further = TRUE };
  TrialPorts ports = { trial_fixture_find_closed (), 0, 0 };

  if (one->main != NULL)
    main = one->expired ? trial_fixture_serve_expired (one->main) : trial_fixture_serve (one->main);
  if (main != NULL)
    ports.main = postern_test_server_get_port (main);
  if (witness != NULL)
    ports.witness = postern_test_server_get_port (witness);
  catalogue = trial_fixture_catalogue (ports);
  plan = trial_fixture_plan (one->host, ports.main, APP_PASSWORD);
  trial_fixture_set_online (!one->offline);
  trial_monitor_say (one->monitor);
  trial = trial_fixture_run (catalogue, plan, &circumstances);
  trial_fixture_set_online (TRUE);

  g_assert_cmpstr (trial->finding->id, ==, one->id);
  g_assert_true (one->further == NULL || strstr (trial->further, one->further) != NULL);
  g_assert_cmpuint (trial->refusals, ==, 0);
  g_assert_null (trial->second);
}

/* Encryption from the start is wanted where the server begins plainly. */
static void
test_other_encryption (void)
{
  g_autoptr (PosternTestServer) server = trial_fixture_serve (ACCEPTED);
  guint16 port = postern_test_server_get_port (server);
  g_autoptr (PosternCatalogue) catalogue = trial_fixture_catalogue ((TrialPorts) { port, 0, 0 });
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", port, APP_PASSWORD);
  PosternCircumstances circumstances = { .provider = "acme", .may_look_further = TRUE };
  g_autoptr (PosternTrial) trial = NULL;

  plan->endpoint->security = POSTERN_SECURITY_TLS;
  trial = trial_fixture_run (catalogue, plan, &circumstances);
  g_assert_cmpstr (trial->finding->id, ==, "other-encryption");
  g_assert_cmpuint (trial->works_at->port, ==, port);
  g_assert_cmpint (trial->works_at->security, ==, POSTERN_SECURITY_STARTTLS);
  g_assert_cmpuint (trial_fixture_count (server), ==, 1);
}

static gboolean
has_ipv6 (void)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("::1", 0);
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  return socket != NULL && g_socket_bind (socket, address, FALSE, NULL);
}

/* It is named whether the test is passed or not: sites and devices may fare worse. */
static void
test_broken_ipv6 (gconstpointer script)
{
  static const char *const hosts[] = { "both.example", "mail.example" };

  if (!has_ipv6 ())
    {
      g_test_skip ("needs IPv6 on loopback");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (PosternTestServer) server = trial_fixture_serve (script);
      guint16 port = postern_test_server_get_port (server);
      g_autoptr (PosternCatalogue) catalogue = trial_fixture_catalogue ((TrialPorts) { port, 0, 0 });
      g_autoptr (PosternTestPlan) plan = trial_fixture_plan (hosts[i], port, APP_PASSWORD);
      PosternCircumstances circumstances = { .provider = "acme" };
      g_autoptr (PosternTrial) trial = trial_fixture_run (catalogue, plan, &circumstances);

      g_assert_true (trial->finding->accepted == g_str_equal (script, ACCEPTED));
      g_assert_true ((trial->further != NULL && strstr (trial->further, "IPv6") != NULL) == (i == 0));
      g_assert_cmpuint (g_strv_length (trial->report->deaf_addresses), ==, i == 0 ? 1 : 0);
    }
}

typedef struct
{
  GSocketListener *listener;
  GCancellable    *cancellable;
} Moody;

/* The trial looks whether TLS is wanted as well, so that some leave in the middle. */
static void
serve_as_it_should (GSocketConnection *connection,
                    GCancellable      *cancellable)
{
  g_autoptr (GTlsCertificate) certificate = trial_fixture_load_certificate ();
  g_autoptr (GString) lines = g_string_new (NULL);
  PosternTestPeer peer = { .certificate = certificate, .cancellable = cancellable, .lines = lines };
  g_auto (GStrv) actions = g_strsplit (GREETING STARTTLS OFFER_PLAIN QUIT, "\n", -1);
  g_autoptr (GError) error = NULL;

  postern_test_peer_init (&peer, connection);
  for (gsize i = 0; actions[i][0] != '\0' && error == NULL; i++)
    postern_test_peer_run (&peer, actions[i], &error);
  postern_test_peer_close (&peer);
}

/* A server that hangs up on the first one who comes. */
static gpointer
serve_from_second (gpointer data)
{
  Moody *self = data;

  for (guint i = 0; !g_cancellable_is_cancelled (self->cancellable); i++)
    {
      g_autoptr (GSocketConnection) connection = NULL;

      connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);
      if (connection != NULL && i > 0)
        serve_as_it_should (connection, self->cancellable);
    }

  return NULL;
}

static void
test_again (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Moody moody = { listener, cancellable };
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  GThread *thread = g_thread_new ("moody", serve_from_second, &moody);
  g_autoptr (PosternCatalogue) catalogue = trial_fixture_catalogue ((TrialPorts) { port, 0, 0 });
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", port, APP_PASSWORD);
  PosternCircumstances circumstances = { .provider = "acme", .may_look_further = TRUE };
  g_autoptr (PosternTrial) trial = trial_fixture_run (catalogue, plan, &circumstances);

  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_cmpstr (trial->finding->id, ==, "closed-at-greeting");
  g_assert_nonnull (strstr (trial->further, "A moment later"));
  g_assert_cmpuint (trial->retry_after, >, 0);
  g_assert_null (trial->second);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  trial_fixture_init ();
  trial_monitor_install ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trial/network/%" G_GSIZE_FORMAT "/%s", i, cases[i].id);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/trial/network/other-encryption", test_other_encryption);
  g_test_add_data_func ("/trial/network/broken-ipv6/accepted", ACCEPTED, test_broken_ipv6);
  g_test_add_data_func ("/trial/network/broken-ipv6/refused", REFUSED, test_broken_ipv6);
  g_test_add_func ("/trial/network/again", test_again);

  return g_test_run ();
}
