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
/** The account with which the practice server takes everything. */
#define WIZARD_WALK_ACCOUNT "ok@practice.example"

/** From the first page with the practice server to the done page, as a person goes. */
void  wizard_walk               (PosternTestApp  *app,
                                 WizardWalkFunc   page_func,
                                 gpointer         user_data);
/** Starts the wizard with the practice server from a list that is empty. */
void  wizard_walk_begin         (PosternTestApp  *app);
/** Answers each page from @from up to, but without, @to, with @account; both are pages' ids. */
void  wizard_walk_between       (PosternTestApp  *app,
                                 const char      *account,
                                 const char      *from,
                                 const char      *to);
/** Waits until the page @page is shown. */
void  wizard_walk_expect        (PosternTestApp  *app,
                                 const char      *page);
/** Chooses a radio button by its name. */
void  wizard_walk_choose        (PosternTestApp  *app,
                                 const char      *answer);
/** Ticks a step off, and waits until it is: the steps below may move then. */
void  wizard_walk_tick_off      (PosternTestApp  *app,
                                 const char      *step);
/** Searches for a target on its page, and chooses it. */
void  wizard_walk_choose_target (PosternTestApp  *app,
                                 const char      *name);
/** The message that the practice server accepted in this walk, from the test page. (transfer full) */
char *wizard_walk_get_message   (PosternTestApp  *app);

/** Answers the page of advice: a little mail, and this way of sending. */
void  wizard_walk_advise       (PosternTestApp *app,
                                const char     *way);

G_END_DECLS
