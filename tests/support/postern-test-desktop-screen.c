/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop-private.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <cairo-xlib.h>
#include <string.h>

struct _PosternTestScreen
{
  Display *display;
  Window   root;
};

/* A window may go away between being listed and being asked about. */
static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

static gulong
get_number (PosternTestScreen *self,
            Window             window,
            const char        *property)
{
  Atom type = None;
  int format = 0;
  gulong count = 0, rest = 0, number = 0;
  guchar *value = NULL;

  if (XGetWindowProperty (self->display, window, XInternAtom (self->display, property, False), 0, 1, False, XA_CARDINAL,
                          &type, &format, &count, &rest, &value) == Success &&
      count == 1 && format == 32)
    number = *(gulong *) value;
  if (value != NULL)
    XFree (value);

  return number;
}

static gboolean
is_window_of (PosternTestScreen *self,
              Window             window,
              GPid               pid)
{
  XWindowAttributes attributes = { 0 };

  return XGetWindowAttributes (self->display, window, &attributes) != 0 && attributes.map_state == IsViewable &&
         !attributes.override_redirect && get_number (self, window, "_NET_WM_PID") == (gulong) pid;
}

/* The topmost window of the process, None if it has none; the server lists the lowest first. */
static Window
find_topmost (PosternTestScreen *self,
              GPid               pid)
{
  Window root = None, parent = None, topmost = None;
  Window *children = NULL;
  guint count = 0;

  if (XQueryTree (self->display, self->root, &root, &parent, &children, &count) == 0)
    return None;
  for (guint i = count; i > 0 && topmost == None; i--)
    {
      if (is_window_of (self, children[i - 1], pid))
        topmost = children[i - 1];
    }
  if (children != NULL)
    XFree (children);

  return topmost;
}

/* Nobody else does it without a window manager. */
static void
focus_window (PosternTestScreen *self,
              Window             window)
{
  Window focused = None;
  int revert = 0;

  XGetInputFocus (self->display, &focused, &revert);
  if (focused != window)
    XSetInputFocus (self->display, window, RevertToParent, CurrentTime);
  XSync (self->display, False);
}

static void
press_key (PosternTestScreen *self,
           const char        *name,
           gboolean           down)
{
  KeySym symbol = XStringToKeysym (name);
  KeyCode code = symbol == NoSymbol ? 0 : XKeysymToKeycode (self->display, symbol);

  if (code == 0)
    g_error ("There is no key “%s”", name);
  XTestFakeKeyEvent (self->display, code, down, CurrentTime);
}

static const char *
name_key (const char *key)
{
  if (g_str_equal (key, "Control"))
    return "Control_L";
  if (g_str_equal (key, "Shift"))
    return "Shift_L";
  if (g_str_equal (key, "Alt"))
    return "Alt_L";

  return key;
}

PosternTestScreen *
postern_test_screen_open (void)
{
  Display *display = XOpenDisplay (NULL);
  PosternTestScreen *self = NULL;

  if (display == NULL)
    return NULL;
  XSetErrorHandler (ignore_error);
  self = g_new0 (PosternTestScreen, 1);
  self->display = display;
  self->root = DefaultRootWindow (display);

  return self;
}

void
postern_test_screen_close (PosternTestScreen *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

gboolean
postern_test_screen_find_window (PosternTestScreen     *self,
                                 GPid                   pid,
                                 cairo_rectangle_int_t *area)
{
  Window window = find_topmost (self, pid);
  XWindowAttributes attributes = { 0 };

  if (window == None || XGetWindowAttributes (self->display, window, &attributes) == 0)
    return FALSE;
  focus_window (self, window);
  *area = (cairo_rectangle_int_t){ attributes.x, attributes.y, attributes.width, attributes.height };

  return TRUE;
}

void
postern_test_screen_resize (PosternTestScreen *self,
                            GPid               pid,
                            int                width,
                            int                height)
{
  XResizeWindow (self->display, find_topmost (self, pid), (guint) width, (guint) height);
  XSync (self->display, False);
}

void
postern_test_screen_click (PosternTestScreen *self,
                           int                x,
                           int                y,
                           guint              button)
{
  XTestFakeMotionEvent (self->display, DefaultScreen (self->display), x, y, CurrentTime);
  XTestFakeButtonEvent (self->display, button, True, CurrentTime);
  XTestFakeButtonEvent (self->display, button, False, CurrentTime);
  XSync (self->display, False);
}

void
postern_test_screen_press (PosternTestScreen *self,
                           const char        *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, "+", -1);
  guint count = g_strv_length (names);

  for (guint i = 0; i < count; i++)
    press_key (self, name_key (names[i]), TRUE);
  for (guint i = count; i > 0; i--)
    press_key (self, name_key (names[i - 1]), FALSE);
  XSync (self->display, False);
}

gboolean
postern_test_screen_save (PosternTestScreen           *self,
                          const cairo_rectangle_int_t *area,
                          const char                  *path)
{
  int number = DefaultScreen (self->display);
  cairo_surface_t *screen =
      cairo_xlib_surface_create (self->display, self->root, DefaultVisual (self->display, number),
                                 DisplayWidth (self->display, number), DisplayHeight (self->display, number));
  cairo_surface_t *part = cairo_surface_create_for_rectangle (screen, area->x, area->y, area->width, area->height);
  cairo_status_t status = cairo_surface_write_to_png (part, path);

  cairo_surface_destroy (part);
  cairo_surface_destroy (screen);

  return status == CAIRO_STATUS_SUCCESS;
}
