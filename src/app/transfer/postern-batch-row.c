/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-batch-row.h"

#include <glib/gi18n-lib.h>

struct _PosternBatchRow
{
  AdwBin            parent_instance;

  PosternBatchItem *item;

  GtkImage         *icon;
  GtkLabel         *name;
  GtkLabel         *outcome;
};

enum
{
  PROP_ITEM = 1,
};

static const struct
{
  const char *icon;
  const char *style;
  const char *words;
} looks[POSTERN_BATCH_N_STATES] = {
  [POSTERN_BATCH_WAITING] = { "postern-pending-symbolic", "dim-label", N_("Waiting") },
  [POSTERN_BATCH_RUNNING] = { "postern-pending-symbolic", "accent", N_("Being tested…") },
  [POSTERN_BATCH_PASSED] = { "postern-done-symbolic", "success", N_("It works") },
  [POSTERN_BATCH_FAILED] = { "postern-failed-symbolic", "error", N_("It does not work") },
  [POSTERN_BATCH_HELD_BACK] = { "dialog-warning-symbolic", "warning", N_("Not tried") },
  [POSTERN_BATCH_STOPPED] = { "postern-skipped-symbolic", "dim-label", N_("Stopped") },
};

G_DEFINE_FINAL_TYPE (PosternBatchRow, postern_batch_row, ADW_TYPE_BIN)

static void
show_state (PosternBatchRow *self)
{
  PosternBatchState state = postern_batch_item_get_state (self->item);
  const char *title = postern_batch_item_get_title (self->item);
  const char *styles[] = { looks[state].style, NULL };

  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
  gtk_label_set_label (self->outcome, title != NULL ? title : _(looks[state].words));
}

static void
postern_batch_row_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_ITEM)
    g_value_set_object (value, POSTERN_BATCH_ROW (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_batch_row_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (property_id == PROP_ITEM)
    postern_batch_row_set_item (POSTERN_BATCH_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_batch_row_dispose (GObject *object)
{
  PosternBatchRow *self = POSTERN_BATCH_ROW (object);

  postern_batch_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_BATCH_ROW);

  G_OBJECT_CLASS (postern_batch_row_parent_class)->dispose (object);
}

static void
postern_batch_row_class_init (PosternBatchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_batch_row_get_property;
  object_class->set_property = postern_batch_row_set_property;
  object_class->dispose = postern_batch_row_dispose;
  g_object_class_install_property (object_class, PROP_ITEM,
                                   g_param_spec_object ("item", NULL, NULL, POSTERN_TYPE_BATCH_ITEM,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-batch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternBatchRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternBatchRow, name);
  gtk_widget_class_bind_template_child (widget_class, PosternBatchRow, outcome);
}

static void
postern_batch_row_init (PosternBatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_batch_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
postern_batch_row_set_item (PosternBatchRow  *self,
                            PosternBatchItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  gtk_label_set_label (self->name, postern_record_get_title (postern_batch_item_get_record (item)));
  g_signal_connect_object (item, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
