/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/resource.h>

#include "core/network/postern-hosting.h"
#include "support/postern-test-hosting.h"
#include "support/postern-test-wait.h"

#define WELL_KNOWN "/.well-known/autoconfig/mail/config-v1.1.xml"
#define LIMIT (2 * G_TIME_SPAN_SECOND)
#define HUGE_SIZE (100 * 1024 * 1024)
/* What reading may take on top, in kB: the limit of a body is 128. */
#define ROOM (24 * 1024)

#ifdef __SANITIZE_ADDRESS__
/* Else what was freed is kept aside for long, and counts. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "quarantine_size_mb=1";
}
#endif

static PosternCatalogue *catalogue;
static PosternTestHosting *hosting;

/* Only the file at the domain itself is asked for. */
static PosternHosting *
find_file (const char *domain)
{
  const PosternHostingQuestion question = { domain, POSTERN_HOSTING_OFFLINE & ~(1u << POSTERN_CLUE_AUTOCONFIG),
                                            hosting->ca_file, 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  PosternHosting *found = postern_hosting_find (catalogue, &question, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LIMIT);

  return found;
}

static void
assert_refused (const char *name,
                const char *words)
{
  g_autofree char *domain = g_strconcat (name, ".evil.example", NULL);
  g_autoptr (PosternHosting) found = find_file (domain);
  const PosternClue *clue = postern_hosting_get_clue (found, POSTERN_CLUE_AUTOCONFIG);

  g_test_message ("%s", clue->text);
  g_assert_cmpint (clue->state, ==, POSTERN_CLUE_FAILED);
  g_assert_nonnull (strstr (clue->text, words));
  g_assert_null (found->endpoint);
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_NOTHING);
}

static void
lay_out (const char *name,
         guint       status,
         const char *type,
         const char *header,
         const char *body)
{
  g_autofree char *path = g_strconcat ("//", name, ".evil.example" WELL_KNOWN, NULL);

  postern_test_https_add (hosting->https, path, status, type, header, body);
}

static void
test_deep (void)
{
  g_autoptr (GString) body = g_string_new ("<clientConfig>");

  for (guint i = 0; i < 30000; i++)
    g_string_append (body, "<a>");
  lay_out ("deep", 200, "text/xml", NULL, body->str);
  assert_refused ("deep", "can’t be read");
}

static void
test_bomb (void)
{
  lay_out ("bomb", 200, "text/xml", NULL,
           "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">"
           "<!ENTITY lol3 \"&lol2;&lol2;&lol2;\">]><clientConfig><emailProvider><outgoingServer type=\"smtp\">"
           "<hostname>&lol3;</hostname></outgoingServer></emailProvider></clientConfig>");
  assert_refused ("bomb", "can’t be read");
}

static long
get_peak (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);

  return usage.ru_maxrss;
}

/* The server stands in this process, so what it takes itself is counted before. */
static void
test_huge (void)
{
  g_autofree char *body = g_malloc (HUGE_SIZE + 1);
  g_autofree char *warm = NULL;
  long peak;

  memset (body, 'a', HUGE_SIZE);
  body[HUGE_SIZE] = '\0';
  lay_out ("huge", 200, "text/xml", NULL, body);
  warm = g_malloc (HUGE_SIZE);
  memset (warm, 'b', HUGE_SIZE);
  g_clear_pointer (&warm, g_free);
  peak = get_peak ();
  assert_refused ("huge", "far longer than it should be");
  g_assert_cmpint (get_peak () - peak, <, ROOM);
}

static void
test_endless (void)
{
  lay_out ("endless", 200, "text/xml", NULL, "ENDLESS");
  assert_refused ("endless", "far longer than it should be");
}

static void
test_silent (void)
{
  lay_out ("silent", 200, "text/xml", NULL, "SILENT");
  assert_refused ("silent", "in time");
}

/* Nothing is sent to the host that it points to. */
static void
test_away (void)
{
  g_autofree char *targets = NULL;

  lay_out ("away", 302, "text/xml", "Location: https://bait.evil.example" WELL_KNOWN, "");
  assert_refused ("away", "another server");
  lay_out ("unsafe", 302, "text/xml", "Location: http://unsafe.evil.example" WELL_KNOWN, "");
  assert_refused ("unsafe", "without encryption");
  lay_out ("circle", 302, "text/xml", "Location: " WELL_KNOWN, "");
  assert_refused ("circle", "circles");
  targets = postern_test_https_dup_targets (hosting->https);
  g_assert_null (strstr (targets, "bait"));
}

static void
test_other_things (void)
{
  lay_out ("html", 200, "text/html", NULL, "<html>Sign in to this network</html>");
  assert_refused ("html", "something else");
  lay_out ("broken", 200, "text/xml", NULL, "<clientConfig><emailProvider>");
  assert_refused ("broken", "can’t be read");
  assert_refused ("plain", "no server for sending with encryption");
}

static void
test_json (void)
{
  static const char *const bodies[] = { "[[[[[[[[[[[[[[[[[[[[[[[[", "{\"issuer\":", "[]", "null", "{\"issuer\":7}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *domain = g_strdup_printf ("json%zu.evil.example", i);
      g_autofree char *path = g_strconcat ("//login.microsoftonline.com/", domain,
                                           "/v2.0/.well-known/openid-configuration", NULL);
      const PosternHostingQuestion question = { domain, POSTERN_HOSTING_OFFLINE & ~(1u << POSTERN_CLUE_OPENID),
                                                hosting->ca_file, 0 };
      g_autoptr (PosternHosting) found = NULL;

      postern_test_https_add (hosting->https, path, 200, "application/json", NULL, bodies[i]);
      found = postern_hosting_find (catalogue, &question, NULL, NULL);
      g_assert_null (found->provider);
      g_assert_cmpint (postern_hosting_get_clue (found, POSTERN_CLUE_OPENID)->state, !=, POSTERN_CLUE_FOUND);
    }
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
  postern_test_dns_add (missing, "/network/hosting-evil/deep", test_deep);
  postern_test_dns_add (missing, "/network/hosting-evil/bomb", test_bomb);
  postern_test_dns_add (missing, "/network/hosting-evil/huge", test_huge);
  postern_test_dns_add (missing, "/network/hosting-evil/endless", test_endless);
  postern_test_dns_add (missing, "/network/hosting-evil/silent", test_silent);
  postern_test_dns_add (missing, "/network/hosting-evil/away", test_away);
  postern_test_dns_add (missing, "/network/hosting-evil/other-things", test_other_things);
  postern_test_dns_add (missing, "/network/hosting-evil/json", test_json);
  status = g_test_run ();
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);
  g_object_unref (catalogue);

  return status;
}
