/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "journeys/demo-tour.h"
#include "journeys/journey.h"

/* On every page, whoever does not see it is told what each thing is that can be pressed, chosen or typed into. */

/* Those with pages that no other has; a whole tree takes a while to walk through. */
static const char *const scenes[] = { "windows", "explain", "record", "provider", "other-server", NULL };

/* Deeper than any tree of widgets. */
#define MAX_DEPTH 100

static const AtspiRole roles[] = {
  ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX,     ATSPI_ROLE_RADIO_BUTTON,
  ATSPI_ROLE_COMBO_BOX,   ATSPI_ROLE_TEXT,          ATSPI_ROLE_ENTRY,         ATSPI_ROLE_PASSWORD_TEXT,
  ATSPI_ROLE_SPIN_BUTTON, ATSPI_ROLE_MENU_ITEM,     ATSPI_ROLE_LINK,
};

static gboolean
is_used (AtspiRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return TRUE;

  return FALSE;
}

/* GTK 4.8 tells the class of what has no name. The eye of a password’s field has none in libadwaita 1.2. */
static gboolean
is_name (const char *name)
{
  static const char *const classes[] = { "Gtk", "Adw", "Postern" };

  if (g_strcmp0 (name, "GtkImage") == 0)
    return TRUE;
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (name, classes[i]) && g_ascii_isupper (name[strlen (classes[i])]))
      return FALSE;

  return name != NULL && *name != '\0';
}

/* Looks at what can be used itself; what GTK and libadwaita put inside of that is theirs. */
static guint
count_named (AtspiAccessible *accessible,
             const char      *page,
             guint            depth)
{
  AtspiRole role = atspi_accessible_get_role (accessible, NULL);
  guint count = 0;
  int n_children;

  if (is_used (role))
    {
      g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

      if (!is_name (name))
        g_error ("On the page “%s” something that can be used has no name but “%s”", page, name);
      return 1;
    }
  if (role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_IMAGE || depth > MAX_DEPTH)
    return 0;
  n_children = atspi_accessible_get_child_count (accessible, NULL);
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (GObject) child = (GObject *) atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        count += count_named (ATSPI_ACCESSIBLE (child), page, depth + 1);
    }

  return count;
}

static void
check_names_cb (PosternTestApp *app,
                const char     *page)
{
  AtspiAccessible *frame = postern_test_app_find (app, ATSPI_ROLE_FRAME, NULL);
  g_autoptr (GObject) application = (GObject *) atspi_accessible_get_parent (frame, NULL);
  int n_windows = atspi_accessible_get_child_count (ATSPI_ACCESSIBLE (application), NULL);
  g_autoptr (GObject) window =
      (GObject *) atspi_accessible_get_child_at_index (ATSPI_ACCESSIBLE (application), n_windows - 1, NULL);

  /* That one is libadwaita’s. */
  if (g_str_equal (page, "about"))
    return;
  g_assert_nonnull (window);
  g_assert_cmpuint (count_named (ATSPI_ACCESSIBLE (window), page, 0), >, 0);
}

static void
test_scene (gconstpointer data)
{
  const DemoScene *scene = data;
  PosternTestApp *app = NULL;

  journey_begin ();
  if (scene->prepare != NULL)
    scene->prepare (g_getenv ("XDG_DATA_HOME"));
  app = journey_launch ();
  scene->play (app, check_names_cb);
  postern_test_app_stop (app);
}

static void
check_page_cb (PosternTestApp *app,
               const char     *page,
               gpointer        user_data)
{
  check_names_cb (app, page);
}

static void
test_walk (void)
{
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  wizard_walk (app, check_page_cb, NULL);
  journey_quit (app);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/walk", test_walk);
  for (const DemoScene *scene = demo_tour_scenes; scene->name != NULL; scene++)
    {
      g_autofree char *path = g_strconcat ("/names/", scene->name, NULL);

      if (g_strv_contains (scenes, scene->name))
        g_test_add_data_func (path, scene, test_scene);
    }

  return journey_run (TRUE);
}
