/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journeys/records-walk.h"

G_BEGIN_DECLS

/*
 * What the journeys of many accounts share: the windows of the main menu, and files on their way in and out, chosen in
 * GTK's own dialog.
 */

/** The password of all accounts that transfer_walk_begin() brings in. */
#define TRANSFER_WALK_PASSWORD "brtkwqndmzxlhfpc"

typedef struct
{
  const char *title;
  const char *account;
} TransferWalkAccount;

/** Starts the window with these accounts of the practice server, as a backup brings them in. */
PosternTestApp *transfer_walk_begin      (const TransferWalkAccount *accounts,
                                          guint                      n);
/** A path in a folder of this test's own, outside of the desktop's. (transfer full) */
char           *transfer_walk_get_path   (const char                *name);
/** Chooses an item of the main menu, and waits for the window that it opens. */
void            transfer_walk_open       (PosternTestApp            *app,
                                          const char                *item,
                                          const char                *window);
/** Closes the topmost window, @window, with Escape. */
void            transfer_walk_close      (PosternTestApp            *app,
                                          const char                *window);
/** Types @path into the dialog that saves a file, which is open or about to be. */
void            transfer_walk_save_as    (PosternTestApp            *app,
                                          const char                *path);
/** Presses “Choose a file…” and types @path into the dialog that opens one. */
void            transfer_walk_choose     (PosternTestApp            *app,
                                          const char                *path);
/** What is shown as the passphrase of the file that was saved. (transfer full) */
char           *transfer_walk_passphrase (PosternTestApp            *app);
/** Fails unless @path is there, for its owner only; its bytes and a NUL, with @length (nullable). (transfer full) */
char           *transfer_walk_read       (const char                *path,
                                          gsize                     *length);

G_END_DECLS
