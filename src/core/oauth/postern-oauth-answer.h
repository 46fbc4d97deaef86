/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/network/postern-http.h"

G_BEGIN_DECLS

/* One JSON object as an authorisation server sends it, flat (RFC 6749 §5.1); its texts are wiped when it is freed. */
typedef struct _PosternOauthAnswer PosternOauthAnswer;

PosternOauthAnswer *postern_oauth_answer_parse      (const PosternHttpAnswer  *http,
                                                     GError                  **error);
void                postern_oauth_answer_free       (PosternOauthAnswer       *self);
/** (nullable) (transfer none) */
const char         *postern_oauth_answer_get_text   (PosternOauthAnswer       *self,
                                                     const char               *name);
/** (nullable) (transfer full) */
PosternSecret      *postern_oauth_answer_get_secret (PosternOauthAnswer       *self,
                                                     const char               *name);
/** A number, or one written as text, as some servers do; @fallback when it is not there or not from 1 to @max. */
gint64              postern_oauth_answer_get_number (PosternOauthAnswer       *self,
                                                     const char               *name,
                                                     gint64                    max,
                                                     gint64                    fallback);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthAnswer, postern_oauth_answer_free)

G_END_DECLS
