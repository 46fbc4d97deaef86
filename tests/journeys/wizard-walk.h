/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-desktop.h"

G_BEGIN_DECLS

/**
 * WizardWalkFunc:
 * @app: the program
 * @page: a page's id, "target" to "done"
 * @user_data: closure
 *
 * Called on each page when it is filled in, before the walk goes on.
 */
typedef void (*WizardWalkFunc) (PosternTestApp *app,
                                const char     *page,
                                gpointer        user_data);

/** What the practice provider shows on its steps page. */
#define WIZARD_WALK_PASSWORD "brtk wqnd mzxl hfpc"

/** From the first page with the practice server to the done page, as a person goes. */
void  wizard_walk             (PosternTestApp  *app,
                               WizardWalkFunc   page_func,
                               gpointer         user_data);
/** The message that the practice server accepted in this walk, from the test page. (transfer full) */
char *wizard_walk_get_message (PosternTestApp  *app);

G_END_DECLS
