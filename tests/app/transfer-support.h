/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages-support.h"

G_BEGIN_DECLS

/* What the tests of the windows for many accounts share: a window above another one. */
typedef struct
{
  PosternContext *context;
  GtkWidget      *parent;
  GtkWidget      *window;
} TransferFixture;

/** Runs the tests, dark where POSTERN_TEST_DARK is set; returns the exit status of main(). */
int            transfer_run            (void);
/** A file of that name in a folder that goes away. (transfer full) */
GFile         *transfer_get_file       (const char      *name);
void           transfer_set_up         (TransferFixture *fixture,
                                        gconstpointer    data);
void           transfer_tear_down      (TransferFixture *fixture,
                                        gconstpointer    data);
/** A record for the practice server that is set up, with a password in the keyring. (transfer full) */
PosternRecord *transfer_add_record     (TransferFixture *fixture,
                                        const char      *name);
/** For a look at it: in the folder that POSTERN_TEST_PICTURES names, where it is set. */
void           transfer_take_picture   (TransferFixture *fixture,
                                        const char      *name);
/** Shows @window, POSTERN_TEST_WIDTH pixels wide where that is set. */
void           transfer_show           (TransferFixture *fixture,
                                        GtkWidget       *window);
/** Waits until the window has a label that says just @words. */
void           transfer_wait_for_words (TransferFixture *fixture,
                                        const char      *words);

G_END_DECLS
