/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-home.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-list.h"
#include "app/postern-record-row.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-stack.h"
#include "core/records/postern-reminders.h"

struct _PosternHome
{
  AdwBin             parent_instance;

  PosternContext    *context;
  PosternRecordList *records;
  guint              reminder_source;

  GtkStack          *stack;
  GtkWidget         *empty_page;
  GtkWidget         *list_page;
  GtkStack          *list_stack;
  GtkWidget         *scroller;
  GtkWidget         *nothing_page;
  GtkWidget         *add_button;
  GtkWidget         *sort_button;
  PosternBanner     *banner;
  PosternBanner     *reminder;
  GtkEditable       *search;
  GtkDropDown       *filter;
  GtkListView       *list;
};

G_DEFINE_FINAL_TYPE (PosternHome, postern_home, ADW_TYPE_BIN)

/* In the order of the template. */
static const char *const filters[] = { "all", "failing", "due", "drafts", "retired" };

static void
set_up_cb (PosternHome *self,
           GtkListItem *item)
{
  gtk_list_item_set_child (item, postern_record_row_new (postern_context_get_catalogue (self->context)));
}

static void
bind_cb (PosternHome *self,
         GtkListItem *item)
{
  postern_record_row_set_record (POSTERN_RECORD_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (PosternHome *self,
           GtkListItem *item)
{
  postern_record_row_set_record (POSTERN_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
show_reminder (PosternHome *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) reminders = postern_reminders_list (postern_context_get_store (self->context),
                                                            postern_context_get_catalogue (self->context), today);
  g_autofree char *words = postern_reminders_describe (reminders);

  if (words != NULL)
    postern_banner_show_message (self->reminder, "warning", words);
  else
    postern_banner_set_revealed (self->reminder, FALSE);
}

static void
reminder_due_cb (gpointer user_data)
{
  PosternHome *self = user_data;

  self->reminder_source = 0;
  show_reminder (self);
}

/* Not before the list is there: it looks at all records. */
static void
show_reminder_soon (PosternHome *self)
{
  if (self->reminder_source == 0)
    self->reminder_source = g_timeout_add_once (100, reminder_due_cb, self);
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
  gtk_widget_set_visible (self->sort_button, !empty);
  show_reminder_soon (self);
}

static void
update_nothing (PosternHome *self)
{
  postern_stack_show (self->list_stack,
                      postern_record_list_get_empty (self->records) ? self->nothing_page : self->scroller);
}

static void
update_filter (PosternHome *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i], postern_record_list_get_filter (self->records)))
      gtk_drop_down_set_selected (self->filter, i);
}

static void
filter_chosen_cb (PosternHome *self)
{
  guint chosen = gtk_drop_down_get_selected (self->filter);

  if (self->records != NULL && chosen < G_N_ELEMENTS (filters))
    postern_record_list_set_filter (self->records, filters[chosen]);
}

static void
search_changed_cb (PosternHome *self)
{
  if (self->records != NULL)
    postern_record_list_set_search (self->records, gtk_editable_get_text (self->search));
}

static void
search_stopped_cb (PosternHome *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PosternHome *self = POSTERN_HOME (widget);

  gtk_editable_set_text (self->search, "");
  postern_record_list_set_search (self->records, NULL);
  postern_record_list_set_filter (self->records, "all");
}

static void
reminder_clicked_cb (PosternHome *self)
{
  postern_home_show_due (self);
}

static void
activated_cb (PosternHome *self,
              guint        position)
{
  g_autoptr (PosternRecord) record = g_list_model_get_item (postern_record_list_get_model (self->records), position);

  if (record != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", postern_record_get_id (record));
}

static void
show_problems (PosternHome *self,
               GPtrArray   *problems)
{
  g_autofree char *title = NULL;

  if (problems->len == 0)
    return;

  title = g_strdup_printf (/* Translators: %u is how many files, %s says what is wrong with the first. */
                           ngettext ("%u file of your own can’t be used and is left out: %s",
                                     "%u files of your own can’t be used and are left out. The first: %s",
                                     problems->len),
                           problems->len, (const char *) g_ptr_array_index (problems, 0));
  g_object_set (self->banner, "title", title, "severity", "warning", "revealed", TRUE, NULL);
}

/* What was changed elsewhere in the window, or by the turn of the day. */
static void
postern_home_map (GtkWidget *widget)
{
  PosternHome *self = POSTERN_HOME (widget);

  if (self->records != NULL)
    {
      postern_record_list_refresh (self->records);
      show_reminder_soon (self);
    }

  GTK_WIDGET_CLASS (postern_home_parent_class)->map (widget);
}

static void
postern_home_dispose (GObject *object)
{
  PosternHome *self = POSTERN_HOME (object);

  g_clear_handle_id (&self->reminder_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_HOME);
  g_clear_object (&self->records);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_home_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PosternHome, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, list_page);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, list_stack);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, scroller);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, add_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, sort_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, reminder);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, search);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, filter);
  gtk_widget_class_bind_template_child (widget_class, PosternHome, list);
}

static void
postern_home_class_init (PosternHomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_home_dispose;
  widget_class->map = postern_home_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-home.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, reminder_clicked_cb);
  gtk_widget_class_install_action (widget_class, "home.show-all", NULL, show_all_action);
}

static void
postern_home_init (PosternHome *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
install_sort (PosternHome *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) sort = g_property_action_new ("sort", self->records, "sort");

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (sort));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "records", G_ACTION_GROUP (actions));
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
  g_autoptr (GtkSelectionModel) selection = NULL;
  GListModel *records;

  g_return_if_fail (POSTERN_IS_HOME (self));
  g_return_if_fail (POSTERN_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  records = postern_store_get_records (postern_context_get_store (context));
  self->records = postern_record_list_new (records, postern_context_get_catalogue (context));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (postern_record_list_get_model (self->records))));
  gtk_list_view_set_model (self->list, selection);
  install_sort (self);
  g_signal_connect_object (self->records, "notify::empty", G_CALLBACK (update_nothing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "notify::filter", G_CALLBACK (update_filter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (records, "items-changed", G_CALLBACK (update_visible_page), self, G_CONNECT_SWAPPED);
  update_visible_page (self, 0, 0, 0, records);
  update_nothing (self);
  show_problems (self, postern_catalogue_get_problems (postern_context_get_catalogue (context)));
}

/**
 * postern_home_show_due:
 * @self: a home page
 *
 * Shows only the records for which something is due.
 */
void
postern_home_show_due (PosternHome *self)
{
  g_return_if_fail (POSTERN_IS_HOME (self));

  if (self->records == NULL)
    return;
  gtk_editable_set_text (self->search, "");
  postern_record_list_set_search (self->records, NULL);
  postern_record_list_set_filter (self->records, "due");
}
