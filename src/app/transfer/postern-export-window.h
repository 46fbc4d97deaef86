/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/transfer/postern-saving-window.h"

G_BEGIN_DECLS

/**
 * PosternExportWindow:
 *
 * Writes all records into a file for a password manager. It says what such a file gives away, and shows the passphrase
 * of an encrypted one once.
 */
#define POSTERN_TYPE_EXPORT_WINDOW (postern_export_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternExportWindow, postern_export_window, POSTERN, EXPORT_WINDOW, PosternSavingWindow)

GtkWidget *postern_export_window_new (GtkWindow      *parent,
                                      PosternContext *context);

G_END_DECLS
