/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-desktop.h"

#include <glib/gstdio.h>
#include <string.h>

/* The driver of windows, tried on a window that has one of each thing. */

static PosternTestDesktop *desktop;

static PosternTestApp *
launch_sample (void)
{
  g_autofree char *sample = g_test_build_filename (G_TEST_BUILT, "journeys", "sample", NULL);
  const char *const argv[] = { sample, NULL };

  return postern_test_desktop_launch (desktop, argv);
}

static void
fill_in_first_page (PosternTestApp *app,
                    const char     *name)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Your name", name);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "App password", "p\"a's$s\\w#o rd;%{}<>&é");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "I have read it");
}

static void
test_walk (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;

  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  fill_in_first_page (app, "Łucja “Lu” O'Neil");
  postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, "I have read it", ATSPI_STATE_CHECKED, TRUE);
  text = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "Your name");
  g_assert_cmpstr (text, ==, "Łucja “Lu” O'Neil");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");

  result = postern_test_app_get_text (app, ATSPI_ROLE_LABEL, "Hello*");
  g_assert_cmpstr (result, ==, "Hello Łucja “Lu” O'Neil, your password has 22 letters");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Pear");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "You took: Pear");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Back");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LIST_ITEM, "Pear"));
}

static void
test_scrolled (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();

  fill_in_first_page (app, "Bob");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Quince 15");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "You took: Quince 15");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Apple");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "You took: Apple");
}

static void
test_keys (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();

  fill_in_first_page (app, "Bob");
  postern_test_app_press (app, "Alt+n");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Hello Bob*");
}

static void
test_pointer (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();

  fill_in_first_page (app, "Bob");
  postern_test_app_point_and_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Hello Bob*");
}

static void
test_dialog (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();

  fill_in_first_page (app, "Bob");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Ask");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Did it arrive?");
  postern_test_app_point_and_click (app, ATSPI_ROLE_PUSH_BUTTON, "Yes*");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "You said yes");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Did it arrive?");
}

static void
test_picture (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();
  g_autofree char *path = g_build_filename (postern_test_desktop_get_folder (desktop), "sample.png", NULL);
  GStatBuf facts = { 0 };

  postern_test_app_resize (app, 700, 500);
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_screenshot (app, path);
  g_assert_cmpint (g_stat (path, &facts), ==, 0);
  g_assert_cmpint (facts.st_size, >, 1000);
}

/* What a person who reads a failed test gets to see. */
static void
test_dump (void)
{
  g_autoptr (PosternTestApp) app = launch_sample ();
  g_autofree char *tree = NULL;

  fill_in_first_page (app, "Bob");
  postern_test_app_wait_state (app, ATSPI_ROLE_CHECK_BOX, "I have read it", ATSPI_STATE_CHECKED, TRUE);
  tree = postern_test_app_dump (app);
  g_assert_nonnull (strstr (tree, "text “Your name” holds “Bob” sensitive\n"));
  g_assert_nonnull (strstr (tree, "check box “I have read it” sensitive checked"));
}

/* A program that ends by mistake fails the test at once, not at the deadline. */
static void
test_ended (void)
{
  gint64 start = g_get_monotonic_time ();

  if (g_test_subprocess ())
    {
      g_autoptr (PosternTestApp) app = launch_sample ();

      postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Close");
      postern_test_app_find (app, ATSPI_ROLE_LABEL, "Never");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*The program has ended*");
  g_assert_cmpint (g_get_monotonic_time () - start, <, POSTERN_TEST_DEADLINE * G_USEC_PER_SEC / 2);
}

static void
test_keyring (void)
{
  g_autoptr (GError) error = NULL;

  if (!postern_test_desktop_start_keyring (desktop, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_test_skip (error->message);
      return;
    }
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  desktop = postern_test_desktop_start (&error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_print ("1..0 # SKIP %s\n", error->message);
      return 0;
    }
  g_assert_no_error (error);
  g_test_add_func ("/desktop/walk", test_walk);
  g_test_add_func ("/desktop/scrolled", test_scrolled);
  g_test_add_func ("/desktop/keys", test_keys);
  g_test_add_func ("/desktop/pointer", test_pointer);
  g_test_add_func ("/desktop/dialog", test_dialog);
  g_test_add_func ("/desktop/picture", test_picture);
  g_test_add_func ("/desktop/dump", test_dump);
  g_test_add_func ("/desktop/ended", test_ended);
  g_test_add_func ("/desktop/keyring", test_keyring);
  status = g_test_run ();
  g_clear_pointer (&desktop, postern_test_desktop_stop);

  return status;
}
