/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-entry.h"

G_BEGIN_DECLS

#define POSTERN_BACKUP_ERROR (postern_backup_error_quark ())

/**
 * PosternBackupError:
 * @POSTERN_BACKUP_ERROR_UNREADABLE: the file can't be read, or is far too long
 * @POSTERN_BACKUP_ERROR_FORMAT: it is no backup of Postern and no export of Bitwarden
 * @POSTERN_BACKUP_ERROR_PASSPHRASE_NEEDED: it is encrypted, and no passphrase was given
 * @POSTERN_BACKUP_ERROR_EMPTY: there is no mail account in it
 */
typedef enum
{
  POSTERN_BACKUP_ERROR_UNREADABLE,
  POSTERN_BACKUP_ERROR_FORMAT,
  POSTERN_BACKUP_ERROR_PASSPHRASE_NEEDED,
  POSTERN_BACKUP_ERROR_EMPTY,
} PosternBackupError;

GQuark     postern_backup_error_quark      (void);

/** Whether the file can be a backup: it begins as JSON does, and no list of accounts begins so. */
gboolean   postern_backup_is_likely        (GFile                *file);
GPtrArray *postern_backup_read             (const char           *text,
                                            PosternSecret        *passphrase,
                                            guint                *n_passed_over,
                                            GError              **error);
GPtrArray *postern_backup_read_file        (const char           *path,
                                            PosternSecret        *passphrase,
                                            guint                *n_passed_over,
                                            GError              **error);
void       postern_backup_read_file_async  (const char           *path,
                                            PosternSecret        *passphrase,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *postern_backup_read_file_finish (GAsyncResult         *result,
                                            guint                *n_passed_over,
                                            GError              **error);

G_END_DECLS
