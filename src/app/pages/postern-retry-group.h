/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** How often in a row something is tried again by itself. */
#define POSTERN_RETRY_MOST 3

/**
 * PosternRetryGroup:
 *
 * Waits, so that nobody waits by hand: counts down to the next try, which the person can have at once or do without.
 *
 * Signal: "due" (no arguments): time to try again.
 */
#define POSTERN_TYPE_RETRY_GROUP (postern_retry_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternRetryGroup, postern_retry_group, POSTERN, RETRY_GROUP, AdwBin)

GtkWidget *postern_retry_group_new   (void);
void       postern_retry_group_wait  (PosternRetryGroup *self,
                                      guint              seconds);
void       postern_retry_group_stop  (PosternRetryGroup *self);
void       postern_retry_group_reset (PosternRetryGroup *self);

G_END_DECLS
