/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-hosting.h"

#include <string.h>

#include "core/smtp/postern-smtp-error.h"
#include "support/postern-test-hosting.h"
#include "support/postern-test-wait.h"

/* All look-ups end after 1.7 s; this is for a slow machine on top. test-network-hosting-time has the promise. */
#define PATIENT 8000
#define N_CELLS 6u
/* How many rows are of answers that were really seen, at least. */
#define SOURCED 110u
/* One after the other: GIO has ten threads for TLS, and this process holds both ends of it. */
#define N_AT_ONCE 1

/* One of hosting.expected. */
typedef struct
{
  char           *line;
  PosternHosting *found;
} Row;

static PosternCatalogue *catalogue;
static PosternTestHosting *hosting;
static GPtrArray *rows;

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

static void
assert_row (const PosternHosting *found,
            char                **cells)
{
  const char *host = found->endpoint == NULL ? NULL : found->endpoint->host;
  const char *sign_in = postern_realm_to_nick (found->realm);

  for (guint i = 0; i < found->clues->len; i++)
    {
      const PosternClue *clue = g_ptr_array_index (found->clues, i);

      g_test_message ("%s %s: %s (%s), %u ms", postern_clue_source_to_nick (clue->source),
                      postern_clue_state_to_nick (clue->state), clue->text, clue->saw, clue->ms);
    }
  g_test_message ("%s, %s: %s", host, postern_hosting_confidence_to_nick (found->confidence), found->reason);
  g_assert_cmpstr (host == NULL ? "none" : host, ==, cells[1]);
  g_assert_cmpstr (found->provider == NULL ? "-" : found->provider->id, ==, cells[2]);
  g_assert_cmpstr (sign_in == NULL ? "-" : sign_in, ==, cells[3]);
  g_assert_nonnull (strstr (cells[4], postern_hosting_confidence_to_nick (found->confidence)));
  g_assert_cmpstr (found->reason, !=, "");
}

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->line);
  postern_hosting_free (self->found);
  g_free (self);
}

static void
search (gpointer data,
        gpointer nothing)
{
  Row *row = data;
  g_auto (GStrv) cells = g_strsplit (row->line, " | ", 2);

  row->found = find_with (cells[0], 0, PATIENT);
}

/* Before the first row is looked at. */
static void
search_all (void)
{
  GThreadPool *pool = g_thread_pool_new (search, NULL, N_AT_ONCE, FALSE, NULL);

  for (guint i = 0; i < rows->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (rows, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
test_row (gconstpointer data)
{
  static gboolean searched;
  const Row *row = data;
  g_auto (GStrv) cells = g_strsplit (row->line, " | ", -1);

  if (!searched)
    search_all ();
  searched = TRUE;
  assert_row (row->found, cells);
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

/* "none: why", or names of hosting.sources, each with a day, the first of which tells the kind. */
static char *
read_kind (GHashTable *kinds,
           const char *source)
{
  g_auto (GStrv) parts = g_strsplit (source, " + ", -1);
  char *kind = NULL;

  if (g_str_has_prefix (source, "none: ") && strlen (source) > strlen ("none: "))
    return g_strdup ("none");
  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) words = g_strsplit (*part, " ", -1);
      g_auto (GStrv) name = g_strsplit (words[0], ":", 2);
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autofree char *time = g_strconcat (words[1], "T00:00:00", NULL);
      g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (time, utc);
      const char *found = g_hash_table_lookup (kinds, name[0]);

      g_test_message ("%s", *part);
      g_assert_nonnull (found);
      g_assert_nonnull (day);
      g_assert_cmpuint (g_strv_length (words), ==, 2);
      if (kind == NULL)
        kind = g_strdup (found);
    }

  return kind;
}

static GHashTable *
read_sources (void)
{
  g_auto (GStrv) lines = postern_test_hosting_read ("hosting.sources");
  GHashTable *kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, " | ", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      g_assert_true (g_str_has_prefix (cells[2], "https://"));
      g_hash_table_insert (kinds, g_strdup (cells[0]), g_strdup (cells[1]));
    }

  return kinds;
}

/* Each row says where its answers were seen, or that they are made up. */
static void
test_sources (void)
{
  static const char *const kinds[] = { "lookup", "zone", "list", "none" };
  g_autoptr (GHashTable) sources = read_sources ();
  g_auto (GStrv) lines = postern_test_hosting_read ("hosting.expected");
  guint counts[G_N_ELEMENTS (kinds)] = { 0 };

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, " | ", -1);
      g_autofree char *kind = NULL;
      gsize i = 0;

      g_assert_cmpuint (g_strv_length (cells), ==, N_CELLS);
      kind = read_kind (sources, cells[N_CELLS - 1]);
      while (i < G_N_ELEMENTS (kinds) - 1 && strcmp (kinds[i], kind) != 0)
        i++;
      g_assert_cmpstr (kind, ==, kinds[i]);
      counts[i]++;
    }
  g_test_message ("%u rows: %u looked up by others, %u as their owner publishes them, %u of a list, %u made up",
                  g_strv_length (lines), counts[0], counts[1], counts[2], counts[3]);
  g_assert_cmpuint (counts[0] + counts[1] + counts[2], >=, SOURCED);
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
  rows = g_ptr_array_new_with_free_func (row_free);
  for (char **line = lines; *line != NULL && missing == NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, " | ", 2);
      g_autofree char *path = g_strconcat ("/network/hosting/", cells[0], NULL);
      Row *row = g_new0 (Row, 1);

      row->line = g_strdup (*line);
      g_ptr_array_add (rows, row);
      g_test_add_data_func (path, row, test_row);
    }
  g_test_add_func ("/network/hosting/sources", test_sources);
  postern_test_dns_add (missing, "/network/hosting/without", test_without);
  postern_test_dns_add (missing, "/network/hosting/offline", test_offline);
  postern_test_dns_add (missing, "/network/hosting/cancelled", test_cancelled);
  g_test_add_func ("/network/hosting/input", test_input);
  status = g_test_run ();
  g_ptr_array_unref (rows);
  if (hosting != NULL)
    postern_test_hosting_stop (hosting);
  g_object_unref (catalogue);

  return status;
}
