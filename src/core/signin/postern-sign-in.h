/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/oauth/postern-oauth-client.h"
#include "core/oauth/postern-oauth-tokens.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/** Where and as what @provider (nullable) gives tokens to the registration that the others name. */
PosternOauthClient *postern_sign_in_make_client    (PosternProvider       *provider,
                                                    const char            *client_id,
                                                    const char            *tenant,
                                                    PosternSecret         *client_secret,
                                                    GError               **error);

/* What a record signs in with at a mail server: its password, or an access token that is good for now. */
PosternSecret      *postern_sign_in_obtain         (PosternCatalogue      *catalogue,
                                                    PosternRecord         *record,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
void                postern_sign_in_obtain_async   (PosternCatalogue      *catalogue,
                                                    PosternRecord         *record,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
PosternSecret      *postern_sign_in_obtain_finish  (GAsyncResult          *result,
                                                    GError               **error);

/* Keeps what a sign-in has brought: the record, the secret of the registration, the tokens, in this order. */
gboolean            postern_sign_in_keep           (PosternStore          *store,
                                                    PosternRecord         *record,
                                                    PosternOauthTokens    *tokens,
                                                    PosternSecret         *client_secret,
                                                    GCancellable          *cancellable,
                                                    GError               **error);
void                postern_sign_in_keep_async     (PosternStore          *store,
                                                    PosternRecord         *record,
                                                    PosternOauthTokens    *tokens,
                                                    PosternSecret         *client_secret,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
gboolean            postern_sign_in_keep_finish    (PosternStore          *store,
                                                    GAsyncResult          *result,
                                                    GError               **error);

/** (transfer full): what a thread needs of @record, so that the record itself stays where it is. */
PosternRecord      *postern_sign_in_copy_record    (PosternRecord         *record);

G_END_DECLS
