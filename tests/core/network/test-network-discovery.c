/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/network/postern-discovery.h"
#include "core/smtp/postern-smtp-error.h"
#include "support/postern-test-resolver.h"
#include "support/postern-test-wait.h"

static PosternCatalogue *catalogue;

static const PosternTestRecord records[] = {
  /* Whose exchanger comes first does not matter; that it is one of a provider's does. */
  { "company.example", "MX", "filter.example.net" },
  { "company.example", "MX", "company-example.mail.protection.outlook.com" },
  { "workspace.example", "MX", "ASPMX.L.GOOGLE.COM." },
  { "own.example", "MX", "mx1.own.example" },
  { "_submission._tcp.own.example", "SRV", "1587 out.own.example" },
  { "both.example", "MX", "mx.both.example" },
  { "_submissions._tcp.both.example", "SRV", "465 tls.both.example" },
  { "_submission._tcp.both.example", "SRV", "587 plain.both.example" },
  { "none.example", "MX", "mx.none.example" },
  { "_submissions._tcp.none.example", "SRV", "0 ." },
  { "mail.none.example", "A", "192.0.2.1" },
  { "smtp.plain.example", "A", "192.0.2.2" },
  { "mail.plain.example", "A", "192.0.2.3" },
  /* A wildcard answers below a server's name, which has no exchangers. */
  { "smtp.web7.hoster.example", "A", "192.0.2.4" },
  { "xn--mller-kva.example", "MX", "mueller.mx.microsoft" },
};

static const struct
{
  const char          *text;
  PosternDiscoveryWay  way;
  const char          *host;
  const char          *provider;
  guint                port;
} cases[] = {
  { "company.example", POSTERN_DISCOVERY_MX, "smtp.office365.com", "microsoft365", 587 },
  { "bob@company.example", POSTERN_DISCOVERY_MX, "smtp.office365.com", "microsoft365", 587 },
  { " Bob <bob@company.example> ", POSTERN_DISCOVERY_MX, "smtp.office365.com", "microsoft365", 587 },
  { "workspace.example.", POSTERN_DISCOVERY_MX, "smtp.gmail.com", "gmail", 587 },
  { "müller.example", POSTERN_DISCOVERY_MX, "smtp.office365.com", "microsoft365", 587 },
  { "own.example", POSTERN_DISCOVERY_SRV, "out.own.example", NULL, 1587 },
  { "both.example", POSTERN_DISCOVERY_SRV, "tls.both.example", NULL, 465 },
  { "none.example", POSTERN_DISCOVERY_GUESS, "mail.none.example", NULL, 0 },
  { "plain.example", POSTERN_DISCOVERY_GUESS, "smtp.plain.example", NULL, 0 },
  { "web7.hoster.example", POSTERN_DISCOVERY_NAMED, "web7.hoster.example", NULL, 0 },
  { "nothing.example", POSTERN_DISCOVERY_NAMED, "nothing.example", NULL, 0 },
};

/* What the catalogue or the text itself tells; nobody is asked. */
static const struct
{
  const char          *text;
  PosternDiscoveryWay  way;
  const char          *host;
  const char          *provider;
} offline[] = {
  { "gmail.com", POSTERN_DISCOVERY_DOMAIN, "smtp.gmail.com", "gmail" },
  { "somebody@GMail.com", POSTERN_DISCOVERY_DOMAIN, "smtp.gmail.com", "gmail" },
  { "ok@practice.example", POSTERN_DISCOVERY_DOMAIN, "localhost", "practice" },
  { "smtp.office365.com", POSTERN_DISCOVERY_NAMED, "smtp.office365.com", "microsoft365" },
  { "smtp.own.example", POSTERN_DISCOVERY_NAMED, "smtp.own.example", NULL },
  { "mail2.own.example", POSTERN_DISCOVERY_NAMED, "mail2.own.example", NULL },
  { "127.0.0.1", POSTERN_DISCOVERY_NAMED, "127.0.0.1", NULL },
  { "::1", POSTERN_DISCOVERY_NAMED, "::1", NULL },
  { "nas", POSTERN_DISCOVERY_NAMED, "nas", NULL },
};

static PosternDiscovery *
discover (const char *text)
{
  g_autoptr (GError) error = NULL;
  PosternDiscovery *found = postern_discovery_run (catalogue, text, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);

  return found;
}

static void
test_ways (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternDiscovery) found = discover (cases[i].text);
      g_autofree char *notice = postern_discovery_dup_notice (found);

      g_test_message ("%s: %s", cases[i].text, notice);
      g_assert_cmpint (found->way, ==, cases[i].way);
      g_assert_cmpstr (found->host, ==, cases[i].host);
      g_assert_cmpstr (found->provider != NULL ? found->provider->id : NULL, ==, cases[i].provider);
      g_assert_cmpint (found->endpoints->len > 0, ==, cases[i].port != 0);
      if (cases[i].port != 0)
        g_assert_cmpuint (((PosternEndpoint *) g_ptr_array_index (found->endpoints, 0))->port, ==, cases[i].port);
      g_assert_cmpint (notice != NULL, ==, cases[i].way != POSTERN_DISCOVERY_NAMED);
      if (notice != NULL)
        g_assert_nonnull (strstr (notice, cases[i].host));
    }
}

static void
test_offline (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offline); i++)
    {
      guint before = postern_test_resolver_count ();
      g_autoptr (PosternDiscovery) found = discover (offline[i].text);

      g_test_message ("%s", offline[i].text);
      g_assert_cmpint (found->way, ==, offline[i].way);
      g_assert_cmpstr (found->host, ==, offline[i].host);
      g_assert_cmpstr (found->provider != NULL ? found->provider->id : NULL, ==, offline[i].provider);
      g_assert_cmpuint (postern_test_resolver_count (), ==, before);
    }
}

/* What is known of the ports comes first, the usual ones after them, none twice. */
static void
test_plan (void)
{
  static const guint16 ports[] = { 1587, 587, 465, 2525, 25 };
  g_autoptr (PosternDiscovery) own = discover ("own.example");
  g_autoptr (PosternDiscovery) microsoft = discover ("company.example");
  g_autoptr (PosternProbePlan) plan = postern_discovery_make_plan (own, catalogue);
  g_autoptr (PosternProbePlan) other = postern_discovery_make_plan (microsoft, catalogue);

  g_assert_cmpstr (plan->host, ==, "out.own.example");
  g_assert_cmpuint (plan->endpoints->len, ==, G_N_ELEMENTS (ports));
  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    g_assert_cmpuint (((PosternEndpoint *) g_ptr_array_index (plan->endpoints, i))->port, ==, ports[i]);
  g_assert_cmpuint (plan->witnesses->len, >, 0);
  g_assert_cmpuint (other->endpoints->len, ==, 4);
  for (guint i = 0; i < other->witnesses->len; i++)
    g_assert_cmpstr (((PosternEndpoint *) g_ptr_array_index (other->witnesses, i))->host, !=, "smtp.office365.com");
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "@", "two words", "a..b", "https://example.org/", "bob@" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternDiscovery) found = postern_discovery_run (catalogue, texts[i], NULL, &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (found);
      g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  postern_discovery_run_async (catalogue, "plain.example", cancellable, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  g_assert_null (postern_discovery_run_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  postern_test_resolver_answer (records, G_N_ELEMENTS (records));
  catalogue = postern_catalogue_new ();

  g_test_add_func ("/network/discovery/ways", test_ways);
  g_test_add_func ("/network/discovery/offline", test_offline);
  g_test_add_func ("/network/discovery/plan", test_plan);
  g_test_add_func ("/network/discovery/refused", test_refused);
  g_test_add_func ("/network/discovery/cancelled", test_cancelled);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
