/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop-private.h"

#include <string.h>

#define BUTTON_MAIN 1
#define BUTTON_WHEEL_UP 4
#define BUTTON_WHEEL_DOWN 5
/* How far from the edge of what is visible a place is safe, in pixels: GTK leaves padding out of its positions. */
#define MAX_EDGE 20

/* What is waited for. */
typedef struct
{
  PosternTestApp *app;
  AtspiRole       role;
  const char     *name;
  AtspiStateType  state;
  gboolean        value;
  int             width;
  int             height;
  int             x;
  int             y;
} Query;

static gboolean
get_window (PosternTestApp        *self,
            cairo_rectangle_int_t *area)
{
  return postern_test_screen_find_window (self->screen, postern_test_process_get_pid (self->process), area);
}

static G_NORETURN void
fail (PosternTestApp *self,
      const char     *role,
      const char     *name,
      const char     *problem)
{
  g_autofree char *tree = postern_test_app_dump (self);
  g_autofree char *errors = postern_test_process_read_errors (self->process);
  g_autofree char *picture = g_test_build_filename (G_TEST_BUILT, "failed.png", NULL);
  cairo_rectangle_int_t area = { 0 };

  if (get_window (self, &area))
    postern_test_screen_save (self->screen, &area, picture);
  g_error ("%s “%s” %s. The program wrote:\n%s\nIts tree, with a picture in %s:\n%s", role, name, problem, errors,
           picture, tree);
}

static G_NORETURN void
fail_query (const Query *query,
            const char  *problem)
{
  g_autofree char *role = atspi_role_get_name (query->role);

  fail (query->app, role, query->name == NULL ? "*" : query->name, problem);
}

static void
check_running (PosternTestApp *self)
{
  g_autofree char *errors = NULL;

  if (postern_test_process_is_running (self->process))
    return;
  errors = postern_test_process_read_errors (self->process);
  g_error ("The program has ended: %s", errors);
}

static gboolean
is_there (gpointer data)
{
  Query *query = data;

  check_running (query->app);
  g_clear_object (&query->app->found);
  query->app->found = postern_test_tree_search (query->app->root, query->role, query->name);

  return query->app->found != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return !is_there (data);
}

static gboolean
is_in_state (gpointer data)
{
  Query *query = data;

  return is_there (query) && postern_test_tree_has_state (query->app->found, query->state) == query->value;
}

static gboolean
has_size (gpointer data)
{
  Query *query = data;
  cairo_rectangle_int_t area = { 0 };

  return get_window (query->app, &area) && area.width == query->width && area.height == query->height;
}

static gboolean
find_action (AtspiAction *action,
             int         *index)
{
  int count = atspi_action_get_n_actions (action, NULL);

  for (*index = 0; *index < count; (*index)++)
    {
      g_autofree char *name = atspi_action_get_action_name (action, *index, NULL);

      if (g_strcmp0 (name, "click") == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the window that was opened last, which is the topmost one, knows that it has the keyboard. */
static gboolean
is_active (gpointer data)
{
  Query *query = data;
  cairo_rectangle_int_t area = { 0 };
  g_autoptr (GObject) window = NULL;
  int count = 0;

  check_running (query->app);
  count = atspi_accessible_get_child_count (query->app->root, NULL);
  if (count <= 0 || !get_window (query->app, &area))
    return FALSE;
  window = (GObject *) atspi_accessible_get_child_at_index (query->app->root, count - 1, NULL);

  return window != NULL && postern_test_tree_has_state (ATSPI_ACCESSIBLE (window), ATSPI_STATE_ACTIVE);
}

/* Scrolls what @view shows a part of, so that the thing comes nearer to its middle. */
static void
turn_wheel (Query                       *query,
            const cairo_rectangle_int_t *view)
{
  int middle = view->y + view->height / 2;
  guint button = query->y < middle ? BUTTON_WHEEL_UP : BUTTON_WHEEL_DOWN;

  for (int way = ABS (query->y - middle); way > 0; way -= view->height)
    postern_test_screen_click (query->app->screen, view->x + view->width / 2, middle, button);
}

/* Finds the middle of the thing on the screen; while that is out of view, the wheel brings it nearer. */
static gboolean
find_place (Query *query)
{
  cairo_rectangle_int_t window = { 0 }, frame = { 0 }, content = { 0 }, view = { 0 }, area = { 0 };
  int left, top, edge;

  if (!get_window (query->app, &window) ||
      !postern_test_tree_get_areas (query->app->found, &frame, &content, &view, &area) || view.width == 0 ||
      view.height == 0)
    return FALSE;
  left = window.x - frame.x + (window.width - content.width) / 2;
  top = window.y - frame.y + (window.height - content.height) / 2;
  view.x += left;
  view.y += top;
  query->x = left + area.x + area.width / 2;
  query->y = top + area.y + area.height / 2;
  edge = MIN (MAX_EDGE, MIN (view.height / 4, area.height / 2));
  if (query->y >= view.y + edge && query->y < view.y + view.height - edge)
    return TRUE;
  turn_wheel (query, &view);

  return FALSE;
}

static gboolean
is_clicked (gpointer data)
{
  Query *query = data;
  int x = query->x;
  int y = query->y;

  /*
   * A list may have made the thing anew since it was found. What still moves would be missed, so only a place that it
   * had before counts.
   */
  if (!is_there (query) || !find_place (query) || query->x != x || query->y != y)
    return FALSE;
  postern_test_screen_click (query->app->screen, x, y, BUTTON_MAIN);

  return TRUE;
}

static void
wait_for (Query                *query,
          PosternTestCondition  condition,
          const char           *problem)
{
  if (!postern_test_poll (condition, query, POSTERN_TEST_DEADLINE))
    fail_query (query, problem);
}

void
postern_test_app_stop (PosternTestApp *self)
{
  g_clear_object (&self->found);
  g_clear_object (&self->root);
  postern_test_process_stop (self->process);
  g_free (self);
}

PosternTestProcess *
postern_test_app_get_process (PosternTestApp *self)
{
  return self->process;
}

AtspiAccessible *
postern_test_app_find (PosternTestApp *self,
                       AtspiRole       role,
                       const char     *name)
{
  Query query = { self, role, name };

  wait_for (&query, is_there, "is not there");

  return self->found;
}

gboolean
postern_test_app_has (PosternTestApp *self,
                      AtspiRole       role,
                      const char     *name)
{
  Query query = { self, role, name };

  return is_there (&query);
}

void
postern_test_app_wait_gone (PosternTestApp *self,
                            AtspiRole       role,
                            const char     *name)
{
  Query query = { self, role, name };

  wait_for (&query, is_gone, "is still there");
}

void
postern_test_app_wait_state (PosternTestApp *self,
                             AtspiRole       role,
                             const char     *name,
                             AtspiStateType  state,
                             gboolean        value)
{
  Query query = { self, role, name, state, value };

  wait_for (&query, is_in_state, value ? "has not come into the state" : "has not left the state");
}

void
postern_test_app_click (PosternTestApp *self,
                        AtspiRole       role,
                        const char     *name)
{
  Query query = { self, role, name, ATSPI_STATE_SENSITIVE, TRUE };
  g_autoptr (GObject) action = NULL;
  int index = 0;

  wait_for (&query, is_in_state, "is not there, or not sensitive");
  action = (GObject *) atspi_accessible_get_action_iface (self->found);
  if (action == NULL || !find_action (ATSPI_ACTION (action), &index))
    wait_for (&query, is_clicked, "can't be brought into view");
  else if (!atspi_action_do_action (ATSPI_ACTION (action), index, NULL))
    fail_query (&query, "refuses to be clicked");
}

void
postern_test_app_point_and_click (PosternTestApp *self,
                                  AtspiRole       role,
                                  const char     *name)
{
  Query query = { self, role, name, ATSPI_STATE_SENSITIVE, TRUE };

  wait_for (&query, is_in_state, "is not there, or not sensitive");
  wait_for (&query, is_clicked, "can't be brought into view");
}

void
postern_test_app_set_text (PosternTestApp *self,
                           AtspiRole       role,
                           const char     *name,
                           const char     *text)
{
  Query query = { self, role, name, ATSPI_STATE_SENSITIVE, TRUE };
  g_autoptr (GObject) editable = NULL;

  wait_for (&query, is_in_state, "is not there, or not sensitive");
  editable = (GObject *) atspi_accessible_get_editable_text_iface (self->found);
  if (editable == NULL || !atspi_editable_text_set_text_contents (ATSPI_EDITABLE_TEXT (editable), text, NULL))
    fail_query (&query, "can't be edited");
}

char *
postern_test_app_get_text (PosternTestApp *self,
                           AtspiRole       role,
                           const char     *name)
{
  return postern_test_tree_get_text (postern_test_app_find (self, role, name));
}

void
postern_test_app_press (PosternTestApp *self,
                        const char     *keys)
{
  cairo_rectangle_int_t area = { 0 };

  if (!get_window (self, &area))
    fail (self, "key", keys, "has no window to go to");
  postern_test_screen_press (self->screen, keys);
}

void
postern_test_app_activate (PosternTestApp *self)
{
  Query query = { self, ATSPI_ROLE_FRAME, NULL };

  /* Without a key that came to the window, GTK 4.8 may close its next menu at once when one above it was closed. */
  postern_test_app_press (self, "Shift");
  wait_for (&query, is_active, "has not taken the keyboard");
}

void
postern_test_app_resize (PosternTestApp *self,
                         int             width,
                         int             height)
{
  Query query = { self, ATSPI_ROLE_FRAME, NULL, 0, FALSE, width, height };

  postern_test_screen_resize (self->screen, postern_test_process_get_pid (self->process), width, height);
  wait_for (&query, has_size, "has not taken the size");
}

void
postern_test_app_screenshot (PosternTestApp *self,
                             const char     *path)
{
  cairo_rectangle_int_t area = { 0 };

  if (!get_window (self, &area) || !postern_test_screen_save (self->screen, &area, path))
    fail (self, "picture", path, "can't be written");
}

char *
postern_test_app_dump (PosternTestApp *self)
{
  return postern_test_tree_dump (self->root);
}
