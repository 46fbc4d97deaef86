/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-home.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-row.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-stack.h"

struct _PosternHome
{
  AdwBin          parent_instance;

  PosternContext *context;

  GtkStack       *stack;
  GtkWidget      *empty_page;
  GtkWidget      *list_page;
  GtkWidget      *add_button;
  PosternBanner  *banner;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (PosternHome, postern_home, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  PosternHome *self = user_data;

  return postern_record_row_new (POSTERN_RECORD (item), postern_context_get_catalogue (self->context));
}

static void
update_visible_page (PosternHome *self,
                     guint        position,
                     guint        removed,
                     guint        added,
                     GListModel  *records)
{
  gboolean empty = g_list_model_get_n_items (records) == 0;

  postern_stack_show (self->stack, empty ? self->empty_page : self->list_page);
  gtk_widget_set_visible (self->add_button, !empty);
}

static void
show_problems (PosternHome *self,
               GPtrArray   *problems)
{
  g_autofree char *title = NULL;

  if (problems->len == 0)
    return;

  title = g_strdup_printf (
    /* Translators: %u is how many files, %s says what is wrong with the first. */
    ngettext ("%u file of your own can’t be used and is left out: %s",
              "%u files of your own can’t be used and are left out. The first: %s", problems->len),
    problems->len, (const char *) g_ptr_array_index (problems, 0));
  g_object_set (self->banner, "title", title, "severity", "warning", "revealed", TRUE, NULL);
}

static void
row_activated_cb (PosternHome   *self,
                  GtkListBoxRow *row)
{
  PosternRecord *record = postern_record_row_get_record (POSTERN_RECORD_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", postern_record_get_id (record));
}

static void
postern_home_dispose (GObject *object)
{
  PosternHome *self = POSTERN_HOME (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_HOME);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_home_parent_class)->dispose (object);
}

static void
postern_home_class_init (PosternHomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_home_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-home.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternHome, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, list_page);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, add_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
postern_home_init (PosternHome *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_home_set_context:
 * @self: a home page without a context
 * @context: what all pages share
 *
 * Shows the records of the context's store.
 */
void
postern_home_set_context (PosternHome    *self,
                          PosternContext *context)
{
  GListModel *records;

  g_return_if_fail (POSTERN_IS_HOME (self));
  g_return_if_fail (POSTERN_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  records = postern_store_get_records (postern_context_get_store (context));
  gtk_list_box_bind_model (self->list, records, create_row, self, NULL);
  g_signal_connect_object (records, "items-changed", G_CALLBACK (update_visible_page), self, G_CONNECT_SWAPPED);
  update_visible_page (self, 0, 0, 0, records);
  show_problems (self, postern_catalogue_get_problems (postern_context_get_catalogue (context)));
}
