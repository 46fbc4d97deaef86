/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oauth/postern-oauth-client.h"
#include "support/postern-test-https.h"

G_BEGIN_DECLS

#define OAUTH_FIXTURE_JSON "application/json; charset=utf-8"
#define OAUTH_FIXTURE_TOKENS \
  "{\"token_type\":\"Bearer\",\"scope\":\"SMTP.Send\",\"expires_in\":3599,\"ext_expires_in\":3599," \
  "\"access_token\":\"access-1\",\"refresh_token\":\"refresh-1\"}"

/* A stand-in for an authorisation server, and a client that knows it. */
void                oauth_fixture_set_up     (void);
PosternTestHttps   *oauth_fixture_new_server (void);
PosternOauthClient *oauth_fixture_new_client (PosternTestHttps  *server);
void                oauth_fixture_add        (PosternTestHttps  *server,
                                              const char        *path,
                                              guint              status,
                                              const char        *body);
/** What Microsoft sends for an error: learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code */
void                oauth_fixture_add_error  (PosternTestHttps  *server,
                                              const char        *name,
                                              const char        *description);

G_END_DECLS
