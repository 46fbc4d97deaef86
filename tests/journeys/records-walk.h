/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journeys/journey.h"

G_BEGIN_DECLS

/** What the record of these journeys is called. */
#define RECORDS_WALK_NAME "Contact form"

/** Starts the window with one record, which the wizard is through with. */
PosternTestApp *records_walk_begin (void);
/** From the list to the record's page. */
void            records_walk_open  (PosternTestApp *app);
/** Presses a button. */
void            records_walk_press (PosternTestApp *app,
                                    const char     *button);

G_END_DECLS
