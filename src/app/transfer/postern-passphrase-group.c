/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-passphrase-group.h"

#include "app/widgets/postern-copy-row.h"

struct _PosternPassphraseGroup
{
  AdwBin          parent_instance;

  PosternCopyRow *row;
  GtkLabel       *notice;
};

G_DEFINE_FINAL_TYPE (PosternPassphraseGroup, postern_passphrase_group, ADW_TYPE_BIN)

static void
copied_cb (PosternPassphraseGroup *self)
{
  g_autofree char *notice = postern_copy_row_dup_notice (self->row);

  gtk_label_set_label (self->notice, notice);
}

static void
postern_passphrase_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_PASSPHRASE_GROUP);

  G_OBJECT_CLASS (postern_passphrase_group_parent_class)->dispose (object);
}

static void
postern_passphrase_group_class_init (PosternPassphraseGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_passphrase_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-passphrase-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternPassphraseGroup, row);
  gtk_widget_class_bind_template_child (widget_class, PosternPassphraseGroup, notice);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
}

static void
postern_passphrase_group_init (PosternPassphraseGroup *self)
{
  g_type_ensure (POSTERN_TYPE_COPY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
postern_passphrase_group_show (PosternPassphraseGroup *self,
                               PosternSecret          *passphrase)
{
  g_return_if_fail (POSTERN_IS_PASSPHRASE_GROUP (self));

  postern_copy_row_set_secret (self->row, passphrase);
  gtk_label_set_label (self->notice, "");
  gtk_widget_set_visible (GTK_WIDGET (self), passphrase != NULL);
  if (passphrase == NULL)
    return;
  postern_copy_row_set_revealed (self->row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}
