/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-guide-view.h"

#include "app/compat/postern-compat-announce.h"
#include "app/widgets/postern-action-item.h"
#include "app/widgets/postern-answer-button.h"
#include "core/diagnosis/postern-guide-finding.h"
#include "core/smtp/postern-smtp-address.h"

/* @node: what is shown; @passed: the questions before it */
struct _PosternGuideView
{
  AdwBin                  parent_instance;

  PosternGuide           *guide;
  char                   *provider;
  char                   *known_account;
  char                   *known_from;
  gboolean                editable;
  const PosternGuideNode *node;
  GPtrArray              *passed;

  GtkLabel               *title_label;
  GtkLabel               *text_label;
  GtkBox                 *answers;
  GtkWidget              *end_box;
  GtkWidget              *who_box;
  GtkLabel               *who_label;
  GtkWidget              *facts;
  AdwActionRow           *sign_in_row;
  AdwActionRow           *from_row;
  GtkWidget              *form;
  GtkEditable            *account;
  GtkEditable            *from;
  GtkWidget              *use_button;
  GtkWidget              *actions_box;
  GtkBox                 *actions;
  GtkWidget              *back_button;
};

enum
{
  COMMAND_COPIED,
  LETTER_WANTED,
  GUIDE_WANTED,
  ADDRESSES_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternGuideView, postern_guide_view, ADW_TYPE_BIN)

static void show_node (PosternGuideView       *self,
                       const PosternGuideNode *node);

static gboolean
has_form (PosternGuideView *self)
{
  return self->editable && self->node->sign_in != NULL;
}

static gboolean
has_same_sender (PosternGuideView *self)
{
  return g_strcmp0 (self->node->from, "account") == 0;
}

/* What is typed, or known; NULL when it is no address. */
static char *
dup_address (PosternGuideView *self,
             GtkEditable      *entry,
             const char       *known)
{
  const char *source = has_form (self) ? gtk_editable_get_text (entry) : known;
  g_autofree char *text = g_strdup (source != NULL ? source : "");

  return postern_smtp_address_check (g_strstrip (text), NULL) ? g_steal_pointer (&text) : NULL;
}

static char *
dup_account (PosternGuideView *self)
{
  return dup_address (self, self->account, self->known_account);
}

static char *
dup_from (PosternGuideView *self)
{
  return has_same_sender (self) ? dup_account (self) : dup_address (self, self->from, self->known_from);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
command_copied_cb (PosternGuideView *self)
{
  g_signal_emit (self, signals[COMMAND_COPIED], 0);
}

static void
letter_wanted_cb (PosternGuideView *self,
                  const char       *reason)
{
  g_autofree char *account = dup_account (self);
  g_autofree char *from = dup_from (self);

  if (account == NULL && has_form (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->account));
  g_signal_emit (self, signals[LETTER_WANTED], 0, reason, account, from);
}

static void
guide_wanted_cb (PosternGuideView *self,
                 const char       *id)
{
  g_signal_emit (self, signals[GUIDE_WANTED], 0, id);
}

static void
add_action (PosternGuideView    *self,
            const PosternAction *action,
            guint                number)
{
  gboolean can_write_letter = g_signal_has_handler_pending (self, signals[LETTER_WANTED], 0, FALSE) &&
                              (has_form (self) || self->known_account != NULL);
  gboolean can_open_guide = g_signal_has_handler_pending (self, signals[GUIDE_WANTED], 0, FALSE);
  GtkWidget *item = postern_action_item_new (action, number, can_write_letter, can_open_guide);

  g_signal_connect_swapped (item, "command-copied", G_CALLBACK (command_copied_cb), self);
  g_signal_connect_swapped (item, "letter-wanted", G_CALLBACK (letter_wanted_cb), self);
  g_signal_connect_swapped (item, "guide-wanted", G_CALLBACK (guide_wanted_cb), self);
  gtk_box_append (self->actions, item);
}

/* With the addresses in the commands. */
static void
show_actions (PosternGuideView *self)
{
  g_autofree char *account = dup_account (self);
  g_autofree char *from = dup_from (self);
  g_autoptr (PosternFinding) finding = postern_guide_node_explain (self->node, account, from);
  guint n_actions = finding->actions->len;

  clear_box (self->actions);
  for (guint i = 0; i < n_actions; i++)
    add_action (self, g_ptr_array_index (finding->actions, i), n_actions > 1 ? i + 1 : 0);
  gtk_widget_set_visible (self->actions_box, n_actions > 0);
}

static void
addresses_changed_cb (PosternGuideView *self)
{
  g_autofree char *account = dup_account (self);
  g_autofree char *from = dup_from (self);

  gtk_widget_set_sensitive (self->use_button, account != NULL && from != NULL);
  show_actions (self);
}

/* What was taken for the account is the sender where another mailbox signs in. */
static void
fill_in (PosternGuideView *self)
{
  gboolean is_other = g_strcmp0 (self->node->sign_in, "own-address") == 0;
  const char *account = is_other && self->known_from == NULL ? NULL : self->known_account;
  const char *from = is_other && self->known_from == NULL ? self->known_account : self->known_from;

  gtk_editable_set_text (self->account, account != NULL ? account : "");
  gtk_editable_set_text (self->from, from != NULL ? from : "");
  gtk_widget_set_visible (GTK_WIDGET (self->from), !has_same_sender (self));
}

static void
show_addresses (PosternGuideView *self)
{
  gboolean shown = has_form (self);
  const char *from = postern_guide_node_get_from_label (self->node);

  if (shown)
    fill_in (self);
  else if (self->node->sign_in != NULL)
    {
      adw_action_row_set_subtitle (self->sign_in_row, postern_guide_node_get_sign_in_label (self->node));
      adw_action_row_set_subtitle (self->from_row, from);
    }
  gtk_widget_set_visible (self->form, shown);
  gtk_widget_set_visible (self->use_button, shown);
  gtk_widget_set_visible (self->facts, !shown && self->node->sign_in != NULL);
}

static void
answer_clicked_cb (PosternGuideView    *self,
                   PosternAnswerButton *button)
{
  guint number = postern_answer_button_get_number (button);

  g_ptr_array_add (self->passed, (gpointer) self->node);
  show_node (self, postern_guide_follow (self->guide, self->node, number, self->provider));
}

static void
show_answers (PosternGuideView *self)
{
  clear_box (self->answers);
  for (guint i = 0; i < self->node->answers->len; i++)
    {
      const PosternGuideAnswer *answer = g_ptr_array_index (self->node->answers, i);
      GtkWidget *button = postern_answer_button_new (answer->text, self->node->title, i);

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (answer_clicked_cb), self);
      gtk_box_append (self->answers, button);
    }
}

static void
show_node (PosternGuideView       *self,
           const PosternGuideNode *node)
{
  gboolean is_end = postern_guide_node_is_end (node);

  self->node = node;
  gtk_label_set_label (self->title_label, node->title);
  gtk_label_set_label (self->text_label, node->text != NULL ? node->text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), node->text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), !is_end);
  gtk_widget_set_visible (self->end_box, is_end);
  gtk_widget_set_visible (self->back_button, self->passed->len > 0);
  show_answers (self);
  if (is_end)
    {
      gtk_label_set_label (self->who_label, postern_who_get_label (node->who));
      gtk_widget_set_visible (self->who_box, node->who != POSTERN_WHO_YOU || node->sign_in == NULL);
      show_addresses (self);
      addresses_changed_cb (self);
    }
  postern_compat_announce (GTK_WIDGET (self), node->title);
  gtk_widget_child_focus (is_end ? self->end_box : GTK_WIDGET (self->answers), GTK_DIR_TAB_FORWARD);
}

static void
back_clicked_cb (PosternGuideView *self)
{
  if (self->passed->len > 0)
    show_node (self, g_ptr_array_steal_index (self->passed, self->passed->len - 1));
}

static void
use_clicked_cb (PosternGuideView *self)
{
  g_autofree char *account = dup_account (self);
  g_autofree char *from = dup_from (self);

  if (account != NULL && from != NULL)
    g_signal_emit (self, signals[ADDRESSES_CHOSEN], 0, account, g_str_equal (account, from) ? NULL : from);
}

static void
postern_guide_view_dispose (GObject *object)
{
  PosternGuideView *self = POSTERN_GUIDE_VIEW (object);

  self->node = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_GUIDE_VIEW);
  g_clear_object (&self->guide);

  G_OBJECT_CLASS (postern_guide_view_parent_class)->dispose (object);
}

static void
postern_guide_view_finalize (GObject *object)
{
  PosternGuideView *self = POSTERN_GUIDE_VIEW (object);

  g_free (self->provider);
  g_free (self->known_account);
  g_free (self->known_from);
  g_ptr_array_unref (self->passed);

  G_OBJECT_CLASS (postern_guide_view_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[COMMAND_COPIED] = g_signal_new ("command-copied", POSTERN_TYPE_GUIDE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[LETTER_WANTED] = g_signal_new ("letter-wanted", POSTERN_TYPE_GUIDE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[GUIDE_WANTED] = g_signal_new ("guide-wanted", POSTERN_TYPE_GUIDE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ADDRESSES_CHOSEN] = g_signal_new ("addresses-chosen", POSTERN_TYPE_GUIDE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
postern_guide_view_class_init (PosternGuideViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_guide_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_guide_view_finalize;
  install_signals ();

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-guide-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, title_label);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, text_label);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, answers);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, end_box);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, who_box);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, who_label);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, facts);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, from_row);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, form);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, account);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, from);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, use_button);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, actions_box);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, actions);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideView, back_button);
  gtk_widget_class_bind_template_callback (widget_class, addresses_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
}

static void
postern_guide_view_init (PosternGuideView *self)
{
  self->passed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_guide_view_new:
 *
 * Returns: (transfer floating): a new view, empty until it has a guide
 */
GtkWidget *
postern_guide_view_new (void)
{
  return g_object_new (POSTERN_TYPE_GUIDE_VIEW, NULL);
}

/**
 * postern_guide_view_set_addresses:
 * @self: a view
 * @account: (nullable): the address that signs in, as far as it is known
 * @from: (nullable): the sender's address, %NULL when it is the same
 * @editable: whether the person may put in others, to be used
 *
 * To be called before postern_guide_view_set_guide().
 */
void
postern_guide_view_set_addresses (PosternGuideView *self,
                                  const char       *account,
                                  const char       *from,
                                  gboolean          editable)
{
  g_return_if_fail (POSTERN_IS_GUIDE_VIEW (self));

  g_free (self->known_account);
  g_free (self->known_from);
  self->known_account = g_strdup (account);
  self->known_from = g_strdup (from);
  self->editable = editable;
}

/**
 * postern_guide_view_set_guide:
 * @self: a view
 * @guide: what to ask
 * @provider: (nullable): id of the provider, if it is known
 *
 * Begins with the first question.
 */
void
postern_guide_view_set_guide (PosternGuideView *self,
                              PosternGuide     *guide,
                              const char       *provider)
{
  g_return_if_fail (POSTERN_IS_GUIDE_VIEW (self) && POSTERN_IS_GUIDE (guide));

  g_set_object (&self->guide, guide);
  g_free (self->provider);
  self->provider = g_strdup (provider != NULL ? provider : guide->provider);
  g_ptr_array_set_size (self->passed, 0);
  show_node (self, postern_guide_skip_known (guide, postern_guide_get_node (guide, NULL), self->provider));
}
