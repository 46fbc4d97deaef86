/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-secret-view.h"

#include <adwaita.h>

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-syntax.h"

struct _PosternSecretView
{
  GtkTextView parent_instance;

  gboolean    secret;
};

enum
{
  COPIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternSecretView, postern_secret_view, GTK_SOURCE_TYPE_VIEW)

/* From the view nothing is ever cut: its text can't be edited. */
static void
copy_selection (GtkTextView *view)
{
  PosternSecretView *self = POSTERN_SECRET_VIEW (view);
  g_autoptr (PosternSecret) secret = NULL;
  GtkTextIter start;
  GtkTextIter end;
  char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (view), &start, &end))
    return;

  text = gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &start, &end, FALSE);
  secret = postern_secret_new (text, -1);
  if (self->secret)
    postern_clipboard_copy_secret (GTK_WIDGET (self), secret);
  else
    postern_clipboard_copy_text (GTK_WIDGET (self), text);
  postern_secret_wipe (text);
  g_signal_emit (self, signals[COPIED], 0, self->secret);
}

/* GTK puts each selection on the second clipboard of X11 and Wayland, from where the middle button pastes it. */
static void
postern_secret_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (postern_secret_view_parent_class)->realize (widget);

  gtk_text_buffer_remove_selection_clipboard (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)),
                                              gtk_widget_get_primary_clipboard (widget));
}

/* GTK takes it off the buffer itself, and complains where it is not. */
static void
postern_secret_view_unrealize (GtkWidget *widget)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_add_selection_clipboard (buffer, gtk_widget_get_primary_clipboard (widget));

  GTK_WIDGET_CLASS (postern_secret_view_parent_class)->unrealize (widget);
}

static void
dark_changed_cb (PosternSecretView *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (buffer, postern_syntax_get_scheme (dark));
}

static void
postern_secret_view_class_init (PosternSecretViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->realize = postern_secret_view_realize;
  widget_class->unrealize = postern_secret_view_unrealize;
  GTK_TEXT_VIEW_CLASS (klass)->copy_clipboard = copy_selection;
  GTK_TEXT_VIEW_CLASS (klass)->cut_clipboard = copy_selection;

  signals[COPIED] = g_signal_new ("copied", POSTERN_TYPE_SECRET_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
postern_secret_view_init (PosternSecretView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (buffer), FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

/**
 * postern_secret_view_set_secret:
 * @self: a view
 * @secret: whether its text holds a password now
 */
void
postern_secret_view_set_secret (PosternSecretView *self,
                                gboolean           secret)
{
  g_return_if_fail (POSTERN_IS_SECRET_VIEW (self));

  self->secret = !!secret;
}

/**
 * postern_secret_view_set_syntax:
 * @self: a view
 * @syntax: (nullable): a writer's name, see postern-writers.h; %NULL for plain text
 */
void
postern_secret_view_set_syntax (PosternSecretView *self,
                                const char        *syntax)
{
  g_return_if_fail (POSTERN_IS_SECRET_VIEW (self));

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self))),
                                  postern_syntax_get_language (syntax));
}
