/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-trouble-item.h"

#include "core/catalogue/postern-rule.h"

struct _PosternTroubleItem
{
  AdwBin    parent_instance;

  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkBox   *who_box;
  GtkLabel *who_label;
};

G_DEFINE_FINAL_TYPE (PosternTroubleItem, postern_trouble_item, ADW_TYPE_BIN)

static void
postern_trouble_item_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_TROUBLE_ITEM);

  G_OBJECT_CLASS (postern_trouble_item_parent_class)->dispose (object);
}

static void
postern_trouble_item_class_init (PosternTroubleItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_trouble_item_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-trouble-item.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTroubleItem, title_label);
  gtk_widget_class_bind_template_child (widget_class, PosternTroubleItem, text_label);
  gtk_widget_class_bind_template_child (widget_class, PosternTroubleItem, who_box);
  gtk_widget_class_bind_template_child (widget_class, PosternTroubleItem, who_label);
}

static void
postern_trouble_item_init (PosternTroubleItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_trouble_item_new:
 * @trouble: what is missing
 *
 * Returns: (transfer floating): a new item
 */
GtkWidget *
postern_trouble_item_new (const PosternTrouble *trouble)
{
  PosternTroubleItem *self;
  PosternWho who;

  g_return_val_if_fail (trouble != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_TROUBLE_ITEM, NULL);
  gtk_label_set_label (self->title_label, trouble->title);
  gtk_label_set_label (self->text_label, trouble->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, trouble->title, -1);
  if (postern_who_from_nick (trouble->who, &who))
    gtk_label_set_label (self->who_label, postern_who_get_label (who));
  else
    gtk_widget_set_visible (GTK_WIDGET (self->who_box), FALSE);

  return GTK_WIDGET (self);
}
