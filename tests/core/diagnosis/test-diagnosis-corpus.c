/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "postern-diagnosis-corpus.h"
#include "postern-diagnosis-fixture.h"

/** How many cases there have to be: a file that is not found must not pass unseen. */
#define MIN_CASES 150

static PosternCatalogue *catalogue;

static gboolean
is_explained (const PosternDiagnosisCase *one,
              const char *text,
              const char *how)
{
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain_reply (catalogue, text, NULL, NULL);

  postern_diagnosis_fixture_check (finding);
  if (g_str_equal (finding->id, one->id))
    return TRUE;

  g_test_message ("%s (%s): “%s”, not “%s”:\n%s", one->source, how, finding->id, one->id, text);

  return FALSE;
}

/* The same text in other clothes means the same. */
static gboolean
is_explained_in_all_ways (const PosternDiagnosisCase *one)
{
  g_autofree char *shouted = g_ascii_strup (one->text, -1);
  g_auto (GStrv) lines = g_strsplit (one->text, "\n", -1);
  g_autofree char *dos = g_strjoinv ("\r\n", lines);
  g_autofree char *quoted = g_strjoinv ("\n> ", lines);
  gboolean all = is_explained (one, one->text, "as it is");

  all &= is_explained (one, shouted, "in capitals");
  all &= is_explained (one, dos, "with CRLF");
  all &= is_explained (one, quoted, "quoted");

  return all;
}

static void
test_corpus (void)
{
  g_autoptr (GPtrArray) cases = postern_diagnosis_corpus_read ();
  guint n_wrong = 0;

  g_assert_cmpuint (cases->len, >=, MIN_CASES);
  for (guint i = 0; i < cases->len; i++)
    n_wrong += is_explained_in_all_ways (g_ptr_array_index (cases, i)) ? 0 : 1;
  g_test_message ("%u cases", cases->len);
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
append_try (GString    *log,
            const char *text)
{
  for (guint i = 0; i < 40; i++)
    g_string_append_printf (log, "[2026-11-24 09:%02u:00] INFO cron: visited 52%u pages, cache 45%u kB\n", i, i, i);
  g_string_append_printf (log, "2026-11-24 09:41:07 Connection: opening to smtp.example.org:587\n%s\n", text);
}

/* The cause of a try is found in a log of many lines, and the last try counts, not the clearest. */
static void
test_logs (void)
{
  g_autoptr (GPtrArray) cases = postern_diagnosis_corpus_read ();
  const PosternDiagnosisCase *earlier = g_ptr_array_index (cases, 0);
  guint n_wrong = 0;

  for (guint i = 0; i < cases->len; i++)
    {
      const PosternDiagnosisCase *last = g_ptr_array_index (cases, i);
      g_autoptr (GString) log = g_string_new (NULL);

      if (g_str_has_prefix (last->id, "unknown"))
        continue;
      for (guint n = 0; n < 8; n++)
        append_try (log, earlier->text);
      append_try (log, last->text);
      n_wrong += is_explained (last, log->str, "last of a log") ? 0 : 1;
      earlier = last;
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/corpus/cases", test_corpus);
  g_test_add_func ("/diagnosis/corpus/logs", test_logs);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
