/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/postern-language.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

/* The translations beside a program that was built and not installed; NULL beside one that was. */
static char *
find_built (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program == NULL ? NULL : g_path_get_dirname (program);
  g_autofree char *build = folder == NULL ? NULL : g_build_filename (folder, "build.ninja", NULL);

  return build != NULL && g_file_test (build, G_FILE_TEST_EXISTS) ? g_build_filename (folder, "po", NULL) : NULL;
}

void
postern_language_init (void)
{
  g_autofree char *built = find_built ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, built != NULL ? built : POSTERN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
