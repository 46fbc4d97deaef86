/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-delivery-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-copy-row.h"

struct _PosternDeliveryRow
{
  AdwExpanderRow  parent_instance;

  GtkImage       *icon;
  GtkLabel       *explanation_label;
};

enum
{
  COPIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *icon;
  const char *style;
  const char *name;
} looks[] = {
  [POSTERN_DELIVERY_GOOD] = { "postern-done-symbolic", "success", N_("Good") },
  [POSTERN_DELIVERY_ADVICE] = { "dialog-warning-symbolic", "warning", N_("Advice") },
  [POSTERN_DELIVERY_PROBLEM] = { "postern-failed-symbolic", "error", N_("Problem") },
  [POSTERN_DELIVERY_UNKNOWN] = { "dialog-question-symbolic", "dim-label", N_("Not known") },
};

G_DEFINE_FINAL_TYPE (PosternDeliveryRow, postern_delivery_row, ADW_TYPE_EXPANDER_ROW)

static void
copied_cb (PosternDeliveryRow *self,
           PosternCopyRow     *row)
{
  g_autofree char *notice = postern_copy_row_dup_notice (row);

  g_signal_emit (self, signals[COPIED], 0, notice);
}

static void
add_copy_row (PosternDeliveryRow *self,
              const char         *title,
              const char         *value)
{
  GtkWidget *row = postern_copy_row_new (title, value);

  g_signal_connect_object (row, "copied", G_CALLBACK (copied_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
show_record (PosternDeliveryRow        *self,
             const PosternDeliveryNote *note)
{
  /* Translators: %s is the type of a DNS record, such as “TXT”. */
  g_autofree char *name = g_strdup_printf (_("Name of the %s record"), note->record_type);
  /* Translators: %s is the type of a DNS record, such as “TXT”. */
  g_autofree char *value = g_strdup_printf (_("Value of the %s record"), note->record_type);

  add_copy_row (self, name, note->record_name);
  if (note->record_value != NULL)
    add_copy_row (self, value, note->record_value);
}

static void
show_note (PosternDeliveryRow        *self,
           const PosternDeliveryNote *note)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), note->title);
  if (note->state != POSTERN_DELIVERY_UNKNOWN)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), postern_who_get_label (note->who));
  gtk_image_set_from_icon_name (self->icon, looks[note->state].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[note->state].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(looks[note->state].name), -1);
  gtk_label_set_label (self->explanation_label, note->explanation);
  if (note->record_name != NULL)
    show_record (self, note);
}

static void
postern_delivery_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_DELIVERY_ROW);

  G_OBJECT_CLASS (postern_delivery_row_parent_class)->dispose (object);
}

static void
postern_delivery_row_class_init (PosternDeliveryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_delivery_row_dispose;

  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-delivery-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternDeliveryRow, explanation_label);
}

static void
postern_delivery_row_init (PosternDeliveryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_delivery_row_new:
 * @note: what to show
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
postern_delivery_row_new (const PosternDeliveryNote *note)
{
  PosternDeliveryRow *self;

  g_return_val_if_fail (note != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_DELIVERY_ROW, NULL);
  show_note (self, note);

  return GTK_WIDGET (self);
}
