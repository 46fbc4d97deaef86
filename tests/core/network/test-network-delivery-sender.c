/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "delivery-fixture.h"
#include "support/postern-test-dns.h"

/* Without a provider that is known, the server's own addresses count. */
static void
test_own_server (void)
{
  g_autoptr (PosternDelivery) good = delivery_fixture_ask ("a@own.internal", "a@own.internal", "mail.internal",
                                                           "custom");
  g_autoptr (PosternDelivery) missing = delivery_fixture_ask ("a@bare.internal", NULL, "mail.internal", NULL);
  g_autoptr (PosternDelivery) other = delivery_fixture_ask ("a@elsewhere.internal", NULL, "mail.internal", NULL);
  g_autoptr (PosternDelivery) listed = delivery_fixture_ask ("a@elsewhere.internal", NULL, "other.internal", NULL);
  g_autoptr (PosternDelivery) unclear = delivery_fixture_ask ("a@elsewhere.internal", NULL, NULL, NULL);

  delivery_fixture_get (good, "spf-good");
  delivery_fixture_get (good, "dkim-unknown");
  g_assert_nonnull (strstr (delivery_fixture_get (unclear, "spf-unclear")->title, "your mail server"));
  delivery_fixture_assert_record (missing, "spf-missing", "bare.internal", "TXT", "v=spf1 a:mail.internal ~all");
  delivery_fixture_assert_record (other, "spf-host-missing", "elsewhere.internal", "TXT",
                                  "v=spf1 a:mail.internal ip4:198.51.100.8 include:_spf.google.com -all "
                                  "exp=why.internal");
  delivery_fixture_get (listed, "spf-good");
  delivery_fixture_get (unclear, "spf-unclear");
  g_assert_null (delivery_fixture_get (unclear, "spf-unclear")->record_value);
}

/* Typed in by hand, it is still Microsoft's. */
static void
test_known_server (void)
{
  g_autoptr (PosternDelivery) good = delivery_fixture_ask ("a@good.internal", NULL, "SMTP.Office365.com", "custom");
  g_autoptr (PosternDelivery) other = delivery_fixture_ask ("a@elsewhere.internal", NULL, "smtp.gmail.com", NULL);

  delivery_fixture_get (good, "dkim-good");
  g_assert_nonnull (strstr (delivery_fixture_get (good, "spf-good")->title, "Microsoft 365"));
  delivery_fixture_get (other, "spf-good");
}

/* Nobody in particular sends: what is wrong is told, with no record. */
static void
test_nobody (void)
{
  g_autoptr (PosternDelivery) late = delivery_fixture_ask ("a@late.internal", NULL, NULL, NULL);
  g_autoptr (PosternDelivery) nowhere = delivery_fixture_ask ("a@void.internal", NULL, NULL, NULL);
  g_autoptr (PosternDelivery) bare = delivery_fixture_ask ("a@bare.internal", NULL, NULL, NULL);

  g_assert_null (delivery_fixture_get (late, "spf-too-long")->record_name);
  g_assert_null (delivery_fixture_get (nowhere, "spf-voids")->record_name);
  g_assert_null (delivery_fixture_get (bare, "spf-missing")->record_name);
}

static void
test_from (void)
{
  static const struct { const char *from; const char *account; const char *id; PosternDeliveryState state; } cases[] = {
    { "Web@Good.Internal", "web@good.internal", "from-good", POSTERN_DELIVERY_GOOD },
    { "info@good.internal", "web@good.internal", "from-alias", POSTERN_DELIVERY_ADVICE },
    { "info@sub.good.internal", "web@good.internal", "from-alias", POSTERN_DELIVERY_ADVICE },
    { "info@good.internal", "web@own.internal", "from-other-domain", POSTERN_DELIVERY_ADVICE },
    { "info@own.internal", "web@good.internal", "from-other-domain", POSTERN_DELIVERY_ADVICE },
    { "bob@gmail.com", "web@good.internal", "from-free-mail", POSTERN_DELIVERY_PROBLEM },
    { "bob@outlook.com", "bob@outlook.com", "from-provider", POSTERN_DELIVERY_GOOD },
    { "web@company.onmicrosoft.com", "web@company.onmicrosoft.com", "from-provider", POSTERN_DELIVERY_GOOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternDelivery) delivery = delivery_fixture_ask (cases[i].from, cases[i].account, NULL,
                                                                   "microsoft365");

      g_assert_cmpint (delivery_fixture_get (delivery, cases[i].id)->state, ==, cases[i].state);
    }
}

/* DMARC wants proof, and there is none that the provider could give. */
static void
test_refused (void)
{
  g_autoptr (PosternDelivery) delivery = delivery_fixture_ask ("info@good.internal", "web@own.internal",
                                                               "mail.internal", "custom");

  g_assert_cmpint (delivery_fixture_get (delivery, "from-refused")->state, ==, POSTERN_DELIVERY_PROBLEM);
}

/* Its users can't add records, so none is shown, and nothing is looked up. */
static void
test_free_mail (void)
{
  g_autoptr (PosternDelivery) own = delivery_fixture_check ("bob@hotmail.com");
  g_autoptr (PosternDelivery) foreign = delivery_fixture_ask ("bob@gmail.com", "web@good.internal", NULL, NULL);

  g_assert_cmpuint (own->notes->len, ==, 1);
  g_assert_cmpuint (foreign->notes->len, ==, 1);
  g_assert_null (((PosternDeliveryNote *) own->notes->pdata[0])->record_name);
  g_assert_null (((PosternDeliveryNote *) foreign->notes->pdata[0])->record_name);
}

static void
test_reserved (void)
{
  static const char *const domains[] = { "example.org", "www.example.com", "practice.example", "a.test", "a.invalid",
                                         "localhost", "printer.local", "intranet" };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autofree char *address = g_strconcat ("bob@", domains[i], NULL);
      g_autoptr (PosternDelivery) delivery = delivery_fixture_check (address);

      delivery_fixture_get (delivery, "domain-reserved");
      g_assert_cmpuint (delivery->notes->len, ==, 1);
      g_assert_cmpint (delivery->state, ==, POSTERN_DELIVERY_UNKNOWN);
    }
}

static void
test_applies (void)
{
  static const char *const inside[] = {
    "127.0.0.1:587", "10.1.2.3:25", "192.168.0.9", "172.16.0.1:587", "169.254.1.1:25", "100.64.3.4:587", "[::1]:465",
    "[fe80::1]:25", "[fd00::1]:587", "0.0.0.0:25", "mail.example.org:25", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (inside); i++)
    g_assert_false (postern_delivery_applies ("bob@good.internal", inside[i]));
  g_assert_true (postern_delivery_applies ("bob@good.internal", "198.51.100.7:587"));
  g_assert_true (postern_delivery_applies ("bob@good.internal", "[2001:db8::1]:587"));
  g_assert_false (postern_delivery_applies ("bob@example.org", "198.51.100.7:587"));
  g_assert_false (postern_delivery_applies ("bob", "198.51.100.7:587"));
  g_assert_false (postern_delivery_applies (NULL, "198.51.100.7:587"));
  g_assert_false (postern_delivery_applies ("bob@good.internal", NULL));
}

static void
test_no_address (void)
{
  static const char *const addresses[] = { "", "bob", "bob@", "bob@good..internal", "bob@good.internal\r\nX: y" };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      const PosternDeliveryQuestion question = { addresses[i], NULL, NULL, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_delivery_check (catalogue, &question, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int   argc,
      char *argv[])
{
  const char *missing = postern_test_dns_enter ();
  g_autoptr (PosternTestProcess) server = NULL;
  static const struct { const char *path; GTestFunc run; } tests[] = {
    { "own-server", test_own_server },
    { "known-server", test_known_server },
    { "nobody", test_nobody },
    { "from", test_from },
    { "refused", test_refused },
    { "free-mail", test_free_mail },
    { "reserved", test_reserved },
    { "applies", test_applies },
    { "no-address", test_no_address },
  };

  g_test_init (&argc, &argv, NULL);
  if (missing == NULL)
    server = postern_test_dns_start ("support/delivery.zone");
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/network/delivery-sender/", tests[i].path, NULL);

      postern_test_dns_add (missing, path, tests[i].run);
    }

  return g_test_run ();
}
