/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-endpoint.h"
#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/**
 * PosternAuthChoice:
 * @POSTERN_AUTH_AUTO: the best that the server offers and the secret fits (a password: PLAIN, else LOGIN)
 * @POSTERN_AUTH_PLAIN: PLAIN only (RFC 4616)
 * @POSTERN_AUTH_LOGIN: LOGIN only
 * @POSTERN_AUTH_XOAUTH2: XOAUTH2 only; the secret is an access token
 * @POSTERN_AUTH_OAUTHBEARER: OAUTHBEARER only (RFC 7628); likewise
 * @POSTERN_AUTH_TOKEN: the best that the server offers for an access token: XOAUTH2, else OAUTHBEARER
 *
 * One sign-in is tried in a run, whatever the choice.
 */
typedef enum
{
  POSTERN_AUTH_AUTO,
  POSTERN_AUTH_PLAIN,
  POSTERN_AUTH_LOGIN,
  POSTERN_AUTH_XOAUTH2,
  POSTERN_AUTH_OAUTHBEARER,
  POSTERN_AUTH_TOKEN,
} PosternAuthChoice;

gboolean postern_auth_choice_from_nick (const char        *nick,
                                        PosternAuthChoice *choice);
/** Whether the secret is an access token of OAuth 2.0 rather than a password. */
gboolean postern_auth_choice_is_token  (PosternAuthChoice  choice);

/** The time limit of a step unless the plan says otherwise, in seconds. */
#define POSTERN_TEST_PLAN_STEP_TIMEOUT 20

/**
 * PosternTestPlan:
 * @endpoint: where to connect, never %NULL
 * @auth: how to sign in
 * @user: the name to sign in with, never %NULL
 * @secret: the password or token, never %NULL
 * @from: the envelope's and the header's sender, an address
 * @from_name: (nullable): the sender's display name, UTF-8
 * @to: the recipient, an address; unused when @sign_in_only
 * @sign_in_only: stop after AUTH
 * @ca_file: (nullable): PEM file of further trusted authorities
 * @step_timeout: limit of each step in seconds, at least 1
 *
 * Everything that one test needs to know. Filled in by its maker, then not changed any more.
 */
typedef struct
{
  PosternEndpoint   *endpoint;
  PosternAuthChoice  auth;
  char              *user;
  PosternSecret     *secret;
  char              *from;
  char              *from_name;
  char              *to;
  gboolean           sign_in_only;
  char              *ca_file;
  guint              step_timeout;
} PosternTestPlan;

#define POSTERN_TYPE_TEST_PLAN (postern_test_plan_get_type ())

GType            postern_test_plan_get_type (void) G_GNUC_CONST;
PosternTestPlan *postern_test_plan_new      (const PosternEndpoint *endpoint,
                                             const char            *account,
                                             PosternSecret         *secret);
PosternTestPlan *postern_test_plan_copy     (const PosternTestPlan *self);
void             postern_test_plan_free     (PosternTestPlan       *self);
gboolean         postern_test_plan_check    (const PosternTestPlan *self,
                                             GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestPlan, postern_test_plan_free)

G_END_DECLS
