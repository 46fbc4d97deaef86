/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

#include "support/postern-test-process.h"

G_BEGIN_DECLS

/**
 * PosternTestDesktop:
 *
 * A desktop of its own for a test: an X server without a screen (Xvfb), a D-Bus session with the accessibility bus, and
 * empty XDG folders. There is no window manager: a window stands at the upper left corner, and the driver gives
 * it the keyboard. One a test program, started from main() before anything uses D-Bus, for it changes the environment
 * of this process (DISPLAY, DBUS_SESSION_BUS_ADDRESS, XDG_*, GTK_A11Y …), which programs started later inherit.
 *
 * |[<!-- language="C" -->
 *   g_autoptr (PosternTestDesktop) desktop = postern_test_desktop_start (&error);
 *   g_autoptr (PosternTestApp) app = postern_test_desktop_launch (desktop, argv);
 *
 *   postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Your address", "bob@example.org");
 *   postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
 *   postern_test_app_find (app, ATSPI_ROLE_LABEL, "The message was accepted*");
 *   postern_test_app_screenshot (app, "done.png");
 * ]|
 */
typedef struct _PosternTestDesktop PosternTestDesktop;

/**
 * PosternTestApp:
 *
 * A program on the desktop, seen and driven as assistive technology does it.
 *
 * Things are named by role and accessible name. The name must be the same to the letter, except that "*" stands for
 * any text; %NULL is any name. ATSPI_ROLE_TEXT finds each kind of entry (GTK gives an entry row, a password row and
 * a plain entry different roles in different versions), ATSPI_ROLE_PUSH_BUTTON each that can be pressed, those that
 * stay pressed too. The first one in the order of the tree counts.
 *
 * Every function that takes a role and a name waits until such a thing is there, and ends the test at
 * the deadline (%POSTERN_TEST_DEADLINE) with the whole tree in the message and a screenshot "failed.png" in the
 * folder of the test's build, unless its comment says otherwise. A program that ends too early fails the test at
 * once, with what it wrote to standard error.
 *
 * What GTK 4.8 does, and what this means for a window that is to be driven:
 * - It lists the pages of a GtkStack that are not visible, as visible. Set GTK_ACCESSIBLE_STATE_HIDDEN on them; a
 *   screen reader needs that as well.
 * - A button with a mnemonic is named "_Next Next" unless the program mends it; those of AdwMessageDialog are
 *   "Yes Yes".
 * - Only buttons have an action. Everything else is clicked with the pointer, after being scrolled into view.
 * - A password row gives its text in clear to assistive technology.
 * - Lists inside popovers have no usable coordinates; drive them with postern_test_app_press().
 *
 * GTK 4.18 leaves the padding of containers out of the positions that it tells, so the pointer may miss what is
 * smaller than a row and lies in several padded containers.
 */
typedef struct _PosternTestApp PosternTestApp;

/**
 * postern_test_desktop_start:
 * @error: G_IO_ERROR_NOT_SUPPORTED with the words for g_test_skip() when a program is missing; otherwise a failure
 *
 * Takes about 0.2 s.
 *
 * Returns: (transfer full) (nullable): the desktop, to be given to postern_test_desktop_stop()
 */
PosternTestDesktop *postern_test_desktop_start          (GError             **error);
/** Ends all that postern_test_desktop_start() began; stop the programs on it before. */
void                postern_test_desktop_stop           (PosternTestDesktop  *self);
/** The scratch folder; XDG_DATA_HOME is "data" in it, and likewise "config", "cache", "state", and "home" is HOME. */
const char         *postern_test_desktop_get_folder     (PosternTestDesktop  *self);
/**
 * postern_test_desktop_start_keyring:
 * @self: a desktop
 * @error: as postern_test_desktop_start()
 *
 * Starts gnome-keyring with an empty, unlocked login keyring as this session's Secret Service.
 */
gboolean            postern_test_desktop_start_keyring  (PosternTestDesktop  *self,
                                                         GError             **error);
/** Ends the keyring, and waits until its name is gone; its file stays for the next one. */
void                postern_test_desktop_stop_keyring   (PosternTestDesktop  *self);
/** Waits until the keyring asks for its password in its own window, and gives it @password, or refuses it if %NULL. */
void                postern_test_desktop_answer_prompt  (PosternTestDesktop  *self,
                                                         const char          *password);
/**
 * postern_test_desktop_launch:
 * @self: a desktop
 * @argv: the program and its arguments, %NULL-terminated
 *
 * Starts a GTK program and waits until it has a window. It inherits the environment: set what it needs with
 * g_setenv() first, such as ADW_DEBUG_COLOR_SCHEME "prefer-dark" for a dark window.
 *
 * Returns: (transfer full): the program, to be given to postern_test_app_stop()
 */
PosternTestApp     *postern_test_desktop_launch         (PosternTestDesktop  *self,
                                                         const char *const   *argv);

/** Ends the program with SIGTERM if it still runs; frees @self. */
void                postern_test_app_stop               (PosternTestApp      *self);
/** The process, for what it wrote and to wait for its end. (transfer none) */
PosternTestProcess *postern_test_app_get_process        (PosternTestApp      *self);

/** Waits for the thing. (transfer none): it lives until the next call of the driver, take a reference to keep it. */
AtspiAccessible    *postern_test_app_find               (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/** Whether the thing is there at this moment; does not wait. */
gboolean            postern_test_app_has                (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/** Waits until no such thing is there any more. */
void                postern_test_app_wait_gone          (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/** Waits until the thing has @state (with @value %TRUE) or has it no more; for example ATSPI_STATE_CHECKED. */
void                postern_test_app_wait_state         (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name,
                                                         AtspiStateType       state,
                                                         gboolean             value);
/**
 * postern_test_app_click:
 * @self: a program
 * @role: the thing's role
 * @name: its name
 *
 * Waits until the thing is there and sensitive, and does its default action; what has none is scrolled into view
 * and clicked with the pointer. Does not wait for what follows.
 */
void                postern_test_app_click              (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/** As postern_test_app_click(), but always with the pointer, as a sighted person does. */
void                postern_test_app_point_and_click    (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/** Replaces the text of an entry (any UTF-8), as if it were pasted over what was there. */
void                postern_test_app_set_text           (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name,
                                                         const char          *text);
/** The text of an entry, label or text view. (transfer full) */
char               *postern_test_app_get_text           (PosternTestApp      *self,
                                                         AtspiRole            role,
                                                         const char          *name);
/**
 * postern_test_app_press:
 * @self: a program
 * @keys: a key by its X11 name, after modifiers: "Return", "Alt+n", "Control+Shift+Tab"
 *
 * Presses keys in the program's topmost window.
 */
void                postern_test_app_press              (PosternTestApp      *self,
                                                         const char          *keys);
/** Gives the topmost window the keyboard, and waits until it knows; a menu that is opened before that closes again. */
void                postern_test_app_activate           (PosternTestApp      *self);
/** Gives the topmost window another size, in pixels, and waits until it has it. */
void                postern_test_app_resize             (PosternTestApp      *self,
                                                         int                  width,
                                                         int                  height);
/** Writes a picture of the topmost window, with what lies above it, as PNG; for people, not to be compared. */
void                postern_test_app_screenshot         (PosternTestApp      *self,
                                                         const char          *path);
/** The whole tree as text, one thing a line: role, “name”, text, states that matter. (transfer full) */
char               *postern_test_app_dump               (PosternTestApp      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestDesktop, postern_test_desktop_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestApp, postern_test_app_stop)

G_END_DECLS
