/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-program.h"
#include "practice/postern-practice-server.h"
#include "support/postern-test-https.h"

G_BEGIN_DECLS

#define OAUTH_JSON "application/json; charset=utf-8"
#define OAUTH_TOKEN_PATH "/contoso.example/token"
#define OAUTH_CODE \
  "{\"device_code\":\"d1\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://login.contoso.example/device\"," \
  "\"expires_in\":900,\"interval\":1}"
#define OAUTH_PENDING "{\"error\":\"authorization_pending\"}"
#define OAUTH_TOKENS(n) \
  "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" CTL_PASSWORD "-a" n "\"," \
  "\"refresh_token\":\"" CTL_PASSWORD "-r" n "\"}"
#define OAUTH_APP_TOKENS "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" CTL_PASSWORD "-app\"}"
#define OAUTH_REVOKED "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}"

/**
 * OauthStandIn:
 *
 * An authorisation server, and a mail server that takes its tokens: a provider of an organisation's own, "standin", in
 * a data folder of the test's own.
 */
typedef struct
{
  PosternTestHttps      *https;
  PosternPracticeServer *smtp;
} OauthStandIn;

/** Once, before the first test. */
void  oauth_stand_in_prepare      (void);
void  oauth_stand_in_set_up       (OauthStandIn      *self,
                                   gconstpointer      data);
void  oauth_stand_in_tear_down    (OauthStandIn      *self,
                                   gconstpointer      data);
/** What the token's address answers, in this order; the last one again and again. */
void  oauth_stand_in_lay_out      (OauthStandIn      *self,
                                   const char *const *answers);
#define oauth_stand_in_answer(self, ...) oauth_stand_in_lay_out (self, (const char *const[]) { __VA_ARGS__, NULL })
/** (transfer full): the id of a record that was added with a code */
char *oauth_stand_in_add          (OauthStandIn      *self,
                                   const char        *account);
/** (transfer full): the last line of what `records add` prints */
char *oauth_stand_in_read_id      (CtlRun            *run);
/** What request number @n, counted from 0, had in it. */
void  oauth_stand_in_assert_asked (OauthStandIn      *self,
                                   guint              n,
                                   const char        *words);
/** Until so many requests have come. */
void  oauth_stand_in_wait_asked   (OauthStandIn      *self,
                                   guint              n);

G_END_DECLS
