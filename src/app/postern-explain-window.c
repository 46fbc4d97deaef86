/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-explain-window.h"

#include "app/postern-guide-window.h"
#include "app/widgets/postern-finding-card.h"
#include "core/diagnosis/postern-diagnosis.h"

struct _PosternExplainWindow
{
  AdwWindow           parent_instance;

  PosternContext     *context;
  char               *provider;

  GtkTextView        *text;
  GtkWidget          *explain_button;
  PosternFindingCard *finding;
};

G_DEFINE_FINAL_TYPE (PosternExplainWindow, postern_explain_window, ADW_TYPE_WINDOW)

static char *
dup_text (PosternExplainWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
text_changed_cb (PosternExplainWindow *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->explain_button, *text != '\0');
  postern_finding_card_set_finding (self->finding, NULL);
}

static void
explain_clicked_cb (PosternExplainWindow *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (PosternFinding) finding = NULL;

  finding = postern_diagnosis_explain_reply (postern_context_get_catalogue (self->context), text, self->provider, NULL);
  postern_finding_card_set_finding (self->finding, finding);
}

static void
guide_wanted_cb (PosternExplainWindow *self,
                 const char           *id)
{
  postern_guide_window_open (postern_guide_window_new (GTK_WINDOW (self), self->context, self->provider), id);
}

static void
postern_explain_window_dispose (GObject *object)
{
  PosternExplainWindow *self = POSTERN_EXPLAIN_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_EXPLAIN_WINDOW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->provider, g_free);

  G_OBJECT_CLASS (postern_explain_window_parent_class)->dispose (object);
}

static void
postern_explain_window_class_init (PosternExplainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_explain_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/postern-explain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, text);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, explain_button);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, finding);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_wanted_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_explain_window_init (PosternExplainWindow *self)
{
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_explain_window_new:
 * @parent: the window above which it stands
 * @context: what all pages share
 * @provider: (nullable): id of the provider of the account that failed
 *
 * Returns: (transfer none): the window, not yet shown
 */
GtkWidget *
postern_explain_window_new (GtkWindow      *parent,
                            PosternContext *context,
                            const char     *provider)
{
  PosternExplainWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (POSTERN_IS_CONTEXT (context), NULL);

  self = g_object_new (POSTERN_TYPE_EXPLAIN_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->provider = g_strdup (provider);

  return GTK_WIDGET (self);
}
