/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PosternSecretText:
 *
 * A long text with secrets in it, while it is put together from pieces. Each piece is wiped when it is freed, and no
 * buffer grows on the way, so that no copy is left behind.
 */
typedef struct _PosternSecretText PosternSecretText;

PosternSecretText *postern_secret_text_new  (void);
/** Adds a text that holds no secret, or one that the caller wipes. */
void               postern_secret_text_add  (PosternSecretText *self,
                                             const char        *text);
/** @text: (transfer full): wiped with the others */
void               postern_secret_text_take (PosternSecretText *self,
                                             char              *text);
/** (transfer full): all pieces as one text, to be wiped; @length: (out) (optional): its length in bytes */
char              *postern_secret_text_join (PosternSecretText *self,
                                             gsize             *length);
void               postern_secret_text_free (PosternSecretText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSecretText, postern_secret_text_free)

G_END_DECLS
