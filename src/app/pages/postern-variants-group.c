/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-variants-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-choice-row.h"

struct _PosternVariantsGroup
{
  AdwBin      parent_instance;

  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternVariantsGroup, postern_variants_group, ADW_TYPE_BIN)

static void
row_chosen_cb (PosternVariantsGroup *self,
               GParamSpec           *pspec,
               PosternChoiceRow     *row)
{
  if (postern_choice_row_get_active (row))
    g_signal_emit (self, signals[CHOSEN], 0, postern_choice_row_get_id (row));
}

static GtkWidget *
add_row (PosternVariantsGroup       *self,
         const PosternTargetVariant *variant,
         GtkWidget                  *first)
{
  const char *note = variant->keeps_secret_outside ? _("Safer: the password is not in the settings, so nobody sees it "
                                                       "when they are shown or copied.")
                                                   : NULL;
  GtkWidget *row = postern_choice_row_new (variant->id, variant->name, note,
                                           first == NULL ? NULL : POSTERN_CHOICE_ROW (first));

  gtk_list_box_append (self->list, row);

  return row;
}

static void
postern_variants_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_VARIANTS_GROUP);

  G_OBJECT_CLASS (postern_variants_group_parent_class)->dispose (object);
}

static void
postern_variants_group_class_init (PosternVariantsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_variants_group_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", POSTERN_TYPE_VARIANTS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-variants-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternVariantsGroup, list);
}

static void
postern_variants_group_init (PosternVariantsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_variants_group_show:
 * @self: a group
 * @target: whose ways are shown; the first is chosen, without a signal
 */
void
postern_variants_group_show (PosternVariantsGroup *self,
                             PosternTarget        *target)
{
  GtkListBoxRow *row;
  GtkWidget *first = NULL;

  g_return_if_fail (POSTERN_IS_VARIANTS_GROUP (self) && POSTERN_IS_TARGET (target));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self), target->variants->len > 1);
  for (guint i = 0; target->variants->len > 1 && i < target->variants->len; i++)
    {
      GtkWidget *added = add_row (self, g_ptr_array_index (target->variants, i), first);

      if (first == NULL)
        first = added;
      postern_choice_row_set_active (POSTERN_CHOICE_ROW (added), i == 0);
      g_signal_connect_object (added, "notify::active", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
    }
}
