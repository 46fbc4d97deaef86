/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "core/diagnosis/postern-trial.h"

G_BEGIN_DECLS

/**
 * PosternFollowUp:
 *
 * What comes after a test that was not passed: what else was looked at, the wait for the next try, the port that works,
 * the file that is missing, and what changed since it last worked.
 *
 * Signals:
 * - "again" (gboolean by_itself): to be tested once more, because the person says so or because the wait is over
 * - "port-wanted" (no arguments): the server that works is to be used
 * - "ca-file-wanted" (no arguments): the person will give the file of the server's authority
 */
#define POSTERN_TYPE_FOLLOW_UP (postern_follow_up_get_type ())
G_DECLARE_FINAL_TYPE (PosternFollowUp, postern_follow_up, POSTERN, FOLLOW_UP, AdwBin)

void postern_follow_up_show  (PosternFollowUp    *self,
                              PosternPage        *page,
                              const PosternTrial *trial);
void postern_follow_up_hide  (PosternFollowUp    *self);
void postern_follow_up_pause (PosternFollowUp    *self);
void postern_follow_up_reset (PosternFollowUp    *self);

G_END_DECLS
