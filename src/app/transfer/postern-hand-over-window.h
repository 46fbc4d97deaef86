/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/transfer/postern-saving-window.h"

G_BEGIN_DECLS

/**
 * PosternHandOverWindow:
 *
 * Saves a sheet about one record for a colleague, an encrypted PDF, and shows the passphrase that opens it once.
 */
#define POSTERN_TYPE_HAND_OVER_WINDOW (postern_hand_over_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternHandOverWindow, postern_hand_over_window, POSTERN, HAND_OVER_WINDOW, PosternSavingWindow)

GtkWidget *postern_hand_over_window_new (GtkWindow      *parent,
                                         PosternContext *context,
                                         PosternRecord  *record);

G_END_DECLS
