/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "journeys/wizard-walk.h"

/* Walks through the wizard on a desktop of its own: prints each page, leaves pictures and the accepted message. */

/** In a narrower window the message's button is too far down the page for the driver's pointer. */
#define MIN_MESSAGE_WIDTH 500

static char *program;
static char *output;
static int width = 1000;
static gboolean dark;

static const GOptionEntry options[] = {
  { "program", 0, 0, G_OPTION_ARG_FILENAME, &program, "The program to walk through", "FILE" },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Where the pictures go", "FOLDER" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "How wide the window is", "PIXELS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "A dark window", NULL },
  G_OPTION_ENTRY_NULL,
};

static void
take_picture (PosternTestApp *app,
              const char     *page)
{
  static guint number;
  g_autofree char *name = g_strdup_printf ("%02u-%s.png", ++number, page);
  g_autofree char *path = g_build_filename (output, name, NULL);

  postern_test_app_screenshot (app, path);
  g_print ("%2u. %-10s %s\n", number, page, path);
}

static void
page_cb (PosternTestApp *app,
         const char     *page,
         gpointer        user_data)
{
  take_picture (app, page);
  if (g_str_equal (page, "test") && width >= MIN_MESSAGE_WIDTH)
    {
      g_autofree char *message = wizard_walk_get_message (app);
      g_autofree char *path = g_build_filename (output, "message.eml", NULL);

      g_assert_true (g_file_set_contents (path, message, -1, NULL));
      g_print ("    the accepted message is in %s\n", path);
    }
}

/* The font that people see, and no picture of a half-opened thing. */
static void
write_settings (PosternTestDesktop *desktop)
{
  g_autofree char *folder = g_build_filename (postern_test_desktop_get_folder (desktop), "config", "gtk-4.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path,
                                      "[Settings]\n"
                                      "gtk-font-name=Cantarell 11\n"
                                      "gtk-enable-animations=false\n",
                                      -1, NULL));
}

static void
walk (PosternTestDesktop *desktop)
{
  const char *const argv[] = { program, NULL };
  g_autoptr (PosternTestApp) app = NULL;

  app = postern_test_desktop_launch (desktop, argv);
  postern_test_app_resize (app, width, width < 500 ? 720 : 760);
  take_picture (app, "welcome");
  wizard_walk (app, page_cb, NULL);
  take_picture (app, "list");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (PosternTestDesktop) desktop = NULL;
  g_autoptr (GError) error = NULL;

  /* The driver fails as a test does. */
  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || program == NULL || output == NULL)
    {
      g_printerr ("demo-walk: %s\n", error != NULL ? error->message : "--program and --output are needed");
      return 2;
    }

  g_mkdir_with_parents (output, 0755);
  if (dark)
    g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-dark", TRUE);
  desktop = postern_test_desktop_start (&error);
  if (desktop == NULL || !postern_test_desktop_start_keyring (desktop, &error))
    {
      g_printerr ("demo-walk: %s\n", error->message);
      return 3;
    }
  write_settings (desktop);
  walk (desktop);

  return 0;
}
