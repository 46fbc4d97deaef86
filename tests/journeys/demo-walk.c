/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "journeys/demo-tour.h"
#include "support/postern-test-words.h"

/*
 * Walks through the wizard on a desktop of its own, then through every other page: prints each, and leaves pictures and
 * the accepted message.
 */

/** In a narrower window the message's button is too far down the page for the driver's pointer. */
#define MIN_MESSAGE_WIDTH 500

/** Most windows above the first want to be a little wider by themselves. */
#define MIN_WINDOW 600
/** How often a page is looked at until it stands still; a cursor or a spinner never does. */
#define MAX_LOOKS 10

static char *program;
static char *output;
static int width = 1000;
static int height;
static gboolean dark;
static char *words;
static char *scene_wanted;

static const GOptionEntry options[] = {
  { "program", 0, 0, G_OPTION_ARG_FILENAME, &program, "The program to walk through", "FILE" },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Where the pictures go", "FOLDER" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "How wide the window is", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "How high it is", "PIXELS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "A dark window", NULL },
  { "words", 0, 0, G_OPTION_ARG_FILENAME, &words, "The compiled translation that the window shows", "FILE" },
  { "scene", 0, 0, G_OPTION_ARG_STRING, &scene_wanted, "Only this scene, such as walk or records", "NAME" },
  G_OPTION_ENTRY_NULL,
};

static int
get_height (void)
{
  return height > 0 ? height : width < MIN_WINDOW ? 720 : 760;
}

/* Whether the picture in @path is as it was a moment ago; takes it anew. */
static gboolean
is_settled (PosternTestApp *app,
            const char     *path)
{
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  gsize length_before = 0, length_now = 0;

  if (!g_file_get_contents (path, &before, &length_before, NULL))
    length_before = 0;
  g_usleep (G_USEC_PER_SEC / 5);
  postern_test_app_screenshot (app, path);
  g_assert_true (g_file_get_contents (path, &now, &length_now, NULL));

  return length_before == length_now && memcmp (before, now, length_now) == 0;
}

static void
take_picture (PosternTestApp *app,
              const char     *page)
{
  static guint number;
  g_autofree char *name = g_strdup_printf ("%02u-%s.png", ++number, page);
  g_autofree char *path = g_build_filename (output, name, NULL);

  /* A menu has the size that it has. */
  if (width < MIN_WINDOW && !g_str_has_prefix (page, "menu"))
    postern_test_app_resize (app, width, get_height ());
  for (guint i = 0; i < MAX_LOOKS && !is_settled (app, path); i++)
    ;
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
play_walk (PosternTestApp *app,
           DemoTourFunc    picture)
{
  picture (app, "welcome");
  wizard_walk (app, page_cb, NULL);
  picture (app, "list");
}

/* With folders of its own, so that it begins with what it has prepared and nothing else. */
static void
play (PosternTestDesktop *desktop,
      const DemoScene    *scene)
{
  const char *const argv[] = { program, NULL };
  g_autofree char *data = g_build_filename (postern_test_desktop_get_folder (desktop), "scenes", scene->name, NULL);
  g_autoptr (PosternTestApp) app = NULL;

  if (scene_wanted != NULL && !g_str_equal (scene_wanted, scene->name))
    return;
  g_mkdir_with_parents (data, 0700);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  if (scene->prepare != NULL)
    scene->prepare (data);
  app = postern_test_desktop_launch (desktop, argv);
  postern_test_app_resize (app, width, get_height ());
  scene->play (app, take_picture);
}

static void
play_all (PosternTestDesktop *desktop)
{
  const DemoScene walk = { "walk", NULL, play_walk };

  play (desktop, &walk);
  for (const DemoScene *scene = demo_tour_scenes; scene->name != NULL; scene++)
    play (desktop, scene);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (PosternTestDesktop) desktop = NULL;
  g_autoptr (GError) error = NULL;
  /* A pipe hides how this program ends. */
  g_autofree char *end = NULL;

  /* The driver fails as a test does. */
  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || program == NULL || output == NULL)
    {
      g_printerr ("demo-walk: %s\n", error != NULL ? error->message : "--program and --output are needed");
      return 2;
    }

  g_mkdir_with_parents (output, 0755);
  end = g_build_filename (output, "end", NULL);
  if (dark)
    g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-dark", TRUE);
  if (words != NULL)
    postern_test_words_load (words);
  desktop = postern_test_desktop_start (&error);
  if (desktop == NULL || !postern_test_desktop_start_keyring (desktop, &error))
    {
      g_printerr ("demo-walk: %s\n", error->message);
      return 3;
    }
  write_settings (desktop);
  play_all (desktop);

  return g_file_set_contents (end, "", -1, NULL) ? 0 : 3;
}
