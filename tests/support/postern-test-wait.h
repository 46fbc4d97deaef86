/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How long a test waits for anything before it fails, in seconds; the sanitizers make all of it slow. */
#ifdef __SANITIZE_ADDRESS__
#define POSTERN_TEST_DEADLINE 120
#else
#define POSTERN_TEST_DEADLINE 60
#endif

typedef gboolean (*PosternTestCondition) (gpointer data);

/** Turns the default main context until @condition holds; fails the test at the deadline. */
void          postern_test_wait          (PosternTestCondition  condition,
                                          gpointer              data);
/** A #GAsyncReadyCallback for postern_test_wait_result(): stores a reference in @slot, a GAsyncResult **. */
void          postern_test_store_result  (GObject              *source,
                                          GAsyncResult         *result,
                                          gpointer              slot);
/** Waits until @slot is filled; returns it (transfer full). */
GAsyncResult *postern_test_wait_result   (GAsyncResult        **slot);
/** A new private folder that is removed, with all in it, when the test program ends. */
char         *postern_test_scratch       (void);

G_END_DECLS
