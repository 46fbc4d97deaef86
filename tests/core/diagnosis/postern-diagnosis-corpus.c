/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "postern-diagnosis-corpus.h"

#define MARK "@@ "

static void
case_free (gpointer data)
{
  PosternDiagnosisCase *one = data;

  g_free (one->id);
  g_free (one->source);
  g_free (one->text);
  g_free (one);
}

static PosternDiagnosisCase *
case_new (const char *section,
          const char *path)
{
  g_auto (GStrv) halves = g_strsplit (section, "\n", 2);
  g_auto (GStrv) head = g_strsplit (halves[0], " ", -1);
  PosternDiagnosisCase *one = g_new0 (PosternDiagnosisCase, 1);

  if (g_strv_length (head) != 2 || !g_str_has_prefix (head[1], "https://") || halves[1] == NULL)
    g_error ("%s: “%s” is not the head of a case", path, halves[0]);
  one->id = g_strdup (head[0]);
  one->source = g_strdup (head[1]);
  one->text = g_strstrip (g_strdup (halves[1]));
  g_assert_cmpstr (one->text, !=, "");

  return one;
}

static void
read_file (const char *path,
           GPtrArray  *cases)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *marked = NULL;
  g_auto (GStrv) sections = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (contents, -1, NULL));
  marked = g_strconcat ("\n", contents, NULL);
  sections = g_strsplit (marked, "\n" MARK, -1);
  for (gsize i = 1; sections[i] != NULL; i++)
    g_ptr_array_add (cases, case_new (sections[i], path));
}

GPtrArray *
postern_diagnosis_corpus_read (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "core", "diagnosis", "corpus", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".txt"))
        read_file (path, cases);
    }

  return cases;
}
