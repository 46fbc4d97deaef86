/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop-private.h"
#include "support/postern-test-words.h"

/* Deeper than any tree of widgets; ends the search in a tree that contains itself. */
#define MAX_DEPTH 100

static const AtspiStateType shown_states[] = {
  ATSPI_STATE_SENSITIVE, ATSPI_STATE_CHECKED, ATSPI_STATE_SELECTED, ATSPI_STATE_FOCUSED, ATSPI_STATE_EXPANDED,
};
static const char *const shown_state_names[] = { "sensitive", "checked", "selected", "focused", "expanded" };

static gboolean
is_entry (AtspiRole role)
{
  return role == ATSPI_ROLE_TEXT || role == ATSPI_ROLE_ENTRY || role == ATSPI_ROLE_PASSWORD_TEXT;
}

/* What GTK 4.8 calls a panel is a grouping to later ones. */
static gboolean
is_group (AtspiRole role)
{
  return role == ATSPI_ROLE_PANEL || role == ATSPI_ROLE_GROUPING;
}

/* A toggle button, and the button of a menu, is a push button in GTK 4.8. */
static gboolean
is_button (AtspiRole role)
{
  return role == ATSPI_ROLE_PUSH_BUTTON || role == ATSPI_ROLE_TOGGLE_BUTTON;
}

static gboolean
is_role (AtspiRole role,
         AtspiRole wanted)
{
  return role == wanted || (is_entry (role) && is_entry (wanted)) || (is_group (role) && is_group (wanted)) ||
         (is_button (role) && is_button (wanted));
}

/* Each question goes to the other program and back, so what holds nothing is not asked what it holds. */
static int
count_children (AtspiAccessible *accessible,
                AtspiRole        role,
                guint            depth)
{
  if (depth >= MAX_DEPTH || role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_IMAGE)
    return 0;

  return atspi_accessible_get_child_count (accessible, NULL);
}

/* The name of what says that it is labelled by something else, as menu items do in GTK 4.18, is told only there. */
static char *
get_label (AtspiAccessible *accessible)
{
  GArray *relations = atspi_accessible_get_relation_set (accessible, NULL);
  char *name = NULL;

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      g_autoptr (GObject) relation = (GObject *) g_array_index (relations, AtspiRelation *, i);
      g_autoptr (GObject) label = NULL;

      if (name == NULL && atspi_relation_get_relation_type (ATSPI_RELATION (relation)) == ATSPI_RELATION_LABELLED_BY)
        label = (GObject *) atspi_relation_get_target (ATSPI_RELATION (relation), 0);
      if (label != NULL)
        name = atspi_accessible_get_name (ATSPI_ACCESSIBLE (label), NULL);
    }
  if (relations != NULL)
    g_array_unref (relations);

  return name;
}

static char *
get_name (AtspiAccessible *accessible)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

  return name != NULL && *name == '\0' ? get_label (accessible) : g_steal_pointer (&name);
}

static gboolean
has_name (AtspiAccessible *accessible,
          const char      *wanted)
{
  g_autofree char *name = NULL;

  if (wanted == NULL)
    return TRUE;
  name = get_name (accessible);

  return name != NULL && postern_test_words_match (wanted, name);
}

/* In newer GTK the button of a menu is a toggle button within a button of the same name, which does nothing itself. */
static AtspiAccessible *
ref_pressed (AtspiAccessible *accessible,
             AtspiRole        role,
             const char      *name)
{
  g_autoptr (GObject) child = NULL;

  if (role == ATSPI_ROLE_PUSH_BUTTON)
    child = (GObject *) atspi_accessible_get_child_at_index (accessible, 0, NULL);
  if (child != NULL && atspi_accessible_get_role (ATSPI_ACCESSIBLE (child), NULL) == ATSPI_ROLE_TOGGLE_BUTTON &&
      has_name (ATSPI_ACCESSIBLE (child), name))
    return ATSPI_ACCESSIBLE (g_steal_pointer (&child));

  return g_object_ref (accessible);
}

static AtspiAccessible *
search (AtspiAccessible *accessible,
        AtspiRole        role,
        const char      *name,
        guint            depth)
{
  AtspiRole own_role = atspi_accessible_get_role (accessible, NULL);
  AtspiAccessible *found = NULL;
  int count = 0;

  if (is_role (own_role, role) && has_name (accessible, name))
    return ref_pressed (accessible, own_role, name);
  count = count_children (accessible, own_role, depth);
  for (int i = 0; i < count && found == NULL; i++)
    {
      g_autoptr (GObject) child = (GObject *) atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        found = search (ATSPI_ACCESSIBLE (child), role, name, depth + 1);
    }

  return found;
}

static void
dump_states (AtspiAccessible *accessible,
             GString         *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown_states); i++)
    {
      if (postern_test_tree_has_state (accessible, shown_states[i]))
        g_string_append_printf (text, " %s", shown_state_names[i]);
    }
}

static void
dump_line (AtspiAccessible *accessible,
           GString         *text,
           guint            depth)
{
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  g_autofree char *name = get_name (accessible);
  g_autofree char *contents = postern_test_tree_get_text (accessible);

  g_string_append_printf (text, "%*s%s “%s”", (int) depth * 2, "", role, name);
  if (g_strcmp0 (contents, name) != 0)
    g_string_append_printf (text, " holds “%s”", contents);
  dump_states (accessible, text);
  g_string_append_c (text, '\n');
}

static void
dump (AtspiAccessible *accessible,
      GString         *text,
      guint            depth)
{
  int count = depth < MAX_DEPTH ? atspi_accessible_get_child_count (accessible, NULL) : 0;

  dump_line (accessible, text, depth);
  for (int i = 0; i < count; i++)
    {
      g_autoptr (GObject) child = (GObject *) atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        dump (ATSPI_ACCESSIBLE (child), text, depth + 1);
    }
}

static gboolean
get_extents (AtspiAccessible       *accessible,
             cairo_rectangle_int_t *area)
{
  g_autoptr (GObject) component = (GObject *) atspi_accessible_get_component_iface (accessible);
  AtspiRect *extents = NULL;

  if (component != NULL)
    extents = atspi_component_get_extents (ATSPI_COMPONENT (component), ATSPI_COORD_TYPE_WINDOW, NULL);
  if (extents == NULL)
    return FALSE;
  *area = (cairo_rectangle_int_t){ extents->x, extents->y, extents->width, extents->height };
  g_free (extents);

  return TRUE;
}

static void
intersect (cairo_rectangle_int_t       *area,
           const cairo_rectangle_int_t *other)
{
  int right = MIN (area->x + area->width, other->x + other->width);
  int bottom = MIN (area->y + area->height, other->y + other->height);

  area->x = MAX (area->x, other->x);
  area->y = MAX (area->y, other->y);
  area->width = MAX (right - area->x, 0);
  area->height = MAX (bottom - area->y, 0);
}

AtspiAccessible *
postern_test_tree_search (AtspiAccessible *root,
                          AtspiRole        role,
                          const char      *name)
{
  return search (root, role, name, 0);
}

char *
postern_test_tree_dump (AtspiAccessible *root)
{
  GString *text = g_string_new (NULL);

  dump (root, text, 0);

  return g_string_free (text, FALSE);
}

char *
postern_test_tree_get_text (AtspiAccessible *accessible)
{
  g_autoptr (GObject) text = (GObject *) atspi_accessible_get_text_iface (accessible);
  int length = 0;

  if (text == NULL)
    return atspi_accessible_get_name (accessible, NULL);
  length = atspi_text_get_character_count (ATSPI_TEXT (text), NULL);

  return atspi_text_get_text (ATSPI_TEXT (text), 0, length, NULL);
}

gboolean
postern_test_tree_has_state (AtspiAccessible *accessible,
                             AtspiStateType   state)
{
  g_autoptr (GObject) states = (GObject *) atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (ATSPI_STATE_SET (states), state);
}

gboolean
postern_test_tree_get_areas (AtspiAccessible       *accessible,
                             cairo_rectangle_int_t *frame,
                             cairo_rectangle_int_t *content,
                             cairo_rectangle_int_t *view,
                             cairo_rectangle_int_t *area)
{
  g_autoptr (GObject) container = (GObject *) atspi_accessible_get_parent (accessible, NULL);

  *view = (cairo_rectangle_int_t){ G_MININT / 2, G_MININT / 2, G_MAXINT, G_MAXINT };
  if (!get_extents (accessible, area))
    return FALSE;
  *frame = *area;
  while (container != NULL && atspi_accessible_get_role (ATSPI_ACCESSIBLE (container), NULL) != ATSPI_ROLE_APPLICATION)
    {
      GObject *parent = (GObject *) atspi_accessible_get_parent (ATSPI_ACCESSIBLE (container), NULL);

      *content = *frame;
      if (get_extents (ATSPI_ACCESSIBLE (container), frame))
        intersect (view, frame);
      g_object_unref (container);
      container = parent;
    }

  return container != NULL;
}
