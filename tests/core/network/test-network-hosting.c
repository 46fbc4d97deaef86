/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-hosting.h"

#include <string.h>

#include "core/smtp/postern-smtp-error.h"
#include "support/postern-test-hosting.h"
#include "support/postern-test-wait.h"

/* All look-ups end after 1.8 s; this is for a slow machine on top. The promise is checked where nobody answers. */
#define PATIENT 8000
#define LIMIT (2 * G_TIME_SPAN_SECOND)

static PosternCatalogue *catalogue;
static PosternTestHosting *hosting;

static PosternHosting *
find_with (const char *address,
           guint       without,
           guint       timeout)
{
  const PosternHostingQuestion question = { address, without, hosting->ca_file, timeout };
  g_autoptr (GError) error = NULL;
  PosternHosting *found = postern_hosting_find (catalogue, &question, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->clues->len, ==, POSTERN_N_CLUE_SOURCES);
  for (guint i = 0; i < found->clues->len; i++)
    {
      const PosternClue *clue = g_ptr_array_index (found->clues, i);

      g_assert_cmpuint (clue->source, ==, i);
      g_assert_cmpstr (clue->text, !=, "");
    }

  return found;
}

static gboolean
knows (const char *host)
{
  g_autoptr (PosternProvider) provider = postern_catalogue_find_by_host (catalogue, host);

  return provider != NULL;
}

/* One of the servers; one with "~" before it counts only where the catalogue has it, else there is none. */
static gboolean
is_expected (const char *servers,
             const char *host)
{
  g_auto (GStrv) names = g_strsplit (servers, ",", -1);
  gboolean conditional = FALSE;

  for (char **name = names; *name != NULL; name++)
    {
      const char *plain = **name == '~' ? *name + 1 : *name;

      if (**name == '~' && !knows (plain))
        conditional = TRUE;
      else if (g_strcmp0 (plain, host) == 0)
        return TRUE;
    }

  return host == NULL && (conditional || strcmp (servers, "none") == 0);
}

static void
assert_provider (const PosternHosting *found,
                 const char           *expected)
{
  const char *host = found->endpoint == NULL ? NULL : found->endpoint->host;
  g_autoptr (PosternProvider) owner = host == NULL ? NULL : postern_catalogue_find_by_host (catalogue, host);

  if (strcmp (expected, "?") == 0)
    g_assert_true (found->provider == owner);
  else
    g_assert_cmpstr (found->provider == NULL ? "-" : found->provider->id, ==, expected);
}

static void
test_domain (gconstpointer line)
{
  g_auto (GStrv) cells = g_strsplit (line, " | ", -1);
  g_autoptr (PosternHosting) found = find_with (cells[0], 0, PATIENT);
  const char *host = found->endpoint == NULL ? NULL : found->endpoint->host;
  const char *sign_in = postern_realm_to_nick (found->realm);

  for (guint i = 0; i < found->clues->len; i++)
    {
      const PosternClue *clue = g_ptr_array_index (found->clues, i);

      g_test_message ("%s %s: %s (%s), %u ms", postern_clue_source_to_nick (clue->source),
                      postern_clue_state_to_nick (clue->state), clue->text, clue->saw, clue->ms);
    }
  g_test_message ("%s, %s: %s", host, postern_hosting_confidence_to_nick (found->confidence), found->reason);
  g_assert_true (is_expected (cells[1], host));
  assert_provider (found, cells[2]);
  g_assert_cmpstr (sign_in == NULL ? "-" : sign_in, ==, cells[3]);
  g_assert_true (found->endpoint == NULL ||
                 strstr (cells[4], postern_hosting_confidence_to_nick (found->confidence)) != NULL);
  g_assert_cmpstr (found->reason, !=, "");
}

/* Nothing but the domain, and none of it where the catalogue knows the domain. */
static void
test_private (void)
{
  g_autoptr (PosternHosting) known = find_with ("secret.name@gmail.com", 0, PATIENT);
  g_autofree char *before = postern_test_https_dup_targets (hosting->https);
  g_autoptr (PosternHosting) found = find_with ("secret.name@shop.example", 0, PATIENT);
  g_autofree char *after = postern_test_https_dup_targets (hosting->https);

  g_assert_null (strstr (before, "gmail"));
  g_assert_nonnull (strstr (after, "shop.example"));
  g_assert_null (strstr (after, "secret"));
  g_assert_null (strstr (after, "%40"));
  g_assert_null (strchr (after, '@'));
}

static void
test_without (void)
{
  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    {
      g_autoptr (PosternHosting) found = find_with ("bob@bank.example", 1u << i, PATIENT);

      for (guint j = POSTERN_CLUE_MX; j < POSTERN_N_CLUE_SOURCES; j++)
        {
          const PosternClue *clue = g_ptr_array_index (found->clues, j);

          g_assert_cmpint (clue->state == POSTERN_CLUE_SKIPPED, ==, i == j);
        }
    }
}

static void
test_offline (void)
{
  g_autofree char *before = postern_test_https_dup_targets (hosting->https);
  g_autoptr (PosternHosting) none = find_with ("bob@bakery.example", POSTERN_HOSTING_OFFLINE, 0);
  g_autoptr (PosternHosting) known = find_with ("bob@gmail.com", POSTERN_HOSTING_OFFLINE, 0);
  g_autoptr (PosternHosting) patterns = find_with ("bob@bakery.example",
                                                   POSTERN_HOSTING_OFFLINE & ~(1u << POSTERN_CLUE_MX), PATIENT);
  g_autofree char *after = postern_test_https_dup_targets (hosting->https);

  g_assert_null (none->provider);
  g_assert_nonnull (strstr (none->reason, "Choose yourself"));
  g_assert_cmpstr (known->provider->id, ==, "gmail");
  g_assert_cmpstr (patterns->provider->id, ==, "microsoft365");
  g_assert_cmpstr (before, ==, after);
}

/* A name server that keeps silent: it ends in time, and says so. */
static void
test_silence (void)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (PosternHosting) found = NULL;

  postern_test_dns_ask ("127.0.0.9");
  found = find_with ("bob@bakery.example", 0, 0);
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LIMIT);
  g_assert_cmpint (postern_hosting_get_clue (found, POSTERN_CLUE_MX)->state, ==, POSTERN_CLUE_FAILED);
  g_assert_cmpint (found->confidence, ==, POSTERN_HOSTING_NOTHING);
  g_assert_nonnull (strstr (found->reason, "Nothing could be looked up"));
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const PosternHostingQuestion question = { "bob@bakery.example", 0, hosting->ca_file, 0 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (postern_hosting_find (catalogue, &question, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_input (void)
{
  static const char *const texts[] = { "", "bob@", "bob", "bob@localhost", "a b@c d", "x@192.0.2.1", "a@b..c" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const PosternHostingQuestion question = { texts[i], 0, NULL, 0 };
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_hosting_find (catalogue, &question, NULL, &error));
      g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
}

int
main (int    argc,
      char **argv)
{
  const char *missing = postern_test_dns_enter ();
  g_auto (GStrv) lines = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();
  if (missing == NULL)
    hosting = postern_test_hosting_start ();
  lines = postern_test_hosting_read ("hosting.expected");
  for (char **line = lines; *line != NULL && missing == NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, " | ", 2);
      g_autofree char *path = g_strconcat ("/network/hosting/", cells[0], NULL);

      g_test_add_data_func (path, *line, test_domain);
    }
  postern_test_dns_add (missing, "/network/hosting/private", test_private);
  postern_test_dns_add (missing, "/network/hosting/without", test_without);
  postern_test_dns_add (missing, "/network/hosting/offline", test_offline);
  postern_test_dns_add (missing, "/network/hosting/silence", test_silence);
  postern_test_dns_add (missing, "/network/hosting/cancelled", test_cancelled);
  g_test_add_func ("/network/hosting/input", test_input);
  status = g_test_run ();
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);
  g_object_unref (catalogue);

  return status;
}
