/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-store.h"
#include "core/signin/postern-sign-in.h"
#include "ctl/ctl.h"

G_BEGIN_DECLS

/**
 * CtlOauth:
 * @wanted: whether to sign in with OAuth 2.0 at all
 * @browser: in the browser of this computer rather than with a code
 * @client_id: (nullable): the id of the organisation's registration
 * @tenant: (nullable): its directory
 * @client_secret_file: (nullable): where its secret is; "-" is standard input
 *
 * The options of a sign-in with OAuth 2.0.
 */
typedef struct
{
  gboolean  wanted;
  gboolean  browser;
  char     *client_id;
  char     *tenant;
  char     *client_secret_file;
} CtlOauth;

void      ctl_oauth_add_options (CtlOauth          *self,
                                 GOptionContext    *context);
gboolean  ctl_oauth_fill        (const CtlOauth    *self,
                                 PosternProvider   *provider,
                                 PosternRecord     *record,
                                 GError           **error);
gboolean  ctl_oauth_sign_in     (const CtlOauth    *self,
                                 PosternProvider   *provider,
                                 PosternStore      *store,
                                 PosternRecord     *record,
                                 gboolean           json,
                                 GError           **error);
CtlStatus ctl_oauth_fail        (PosternCatalogue  *catalogue,
                                 PosternRecord     *record,
                                 const GError      *error,
                                 gboolean           json);
void      ctl_oauth_clear       (CtlOauth          *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlOauth, ctl_oauth_clear)

G_END_DECLS
