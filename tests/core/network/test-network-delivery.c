/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "delivery-fixture.h"
#include "support/postern-test-dns.h"
#include "support/postern-test-wait.h"

#define INCLUDE "include:spf.protection.outlook.com"
/* The name servers are given 8 s; this is for a slow machine on top. */
#define LIMIT (15 * G_TIME_SPAN_SECOND)

static PosternDelivery *
check_domain (const char *domain)
{
  g_autofree char *address = g_strconcat ("web@", domain, ".internal", NULL);

  return delivery_fixture_check (address);
}

static void
test_good (void)
{
  static const char *const ids[] = { "from-good", "spf-good", "dkim-good", "dmarc-good", "mx-good" };
  g_autoptr (PosternDelivery) delivery = check_domain ("good");
  g_autoptr (PosternDelivery) google = delivery_fixture_ask ("a@good.internal", NULL, NULL, "gmail");

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (delivery_fixture_get (delivery, ids[i])->state, ==, POSTERN_DELIVERY_GOOD);
  g_assert_cmpuint (delivery->notes->len, ==, G_N_ELEMENTS (ids));
  g_assert_cmpint (delivery->state, ==, POSTERN_DELIVERY_GOOD);
  g_assert_cmpstr (delivery->domain, ==, "good.internal");
  g_assert_cmpstr (delivery_fixture_get (delivery, "spf-good")->found, ==,
                   "v=spf1 " INCLUDE " include:_spf.google.com -all");
  g_assert_cmpint (google->state, ==, POSTERN_DELIVERY_GOOD);
  g_assert_cmpuint (google->notes->len, ==, 4);
}

/* One domain for each way in which a subject can be wrong. */
static const struct { const char *domain; const char *id; PosternDeliveryState state; } note_cases[] = {
  { "bare", "mx-missing", POSTERN_DELIVERY_ADVICE },
  { "bare", "spf-missing", POSTERN_DELIVERY_PROBLEM },
  { "bare", "dkim-missing", POSTERN_DELIVERY_ADVICE },
  { "bare", "dmarc-missing", POSTERN_DELIVERY_ADVICE },
  { "null", "mx-null", POSTERN_DELIVERY_PROBLEM },
  { "null", "dkim-withdrawn", POSTERN_DELIVERY_ADVICE },
  { "dead", "mx-broken", POSTERN_DELIVERY_PROBLEM },
  { "dead", "dkim-missing", POSTERN_DELIVERY_ADVICE },
  { "two", "spf-several", POSTERN_DELIVERY_PROBLEM },
  { "faulty", "spf-invalid", POSTERN_DELIVERY_PROBLEM },
  { "elsewhere", "spf-provider-missing", POSTERN_DELIVERY_PROBLEM },
  { "after", "spf-provider-missing", POSTERN_DELIVERY_PROBLEM },
  { "soft", "spf-provider-missing", POSTERN_DELIVERY_PROBLEM },
  { "half", "spf-provider-missing", POSTERN_DELIVERY_PROBLEM },
  { "leads-nowhere", "spf-broken-include", POSTERN_DELIVERY_PROBLEM },
  { "leads-astray", "spf-broken-elsewhere", POSTERN_DELIVERY_PROBLEM },
  { "looped", "spf-too-many-lookups", POSTERN_DELIVERY_PROBLEM },
  { "late", "spf-too-many-lookups", POSTERN_DELIVERY_PROBLEM },
  { "bomb", "spf-too-many-lookups", POSTERN_DELIVERY_PROBLEM },
  { "long", "spf-many-lookups", POSTERN_DELIVERY_ADVICE },
  { "void", "spf-too-many-voids", POSTERN_DELIVERY_PROBLEM },
  { "open", "spf-open", POSTERN_DELIVERY_PROBLEM },
  { "neutral", "spf-neutral", POSTERN_DELIVERY_ADVICE },
  { "endless", "spf-neutral", POSTERN_DELIVERY_ADVICE },
  { "macro", "spf-unclear", POSTERN_DELIVERY_UNKNOWN },
  { "sub.good", "dmarc-good", POSTERN_DELIVERY_GOOD },
  { "below.lenient", "dmarc-watching", POSTERN_DELIVERY_GOOD },
  { "watching", "dmarc-watching", POSTERN_DELIVERY_GOOD },
  { "many", "dmarc-several", POSTERN_DELIVERY_PROBLEM },
  { "mistaken", "dmarc-invalid", POSTERN_DELIVERY_PROBLEM },
  { "flattened", "spf-good", POSTERN_DELIVERY_GOOD },
  { "redirected", "spf-good", POSTERN_DELIVERY_GOOD },
  { "nested", "spf-good", POSTERN_DELIVERY_GOOD },
};

static void
test_notes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (note_cases); i++)
    {
      g_autoptr (PosternDelivery) delivery = check_domain (note_cases[i].domain);
      const PosternDeliveryNote *note = delivery_fixture_get (delivery, note_cases[i].id);

      g_assert_cmpint (note->state, ==, note_cases[i].state);
      g_assert_true (g_str_has_prefix (note->id, note->subject));
      if (note_cases[i].state == POSTERN_DELIVERY_PROBLEM)
        g_assert_cmpint (delivery->state, ==, POSTERN_DELIVERY_PROBLEM);
    }
}

static void
test_spf_records (void)
{
  static const struct { const char *domain; const char *id; const char *value; } cases[] = {
    { "bare", "spf-missing", "v=spf1 " INCLUDE " ~all" },
    { "two", "spf-several", "v=spf1 " INCLUDE " include:_spf.google.com ip4:198.51.100.0/24 mx include:good.internal "
      "~all" },
    { "faulty", "spf-invalid", "v=spf1 " INCLUDE " a -all" },
    { "elsewhere", "spf-provider-missing", "v=spf1 " INCLUDE " ip4:198.51.100.8 include:_spf.google.com -all "
      "exp=why.internal" },
    { "after", "spf-provider-missing", "v=spf1 " INCLUDE " ip4:198.51.100.8 -all" },
    { "soft", "spf-provider-missing", "v=spf1 " INCLUDE " ~" INCLUDE " -all" },
    { "leads-nowhere", "spf-broken-include", "v=spf1 " INCLUDE " ~all" },
    { "late", "spf-too-many-lookups", "v=spf1 " INCLUDE " include:ten.internal -all" },
    { "open", "spf-open", "v=spf1 " INCLUDE " ~all" },
    { "neutral", "spf-neutral", "v=spf1 " INCLUDE " ~all" },
    { "endless", "spf-neutral", "v=spf1 " INCLUDE " ~all" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternDelivery) delivery = check_domain (cases[i].domain);
      g_autofree char *name = g_strconcat (cases[i].domain, ".internal", NULL);

      delivery_fixture_assert_record (delivery, cases[i].id, name, "TXT", cases[i].value);
    }
}

static void
test_parts (void)
{
  g_autoptr (PosternDelivery) faulty = check_domain ("faulty");
  g_autoptr (PosternDelivery) astray = check_domain ("leads-astray");
  g_autoptr (PosternDelivery) bare = check_domain ("bare");

  g_assert_nonnull (strstr (delivery_fixture_get (faulty, "spf-invalid")->explanation, "“include:”"));
  g_assert_nonnull (strstr (delivery_fixture_get (astray, "spf-broken-elsewhere")->explanation, "gone.internal"));
  g_assert_nonnull (strstr (delivery_fixture_get (bare, "dkim-missing")->explanation, "Microsoft Defender portal"));
}

static void
test_other_records (void)
{
  g_autoptr (PosternDelivery) bare = check_domain ("bare");
  g_autoptr (PosternDelivery) many = check_domain ("many");
  g_autoptr (PosternDelivery) mistaken = check_domain ("mistaken");
  g_autoptr (PosternDelivery) google = delivery_fixture_ask ("a@bare.internal", NULL, NULL, "gmail");

  delivery_fixture_assert_record (bare, "dmarc-missing", "_dmarc.bare.internal", "TXT", "v=DMARC1; p=none");
  delivery_fixture_assert_record (bare, "dkim-missing", "selector1._domainkey.bare.internal", "CNAME", NULL);
  delivery_fixture_assert_record (google, "dkim-missing", "google._domainkey.bare.internal", "TXT", NULL);
  g_assert_true (g_str_has_prefix (delivery_fixture_get (many, "dmarc-several")->record_value, "v=DMARC1; p="));
  delivery_fixture_assert_record (mistaken, "dmarc-invalid", "_dmarc.mistaken.internal", "TXT",
                                  "v=DMARC1; p=none; rua=mailto:postmaster@mistaken.internal");
}

static void
test_order (void)
{
  g_autoptr (PosternDelivery) delivery = check_domain ("elsewhere");
  guint n = delivery->notes->len;

  g_assert_cmpstr (((PosternDeliveryNote *) delivery->notes->pdata[0])->id, ==, "spf-provider-missing");
  g_assert_cmpint (((PosternDeliveryNote *) delivery->notes->pdata[n - 1])->state, ==, POSTERN_DELIVERY_GOOD);
}

static void
test_no_such_domain (void)
{
  g_autoptr (PosternDelivery) delivery = check_domain ("gone");

  g_assert_cmpint (delivery_fixture_get (delivery, "mx-none")->state, ==, POSTERN_DELIVERY_PROBLEM);
  g_assert_cmpuint (delivery->notes->len, ==, 2);
}

/* The name server answers, but with a failure. */
static void
test_broken (void)
{
  g_autoptr (PosternDelivery) delivery = check_domain ("broken");

  delivery_fixture_get (delivery, "dns-failed");
  g_assert_cmpint (delivery->state, ==, POSTERN_DELIVERY_GOOD);
}

/* Some subjects can be looked up, others not. */
static void
test_partly_broken (void)
{
  g_autoptr (PosternDelivery) server = delivery_fixture_ask ("a@good.internal", NULL, "mail.broken.internal", NULL);
  g_autoptr (PosternDelivery) sick = check_domain ("sick");
  g_autoptr (PosternDelivery) torn = check_domain ("torn");

  delivery_fixture_get (server, "spf-unclear");
  delivery_fixture_get (sick, "spf-unknown");
  delivery_fixture_get (sick, "dmarc-unknown");
  delivery_fixture_get (sick, "mx-good");
  delivery_fixture_get (torn, "spf-unknown");
  delivery_fixture_get (torn, "mx-unknown");
  delivery_fixture_get (torn, "dkim-unknown");
  delivery_fixture_get (torn, "dmarc-watching");
}

static void
test_silent (void)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (PosternDelivery) delivery = NULL;
  g_autoptr (GSocket) deaf = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.9", 53);

  g_assert_true (g_socket_bind (deaf, address, FALSE, NULL));
  postern_test_dns_ask ("127.0.0.9");
  delivery = delivery_fixture_ask ("a@good.internal", NULL, NULL, "microsoft365");
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  delivery_fixture_get (delivery, "dns-failed");
  g_assert_cmpint (delivery->state, ==, POSTERN_DELIVERY_UNKNOWN);
  g_assert_cmpint (g_get_monotonic_time () - began, <, LIMIT);
}

/* Says of every name that it doesn't exist, until a datagram comes that is no question. */
static gpointer
deny_thread (gpointer socket)
{
  char message[512];
  gssize length;
  g_autoptr (GSocketAddress) from = NULL;

  while ((length = g_socket_receive_from (socket, &from, message, sizeof message, NULL, NULL)) > 11)
    {
      message[2] |= (char) 0x80;
      message[3] = (char) 0x83;
      g_socket_send_to (socket, from, message, (gsize) length, NULL, NULL);
      g_clear_object (&from);
    }

  return NULL;
}

/* As in a network that lets nobody out: that is no reason to call the domain a typing mistake. */
static void
test_denied (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.10", 53);
  g_autoptr (PosternDelivery) delivery = NULL;
  GThread *thread;

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  thread = g_thread_new ("deny", deny_thread, socket);
  postern_test_dns_ask ("127.0.0.10");
  delivery = delivery_fixture_ask ("a@good.internal", NULL, NULL, "microsoft365");
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  g_socket_send_to (socket, address, "end", 3, NULL, NULL);
  g_thread_join (thread);
  delivery_fixture_get (delivery, "dns-failed");
  g_assert_cmpuint (delivery->notes->len, ==, 1);
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
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSocket) deaf = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.9", 53);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  const PosternDeliveryQuestion question = { "a@good.internal", NULL, NULL, NULL };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_true (g_socket_bind (deaf, address, FALSE, NULL));
  postern_test_dns_ask ("127.0.0.9");
  postern_delivery_check_async (catalogue, &question, cancellable, postern_test_store_result, &slot);
  g_timeout_add (200, cancel_cb, cancellable);
  result = postern_test_wait_result (&slot);
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  g_assert_null (postern_delivery_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 3 * G_TIME_SPAN_SECOND);
}

int
main (int   argc,
      char *argv[])
{
  const char *missing = postern_test_dns_enter ();
  g_autoptr (PosternTestProcess) server = NULL;
  static const struct { const char *path; GTestFunc run; } tests[] = {
    { "good", test_good },
    { "notes", test_notes },
    { "spf-records", test_spf_records },
    { "parts", test_parts },
    { "other-records", test_other_records },
    { "order", test_order },
    { "no-such-domain", test_no_such_domain },
    { "broken", test_broken },
    { "partly-broken", test_partly_broken },
    { "denied", test_denied },
    { "silent", test_silent },
    { "cancel", test_cancel },
  };

  g_test_init (&argc, &argv, NULL);
  if (missing == NULL)
    server = postern_test_dns_start ("support/delivery.zone");
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/network/delivery/", tests[i].path, NULL);

      postern_test_dns_add (missing, path, tests[i].run);
    }

  return g_test_run ();
}
