/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-delivery-group.h"

#include <glib/gi18n-lib.h>

#include "app/postern-page.h"
#include "app/widgets/postern-delivery-row.h"

struct _PosternDeliveryGroup
{
  AdwBin               parent_instance;

  GCancellable        *running;
  GPtrArray           *rows;

  AdwPreferencesGroup *group;
  AdwPreferencesRow   *waiting;
  AdwExpanderRow      *good;
  GtkWidget           *hint;
};

G_DEFINE_FINAL_TYPE (PosternDeliveryGroup, postern_delivery_group, ADW_TYPE_BIN)

static void
stop (PosternDeliveryGroup *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static void
remove_rows (PosternDeliveryGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (POSTERN_IS_DELIVERY_ROW (row))
        adw_preferences_group_remove (self->group, row);
      else
        adw_expander_row_remove (self->good, row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
copied_cb (PosternDeliveryGroup *self,
           const char           *notice)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), POSTERN_TYPE_PAGE);

  if (page != NULL)
    postern_page_toast (POSTERN_PAGE (page), notice);
}

/* The first problem is unfolded: it comes first. */
static void
add_row (PosternDeliveryGroup      *self,
         const PosternDeliveryNote *note)
{
  GtkWidget *row = postern_delivery_row_new (note);
  gboolean first = self->rows->len == 0;

  g_signal_connect_object (row, "copied", G_CALLBACK (copied_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), first && note->state == POSTERN_DELIVERY_PROBLEM);
  g_ptr_array_add (self->rows, row);
}

static void
add_good_row (PosternDeliveryGroup      *self,
              const PosternDeliveryNote *note)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", note->title, "subtitle",
                                 note->explanation, NULL);

  adw_expander_row_add_row (self->good, row);
  g_ptr_array_add (self->rows, row);
}

/* What is good stands folded below the rest: the row is taken out and put back to come last. */
static void
show_good (PosternDeliveryGroup *self,
           guint                 n_good)
{
  /* Translators: %u is how many things were looked up and found good. */
  g_autofree char *title = g_strdup_printf (ngettext ("%u thing is as it should be", "%u things are as they should be",
                                                      n_good), n_good);

  g_object_ref (self->good);
  adw_preferences_group_remove (self->group, GTK_WIDGET (self->good));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->good));
  g_object_unref (self->good);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->good), title);
  adw_expander_row_set_expanded (self->good, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->good), n_good > 0);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PosternDeliveryGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternDelivery) delivery = postern_delivery_check_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->group == NULL)
    return;

  g_clear_object (&self->running);
  if (delivery != NULL)
    postern_delivery_group_show (self, delivery);
  else
    postern_delivery_group_reset (self);
}

static void
postern_delivery_group_dispose (GObject *object)
{
  PosternDeliveryGroup *self = POSTERN_DELIVERY_GROUP (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_DELIVERY_GROUP);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_delivery_group_parent_class)->dispose (object);
}

static void
postern_delivery_group_class_init (PosternDeliveryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_delivery_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-delivery-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryGroup, group);
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryGroup, waiting);
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryGroup, good);
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryGroup, hint);
}

static void
postern_delivery_group_init (PosternDeliveryGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_delivery_group_reset:
 * @self: a group
 *
 * Forgets what it showed, stops looking, and hides.
 */
void
postern_delivery_group_reset (PosternDeliveryGroup *self)
{
  g_return_if_fail (POSTERN_IS_DELIVERY_GROUP (self));

  stop (self);
  remove_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * postern_delivery_group_check:
 * @self: a group
 * @catalogue: the catalogue
 * @question: what to look up
 *
 * Looks the sender's domain up, and shows what it finds.
 */
void
postern_delivery_group_check (PosternDeliveryGroup          *self,
                              PosternCatalogue              *catalogue,
                              const PosternDeliveryQuestion *question)
{
  g_return_if_fail (POSTERN_IS_DELIVERY_GROUP (self));

  postern_delivery_group_reset (self);
  self->running = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->good), FALSE);
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  postern_delivery_check_async (catalogue, question, self->running, checked_cb, g_object_ref (self));
}

/**
 * postern_delivery_group_show:
 * @self: a group
 * @delivery: what was found
 *
 * Shows what was found.
 */
void
postern_delivery_group_show (PosternDeliveryGroup  *self,
                             const PosternDelivery *delivery)
{
  guint n_good = 0;
  gboolean has_record = FALSE;

  g_return_if_fail (POSTERN_IS_DELIVERY_GROUP (self));
  g_return_if_fail (delivery != NULL);

  remove_rows (self);
  for (guint i = 0; i < delivery->notes->len; i++)
    {
      const PosternDeliveryNote *note = g_ptr_array_index (delivery->notes, i);

      if (note->state == POSTERN_DELIVERY_GOOD)
        add_good_row (self, note);
      else
        add_row (self, note);
      n_good += note->state == POSTERN_DELIVERY_GOOD ? 1 : 0;
      has_record = has_record || note->record_name != NULL;
    }
  show_good (self, n_good);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), FALSE);
  gtk_widget_set_visible (self->hint, has_record);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
