/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/network/postern-dns.h"
#include "core/network/postern-hosting.h"
#include "support/postern-test-hosting.h"
#include "support/postern-test-wait.h"

/* What is promised, in milliseconds. */
#define LIMIT 2000
#define TRIES 3
#define TIMES 5
/* Where autoconfig.mute.example is. */
#define MUTE "127.0.0.8"
#define HTTPS_PORT 443

static PosternCatalogue *catalogue;
static PosternTestHosting *hosting;

static gint64
measure (const char      *domain,
         PosternHosting **found)
{
  const PosternHostingQuestion question = { domain, 0, hosting->ca_file, 0 };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (found, postern_hosting_free);
  *found = postern_hosting_find (catalogue, &question, NULL, &error);
  g_assert_no_error (error);

  return (g_get_monotonic_time () - start) / 1000;
}

/* As people ask: with the time that a search really has. Where much else runs, a clock can be late, so it may try
   again; what waits for too long does so each time. */
static PosternHosting *
find (const char *domain)
{
  PosternHosting *found = NULL;
  gint64 ms = LIMIT;

  for (guint i = 0; i < TRIES && ms >= LIMIT; i++)
    {
      ms = measure (domain, &found);
      g_test_message ("%s: %" G_GINT64_FORMAT " ms, %s: %s", domain, ms,
                      postern_hosting_confidence_to_nick (found->confidence), found->reason);
    }
  for (guint i = 0; i < found->clues->len; i++)
    {
      const PosternClue *clue = g_ptr_array_index (found->clues, i);

      g_test_message ("%s %s, %u ms", postern_clue_source_to_nick (clue->source),
                      postern_clue_state_to_nick (clue->state), clue->ms);
    }
  g_assert_cmpint (ms, <, LIMIT);

  return found;
}

static PosternClueState
get_state (const PosternHosting *found,
           PosternClueSource     source)
{
  return postern_hosting_get_clue (found, source)->state;
}

/* Where all answer, it is over long before. */
static void
test_all_well (void)
{
  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (PosternHosting) found = find ("bob@kk.dk");

      g_assert_cmpstr (found->provider->id, ==, "microsoft365");
      g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_LIKELY);
    }
}

/* The only name server is dead. */
static void
test_silent (void)
{
  g_autoptr (GSocket) silent = postern_test_dns_keep_silent ();
  g_autoptr (PosternHosting) found = NULL;

  postern_test_dns_ask (POSTERN_TEST_DNS_SILENT);
  found = find ("bob@kk.dk");
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  g_assert_cmpint (get_state (found, POSTERN_CLUE_MX), ==, POSTERN_CLUE_FAILED);
  g_assert_cmpint (get_state (found, POSTERN_CLUE_SPF), ==, POSTERN_CLUE_FAILED);
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_NOTHING);
  g_assert_nonnull (strstr (found->reason, "Nothing could be looked up"));
}

/* The first of two is dead: what the other one says is known. */
static void
test_first_silent (void)
{
  g_autoptr (GSocket) silent = postern_test_dns_keep_silent ();
  g_autoptr (PosternHosting) found = NULL;

  postern_test_dns_ask (POSTERN_TEST_DNS_SILENT " " POSTERN_TEST_DNS_SERVER);
  found = find ("bob@frederiksberg.dk");
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  g_assert_cmpint (get_state (found, POSTERN_CLUE_MX), ==, POSTERN_CLUE_FOUND);
  g_assert_cmpint (get_state (found, POSTERN_CLUE_SPF), ==, POSTERN_CLUE_FOUND);
  g_assert_cmpstr (found->provider->id, ==, "microsoft365");
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_CERTAIN);
}

/* One HTTPS server takes the question and hangs: the rest decides. */
static void
test_hanging (void)
{
  g_autoptr (PosternHosting) before = find ("bob@ottenbach.ch");
  g_autoptr (PosternHosting) found = NULL;

  g_assert_cmpint (get_state (before, POSTERN_CLUE_REALM), ==, POSTERN_CLUE_FOUND);
  postern_test_https_add (hosting->https, "//login.microsoftonline.com/getuserrealm.srf?login=ottenbach.ch&json=1", 200,
                          "application/json", NULL, "SILENT");
  found = find ("bob@ottenbach.ch");
  g_assert_cmpint (get_state (found, POSTERN_CLUE_REALM), ==, POSTERN_CLUE_FAILED);
  g_assert_cmpint (get_state (found, POSTERN_CLUE_OPENID), ==, POSTERN_CLUE_FOUND);
  g_assert_cmpstr (found->provider->id, ==, "microsoft365");
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_LIKELY);
}

/* The domain's own server hangs, as one behind a firewall does. */
static void
test_hanging_own (void)
{
  g_autoptr (PosternHosting) before = find ("bob@hamlet.example");
  g_autoptr (PosternHosting) found = NULL;

  g_assert_cmpint (get_state (before, POSTERN_CLUE_AUTOCONFIG), ==, POSTERN_CLUE_FOUND);
  postern_test_https_add (hosting->https, "//autoconfig.hamlet.example/mail/config-v1.1.xml", 200, "text/xml", NULL,
                          "SILENT");
  found = find ("bob@hamlet.example");
  g_assert_cmpint (get_state (found, POSTERN_CLUE_AUTOCONFIG), ==, POSTERN_CLUE_FAILED);
  g_assert_cmpstr (found->provider->id, ==, "migadu");
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_CERTAIN);
}

/* Something takes the connection and never begins with TLS. */
static void
test_mute (void)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (MUTE, HTTPS_PORT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) mute = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_autoptr (PosternHosting) found = NULL;

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (mute, address, TRUE, &error) && g_socket_listen (mute, &error));
  found = find ("bob@mute.example");
  g_assert_cmpint (get_state (found, POSTERN_CLUE_AUTOCONFIG), ==, POSTERN_CLUE_FAILED);
  g_assert_cmpstr (found->provider->id, ==, "fastmail");
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_CERTAIN);
}

int
main (int    argc,
      char **argv)
{
  const char *missing;
  int status;

  postern_dns_prepare ();
  missing = postern_test_dns_enter ();
  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();
  if (missing == NULL)
    hosting = postern_test_hosting_start ();
  postern_test_dns_add (missing, "/network/hosting-time/all-well", test_all_well);
  postern_test_dns_add (missing, "/network/hosting-time/silent", test_silent);
  postern_test_dns_add (missing, "/network/hosting-time/first-silent", test_first_silent);
  postern_test_dns_add (missing, "/network/hosting-time/hanging", test_hanging);
  postern_test_dns_add (missing, "/network/hosting-time/hanging-own", test_hanging_own);
  postern_test_dns_add (missing, "/network/hosting-time/mute", test_mute);
  status = g_test_run ();
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);
  g_object_unref (catalogue);

  return status;
}
