/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * PosternSecretView:
 *
 * A text view, coloured as the text's syntax asks for, whose text may hold a password: what is copied from it then goes
 * to the clipboard as a secret, and what is selected is on no other clipboard.
 *
 * Signal: "copied" (gboolean secret): something was copied with the keyboard or the menu.
 */
#define POSTERN_TYPE_SECRET_VIEW (postern_secret_view_get_type ())
G_DECLARE_FINAL_TYPE (PosternSecretView, postern_secret_view, POSTERN, SECRET_VIEW, GtkSourceView)

void postern_secret_view_set_secret (PosternSecretView *self,
                                     gboolean           secret);
void postern_secret_view_set_syntax (PosternSecretView *self,
                                     const char        *syntax);

G_END_DECLS
