/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "app/widgets-support.h"
#include "core/base/postern-secret.h"

G_BEGIN_DECLS

#define PAGES_ACCOUNT "ok@practice.example"
#define PAGES_PASSWORD "brtkwqndmzxlhfpc"

/** What the test of a page is about; pages_tear_down() takes it apart. */
typedef struct
{
  PosternContext *context;
  PosternRecord  *record;
  GtkWidget      *page;
} PagesFixture;

/** As widgets_init(), with folders of the test's own, a keyring in a file, and an application. */
void            pages_init            (int             *argc,
                                       char          ***argv);
/** A context with a store that is empty. (transfer full) */
PosternContext *pages_new_context     (void);
/** A record for the practice server, with all answers but the password. (transfer full) */
PosternRecord  *pages_new_record      (const char      *target);
/** Puts %PAGES_PASSWORD into the keyring for @record. */
void            pages_keep_password   (PosternContext  *context,
                                       PosternRecord   *record);
/** How many passwords the keyring has for @user at "localhost". */
guint           pages_count_passwords (const char      *user);
/** Deletes all passwords from the keyring. */
void            pages_clear_passwords (void);
/** Makes each later save fail: takes the table of the records away. */
void            pages_break_store     (void);
/** A page of @type for @record, shown in a window of its own; returns the page (transfer none). */
GtkWidget      *pages_show            (GType            type,
                                       PosternContext  *context,
                                       PosternRecord   *record);
/** Closes the window of @page and waits until the page is finalized. */
void            pages_close           (GtkWidget       *page);
/** Closes the page, and lets go of its record and context. */
void            pages_tear_down       (PagesFixture    *fixture,
                                       gconstpointer    data);
/** Leaves @page as the wizard does; fails with what it says when it can't be left. */
void            pages_leave           (GtkWidget       *page);
/** The entry with @title under @root; fails when there is none. */
GtkEditable    *pages_get_entry       (GtkWidget       *root,
                                       const char      *title);
/** Whether an error is shown that says @pattern, with * for any text. */
gboolean        pages_shows_error     (GtkWidget       *root,
                                       const char      *pattern);
/** Whether any label, entry or text under @root holds @text, hidden ones included. */
gboolean        pages_shows_text      (GtkWidget       *root,
                                       const char      *text);

G_END_DECLS
