/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/**
 * PosternOauthClient:
 * @device_uri: (nullable): where a device code is asked for (RFC 8628); %NULL when the provider has none for mail
 * @authorize_uri: (nullable): the page to open in the browser (RFC 6749 §3.1)
 * @token_uri: where tokens come from (RFC 6749 §3.2)
 * @scope: what is asked for, with spaces, for a person
 * @app_scope: (nullable): the same for an unattended sender (client credentials); %NULL when there is none
 * @client_id: the organisation's own registration
 * @client_secret: (nullable): its secret
 * @ca_file: (nullable): PEM file with authorities that are trusted beside the system's
 *
 * Where and as what tokens are asked for. Immutable once made.
 */
typedef struct
{
  char          *device_uri;
  char          *authorize_uri;
  char          *token_uri;
  char          *scope;
  char          *app_scope;
  char          *client_id;
  PosternSecret *client_secret;
  char          *ca_file;
} PosternOauthClient;

#define POSTERN_TYPE_OAUTH_CLIENT (postern_oauth_client_get_type ())

GType               postern_oauth_client_get_type (void) G_GNUC_CONST;
PosternOauthClient *postern_oauth_client_copy     (const PosternOauthClient  *self);
void                postern_oauth_client_free     (PosternOauthClient        *self);
gboolean            postern_oauth_client_check    (const PosternOauthClient  *self,
                                                   GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOauthClient, postern_oauth_client_free)

G_END_DECLS
