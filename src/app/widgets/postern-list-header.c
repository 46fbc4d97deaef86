/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-list-header.h"

struct _PosternListHeader
{
  AdwBin    parent_instance;

  GtkImage *image;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (PosternListHeader, postern_list_header, ADW_TYPE_BIN)

static void
postern_list_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_LIST_HEADER);

  G_OBJECT_CLASS (postern_list_header_parent_class)->dispose (object);
}

static void
postern_list_header_class_init (PosternListHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_list_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-list-header.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternListHeader, image);
  gtk_widget_class_bind_template_child (widget_class, PosternListHeader, label);
}

static void
postern_list_header_init (PosternListHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_list_header_new:
 * @title: the group's title
 * @icon: the name of a symbolic icon
 *
 * Returns: (transfer floating): a header
 */
GtkWidget *
postern_list_header_new (const char *title,
                         const char *icon)
{
  PosternListHeader *self = g_object_new (POSTERN_TYPE_LIST_HEADER, NULL);

  gtk_label_set_text (self->label, title);
  gtk_image_set_from_icon_name (self->image, icon);

  return GTK_WIDGET (self);
}
