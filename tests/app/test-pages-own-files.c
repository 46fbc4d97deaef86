/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-target-page.h"

/* A broken file of the person's own is named, with line and reason; a sound one is in the list, and so is all else. */
static void
test_own_files (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "postern", "targets", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.xml", NULL);
  g_autofree char *own = g_build_filename (folder, "own.xml", NULL);
  g_autoptr (PosternContext) sound = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  GtkWidget *page = pages_show (POSTERN_TYPE_TARGET_PAGE, sound, record);
  g_autoptr (PosternContext) context = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pages_shows_text (page, "can’t be used"));
  pages_close (page);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (broken, "<?xml version=\"1.0\"?>\n<target id=\"broken\"\n", -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (own,
                       "<target id=\"own\" category=\"program\" form=\"paste\" syntax=\"ini\"><name>Mine</name>"
                       "<summary>My own.</summary><where>Here.</where><template>host = {{host}}\n</template>"
                       "<test>Try it.</test><source href=\"https://example.org/\" checked=\"2026-11-27\">Mine</source>"
                       "</target>\n", -1, &error);
  g_assert_no_error (error);
  context = pages_new_context ();
  page = pages_show (POSTERN_TYPE_TARGET_PAGE, context, record);
  g_assert_true (pages_shows_text (page, "A file of your own can’t be used"));
  g_assert_true (pages_shows_text (page, "broken.xml:"));
  g_assert_nonnull (postern_catalogue_get_target (postern_context_get_catalogue (context), "own"));
  g_assert_nonnull (postern_catalogue_get_target (postern_context_get_catalogue (context), "laravel"));
  pages_close (page);
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/pages/own-files/broken", test_own_files);

  return g_test_run ();
}
