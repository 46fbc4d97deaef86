/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-entry.h"

G_BEGIN_DECLS

/**
 * PosternExportFormat:
 * @id: kebab-case: "bitwarden", "bitwarden-encrypted", "keepass-xml", "keepassxc-csv", "1password-csv"
 * @title: what a person calls it; a proper name, translated where it is not
 * @extension: of the file, without a dot
 * @encrypted: whether the file is worth nothing without a passphrase
 * @hint: translated sentence: where to bring it in
 *
 * One kind of file that a password manager brings in.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *extension;
  gboolean    encrypted;
  const char *hint;
} PosternExportFormat;

/** (transfer none) (nullable): the @n-th kind, counted from 0; %NULL behind the last one */
const PosternExportFormat *postern_export_get_nth     (guint                       n);
/** (transfer none) (nullable) */
const PosternExportFormat *postern_export_lookup      (const char                 *id);
/** (transfer full): translated sentences that are to be read before: what such a file gives away */
char                      *postern_export_warn        (const PosternExportFormat  *format);
char                      *postern_export_write       (const PosternExportFormat  *format,
                                                       GPtrArray                  *entries,
                                                       PosternSecret              *passphrase,
                                                       GError                    **error);
gboolean                   postern_export_save        (const PosternExportFormat  *format,
                                                       GPtrArray                  *entries,
                                                       PosternSecret              *passphrase,
                                                       const char                 *path,
                                                       GError                    **error);
void                       postern_export_save_async  (const PosternExportFormat  *format,
                                                       GPtrArray                  *entries,
                                                       PosternSecret              *passphrase,
                                                       const char                 *path,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
gboolean                   postern_export_save_finish (GAsyncResult               *result,
                                                       GError                    **error);

G_END_DECLS
