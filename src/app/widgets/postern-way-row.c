/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-way-row.h"

struct _PosternWayRow
{
  AdwActionRow  parent_instance;

  char         *value;

  GtkButton    *button;
};

enum
{
  PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternWayRow, postern_way_row, ADW_TYPE_ACTION_ROW)

static void
clicked_cb (PosternWayRow *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
postern_way_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_WAY_ROW);
  g_clear_pointer (&POSTERN_WAY_ROW (object)->value, g_free);

  G_OBJECT_CLASS (postern_way_row_parent_class)->dispose (object);
}

static void
postern_way_row_class_init (PosternWayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_way_row_dispose;

  signals[PRESSED] = g_signal_new ("pressed", POSTERN_TYPE_WAY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-way-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternWayRow, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
postern_way_row_init (PosternWayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_way_row_new:
 * @title: translated, a few words
 * @subtitle: translated
 * @button: (nullable): translated label of the button; %NULL for none
 * @value: (nullable): what the button is about: a link, a record's or a provider's id
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
postern_way_row_new (const char *title,
                     const char *subtitle,
                     const char *button,
                     const char *value)
{
  PosternWayRow *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (title != NULL && subtitle != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_WAY_ROW, "title", title, "subtitle", subtitle, NULL);
  self->value = g_strdup (value);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button != NULL)
    {
      name = g_strdup_printf ("%s: %s", button, title);
      gtk_button_set_label (self->button, button);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }

  return GTK_WIDGET (self);
}

/**
 * postern_way_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what its button is about
 */
const char *
postern_way_row_get_value (PosternWayRow *self)
{
  g_return_val_if_fail (POSTERN_IS_WAY_ROW (self), NULL);

  return self->value;
}
