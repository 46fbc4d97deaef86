/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "support/postern-test-desktop.h"

G_BEGIN_DECLS

typedef struct _PosternTestScreen PosternTestScreen;

struct _PosternTestApp
{
  PosternTestProcess  *process;
  PosternTestScreen   *screen;
  AtspiAccessible     *root;
  AtspiAccessible     *found;
};

/** Takes the notices of programs on the bus at @address, as long as the connection that it returns lives. */
GDBusConnection   *postern_test_notices_start      (const char            *address,
                                                    GError               **error);
/** Connects to the X server at $DISPLAY, %NULL if it does not answer. */
PosternTestScreen *postern_test_screen_open        (void);
void               postern_test_screen_close       (PosternTestScreen     *self);
/** The place and size of the topmost window of @pid, which also gets the keyboard; %FALSE if it has none. */
gboolean           postern_test_screen_find_window (PosternTestScreen     *self,
                                                    GPid                   pid,
                                                    cairo_rectangle_int_t *area);
void               postern_test_screen_resize      (PosternTestScreen     *self,
                                                    GPid                   pid,
                                                    int                    width,
                                                    int                    height);
/** Presses and releases the pointer's @button at a place: 1 is the main one, 4 and 5 turn the wheel up and down. */
void               postern_test_screen_click       (PosternTestScreen     *self,
                                                    int                    x,
                                                    int                    y,
                                                    guint                  button);
void               postern_test_screen_press       (PosternTestScreen     *self,
                                                    const char            *keys);
gboolean           postern_test_screen_save        (PosternTestScreen           *self,
                                                    const cairo_rectangle_int_t *area,
                                                    const char                  *path);

/** Looks through the tree once. (transfer full) (nullable) */
AtspiAccessible   *postern_test_tree_search        (AtspiAccessible       *root,
                                                    AtspiRole              role,
                                                    const char            *name);
char              *postern_test_tree_dump          (AtspiAccessible       *root);
/** The text of an entry or label, else its name. (transfer full) */
char              *postern_test_tree_get_text      (AtspiAccessible       *accessible);
gboolean           postern_test_tree_has_state     (AtspiAccessible       *accessible,
                                                    AtspiStateType         state);
/**
 * postern_test_tree_get_areas:
 * @accessible: a thing in a window
 * @frame: (out): the window's own area
 * @content: (out): the area of what fills the window inside its border
 * @view: (out): the part of the window that the thing's containers leave visible
 * @area: (out): the thing's area, all four in the window's coordinates
 */
gboolean           postern_test_tree_get_areas     (AtspiAccessible       *accessible,
                                                    cairo_rectangle_int_t *frame,
                                                    cairo_rectangle_int_t *content,
                                                    cairo_rectangle_int_t *view,
                                                    cairo_rectangle_int_t *area);

G_END_DECLS
