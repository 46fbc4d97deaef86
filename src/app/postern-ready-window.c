/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-ready-window.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-way-row.h"
#include "core/diagnosis/postern-ready-check.h"

struct _PosternReadyWindow
{
  AdwWindow   parent_instance;

  GtkLabel   *status;
  GtkWidget  *stopping;
  GtkWidget  *staying;
};

G_DEFINE_FINAL_TYPE (PosternReadyWindow, postern_ready_window, ADW_TYPE_WINDOW)

static void
open_cb (PosternReadyWindow *self,
         PosternWayRow      *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.open", "s", postern_way_row_get_value (row));
  gtk_window_close (GTK_WINDOW (self));
}

static char *
describe (const PosternReadyItem *item)
{
  const PosternWayChoice *best = item->moves->len == 0 ? NULL : g_ptr_array_index (item->moves, 0);

  if (best == NULL)
    return g_strdup (item->text);

  /* Translators: the first %s is a sentence, the second another way of sending, the third the reason, a sentence. */
  return g_strdup_printf (_("%s\nMove to: %s. %s"), item->text, best->title, best->reason);
}

/* What is true of many is said once, above them. */
static AdwPreferencesGroup *
find_group (GtkWidget  *box,
            const char *text)
{
  GtkWidget *group;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_PREFERENCES_GROUP (child) &&
        g_str_equal (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (child)), text))
      return ADW_PREFERENCES_GROUP (child);

  group = adw_preferences_group_new ();
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
  gtk_box_append (GTK_BOX (box), group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_item (PosternReadyWindow     *self,
          const PosternReadyItem *item)
{
  const char *account = postern_record_get_account (item->record);
  g_autofree char *text = describe (item);
  /* The group takes its description for markup. */
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  GtkWidget *row = postern_way_row_new (postern_record_get_title (item->record), account != NULL ? account : "",
                                        _("Open"), postern_record_get_id (item->record));

  g_signal_connect_object (row, "pressed", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (find_group (item->date != NULL ? self->stopping : self->staying, escaped), row);
}

static void
show_status (PosternReadyWindow *self,
             guint               n_stopping,
             guint               n_all)
{
  g_autofree char *text = NULL;

  if (n_all == 0)
    text = g_strdup (_("There is nothing to check yet."));
  else if (n_stopping == 0)
    text = g_strdup (_("Nothing that you have set up here is known to stop."));
  else
    text = g_strdup_printf (ngettext ("%u of those that you have set up here stops.",
                                      "%u of those that you have set up here stop.", n_stopping), n_stopping);
  gtk_label_set_label (self->status, text);
}

static void
fill (PosternReadyWindow *self,
      PosternContext     *context)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) items = postern_ready_check (postern_context_get_catalogue (context),
                                                     postern_store_get_records (postern_context_get_store (context)),
                                                     today);
  guint n_stopping = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const PosternReadyItem *item = g_ptr_array_index (items, i);

      n_stopping += item->date != NULL ? 1 : 0;
      add_item (self, item);
    }
  gtk_widget_set_visible (self->stopping, n_stopping > 0);
  gtk_widget_set_visible (self->staying, items->len > n_stopping);
  show_status (self, n_stopping, items->len);
}

static void
postern_ready_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_READY_WINDOW);

  G_OBJECT_CLASS (postern_ready_window_parent_class)->dispose (object);
}

static void
postern_ready_window_class_init (PosternReadyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_ready_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-ready-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternReadyWindow, status);
  gtk_widget_class_bind_template_child (widget_class, PosternReadyWindow, stopping);
  gtk_widget_class_bind_template_child (widget_class, PosternReadyWindow, staying);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_ready_window_init (PosternReadyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_ready_window_new:
 * @parent: the window above which it stands
 * @context: what all pages share
 *
 * Returns: (transfer none): the window with the result, not yet shown
 */
GtkWidget *
postern_ready_window_new (GtkWindow      *parent,
                          PosternContext *context)
{
  PosternReadyWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && POSTERN_IS_CONTEXT (context), NULL);

  self = g_object_new (POSTERN_TYPE_READY_WINDOW, "transient-for", parent, NULL);
  fill (self, context);

  return GTK_WIDGET (self);
}
