/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

#include "support/postern-test-hosting.h"

/* Only an address is typed: who runs the mailbox, and the ways to send, come out by themselves. A network of its own
 * has the name server, and all web servers that are asked, under their true names; the window itself is as it always
 * is. With POSTERN_TEST_PICTURES=FOLDER pages leave pictures there. */

#define MICROSOFT "Microsoft 365"
#define GOOGLE "*Gmail*"

static PosternTestHosting *hosting;

static void
set_look_ups (gboolean allowed)
{
  static const char *const sources[] = { "mx", "spf", "srv", "autoconfig", "ispdb", "openid", "realm" };
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  GString *text = g_string_new ("[io/github/postern/Postern]\n");

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_string_append_printf (text, "look-up-%s=%s\n", sources[i], allowed ? "true" : "false");
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_string_free (text, TRUE);
}

static void
take_picture (PosternTestApp *app,
              const char     *name)
{
  const char *folder = g_getenv ("POSTERN_TEST_PICTURES");
  g_autofree char *path = folder == NULL ? NULL : g_strdup_printf ("%s/discover-%s.png", folder, name);

  if (path != NULL)
    postern_test_app_screenshot (app, path);
}

static PosternTestApp *
begin (gboolean allowed)
{
  const char *width = g_getenv ("POSTERN_TEST_WIDTH");
  PosternTestApp *app = NULL;

  journey_begin ();
  set_look_ups (allowed);
  app = journey_launch ();
  if (width != NULL)
    postern_test_app_resize (app, atoi (width), 760);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Get mail going again");

  return app;
}

static void
go_to_account (PosternTestApp *app,
               const char     *target,
               const char     *account)
{
  wizard_walk_choose_target (app, target);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", account);
}

static void
expect_found (PosternTestApp *app,
              const char     *provider)
{
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Found by itself*");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, provider, ATSPI_STATE_CHECKED, TRUE);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, TRUE);
}

static void
finish (PosternTestApp *app)
{
  journey_quit (app);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* Microsoft's, by its MX and by what Microsoft itself says; the ways are Microsoft's, and its sign-in goes on. */
static void
test_microsoft (void)
{
  PosternTestApp *app = begin (TRUE);
  g_autofree char *tenant = NULL;
  g_autofree char *asked = NULL;

  go_to_account (app, "GLPI", "bob@bakery.example");
  expect_found (app, MICROSOFT);
  take_picture (app, "1-found");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_advise (app, "Microsoft’s own sign-in (OAuth 2.0)");
  take_picture (app, "2-ways");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_TEXT, "Application (client) ID");
  tenant = postern_test_app_get_text (app, ATSPI_ROLE_TEXT, "Directory (tenant) ID, or your domain");
  g_assert_cmpstr (tenant, ==, "bakery.example");
  take_picture (app, "3-sign-in");
  asked = postern_test_https_dup_targets (hosting->https);
  g_assert_nonnull (strstr (asked, "//login.microsoftonline.com/bakery.example"));
  g_assert_null (strstr (asked, "bob"));
  finish (app);
}

/* Typed again: what was found gives way to what is found then, with the ways of that one. */
static void
test_changed (void)
{
  PosternTestApp *app = begin (TRUE);

  go_to_account (app, "Laravel", "bob@bakery.example");
  expect_found (app, MICROSOFT);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "bob@nowhere.example");
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, MICROSOFT, ATSPI_STATE_CHECKED, FALSE);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", "bob@serrano.ar");
  expect_found (app, GOOGLE);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_advise (app, "App password");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 4 of 8");
  finish (app);
}

/* Nothing may be looked up: nothing is, the person is asked, and the wizard goes on. */
static void
test_not_allowed (void)
{
  PosternTestApp *app = begin (FALSE);
  guint before = postern_test_https_count (hosting->https);

  go_to_account (app, "Laravel", "bob@bakery.example");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Nothing could be looked up.*");
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "Next", ATSPI_STATE_SENSITIVE, FALSE);
  take_picture (app, "4-not-allowed");
  wizard_walk_choose (app, MICROSOFT);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_advise (app, "App password");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 4 of 8");
  g_assert_cmpuint (postern_test_https_count (hosting->https), ==, before);
  finish (app);
}

/* A service made for sending is a way itself: nobody is asked how to send. */
static void
test_service (void)
{
  PosternTestApp *app = begin (TRUE);

  go_to_account (app, "Laravel", "bob@bakery.example");
  expect_found (app, MICROSOFT);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_advise (app, "A service made for sending");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Take it: Resend");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 2 of 7");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 3 of 7");
  take_picture (app, "5-service");
  finish (app);
}

int
main (int    argc,
      char **argv)
{
  const char *missing;
  int status;

  g_test_init (&argc, &argv, NULL);
  missing = postern_test_dns_enter ();
  if (missing != NULL)
    {
      g_print ("1..0 # SKIP %s\n", missing);
      return 0;
    }
  hosting = postern_test_hosting_start ();
  postern_test_dns_trust (hosting->ca_file);
  g_test_add_func ("/wizard/discover/microsoft", test_microsoft);
  g_test_add_func ("/wizard/discover/changed", test_changed);
  g_test_add_func ("/wizard/discover/not-allowed", test_not_allowed);
  g_test_add_func ("/wizard/discover/service", test_service);
  status = journey_run (TRUE);
  postern_test_hosting_stop (hosting);

  return status;
}
