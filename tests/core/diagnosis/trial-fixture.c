/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-fixture.h"

#include <string.h>

#include "postern-diagnosis-fixture.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-wait.h"

#define HOSTS "127.0.0.1,localhost,mail.example,both.example"

#define PROVIDER \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<provider id=\"%s\" kind=\"mailbox\"><name>%s</name><summary>For tests.</summary>%s" \
  "<mx pattern=\"*.%s.example\"/><password length=\"16\" alphabet=\"lower\"><name>app password</name></password>" \
  "<steps><step id=\"make\"><title>Make one</title><text>Make one.</text>" \
  "<link href=\"https://%s.example/passwords\">Open the page</link></step></steps>%s</provider>\n"
#define PAST_ADVICE \
  "<advice id=\"switch-off\" severity=\"warning\" date=\"2020-01-31\"><title>Off</title><text>Off.</text></advice>"
#define ENDPOINT "<endpoint host=\"%s\" port=\"%u\" security=\"starttls\"/>"

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static gint is_offline = 0;
static gint is_hanging = 0;
static const char *data_home = NULL;

static const struct
{
  const char *host;
  const char *addresses;
} names[] = {
  { "mail.example", "127.0.0.1" },
  { "both.example", "::1,127.0.0.1" },
  { "witness.example", "127.0.0.1" },
  /* Multicast: TCP has no way there. */
  { "unreachable.example", "224.0.0.1" },
};

/* The less preferred one comes first, for the order is the client's work. */
static const struct
{
  const char *domain;
  const char *hosts;
} records[] = {
  { "acme.example", "mx2.unknown.example,MX1.Acme.Example." },
  { "moved.example", "mx.acme.example,mx.gmail.example" },
  { "filtered.example", "mx.unknown.example" },
};

/* A name server that never answers. */
static void
hang (GCancellable  *cancellable,
      GError       **error)
{
  GPollFD fd;

  g_atomic_int_set (&is_hanging, 1);
  g_main_context_wakeup (NULL);
  g_cancellable_make_pollfd (cancellable, &fd);
  g_poll (&fd, 1, POSTERN_TEST_DEADLINE * 1000);
  g_cancellable_release_fd (cancellable);
  g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
fail_if_offline (GError **error)
{
  if (!g_atomic_int_get (&is_offline))
    return FALSE;
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "from the test");

  return TRUE;
}

static GList *
lookup_by_name (GResolver     *resolver,
                const char    *host,
                GCancellable  *cancellable,
                GError       **error)
{
  GList *addresses = NULL;

  if (fail_if_offline (error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) list = g_strsplit (names[i].addresses, ",", -1);

      for (gsize k = 0; strcmp (host, names[i].host) == 0 && list[k] != NULL; k++)
        addresses = g_list_append (addresses, g_inet_address_new_from_string (list[k]));
    }
  if (addresses == NULL)
    g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "from the test");

  return addresses;
}

static GList *
lookup_records (GResolver            *resolver,
                const char           *domain,
                GResolverRecordType   type,
                GCancellable         *cancellable,
                GError              **error)
{
  GList *found = NULL;

  g_assert_cmpint (type, ==, G_RESOLVER_RECORD_MX);
  if (fail_if_offline (error))
    return NULL;
  if (strcmp (domain, "silent.example") == 0)
    {
      hang (cancellable, error);
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_auto (GStrv) hosts = g_strsplit (records[i].hosts, ",", -1);

      for (gsize k = 0; strcmp (domain, records[i].domain) == 0 && hosts[k] != NULL; k++)
        found = g_list_append (found, g_variant_ref_sink (g_variant_new ("(qs)", (guint16) (90 - k), hosts[k])));
    }
  if (found == NULL)
    g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "from the test");

  return found;
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name = lookup_by_name;
  G_RESOLVER_CLASS (klass)->lookup_records = lookup_records;
}

static void
test_resolver_init (TestResolver *self)
{
}

static const char *
get_folder (void)
{
  static char *folder = NULL;

  if (folder != NULL)
    return folder;

  folder = postern_test_scratch ();
  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "trial", "ca", HOSTS, POSTERN_TEST_VALID);
  postern_test_certificate_make_server (folder, "expired", "ca", HOSTS, POSTERN_TEST_EXPIRED);

  return folder;
}

static void
write_provider (const char *id,
                const char *endpoints,
                const char *advice)
{
  g_autofree char *folder = g_build_filename (data_home, "postern", "providers", NULL);
  g_autofree char *file = g_strdup_printf ("%s/%s.xml", folder, id);
  g_autofree char *text = g_strdup_printf (PROVIDER, id, id, endpoints, id, id, advice);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
}

void
trial_fixture_init (void)
{
  g_autoptr (GResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_autoptr (PosternCatalogue) catalogue = postern_diagnosis_fixture_catalogue ();

  g_resolver_set_default (resolver);
  get_folder ();
  data_home = g_get_user_data_dir ();
}

void
trial_fixture_set_online (gboolean online)
{
  g_atomic_int_set (&is_offline, !online);
}

gboolean
trial_fixture_is_hanging (void)
{
  return g_atomic_int_get (&is_hanging);
}

PosternTestServer *
trial_fixture_serve (const char *script)
{
  return postern_test_server_new (script, get_folder (), "trial");
}

PosternTestServer *
trial_fixture_serve_expired (const char *script)
{
  return postern_test_server_new (script, get_folder (), "expired");
}

GTlsCertificate *
trial_fixture_load_certificate (void)
{
  g_autofree char *certificate = g_build_filename (get_folder (), "trial.pem", NULL);
  g_autofree char *key = g_build_filename (get_folder (), "trial.key", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *loaded = g_tls_certificate_new_from_files (certificate, key, &error);

  g_assert_no_error (error);

  return loaded;
}

guint16
trial_fixture_find_closed (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);

  return port;
}

PosternCatalogue *
trial_fixture_catalogue (TrialPorts ports)
{
  guint16 witness = ports.witness != 0 ? ports.witness : trial_fixture_find_closed ();
  g_autofree char *other = NULL;
  g_autofree char *endpoints = NULL;
  g_autofree char *others = g_strdup_printf (ENDPOINT, "witness.example", witness);
  PosternCatalogue *catalogue = NULL;

  other = ports.other == 0 ? g_strdup ("") : g_strdup_printf (ENDPOINT, "mail.example", ports.other);
  endpoints = g_strdup_printf (ENDPOINT "%s", "mail.example", ports.main, other);
  write_provider ("acme", endpoints, "");
  write_provider ("gmail", others, "");
  write_provider ("microsoft365", others, PAST_ADVICE);
  catalogue = postern_catalogue_new ();
  g_assert_cmpuint (postern_catalogue_get_problems (catalogue)->len, ==, 0);

  return catalogue;
}

PosternTestPlan *
trial_fixture_plan (const char *host,
                    guint16     port,
                    const char *password)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, port, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new (password, -1);
  PosternTestPlan *plan = postern_test_plan_new (endpoint, "bob@acme.example", secret);

  plan->sign_in_only = TRUE;
  plan->ca_file = g_build_filename (get_folder (), "ca.pem", NULL);
  plan->step_timeout = 3;

  return plan;
}

PosternTrial *
trial_fixture_run (PosternCatalogue           *catalogue,
                   const PosternTestPlan      *plan,
                   const PosternCircumstances *circumstances)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PosternTrial *trial = NULL;

  postern_trial_run_async (catalogue, plan, circumstances, NULL, NULL, NULL, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  trial = postern_trial_run_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (trial);
  postern_diagnosis_fixture_check (trial->finding);
  g_test_message ("%s: %s %s · %s", trial->finding->id, trial->finding->title, trial->finding->explanation,
                  trial->further);
  g_assert_null (trial->further == NULL ? NULL : strstr (trial->further, postern_secret_peek (plan->secret)));

  return trial;
}

guint
trial_fixture_count (PosternTestServer *server)
{
  g_autofree char *failure = NULL;
  g_autofree char *lines = NULL;
  guint n = 0;

  if (!postern_test_server_has_reached (server, 0))
    return 0;

  failure = postern_test_server_stop_early (server);
  lines = postern_test_server_dup_lines (server);
  for (const char *p = lines; (p = strstr (p, "AUTH ")) != NULL; p++)
    n++;

  return n;
}
