/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-secret.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

#define POSTERN_VAULT_ERROR (postern_vault_error_quark ())

/**
 * PosternVaultError:
 * @POSTERN_VAULT_ERROR_UNAVAILABLE: no keyring answers
 * @POSTERN_VAULT_ERROR_LOCKED: the keyring is locked and was not unlocked (prompt refused or impossible)
 * @POSTERN_VAULT_ERROR_NOT_FOUND: the keyring has no password for this record
 * @POSTERN_VAULT_ERROR_TIMED_OUT: the keyring did not answer in time
 * @POSTERN_VAULT_ERROR_FAILED: another fault; the message has the keyring's words
 *
 * Each message says what happened, why, and what to do next.
 */
typedef enum
{
  POSTERN_VAULT_ERROR_UNAVAILABLE,
  POSTERN_VAULT_ERROR_LOCKED,
  POSTERN_VAULT_ERROR_NOT_FOUND,
  POSTERN_VAULT_ERROR_TIMED_OUT,
  POSTERN_VAULT_ERROR_FAILED,
} PosternVaultError;

GQuark postern_vault_error_quark (void);

/*
 * The keyring (libsecret). An item's attributes are service=smtp, host, user (msmtp finds it by them) and
 * postern-record; the record must have an endpoint and a sign-in name. A store is checked by reading back.
 * The functions without _async block and are for the command line and for worker threads.
 */
gboolean       postern_vault_store         (PosternRecord        *record,
                                            PosternSecret        *secret,
                                            GCancellable         *cancellable,
                                            GError              **error);
PosternSecret *postern_vault_lookup        (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GError              **error);
gboolean       postern_vault_clear         (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GError              **error);
/** After the record's host or sign-in name was changed: puts the recorded password under the present ones. */
gboolean       postern_vault_move          (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GError              **error);
/** Whether the keyring has a password for the record, without unlocking, asking or reading anything. */
gboolean       postern_vault_look          (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GError              **error);

/** The secret of the record's app registration, an item of its own; it goes with postern_vault_clear(). */
gboolean       postern_vault_store_client  (PosternRecord        *record,
                                            PosternSecret        *secret,
                                            GCancellable         *cancellable,
                                            GError              **error);
PosternSecret *postern_vault_lookup_client (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GError              **error);
void           postern_vault_lookup_client_async  (PosternRecord        *record,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
PosternSecret *postern_vault_lookup_client_finish (GAsyncResult         *result,
                                                   GError              **error);

void           postern_vault_store_async   (PosternRecord        *record,
                                            PosternSecret        *secret,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       postern_vault_store_finish  (GAsyncResult         *result,
                                            GError              **error);
void           postern_vault_lookup_async  (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
PosternSecret *postern_vault_lookup_finish (GAsyncResult         *result,
                                            GError              **error);
void           postern_vault_clear_async   (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       postern_vault_clear_finish  (GAsyncResult         *result,
                                            GError              **error);
void           postern_vault_move_async    (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       postern_vault_move_finish   (GAsyncResult         *result,
                                            GError              **error);
void           postern_vault_look_async    (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       postern_vault_look_finish   (GAsyncResult         *result,
                                            GError              **error);
void           postern_vault_unlock_async  (PosternRecord        *record,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       postern_vault_unlock_finish (GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
