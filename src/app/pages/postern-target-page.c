/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-target-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-choice-row.h"

struct _PosternTargetPage
{
  PosternPage     parent_instance;

  GtkSearchEntry *search;
  GtkListBox     *list;
  GtkWidget      *placeholder;
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

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *normal = text == NULL ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *candidate = normal == NULL ? NULL : g_utf8_casefold (normal, -1);

  return candidate != NULL && strstr (candidate, folded) != NULL;
}

static gboolean
row_matches (GtkListBoxRow *row,
             gpointer       user_data)
{
  PosternTargetPage *self = user_data;
  PosternTarget *target = get_target (self, row);
  g_autofree char *normal = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1, G_NORMALIZE_ALL);
  g_autofree char *wanted = normal == NULL ? NULL : g_utf8_casefold (g_strstrip (normal), -1);

  if (wanted == NULL || *wanted == '\0' || contains (target->name, wanted) || contains (target->summary, wanted))
    return TRUE;
  for (char **alias = target->aliases; alias != NULL && *alias != NULL; alias++)
    {
      if (contains (*alias, wanted))
        return TRUE;
    }

  return contains (postern_target_category_get_title (target->category), wanted);
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
  gtk_list_box_invalidate_filter (self->list);
}

static void
fill (PosternTargetPage *self)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  GListModel *targets = postern_catalogue_get_targets (postern_context_get_catalogue (context));
  PosternChoiceRow *group = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      GtkWidget *row = postern_choice_row_new (target->id, target->name, target->summary, group);

      group = POSTERN_CHOICE_ROW (row);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
  self->filled = TRUE;
}

static void
postern_target_page_enter (PosternPage *page)
{
  PosternTargetPage *self = POSTERN_TARGET_PAGE (page);
  const char *chosen = postern_record_get_target (postern_page_get_record (page));

  if (!self->filled)
    fill (self);
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
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_TARGET_PAGE);

  G_OBJECT_CLASS (postern_target_page_parent_class)->dispose (object);
}

static void
postern_target_page_class_init (PosternTargetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_target_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_target_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-target-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, search);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, list);
  gtk_widget_class_bind_template_child (widget_class, PosternTargetPage, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
postern_target_page_init (PosternTargetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, row_matches, self, NULL);
  gtk_list_box_set_placeholder (self->list, self->placeholder);
}
