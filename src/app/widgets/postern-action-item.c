/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-action-item.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-widget-utils.h"

struct _PosternActionItem
{
  AdwBin     parent_instance;

  GtkLabel  *number_label;
  GtkLabel  *text_label;
  GtkButton *link_button;
  GtkBox    *command_box;
  GtkLabel  *command_label;
  GtkButton *letter_button;
  GtkButton *guide_button;
  GtkButton *page_button;

  char      *value;
};

enum
{
  COMMAND_COPIED,
  LETTER_WANTED,
  GUIDE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternActionItem, postern_action_item, ADW_TYPE_BIN)

static void
describe_button (PosternActionItem *self,
                 GtkButton         *button,
                 const char        *name)
{
  postern_app_set_button_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (self->text_label), -1);
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}

static void
show_value (PosternActionItem   *self,
            const PosternAction *action,
            gboolean             can_write_letter,
            gboolean             can_open_guide)
{
  switch (action->kind)
    {
    case POSTERN_ACTION_LINK:
      describe_button (self, self->link_button, _("Open page"));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->link_button), self->value);
      break;
    case POSTERN_ACTION_COMMAND:
      gtk_label_set_label (self->command_label, self->value);
      gtk_widget_set_visible (GTK_WIDGET (self->command_box), TRUE);
      break;
    case POSTERN_ACTION_LETTER:
      if (can_write_letter)
        describe_button (self, self->letter_button, gtk_button_get_label (self->letter_button));
      break;
    case POSTERN_ACTION_GUIDE:
      if (can_open_guide)
        describe_button (self, self->guide_button, gtk_button_get_label (self->guide_button));
      break;
    case POSTERN_ACTION_PAGE:
      describe_button (self, self->page_button, gtk_button_get_label (self->page_button));
      break;
    case POSTERN_ACTION_TEXT:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
link_clicked_cb (PosternActionItem *self)
{
  postern_app_open_uri (GTK_WIDGET (self), self->value);
}

static void
command_clicked_cb (PosternActionItem *self)
{
  postern_clipboard_copy_text (GTK_WIDGET (self), self->value);
  g_signal_emit (self, signals[COMMAND_COPIED], 0);
}

static void
letter_clicked_cb (PosternActionItem *self)
{
  g_signal_emit (self, signals[LETTER_WANTED], 0, self->value);
}

static void
guide_clicked_cb (PosternActionItem *self)
{
  g_signal_emit (self, signals[GUIDE_WANTED], 0, self->value);
}

static void
page_clicked_cb (PosternActionItem *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "s", self->value);
}

/* Pages are the wizard's: elsewhere the words have to do. */
static void
postern_action_item_root (GtkWidget *widget)
{
  PosternActionItem *self = POSTERN_ACTION_ITEM (widget);
  GType wizard = g_type_from_name ("PosternWizard");

  GTK_WIDGET_CLASS (postern_action_item_parent_class)->root (widget);

  if (wizard == G_TYPE_INVALID || gtk_widget_get_ancestor (widget, wizard) == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->page_button), FALSE);
}

static void
postern_action_item_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ACTION_ITEM);

  G_OBJECT_CLASS (postern_action_item_parent_class)->dispose (object);
}

static void
postern_action_item_finalize (GObject *object)
{
  g_free (POSTERN_ACTION_ITEM (object)->value);

  G_OBJECT_CLASS (postern_action_item_parent_class)->finalize (object);
}

static void
postern_action_item_class_init (PosternActionItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = postern_action_item_dispose;
  object_class->finalize = postern_action_item_finalize;
  widget_class->root = postern_action_item_root;

  signals[COMMAND_COPIED] = g_signal_new ("command-copied", POSTERN_TYPE_ACTION_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[LETTER_WANTED] = g_signal_new ("letter-wanted", POSTERN_TYPE_ACTION_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GUIDE_WANTED] = g_signal_new ("guide-wanted", POSTERN_TYPE_ACTION_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-action-item.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, number_label);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, text_label);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, link_button);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, command_box);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, command_label);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, letter_button);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, guide_button);
  gtk_widget_class_bind_template_child (widget_class, PosternActionItem, page_button);
  gtk_widget_class_bind_template_callback (widget_class, link_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, command_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_clicked_cb);
}

static void
postern_action_item_init (PosternActionItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_action_item_new:
 * @action: what to do
 * @number: its number in the list, from 1; 0 for the only one, which needs none
 * @can_write_letter: whether somebody listens to "letter-wanted"
 * @can_open_guide: whether somebody listens to "guide-wanted"
 *
 * Returns: (transfer floating): a new item
 */
GtkWidget *
postern_action_item_new (const PosternAction *action,
                         guint                number,
                         gboolean             can_write_letter,
                         gboolean             can_open_guide)
{
  PosternActionItem *self;
  g_autofree char *number_text = NULL;

  g_return_val_if_fail (action != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_ACTION_ITEM, NULL);
  self->value = g_strdup (action->value);
  /* Translators: the number of a thing to do in a list. */
  number_text = g_strdup_printf (_("%u."), number);
  gtk_label_set_label (self->number_label, number_text);
  gtk_widget_set_visible (GTK_WIDGET (self->number_label), number > 0);
  gtk_label_set_label (self->text_label, action->text);
  if (self->value != NULL)
    show_value (self, action, can_write_letter, can_open_guide);

  return GTK_WIDGET (self);
}
