/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-fixture.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-wait.h"

#define HOSTS "127.0.0.1,localhost,both.example,two.example"

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
  { "both.example", "::1,127.0.0.1", 0 },
  { "two.example", "127.0.0.2,127.0.0.1", 0 },
  /* Multicast: TCP has no way there. */
  { "unreachable.example", "224.0.0.1", 0 },
};

/* A name server that never answers. */
static void
hang (GCancellable  *cancellable,
      GError       **error)
{
  GPollFD fd;

  g_cancellable_make_pollfd (cancellable, &fd);
  g_poll (&fd, 1, POSTERN_TEST_DEADLINE * 1000);
  g_cancellable_release_fd (cancellable);
  g_cancellable_set_error_if_cancelled (cancellable, error);
}

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
  hang (cancellable, error);

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

static char *
make_folder (void)
{
  char *folder = postern_test_scratch ();

  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_authority (folder, "unknown");
  postern_test_certificate_make_server (folder, "good", "ca", HOSTS, POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "other", "ca", "cpanel.example.net", POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "expired", "ca", HOSTS, POSTERN_TEST_EXPIRED);
  postern_test_certificate_make_server (folder, "early", "ca", HOSTS, POSTERN_TEST_NOT_YET_VALID);
  postern_test_certificate_make_server (folder, "self", NULL, HOSTS, POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "stranger", "unknown", HOSTS, POSTERN_TEST_VALID);

  return folder;
}

void
probe_fixture_init (void)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
}

const char *
probe_fixture_get_folder (void)
{
  static char *folder = NULL;

  if (folder == NULL)
    folder = make_folder ();

  return folder;
}

PosternTestServer *
probe_fixture_serve (const char *script,
                     const char *certificate)
{
  return postern_test_server_new (script, probe_fixture_get_folder (), certificate);
}

PosternProbePlan *
probe_fixture_plan (const char *host)
{
  PosternProbePlan *plan = postern_probe_plan_new (host);

  postern_probe_plan_clear_ports (plan);
  plan->ca_file = g_build_filename (probe_fixture_get_folder (), "ca.pem", NULL);
  plan->timeout = PROBE_TIMEOUT;

  return plan;
}

PosternProbe *
probe_fixture_run (PosternProbePlan *plan)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  PosternProbe *probe = postern_probe_run (plan, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (probe);
  g_test_message ("%s after %" G_GINT64_FORMAT " ms: %s %s", probe->verdict->id,
                  (g_get_monotonic_time () - began) / G_TIME_SPAN_MILLISECOND, probe->verdict->title,
                  probe->verdict->explanation);

  return probe;
}

PosternProbe *
probe_fixture_try (const char      *script,
                   const char      *certificate,
                   PosternSecurity  security)
{
  g_autoptr (PosternTestServer) server = probe_fixture_serve (script, certificate);
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;
  g_autofree char *failure = NULL;

  postern_probe_plan_add_port (plan, postern_test_server_get_port (server), security);
  probe = probe_fixture_run (plan);
  failure = postern_test_server_stop_early (server);
  if (failure != NULL)
    g_test_message ("The server: %s", failure);

  return g_steal_pointer (&probe);
}

guint16
probe_fixture_find_closed (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);

  return port;
}

GSocket *
probe_fixture_make_black_hole (const char *host,
                               guint16     port,
                               GPtrArray  *fillers)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  GSocketFamily family = g_socket_address_get_family (address);
  GSocket *hole = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) local = NULL;

  g_assert_true (g_socket_bind (hole, address, FALSE, NULL));
  g_socket_set_listen_backlog (hole, 0);
  g_assert_true (g_socket_listen (hole, NULL));
  local = g_socket_get_local_address (hole, NULL);
  for (guint i = 0; i < 3; i++)
    {
      GSocket *filler = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (filler, FALSE);
      g_socket_connect (filler, local, NULL, NULL);
      g_ptr_array_add (fillers, filler);
    }

  return hole;
}

guint16
probe_fixture_get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
}

const PosternProbePort *
probe_fixture_get (PosternProbe *probe,
                   guint         n)
{
  g_assert_cmpuint (n, <, probe->ports->len);

  return g_ptr_array_index (probe->ports, n);
}

static void
assert_written_out (const PosternProbeVerdict *verdict)
{
  const char *texts[] = { verdict->title, verdict->explanation };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (texts[i], !=, "");
      g_assert_null (strchr (texts[i], '{'));
      g_assert_null (strchr (texts[i], '?'));
    }
}

void
probe_fixture_assert_verdict (PosternProbe *probe,
                              const char   *id)
{
  g_assert_cmpstr (probe->verdict->id, ==, id);
  assert_written_out (probe->verdict);
  for (guint i = 0; i < probe->notes->len; i++)
    assert_written_out (g_ptr_array_index (probe->notes, i));
}

gboolean
probe_fixture_has_note (PosternProbe *probe,
                        const char   *id)
{
  for (guint i = 0; i < probe->notes->len; i++)
    {
      const PosternProbeVerdict *note = g_ptr_array_index (probe->notes, i);

      if (strcmp (note->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}
