/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journeys/wizard-walk.h"

G_BEGIN_DECLS

/*
 * What all journeys share: the desktop that the window stands on, the program that was built, and what must hold after
 * each of them.
 */

/**
 * Starts the desktop, a keyring if @with_keyring (else none can be started by asking for it), and runs what was
 * added; returns the exit status of main().
 */
int                 journey_run              (gboolean         with_keyring);
/** Makes folders of its own for the next programs, so that they begin with nothing, and forgets all passwords. */
void                journey_begin            (void);
/** Starts a keyring when there was none. */
void                journey_start_keyring    (void);
/** Ends the keyring; journey_start_keyring() starts it again with what it had, unless journey_begin() was between. */
void                journey_stop_keyring     (void);
/** Waits until the keyring asks for its password in its own window, and gives it, or refuses it. */
void                journey_answer_prompt    (gboolean         unlock);
/** Deletes all passwords for mail from the keyring, as another program does. */
void                journey_forget_passwords (void);
/** What the program posternctl prints (transfer full); fails unless it ends well. %NULL-terminated */
char               *journey_run_ctl          (const char      *argument,
                                              ...) G_GNUC_NULL_TERMINATED;
/** Starts the window. */
PosternTestApp     *journey_launch           (void);
/** Quits with Control+q, and fails unless the program ends well and has complained of nothing; frees @app. */
void                journey_quit             (PosternTestApp  *app);
/** Kills the program without a warning, as a crash or a power cut does; frees @app. */
void                journey_kill             (PosternTestApp  *app);
/** The password that the keyring holds for @user at @host (transfer full); fails unless there is exactly one. */
char               *journey_find_password    (const char      *host,
                                              const char      *user);
/** How many passwords for mail the keyring holds. */
guint               journey_count_passwords  (void);
/** Fails if @secret stands in any file of the desktop, in clear, without its spaces or as Base64. */
void                journey_assert_unwritten (const char      *secret);
/** Fails unless @text stands in some file of the desktop; shows that journey_assert_unwritten() looks at something. */
void                journey_assert_written   (const char      *text);

G_END_DECLS
