/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-target-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-own-files.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-group-row.h"
#include "app/widgets/postern-list-header.h"
#include "core/catalogue/postern-target-group.h"

/* How many of the targets that were used last stand before the others. */
#define MAX_RECENT 4
/* Where a row keeps what its header shows. */
#define HEADER_TITLE "postern-header-title"
#define HEADER_ICON "postern-header-icon"

struct _PosternTargetPage
{
  PosternPage     parent_instance;

  PosternBanner  *problems;
  GtkSearchEntry *search;
  GtkDropDown    *group;
  GtkStringList  *groups;
  GtkListBox     *list;
  GtkWidget      *placeholder;
  GArray         *group_numbers;
  GtkWidget      *unshown;
  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (PosternTargetPage, postern_target_page, POSTERN_TYPE_PAGE)

static GListModel *
get_targets (PosternTargetPage *self)
{
  return postern_catalogue_get_targets (
      postern_context_get_catalogue (postern_page_get_context (POSTERN_PAGE (self))));
}

static PosternTarget *
find_target (PosternTargetPage *self,
             const char        *id)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));

  return id == NULL ? NULL : postern_catalogue_get_target (postern_context_get_catalogue (context), id);
}

static void
row_chosen_cb (PosternTargetPage *self,
               GParamSpec        *pspec,
               PosternChoiceRow  *row)
{
  if (self->filling || !postern_choice_row_get_active (row))
    return;

  postern_record_set_target (postern_page_get_record (POSTERN_PAGE (self)), postern_choice_row_get_id (row));
  postern_page_set_complete (POSTERN_PAGE (self), TRUE);
}

static void
set_header (GtkListBoxRow *row,
            const char    *title,
            const char    *icon)
{
  g_object_set_data_full (G_OBJECT (row), HEADER_TITLE, g_strdup (title), g_free);
  g_object_set_data_full (G_OBJECT (row), HEADER_ICON, g_strdup (icon), g_free);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *title = g_object_get_data (G_OBJECT (row), HEADER_TITLE);
  const char *icon = g_object_get_data (G_OBJECT (row), HEADER_ICON);

  gtk_list_box_row_set_header (row, title == NULL ? NULL : postern_list_header_new (title, icon));
}

/* All belong to the question of a row that is never shown: one alone would look like a box to tick. */
static GtkListBoxRow *
add_target (PosternTargetPage *self,
            PosternTarget     *target)
{
  const char *chosen = postern_record_get_target (postern_page_get_record (POSTERN_PAGE (self)));
  GtkWidget *row = postern_choice_row_new (target->id, target->name, target->summary,
                                           POSTERN_CHOICE_ROW (self->unshown));

  g_signal_connect_object (row, "notify::active", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
  if (g_strcmp0 (chosen, target->id) == 0)
    postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);

  return GTK_LIST_BOX_ROW (row);
}

static int
compare_targets (gconstpointer a,
                 gconstpointer b)
{
  PosternTarget *one = *(PosternTarget **) a;
  PosternTarget *two = *(PosternTarget **) b;
  guint group_one = postern_target_group_find (one);
  guint group_two = postern_target_group_find (two);

  if (group_one != group_two)
    return group_one < group_two ? -1 : 1;

  return g_utf8_collate (one->name, two->name);
}

/* Those of a group, or of all when it is %G_MAXUINT, that a search finds; in the order in which they are shown. */
static GPtrArray *
find_targets (PosternTargetPage *self,
              guint              group,
              const char        *query)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *targets = get_targets (self);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      if ((group == G_MAXUINT || postern_target_group_find (target) == group) &&
          postern_target_matches (target, query))
        g_ptr_array_add (found, g_steal_pointer (&target));
    }
  g_ptr_array_sort (found, compare_targets);

  return found;
}

static void
show_found (PosternTargetPage *self,
            GPtrArray         *found)
{
  guint before = G_MAXUINT;

  for (guint i = 0; i < found->len; i++)
    {
      PosternTarget *target = g_ptr_array_index (found, i);
      guint group = postern_target_group_find (target);
      GtkListBoxRow *row = add_target (self, target);

      if (group != before)
        {
          PosternTargetGroup shown = postern_target_group_get_nth (group);

          set_header (row, shown.title, shown.icon);
        }
      before = group;
    }
}

/* What was chosen now, then what the other records use, the last changed first. */
static GPtrArray *
collect_recent (PosternTargetPage *self)
{
  PosternRecord *now = postern_page_get_record (POSTERN_PAGE (self));
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  GListModel *records = postern_store_get_records (postern_context_get_store (context));
  GPtrArray *recent = g_ptr_array_new ();

  if (find_target (self, postern_record_get_target (now)) != NULL)
    g_ptr_array_add (recent, find_target (self, postern_record_get_target (now)));
  for (guint i = 0; i < g_list_model_get_n_items (records) && recent->len < MAX_RECENT; i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);
      PosternTarget *target = find_target (self, postern_record_get_target (record));

      if (target != NULL && !g_ptr_array_find (recent, target, NULL))
        g_ptr_array_add (recent, target);
    }

  return recent;
}

static void
show_recent (PosternTargetPage *self)
{
  g_autoptr (GPtrArray) recent = collect_recent (self);

  for (guint i = 0; i < recent->len; i++)
    {
      GtkListBoxRow *row = add_target (self, g_ptr_array_index (recent, i));

      if (i == 0)
        set_header (row, _("Used before"), "document-open-recent-symbolic");
    }
}

static void
group_activated_cb (PosternTargetPage *self,
                    PosternGroupRow   *row)
{
  gtk_drop_down_set_selected (self->group, postern_group_row_get_position (row));
}

/* A row a group, which opens it: nobody reads through two hundred names. */
static void
show_groups (PosternTargetPage *self)
{
  for (guint i = 0; i < self->group_numbers->len; i++)
    {
      guint number = g_array_index (self->group_numbers, guint, i);
      g_autoptr (GPtrArray) members = find_targets (self, number, "");
      GtkWidget *row = postern_group_row_new (postern_target_group_get_nth (number), members, i + 1);

      g_signal_connect_object (row, "activated", G_CALLBACK (group_activated_cb), self, G_CONNECT_SWAPPED);
      if (i == 0)
        set_header (GTK_LIST_BOX_ROW (row), _("What is it?"), "view-list-symbolic");
      gtk_list_box_append (self->list, row);
    }
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
search_changed_cb (PosternTargetPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->group);
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (postern_page_get_context (POSTERN_PAGE (self)) == NULL)
    return;

  self->filling = TRUE;
  clear (self->list);
  if (selected == 0 && *query == '\0')
    {
      show_recent (self);
      show_groups (self);
    }
  else
    {
      guint group = selected == 0 ? G_MAXUINT : g_array_index (self->group_numbers, guint, selected - 1);
      g_autoptr (GPtrArray) found = find_targets (self, group, query);

      show_found (self, found);
    }
  self->filling = FALSE;
}

/* Only groups that hold something. */
static void
fill_groups (PosternTargetPage *self)
{
  g_autofree gboolean *used = g_new0 (gboolean, postern_target_group_count ());
  GListModel *targets = get_targets (self);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      used[postern_target_group_find (target)] = TRUE;
    }
  for (guint i = 0; i < postern_target_group_count (); i++)
    {
      if (!used[i])
        continue;
      g_array_append_val (self->group_numbers, i);
      gtk_string_list_append (self->groups, postern_target_group_get_nth (i).title);
    }
}

static void
postern_target_page_enter (PosternPage *page)
{
  PosternTargetPage *self = POSTERN_TARGET_PAGE (page);
  const char *chosen = postern_record_get_target (postern_page_get_record (page));

  postern_own_files_show_problems (postern_context_get_catalogue (postern_page_get_context (page)), self->problems);
  if (self->group_numbers->len == 0)
    fill_groups (self);
  search_changed_cb (self);
  postern_page_set_complete (page, find_target (self, chosen) != NULL);
}

static void
postern_target_page_dispose (GObject *object)
{
  PosternTargetPage *self = POSTERN_TARGET_PAGE (object);

  /* The rows go one by one, and each asks once more where the headers are. */
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_TARGET_PAGE);

  G_OBJECT_CLASS (postern_target_page_parent_class)->dispose (object);
}

static void
postern_target_page_finalize (GObject *object)
{
  PosternTargetPage *self = POSTERN_TARGET_PAGE (object);

  g_array_unref (self->group_numbers);
  g_object_unref (self->unshown);

  G_OBJECT_CLASS (postern_target_page_parent_class)->finalize (object);
}

static void
postern_target_page_class_init (PosternTargetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_target_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_target_page_finalize;
  POSTERN_PAGE_CLASS (klass)->enter = postern_target_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-target-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, problems);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, search);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, group);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, groups);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, list);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
postern_target_page_init (PosternTargetPage *self)
{
  self->group_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->unshown = g_object_ref_sink (postern_choice_row_new ("", "", NULL, NULL));
  g_type_ensure (POSTERN_TYPE_BANNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (self->list, self->placeholder);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}
