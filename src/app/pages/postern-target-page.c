/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-target-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-list-header.h"
#include "core/catalogue/postern-target-group.h"

/* How many of the targets that were used last stand before the others. */
#define MAX_RECENT 4
#define NOT_RECENT G_MAXUINT

struct _PosternTargetPage
{
  PosternPage     parent_instance;

  GtkSearchEntry *search;
  GtkDropDown    *group;
  GtkStringList  *groups;
  GtkListBox     *list;
  GtkWidget      *placeholder;
  GArray         *group_numbers;
  GPtrArray      *recent;
  gboolean        filled;
};

G_DEFINE_FINAL_TYPE (PosternTargetPage, postern_target_page, POSTERN_TYPE_PAGE)

static PosternTarget *
get_target (PosternTargetPage *self,
            GtkListBoxRow     *row)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (POSTERN_PAGE (self)));

  return postern_catalogue_get_target (catalogue, postern_choice_row_get_id (POSTERN_CHOICE_ROW (row)));
}

/* Whether every target is shown, in groups, rather than what was searched for. */
static gboolean
is_browsing (PosternTargetPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0' && gtk_drop_down_get_selected (self->group) == 0;
}

static guint
get_recency (PosternTargetPage *self,
             PosternTarget     *target)
{
  guint index;

  return is_browsing (self) && g_ptr_array_find_with_equal_func (self->recent, target->id, g_str_equal, &index)
           ? index
           : NOT_RECENT;
}

static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  PosternTargetPage *self = user_data;
  PosternTarget *target = get_target (self, row);
  guint selected = gtk_drop_down_get_selected (self->group);

  if (selected > 0 && g_array_index (self->group_numbers, guint, selected - 1) != postern_target_group_find (target))
    return FALSE;

  return postern_target_matches (target, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static int
compare_rows (GtkListBoxRow *a,
              GtkListBoxRow *b,
              gpointer       user_data)
{
  PosternTarget *one = get_target (user_data, a);
  PosternTarget *two = get_target (user_data, b);
  guint recency_one = get_recency (user_data, one);
  guint recency_two = get_recency (user_data, two);
  guint group_one = postern_target_group_find (one);
  guint group_two = postern_target_group_find (two);

  if (recency_one != recency_two)
    return recency_one < recency_two ? -1 : 1;
  if (group_one != group_two)
    return group_one < group_two ? -1 : 1;

  return g_utf8_collate (one->name, two->name);
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  PosternTargetPage *self = user_data;
  PosternTarget *target = get_target (self, row);
  PosternTarget *previous = before == NULL ? NULL : get_target (self, before);
  gboolean is_recent = get_recency (self, target) != NOT_RECENT;
  guint group = postern_target_group_find (target);
  PosternTargetGroup shown = postern_target_group_get_nth (group);

  if (previous != NULL && is_recent == (get_recency (self, previous) != NOT_RECENT) &&
      (is_recent || postern_target_group_find (previous) == group))
    gtk_list_box_row_set_header (row, NULL);
  else if (is_recent)
    gtk_list_box_row_set_header (row, postern_list_header_new (_("Used before"), "document-open-recent-symbolic"));
  else
    gtk_list_box_row_set_header (row, postern_list_header_new (shown.title, shown.icon));
}

static void
row_chosen_cb (PosternTargetPage *self,
               GParamSpec        *pspec,
               PosternChoiceRow  *row)
{
  if (!postern_choice_row_get_active (row))
    return;

  postern_record_set_target (postern_page_get_record (POSTERN_PAGE (self)), postern_choice_row_get_id (row));
  postern_page_set_complete (POSTERN_PAGE (self), TRUE);
}

static void
search_changed_cb (PosternTargetPage *self)
{
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

/* Those of the other records, the last changed first. */
static void
collect_recent (PosternTargetPage *self)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  GListModel *records = postern_store_get_records (postern_context_get_store (context));

  g_ptr_array_set_size (self->recent, 0);
  for (guint i = 0; i < g_list_model_get_n_items (records) && self->recent->len < MAX_RECENT; i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);
      const char *target = postern_record_get_target (record);

      if (target != NULL && record != postern_page_get_record (POSTERN_PAGE (self)) &&
          !g_ptr_array_find_with_equal_func (self->recent, target, g_str_equal, NULL))
        g_ptr_array_add (self->recent, g_strdup (target));
    }
}

/* Only groups that hold something. */
static void
fill_groups (PosternTargetPage *self,
             GListModel        *targets)
{
  g_autofree gboolean *used = g_new0 (gboolean, postern_target_group_count ());

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
fill (PosternTargetPage *self)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  GListModel *targets = postern_catalogue_get_targets (postern_context_get_catalogue (context));
  PosternChoiceRow *group = NULL;

  fill_groups (self, targets);
  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      GtkWidget *row = postern_choice_row_new (target->id, target->name, target->summary, group);

      group = POSTERN_CHOICE_ROW (row);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  self->filled = TRUE;
}

static void
postern_target_page_enter (PosternPage *page)
{
  PosternTargetPage *self = POSTERN_TARGET_PAGE (page);
  const char *chosen = postern_record_get_target (postern_page_get_record (page));

  collect_recent (self);
  if (!self->filled)
    fill (self);
  else
    search_changed_cb (self);
  for (int i = 0; chosen != NULL && gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      PosternChoiceRow *row = POSTERN_CHOICE_ROW (gtk_list_box_get_row_at_index (self->list, i));

      if (g_str_equal (postern_choice_row_get_id (row), chosen))
        postern_choice_row_set_active (row, TRUE);
    }
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
  g_ptr_array_unref (self->recent);

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
  self->recent = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (self->list, self->placeholder);
}
