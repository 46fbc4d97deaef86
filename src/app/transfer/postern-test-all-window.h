/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternTestAllWindow:
 *
 * Tests all records that are set up, shows what is left and what came of each, and stops at once when it is asked to,
 * or closed.
 */
#define POSTERN_TYPE_TEST_ALL_WINDOW (postern_test_all_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternTestAllWindow, postern_test_all_window, POSTERN, TEST_ALL_WINDOW, AdwWindow)

GtkWidget *postern_test_all_window_new (GtkWindow      *parent,
                                        PosternContext *context);

G_END_DECLS
