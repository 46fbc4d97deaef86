/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-remedy-item.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-widget-utils.h"

struct _PosternRemedyItem
{
  AdwExpanderRow  parent_instance;

  GtkLabel       *text_label;
  GtkFlowBox     *buttons;
};

enum
{
  TARGET_WANTED,
  ACCOUNT_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternRemedyItem, postern_remedy_item, ADW_TYPE_EXPANDER_ROW)

static void
target_clicked_cb (PosternRemedyItem *self,
                   GtkWidget         *button)
{
  g_signal_emit (self, signals[TARGET_WANTED], 0, gtk_widget_get_name (button));
}

static void
account_clicked_cb (PosternRemedyItem *self)
{
  g_signal_emit (self, signals[ACCOUNT_WANTED], 0);
}

static void
link_clicked_cb (PosternRemedyItem *self,
                 GtkWidget         *button)
{
  postern_app_open_uri (GTK_WIDGET (self), gtk_widget_get_name (button));
}

/* The button's name is what it is for: a target's id, a page's address. */
static void
add_button (PosternRemedyItem *self,
            const char        *label,
            const char        *name,
            GCallback          clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_append (self->buttons, child);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), TRUE);
}

static void
postern_remedy_item_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_REMEDY_ITEM);

  G_OBJECT_CLASS (postern_remedy_item_parent_class)->dispose (object);
}

static void
postern_remedy_item_class_init (PosternRemedyItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_remedy_item_dispose;

  signals[TARGET_WANTED] = g_signal_new ("target-wanted", POSTERN_TYPE_REMEDY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACCOUNT_WANTED] = g_signal_new ("account-wanted", POSTERN_TYPE_REMEDY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-remedy-item.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRemedyItem, text_label);
  gtk_widget_class_bind_template_child (widget_class, PosternRemedyItem, buttons);
}

static void
postern_remedy_item_init (PosternRemedyItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static PosternRemedyItem *
item_new (const char *title,
          const char *text)
{
  PosternRemedyItem *self = g_object_new (POSTERN_TYPE_REMEDY_ITEM, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_label_set_label (self->text_label, text);

  return self;
}

/**
 * postern_remedy_item_new:
 * @remedy: the way round
 * @catalogue: where its targets are
 *
 * Returns: (transfer floating): a new item
 */
GtkWidget *
postern_remedy_item_new (PosternRemedy    *remedy,
                         PosternCatalogue *catalogue)
{
  PosternRemedyItem *self;

  g_return_val_if_fail (POSTERN_IS_REMEDY (remedy) && POSTERN_IS_CATALOGUE (catalogue), NULL);

  self = item_new (remedy->name, remedy->text);
  if (remedy->link != NULL)
    add_button (self, remedy->link->label, remedy->link->uri, G_CALLBACK (link_clicked_cb));
  for (char **id = remedy->targets; id != NULL && *id != NULL; id++)
    {
      PosternTarget *target = postern_catalogue_get_target (catalogue, *id);

      if (target != NULL)
        add_button (self, target->name, target->id, G_CALLBACK (target_clicked_cb));
    }

  return GTK_WIDGET (self);
}

/**
 * postern_remedy_item_new_account:
 * @title: a few words
 * @text: sentences
 *
 * Returns: (transfer floating): a new item that leads to the account and its port
 */
GtkWidget *
postern_remedy_item_new_account (const char *title,
                                 const char *text)
{
  PosternRemedyItem *self;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);

  self = item_new (title, text);
  add_button (self, _("Change the account"), "account", G_CALLBACK (account_clicked_cb));

  return GTK_WIDGET (self);
}
