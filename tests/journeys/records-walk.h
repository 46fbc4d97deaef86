/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journeys/journey.h"

G_BEGIN_DECLS

/** What the record of these journeys is called. */
#define RECORDS_WALK_NAME "Contact form"
/** Its password as it is kept. */
#define RECORDS_WALK_PASSWORD "brtkwqndmzxlhfpc"

/** Starts the window with one record, which the wizard is through with. */
PosternTestApp *records_walk_begin      (void);
/**
 * The same, but posternctl has made the record, which takes less time than to walk; and the keyring is started anew, so
 * that it finds again what it kept when it is stopped and started.
 */
PosternTestApp *records_walk_begin_with_keyring
                                        (void);
/** From the list to the record's page. */
void            records_walk_open       (PosternTestApp *app);
/** Presses a button. */
void            records_walk_press      (PosternTestApp *app,
                                         const char     *button);
/** Presses a button that opens a menu, once the window has the keyboard. */
void            records_walk_press_menu (PosternTestApp *app,
                                         const char     *button);

G_END_DECLS
