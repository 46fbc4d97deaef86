/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "support/postern-test-wait.h"

G_BEGIN_DECLS

/** Starts GTK, libadwaita and the resources of the window, as the application does. */
void       widgets_init            (int          *argc,
                                    char       ***argv);
/** Shows @widget in a window of its own, a row in a list; returns the window (transfer none). */
GtkWidget *widgets_show            (GtkWidget    *widget);
/** Destroys @window and waits until @widget, which was in it, is finalized. */
void       widgets_close           (GtkWidget    *window,
                                    gpointer      widget);
/** The first visible widget of @type under @root whose accessible name, label or title is @name; %NULL if none. */
GtkWidget *widgets_find            (GtkWidget    *root,
                                    GType         type,
                                    const char   *name);
/** Presses the button @name under @root; fails when there is none. */
void       widgets_press           (GtkWidget    *root,
                                    const char   *name);
/** Takes off the clipboard what an earlier test copied, and waits until other programs know. */
void       widgets_clear_clipboard (void);
/** Waits until the clipboard, seen by another program, offers @type or, with @offered %FALSE, does not. */
void       widgets_wait_clipboard  (const char   *type,
                                    gboolean      offered);
/** What the clipboard gives to another program that asks for @type (transfer full). */
char      *widgets_read_clipboard  (const char   *type);

G_END_DECLS
