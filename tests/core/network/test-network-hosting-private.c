/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "core/network/postern-hosting.h"
#include "support/postern-test-hosting.h"
#include "support/postern-test-traffic.h"

/* All look-ups end after 1.7 s; this is for a slow machine on top. */
#define PATIENT 8000
/* The part before the “@”: nothing of it may ever leave this computer. */
#define QUIET "whistleblower"

static PosternCatalogue *catalogue;
static PosternTestHosting *hosting;

/* What one search has sent. */
typedef struct
{
  char  *names;
  char  *targets;
  char  *ports;
  char  *log;
  guint  n_packets;
} Sent;

static void
sent_clear (Sent *self)
{
  g_free (self->names);
  g_free (self->targets);
  g_free (self->ports);
  g_free (self->log);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sent, sent_clear)

static Sent
find (const char *domain,
      guint       without)
{
  g_autofree char *address = g_strconcat (QUIET "+tag@", domain, NULL);
  const PosternHostingQuestion question = { address, without, hosting->ca_file, PATIENT };
  g_autofree char *targets = postern_test_https_dup_targets (hosting->https);
  g_autofree char *log = postern_test_https_dup_log (hosting->https);
  g_autoptr (PosternTestTraffic) traffic = postern_test_traffic_start ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHosting) found = postern_hosting_find (catalogue, &question, NULL, &error);
  g_autofree char *all_targets = NULL;
  g_autofree char *all_log = NULL;
  Sent sent = { 0 };

  g_assert_no_error (error);
  postern_test_traffic_stop (traffic);
  all_targets = postern_test_https_dup_targets (hosting->https);
  all_log = postern_test_https_dup_log (hosting->https);
  sent.names = postern_test_traffic_dup_names (traffic);
  sent.ports = postern_test_traffic_dup_ports (traffic);
  sent.targets = g_strdup (all_targets + strlen (targets));
  sent.log = g_strdup (all_log + strlen (log));
  sent.n_packets = postern_test_traffic_count (traffic);
  g_test_message ("%s:\n%s%s%s", address, sent.names, sent.targets, sent.ports);
  g_assert_false (postern_test_traffic_holds (traffic, QUIET));
  g_assert_false (postern_test_traffic_holds (traffic, "+tag"));

  return sent;
}

static int
compare_lines (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(char *const *) one, *(char *const *) other);
}

static char *
sort_lines (const char *text)
{
  g_autofree char *tidy = g_strchomp (g_strdup (text));
  g_auto (GStrv) lines = g_strsplit (tidy, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);

  return g_strjoinv ("\n", lines);
}

static void
assert_lines (const char *text,
              const char *expected)
{
  g_autofree char *sorted = sort_lines (text);
  g_autofree char *wanted = sort_lines (expected);

  g_assert_cmpstr (sorted, ==, wanted);
}

/* Nothing but the domain, its own names in the DNS, and who takes its mail. */
static void
test_all (void)
{
  g_auto (Sent) sent = find ("kk.dk", 0);

  assert_lines (sent.names, "kk.dk\n_spf.kk.dk\nautoconfig.kk.dk\n_submission._tcp.kk.dk\n_submissions._tcp.kk.dk\n"
                            "autoconfig.thunderbird.net\nlogin.microsoftonline.com\n");
  assert_lines (sent.targets, "//login.microsoftonline.com/kk.dk/v2.0/.well-known/openid-configuration\n"
                              "//login.microsoftonline.com/getuserrealm.srf?login=kk.dk&json=1\n"
                              "//autoconfig.thunderbird.net/v1.1/kk.dk\n"
                              "//autoconfig.thunderbird.net/v1.1/trendmicro.eu\n");
  assert_lines (sent.ports, "tcp 443\nudp 53\n");
  g_assert_nonnull (strstr (sent.log, "User-Agent: "));
  g_assert_null (strstr (sent.log, QUIET));
  g_assert_null (strstr (sent.log, "%40"));
  g_assert_null (strchr (sent.log, '@'));
  g_assert_null (strstr (sent.log, "Cookie"));
  g_assert_null (strstr (sent.log, "Referer"));
}

/* A domain with servers of its own is asked there too. */
static void
test_own_servers (void)
{
  g_auto (Sent) sent = find ("shop.example", 0);

  g_assert_nonnull (strstr (sent.targets, "//autoconfig.shop.example/mail/config-v1.1.xml\n"));
  g_assert_nonnull (strstr (sent.targets, "//shop.example/.well-known/autoconfig/mail/config-v1.1.xml\n"));
  g_assert_null (strstr (sent.log, QUIET));
  g_assert_null (strchr (sent.log, '@'));
}

/* What each look-up sends that no other one does, and that is not sent without it. */
static const struct { PosternClueSource source; const char *name; const char *target; } own[] = {
  { POSTERN_CLUE_MX, NULL, NULL },
  { POSTERN_CLUE_AUTOCONFIG, "autoconfig.kk.dk\n", NULL },
  { POSTERN_CLUE_SRV, "_submissions._tcp.kk.dk\n", NULL },
  { POSTERN_CLUE_ISPDB, "autoconfig.thunderbird.net\n", "//autoconfig.thunderbird.net/" },
  { POSTERN_CLUE_SPF, "_spf.kk.dk\n", NULL },
  { POSTERN_CLUE_OPENID, NULL, "openid-configuration" },
  { POSTERN_CLUE_REALM, NULL, "getuserrealm" },
};

static void
test_each_off (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_auto (Sent) without = find ("kk.dk", 1u << own[i].source);
      g_auto (Sent) only = find ("kk.dk", POSTERN_HOSTING_OFFLINE & ~(1u << own[i].source));

      g_assert_cmpuint (only.n_packets, >, 0);
      g_assert_true (own[i].name == NULL || strstr (without.names, own[i].name) == NULL);
      g_assert_true (own[i].name == NULL || strstr (only.names, own[i].name) != NULL);
      g_assert_true (own[i].target == NULL || strstr (without.targets, own[i].target) == NULL);
      g_assert_true (own[i].target == NULL || strstr (only.targets, own[i].target) != NULL);
      g_assert_true (own[i].target != NULL || *only.targets == '\0');
    }
}

/* Who switches off where mail goes also switches off that others are asked for that. */
static void
test_exchanger_off (void)
{
  g_auto (Sent) without = find ("kk.dk", 1u << POSTERN_CLUE_MX);

  g_assert_nonnull (strstr (without.targets, "//autoconfig.thunderbird.net/v1.1/kk.dk\n"));
  g_assert_null (strstr (without.targets, "trendmicro"));
}

static void
test_nothing (void)
{
  g_auto (Sent) off = find ("kk.dk", POSTERN_HOSTING_OFFLINE);
  g_auto (Sent) known = find ("gmail.com", 0);

  g_assert_cmpuint (off.n_packets, ==, 0);
  g_assert_cmpuint (known.n_packets, ==, 0);
  g_assert_cmpstr (off.log, ==, "");
  g_assert_cmpstr (known.log, ==, "");
}

/* That the ear hears: a name that is asked for is among the names, and in the packets. */
static void
test_ear (void)
{
  g_autoptr (PosternTestTraffic) traffic = postern_test_traffic_start ();
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autofree char *names = NULL;

  g_resolver_free_addresses (g_resolver_lookup_by_name (resolver, QUIET ".example", NULL, NULL));
  postern_test_traffic_stop (traffic);
  names = postern_test_traffic_dup_names (traffic);
  g_assert_nonnull (strstr (names, QUIET ".example\n"));
  g_assert_true (postern_test_traffic_holds (traffic, QUIET));
}

int
main (int    argc,
      char **argv)
{
  const char *missing = postern_test_dns_enter ();
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();
  if (missing == NULL)
    hosting = postern_test_hosting_start ();
  postern_test_dns_add (missing, "/network/hosting-private/ear", test_ear);
  postern_test_dns_add (missing, "/network/hosting-private/all", test_all);
  postern_test_dns_add (missing, "/network/hosting-private/own-servers", test_own_servers);
  postern_test_dns_add (missing, "/network/hosting-private/each-off", test_each_off);
  postern_test_dns_add (missing, "/network/hosting-private/exchanger-off", test_exchanger_off);
  postern_test_dns_add (missing, "/network/hosting-private/nothing", test_nothing);
  status = g_test_run ();
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);
  g_object_unref (catalogue);

  return status;
}
