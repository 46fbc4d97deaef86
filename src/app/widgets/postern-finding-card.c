/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-finding-card.h"

#include "app/compat/postern-compat-announce.h"
#include "app/widgets/postern-action-item.h"
#include "core/base/postern-text.h"

struct _PosternFindingCard
{
  AdwBin     parent_instance;

  GtkImage  *icon;
  GtkLabel  *title_label;
  GtkLabel  *confidence_label;
  GtkLabel  *explanation_label;
  GtkBox    *who_box;
  GtkLabel  *who_label;
  GtkBox    *actions_box;
  GtkBox    *actions_list;
  GtkWidget *look_button;
  GtkBox    *reply_box;
  GtkLabel  *reply_label;

  char      *provider;
  char      *host;
};

enum
{
  COMMAND_COPIED,
  LETTER_WANTED,
  GUIDE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternFindingCard, postern_finding_card, ADW_TYPE_BIN)

static void
set_state (GtkWidget  *widget,
           const char *state)
{
  gtk_widget_remove_css_class (widget, "success");
  gtk_widget_remove_css_class (widget, "error");
  gtk_widget_add_css_class (widget, state);
}

static void
show_text (GtkWidget  *part,
           GtkLabel   *label,
           const char *text)
{
  gboolean has_text = text != NULL && *text != '\0';

  gtk_label_set_label (label, has_text ? text : "");
  gtk_widget_set_visible (part, has_text);
}

static void
command_copied_cb (PosternFindingCard *self)
{
  g_signal_emit (self, signals[COMMAND_COPIED], 0);
}

static void
letter_wanted_cb (PosternFindingCard *self,
                  const char         *reason)
{
  g_signal_emit (self, signals[LETTER_WANTED], 0, reason);
}

static void
guide_wanted_cb (PosternFindingCard *self,
                 const char         *id)
{
  g_signal_emit (self, signals[GUIDE_WANTED], 0, id);
}

static void
add_action (PosternFindingCard  *self,
            const PosternAction *action,
            guint                number)
{
  gboolean can_write_letter = g_signal_has_handler_pending (self, signals[LETTER_WANTED], 0, FALSE);
  gboolean can_open_guide = g_signal_has_handler_pending (self, signals[GUIDE_WANTED], 0, FALSE);
  GtkWidget *item = postern_action_item_new (action, number, can_write_letter, can_open_guide);

  g_signal_connect_swapped (item, "command-copied", G_CALLBACK (command_copied_cb), self);
  g_signal_connect_swapped (item, "letter-wanted", G_CALLBACK (letter_wanted_cb), self);
  g_signal_connect_swapped (item, "guide-wanted", G_CALLBACK (guide_wanted_cb), self);
  gtk_box_append (self->actions_list, item);
}

static void
show_actions (PosternFindingCard *self,
              GPtrArray          *actions)
{
  GtkWidget *item;

  while ((item = gtk_widget_get_first_child (GTK_WIDGET (self->actions_list))) != NULL)
    gtk_box_remove (self->actions_list, item);
  for (guint i = 0; i < actions->len; i++)
    add_action (self, g_ptr_array_index (actions, i), actions->len > 1 ? i + 1 : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->actions_box), actions->len > 0);
}

/* What stands about the server, the look at its ports begins with. */
static void
look_clicked_cb (PosternFindingCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.look-at-server", "(ss)",
                              self->provider != NULL ? self->provider : "", self->host);
}

static void
postern_finding_card_finalize (GObject *object)
{
  PosternFindingCard *self = POSTERN_FINDING_CARD (object);

  g_free (self->provider);
  g_free (self->host);

  G_OBJECT_CLASS (postern_finding_card_parent_class)->finalize (object);
}

static void
postern_finding_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_FINDING_CARD);

  G_OBJECT_CLASS (postern_finding_card_parent_class)->dispose (object);
}

static void
postern_finding_card_class_init (PosternFindingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_finding_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_finding_card_finalize;

  signals[COMMAND_COPIED] = g_signal_new ("command-copied", POSTERN_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[LETTER_WANTED] = g_signal_new ("letter-wanted", POSTERN_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GUIDE_WANTED] = g_signal_new ("guide-wanted", POSTERN_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-finding-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, confidence_label);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, who_box);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, who_label);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, actions_box);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, actions_list);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, reply_box);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, reply_label);
  gtk_widget_class_bind_template_child (widget_class, PosternFindingCard, look_button);
  gtk_widget_class_bind_template_callback (widget_class, look_clicked_cb);
}

static void
postern_finding_card_init (PosternFindingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_finding_card_new:
 *
 * Returns: (transfer floating): a new card, hidden until it has a finding
 */
GtkWidget *
postern_finding_card_new (void)
{
  return g_object_new (POSTERN_TYPE_FINDING_CARD, NULL);
}

/**
 * postern_finding_card_set_server:
 * @self: a card that is about to get a finding
 * @provider: (nullable): the provider's id
 * @host: (nullable): the server that the finding is about, perhaps ""; %NULL for no look at a server
 *
 * From now on a finding about the way to the server has a button that looks at it, by the action "win.look-at-server".
 */
void
postern_finding_card_set_server (PosternFindingCard *self,
                                 const char         *provider,
                                 const char         *host)
{
  g_return_if_fail (POSTERN_IS_FINDING_CARD (self));

  postern_set_text (&self->provider, provider);
  postern_set_text (&self->host, host);
}

/**
 * postern_finding_card_set_finding:
 * @self: a card
 * @finding: (nullable): what to show, or %NULL to hide the card
 */
void
postern_finding_card_set_finding (PosternFindingCard   *self,
                                  const PosternFinding *finding)
{
  gboolean unsure;

  g_return_if_fail (POSTERN_IS_FINDING_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  if (finding == NULL)
    return;

  unsure = !finding->accepted && finding->confidence != POSTERN_CONFIDENCE_CERTAIN;
  set_state (GTK_WIDGET (self->icon), finding->accepted ? "success" : "error");
  gtk_image_set_from_icon_name (self->icon, finding->accepted ? "postern-done-symbolic" : "postern-failed-symbolic");
  show_text (GTK_WIDGET (self->confidence_label), self->confidence_label,
             unsure ? postern_confidence_get_label (finding->confidence) : NULL);
  show_text (GTK_WIDGET (self->explanation_label), self->explanation_label, finding->explanation);
  show_text (GTK_WIDGET (self->who_box), self->who_label,
             finding->accepted ? NULL : postern_who_get_label (finding->who));
  show_text (GTK_WIDGET (self->reply_box), self->reply_label, finding->reply);
  show_actions (self, finding->actions);
  gtk_widget_set_visible (self->look_button, finding->connection && self->host != NULL);

  gtk_label_set_label (self->title_label, finding->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->title, -1);
  postern_compat_announce (GTK_WIDGET (self), finding->title);
}
