/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/postern-endpoint.h"

G_BEGIN_DECLS

/**
 * PosternRecordState:
 * @POSTERN_RECORD_DRAFT: the wizard is not through with it
 * @POSTERN_RECORD_READY: complete
 * @POSTERN_RECORD_RETIRED: its password is not in use any more
 */
typedef enum
{
  POSTERN_RECORD_DRAFT,
  POSTERN_RECORD_READY,
  POSTERN_RECORD_RETIRED,
} PosternRecordState;

#define POSTERN_TYPE_RECORD_STATE (postern_record_state_get_type ())

GType       postern_record_state_get_type (void) G_GNUC_CONST;
const char *postern_record_state_to_nick  (PosternRecordState state);

/**
 * PosternSignInKind:
 * @POSTERN_SIGN_IN_PASSWORD: with a password
 * @POSTERN_SIGN_IN_OAUTH: with OAuth 2.0, after a person has signed in once; the keyring holds packed tokens
 * @POSTERN_SIGN_IN_OAUTH_APP: with OAuth 2.0, by itself with a client secret
 */
typedef enum
{
  POSTERN_SIGN_IN_PASSWORD,
  POSTERN_SIGN_IN_OAUTH,
  POSTERN_SIGN_IN_OAUTH_APP,
} PosternSignInKind;

/** (transfer none): "password", "oauth" or "oauth-app" */
const char *postern_sign_in_kind_to_nick  (PosternSignInKind kind);

/**
 * PosternRecord:
 *
 * One app password's record, without the password: the keyring holds that. Its properties (the same names
 * in kebab-case notify when they change):
 *
 * id (string): a UUID, made with the record, never changes
 * state (#PosternRecordState)
 * name (string, nullable): what the person calls it; the account when %NULL
 * account (string, nullable): the mail address of the account
 * user (string, nullable): the name to sign in with when it differs from the account
 * provider (string, nullable): a provider's id
 * endpoint (#PosternEndpoint, nullable)
 * from, from-name, recipient (string, nullable): sender and recipient of test messages
 * target (string, nullable): id of the target where the password is used
 * used-at (string, nullable): the person's own words for where it is used, one place a line
 * volume (string, nullable): how much mail it will send and how, see postern-volume.h
 * password-recorded (gboolean): whether the keyring holds its password
 * page (string, nullable): the wizard's page to go on with
 * done-steps (GStrv): ids of the provider's steps that were ticked off
 * created, changed (gint64): Unix time in seconds
 * last-test (gint64): Unix time of the last test, 0 when there was none
 * last-finding (string, nullable): the finding's id of the last test
 * last-title (string, nullable): that finding's title
 * last-accepted (gboolean)
 * password-time (gint64): Unix time at which the recorded password was pasted, 0 when there is none
 * refusals (guint): sign-ins in a row that were refused with this password; a new password begins anew
 * passed-time (gint64): Unix time of the last test that was passed, 0 when there was none
 * sign-in (string, nullable): a #PosternSignInKind's nick, %NULL for a password
 * client-id, tenant (string, nullable): the organisation's app registration and directory, for OAuth 2.0
 * ca-file (string, nullable): path of a PEM file with further trusted authorities
 * review-date (string, nullable): the day on which to look at it again, "2027-03-31"
 * retired-time (gint64): Unix time at which it was retired, 0 while it is not
 * former-time (gint64): Unix time at which the password was replaced whose former one the keyring still holds, 0 when
 *   it holds none
 */
#define POSTERN_TYPE_RECORD (postern_record_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecord, postern_record, POSTERN, RECORD, GObject)

PosternRecord         *postern_record_new                   (void);

const char            *postern_record_get_id                (PosternRecord         *self);
PosternRecordState     postern_record_get_state             (PosternRecord         *self);
void                   postern_record_set_state             (PosternRecord         *self,
                                                             PosternRecordState     state);
const char            *postern_record_get_name              (PosternRecord         *self);
void                   postern_record_set_name              (PosternRecord         *self,
                                                             const char            *name);
const char            *postern_record_get_account           (PosternRecord         *self);
void                   postern_record_set_account           (PosternRecord         *self,
                                                             const char            *account);
const char            *postern_record_get_user              (PosternRecord         *self);
void                   postern_record_set_user              (PosternRecord         *self,
                                                             const char            *user);
const char            *postern_record_get_provider          (PosternRecord         *self);
void                   postern_record_set_provider          (PosternRecord         *self,
                                                             const char            *provider);
const PosternEndpoint *postern_record_get_endpoint          (PosternRecord         *self);
void                   postern_record_set_endpoint          (PosternRecord         *self,
                                                             const PosternEndpoint *endpoint);
const char            *postern_record_get_from              (PosternRecord         *self);
void                   postern_record_set_from              (PosternRecord         *self,
                                                             const char            *from);
const char            *postern_record_get_from_name         (PosternRecord         *self);
void                   postern_record_set_from_name         (PosternRecord         *self,
                                                             const char            *from_name);
const char            *postern_record_get_recipient         (PosternRecord         *self);
void                   postern_record_set_recipient         (PosternRecord         *self,
                                                             const char            *recipient);
const char            *postern_record_get_target            (PosternRecord         *self);
void                   postern_record_set_target            (PosternRecord         *self,
                                                             const char            *target);
const char            *postern_record_get_used_at           (PosternRecord         *self);
void                   postern_record_set_used_at           (PosternRecord         *self,
                                                             const char            *used_at);
gboolean               postern_record_get_password_recorded (PosternRecord         *self);
void                   postern_record_set_password_recorded (PosternRecord         *self,
                                                             gboolean               recorded);
const char            *postern_record_get_volume            (PosternRecord         *self);
void                   postern_record_set_volume            (PosternRecord         *self,
                                                             const char            *volume);
const char            *postern_record_get_page              (PosternRecord         *self);
void                   postern_record_set_page              (PosternRecord         *self,
                                                             const char            *page);
const char *const     *postern_record_get_done_steps        (PosternRecord         *self);
void                   postern_record_set_done_steps        (PosternRecord         *self,
                                                             const char *const     *steps);
gint64                 postern_record_get_created           (PosternRecord         *self);
gint64                 postern_record_get_changed           (PosternRecord         *self);
gint64                 postern_record_get_last_test         (PosternRecord         *self);
const char            *postern_record_get_last_finding      (PosternRecord         *self);
const char            *postern_record_get_last_title        (PosternRecord         *self);
gboolean               postern_record_get_last_accepted     (PosternRecord         *self);
gint64                 postern_record_get_password_time     (PosternRecord         *self);
guint                  postern_record_get_refusals          (PosternRecord         *self);
gint64                 postern_record_get_passed_time       (PosternRecord         *self);
PosternSignInKind      postern_record_get_sign_in           (PosternRecord         *self);
void                   postern_record_set_sign_in           (PosternRecord         *self,
                                                             PosternSignInKind      kind);
const char            *postern_record_get_client_id         (PosternRecord         *self);
void                   postern_record_set_client_id         (PosternRecord         *self,
                                                             const char            *client_id);
const char            *postern_record_get_tenant            (PosternRecord         *self);
void                   postern_record_set_tenant            (PosternRecord         *self,
                                                             const char            *tenant);
const char            *postern_record_get_ca_file           (PosternRecord         *self);
void                   postern_record_set_ca_file           (PosternRecord         *self,
                                                             const char            *ca_file);

const char            *postern_record_get_review_date       (PosternRecord         *self);
/** Takes only a day as "2027-03-31"; what is none is taken for %NULL. */
void                   postern_record_set_review_date       (PosternRecord         *self,
                                                             const char            *review_date);
gint64                 postern_record_get_retired_time      (PosternRecord         *self);
gint64                 postern_record_get_former_time       (PosternRecord         *self);
/** (transfer full) (array zero-terminated=1): the places of used-at, without empty ones */
char                 **postern_record_list_places           (PosternRecord         *self);
void                   postern_record_set_places            (PosternRecord         *self,
                                                             const char *const     *places);
/** (transfer full) (nullable): the places of used-at in one line */
char                  *postern_record_dup_places            (PosternRecord         *self);

/** Whether something of it was set since the store read or saved it. */
gboolean               postern_record_is_unsaved            (PosternRecord         *self);
/** Whether a test was passed with the account, server, sender and password that the record has now. */
gboolean               postern_record_is_proven             (PosternRecord         *self);
/**
 * (transfer full) (array zero-terminated=1): translated sentences: what of the record is different from the last test
 * that was passed; empty when nothing is, or when none was
 */
char                 **postern_record_list_changes          (PosternRecord         *self);

/** The name to sign in with: user, else account. (nullable) */
const char            *postern_record_get_sign_in_name      (PosternRecord         *self);
/** The sender of its messages: from, else account. (nullable) */
const char            *postern_record_get_sender            (PosternRecord         *self);
/** What to call it in a list: name, else account, else a translated "New record". */
const char            *postern_record_get_title             (PosternRecord         *self);

G_END_DECLS
