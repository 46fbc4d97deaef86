/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/postern-endpoint.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternStepList:
 *
 * The steps of a live test in the order in which they come.
 */
#define POSTERN_TYPE_STEP_LIST (postern_step_list_get_type ())
G_DECLARE_FINAL_TYPE (PosternStepList, postern_step_list, POSTERN, STEP_LIST, AdwBin)

GtkWidget *postern_step_list_new        (void);
void       postern_step_list_reset      (PosternStepList        *self,
                                         gboolean                sign_in_only,
                                         PosternSecurity         security);
void       postern_step_list_take_event (PosternStepList        *self,
                                         const PosternTestEvent *event);

G_END_DECLS
