/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/postern-reply-panel.h"

#include "app/postern-explain-text.h"
#include "app/postern-guide-window.h"
#include "app/widgets/postern-finding-card.h"
#include "core/base/postern-text.h"

struct _PosternReplyPanel
{
  AdwBin              parent_instance;

  PosternContext     *context;
  char               *provider;
  GCancellable       *running;

  GtkTextView        *text;
  GtkWidget          *explain_button;
  PosternFindingCard *finding;
};

G_DEFINE_FINAL_TYPE (PosternReplyPanel, postern_reply_panel, ADW_TYPE_BIN)

static void
stop (PosternReplyPanel *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static void
text_changed_cb (PosternReplyPanel *self)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  stop (self);
  gtk_widget_set_sensitive (self->explain_button, *text != '\0');
  postern_finding_card_set_finding (self->finding, NULL);
}

static void
explained_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternReplyPanel) self = user_data;
  g_autoptr (PosternFinding) finding = postern_explain_text_finish (result, NULL);

  if (finding == NULL || self->finding == NULL)
    return;

  g_clear_object (&self->running);
  gtk_widget_set_sensitive (self->explain_button, TRUE);
  postern_finding_card_set_finding (self->finding, finding);
}

static void
explain_clicked_cb (PosternReplyPanel *self)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  self->running = g_cancellable_new ();
  gtk_widget_set_sensitive (self->explain_button, FALSE);
  postern_explain_text_async (self->context, text, self->provider, self->running, explained_cb, g_object_ref (self));
}

static void
letter_wanted_cb (PosternReplyPanel *self,
                  const char        *reason)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  postern_explain_text_write_letter (GTK_WIDGET (self), self->context, text, self->provider, reason);
}

static void
guide_wanted_cb (PosternReplyPanel *self,
                 const char        *id)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  postern_guide_window_open (postern_guide_window_new (parent, self->context, self->provider), id);
}

static void
postern_reply_panel_dispose (GObject *object)
{
  PosternReplyPanel *self = POSTERN_REPLY_PANEL (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_REPLY_PANEL);
  g_clear_object (&self->context);
  g_clear_pointer (&self->provider, g_free);

  G_OBJECT_CLASS (postern_reply_panel_parent_class)->dispose (object);
}

static void
postern_reply_panel_class_init (PosternReplyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_reply_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/panels/postern-reply-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternReplyPanel, text);
  gtk_widget_class_bind_template_child (widget_class, PosternReplyPanel, explain_button);
  gtk_widget_class_bind_template_child (widget_class, PosternReplyPanel, finding);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_wanted_cb);
}

static void
postern_reply_panel_init (PosternReplyPanel *self)
{
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_reply_panel_set_context:
 * @self: a panel without a context
 * @context: what all pages share
 * @provider: (nullable): id of the provider of the account that failed
 */
void
postern_reply_panel_set_context (PosternReplyPanel *self,
                                 PosternContext    *context,
                                 const char        *provider)
{
  g_return_if_fail (POSTERN_IS_REPLY_PANEL (self) && self->context == NULL);
  g_return_if_fail (POSTERN_IS_CONTEXT (context));

  self->context = g_object_ref (context);
  postern_set_text (&self->provider, provider);
  postern_finding_card_set_server (self->finding, provider, "");
}
