/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/**
 * CtlServer:
 *
 * The options with which `settings`, `test` and `records add` name an account, its server and its secret, and
 * what they come to: @catalogue, @endpoint and the names are set by ctl_server_resolve(), @secret by
 * ctl_server_load_secret().
 */
typedef struct
{
  char             *account;
  char             *provider;
  char             *host;
  int               port;
  char             *security;
  char             *user;
  char             *from;
  char             *from_name;
  char             *password_file;
  char             *token_file;
  char             *record_id;

  PosternCatalogue *catalogue;
  PosternStore     *store;
  PosternRecord    *record;
  PosternEndpoint  *endpoint;
  PosternSecret    *secret;
} CtlServer;

void     ctl_server_add_options (CtlServer       *self,
                                 GOptionContext  *context);
gboolean ctl_server_resolve     (CtlServer       *self,
                                 GError         **error);
gboolean ctl_server_load_secret (CtlServer       *self,
                                 GError         **error);
gboolean ctl_server_has_secret  (const CtlServer *self);
gboolean ctl_server_has_token   (const CtlServer *self);
void     ctl_server_clear       (CtlServer       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlServer, ctl_server_clear)

G_END_DECLS
