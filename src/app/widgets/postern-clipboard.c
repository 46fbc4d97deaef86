/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-clipboard.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-secret-provider.h"

static guint clipboard_seconds = POSTERN_CLIPBOARD_SECONDS;

/**
 * postern_clipboard_copy_text:
 * @widget: the widget that copies
 * @text: UTF-8 text that is no secret
 *
 * Puts @text on the clipboard, where it stays.
 */
void
postern_clipboard_copy_text (GtkWidget  *widget,
                             const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/**
 * postern_clipboard_copy_secret:
 * @widget: the widget that copies
 * @secret: what to copy
 *
 * Puts a secret on the clipboard, marked as one so that clipboard managers keep no copy, and takes it off again after
 * postern_clipboard_get_seconds() unless something else was copied meanwhile.
 */
void
postern_clipboard_copy_secret (GtkWidget     *widget,
                               PosternSecret *secret)
{
  g_autoptr (GdkContentProvider) provider = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (secret != NULL);

  provider = postern_secret_provider_new (secret, clipboard_seconds);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), provider);
}

/**
 * postern_clipboard_forget:
 * @display: the display whose clipboard it is
 *
 * Takes a secret of ours off the clipboard; to be called when the program ends.
 */
void
postern_clipboard_forget (GdkDisplay *display)
{
  GdkClipboard *clipboard;

  g_return_if_fail (GDK_IS_DISPLAY (display));

  clipboard = gdk_display_get_clipboard (display);
  if (POSTERN_IS_SECRET_PROVIDER (gdk_clipboard_get_content (clipboard)))
    gdk_clipboard_set_content (clipboard, NULL);
}

/**
 * postern_clipboard_get_seconds:
 *
 * Returns: how long a copied secret stays on the clipboard, in seconds
 */
guint
postern_clipboard_get_seconds (void)
{
  return clipboard_seconds;
}

/**
 * postern_clipboard_set_seconds:
 * @seconds: how long a secret that is copied from now on stays, at least 1
 *
 * For tests, which can't wait that long.
 */
void
postern_clipboard_set_seconds (guint seconds)
{
  g_return_if_fail (seconds > 0);

  clipboard_seconds = seconds;
}

/**
 * postern_clipboard_dup_notice:
 * @title: what was copied, as the person knows it
 * @secret: whether it was a secret
 *
 * Returns: (transfer full): what to tell the person after copying, plain text
 */
char *
postern_clipboard_dup_notice (const char *title,
                              gboolean    secret)
{
  g_return_val_if_fail (title != NULL, NULL);

  if (!secret)
    /* Translators: %s is what was copied, such as “Server”. */
    return g_strdup_printf (_("“%s” copied"), title);

  /* Translators: %s is what was copied, such as “Password”, %u a number of seconds. */
  return g_strdup_printf (ngettext ("“%s” copied. It leaves the clipboard in %u second.",
                                    "“%s” copied. It leaves the clipboard in %u seconds.", clipboard_seconds),
                          title, clipboard_seconds);
}
