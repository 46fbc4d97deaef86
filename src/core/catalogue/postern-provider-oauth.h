/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PosternProviderOauth:
 * @authorize_uri: the page to open in the browser; "{tenant}" stands for the organisation's directory
 * @token_uri: where tokens come from, likewise
 * @device_uri: (nullable): where a device code is asked for, likewise; %NULL when there is none for mail
 * @scope: what is asked for when a person signs in
 * @app_scope: (nullable): the same for an unattended sender; %NULL when there is none
 * @needs_secret: whether a person's sign-in needs the client secret as well
 * @letter: (nullable): id of the letter that asks the administrator for a registration
 * @ca_file: (nullable): path of a PEM file with authorities of an organisation's own server
 * @reason: translated sentence: why to sign in so
 * @steps: (element-type PosternProviderStep): to make the organisation's own registration
 *
 * How to sign in with OAuth 2.0 (RFC 6749) for sending mail.
 */
typedef struct
{
  char      *authorize_uri;
  char      *token_uri;
  char      *device_uri;
  char      *scope;
  char      *app_scope;
  gboolean   needs_secret;
  char      *letter;
  char      *ca_file;
  char      *reason;
  GPtrArray *steps;
} PosternProviderOauth;

gboolean postern_provider_oauth_needs_tenant (const PosternProviderOauth *self);
void     postern_provider_oauth_free         (PosternProviderOauth       *self);

G_END_DECLS
