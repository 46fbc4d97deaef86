/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/** How long a secret stays on the clipboard, in seconds, unless a test says otherwise. */
#define POSTERN_CLIPBOARD_SECONDS 45

void   postern_clipboard_copy_text   (GtkWidget     *widget,
                                      const char    *text);
void   postern_clipboard_copy_secret (GtkWidget     *widget,
                                      PosternSecret *secret);
void   postern_clipboard_forget      (GdkDisplay    *display);
guint  postern_clipboard_get_seconds (void);
void   postern_clipboard_set_seconds (guint          seconds);
char  *postern_clipboard_dup_notice  (const char    *title,
                                      gboolean       secret);

G_END_DECLS
