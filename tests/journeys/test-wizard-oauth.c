/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-https.h"
#include "support/postern-test-wait.h"

/* The way without a password: OAuth 2.0 with a stand-in authorisation server, and the practice server, which takes its
 * tokens. With POSTERN_TEST_PICTURES=FOLDER each page leaves a picture there, POSTERN_TEST_WIDTH wide. */

#define JSON "application/json; charset=utf-8"
#define CODE \
  "{\"device_code\":\"d1\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://login.contoso.example/device\"," \
  "\"expires_in\":900,\"interval\":2}"
#define PENDING "{\"error\":\"authorization_pending\"}"
#define REVOKED "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}"
#define REFRESH "unmistakable-refresh"
#define TOKENS \
  "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"unmistakable-access\"," \
  "\"refresh_token\":\"" REFRESH "\"}"
#define TARGET "wordpress-wp-mail-smtp"
#define WAY "Practice’s own sign-in (OAuth 2.0)"
#define CLIENT_ID "11111111-2222-3333-4444-555555555555"
#define CLIENT_SECRET "unmistakable-client-secret"

static char *certificates;
static PosternTestHttps *server;

/* @before: (array zero-terminated=1): places in turn, each with what goes before it */
static void
copy_changed (const char        *folder,
              const char        *name,
              const char *const *before)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "data", folder, name, NULL);
  g_autofree char *own = g_build_filename (g_getenv ("XDG_DATA_HOME"), "postern", folder, NULL);
  g_autofree char *path = g_build_filename (own, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  changed = g_string_new (text);
  for (; *before != NULL; before += 2)
    {
      const char *place = strstr (changed->str, before[0]);

      g_assert_nonnull (place);
      g_string_insert (changed, place - changed->str, before[1]);
    }
  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

/* A person's own files: the practice provider and the target can do OAuth 2.0 in them. */
static void
write_catalogue (const char *attributes)
{
  static const char way[] =
      "<way id=\"oauth\" kind=\"oauth\"><title>" WAY "</title>"
      "<case fit=\"no\" oauth=\"no\">What sends the mail can’t do it.</case>"
      "<case fit=\"good\">It goes on working when passwords end.</case></way>\n  ";
  g_autofree char *ca = g_build_filename (certificates, "authority.pem", NULL);
  g_autofree char *base = postern_test_https_dup_uri (server, "");
  g_autofree char *oauth = g_strdup_printf (
      "<oauth authorize=\"%s/{tenant}/authorize\" token=\"%s/{tenant}/token\" device=\"%s/{tenant}/devicecode\""
      " scope=\"mail\" ca-file=\"%s\" letter=\"oauth-registration\" %s><reason>It goes on working when "
      "passwords end. It needs a registration, which an administrator makes once.</reason>"
      "<step id=\"register\"><title>Make a registration</title><text>In the practice admin center, press “New "
      "registration”.</text></step><step id=\"ids\"><title>Copy the two ids</title><text>They go into the fields "
      "above.</text></step></oauth>\n  ", base, base, base, ca, attributes);
  const char *const provider[] = { "<steps>", oauth, "<way ", way, NULL };
  const char *const target[] = { "<test ", "<oauth provider=\"practice\">Choose “Practice” as the mailer.</oauth>\n  ",
                                 NULL };

  copy_changed ("providers", "practice.xml", provider);
  copy_changed ("targets", TARGET ".xml", target);
}

static void
set_up (const char        *attributes,
        const char *const *answers)
{
  journey_begin ();
  server = postern_test_https_new (certificates, "good");
  write_catalogue (attributes);
  postern_test_https_add (server, "/practice.example/devicecode", 200, JSON, NULL, CODE);
  for (gsize i = 0; answers[i] != NULL; i++)
    postern_test_https_add (server, "/practice.example/token", strstr (answers[i], "error") != NULL ? 400 : 200, JSON,
                            NULL, answers[i]);
}

static void
take_picture (PosternTestApp *app,
              const char     *page)
{
  const char *folder = g_getenv ("POSTERN_TEST_PICTURES");
  g_autofree char *name = g_strdup_printf ("%s.png", page);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, name, NULL);

  if (path != NULL)
    postern_test_app_screenshot (app, path);
}

static PosternTestApp *
launch (void)
{
  const char *width = g_getenv ("POSTERN_TEST_WIDTH");
  PosternTestApp *app = journey_launch ();

  if (width != NULL)
    postern_test_app_resize (app, atoi (width), 760);

  return app;
}

static void
sign_in_with_code (PosternTestApp *app)
{
  g_autofree char *code = NULL;

  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "With a code, on any device");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "ABCD-EFGH");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Open https://login.contoso.example/device*");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Copy code");
  take_picture (app, "3-code");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Signed in.*");
  take_picture (app, "4-signed-in");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
}

/* The way is chosen once, and the next page is that of the sign-in. */
static void
go_to_sign_in (PosternTestApp *app)
{
  wizard_walk_begin (app);
  wizard_walk_choose_target (app, "WordPress with WP Mail SMTP");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "E-mail address", WIZARD_WALK_ACCOUNT);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  wizard_walk_advise (app, WAY);
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_LABEL, "It can sign in without a password"));
  take_picture (app, "1-advice");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Next");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Step 4 of 6");
}

/* Chosen, registered, signed in with a code, and a message went out with the token; no password page on the way. */
static void
test_code (void)
{
  const char *const answers[] = { PENDING, TOKENS, NULL };
  PosternTestApp *app = NULL;

  set_up ("app-scope=\"app\"", answers);
  app = launch ();
  go_to_sign_in (app);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "With a code, on any device", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Application (client) ID", CLIENT_ID);
  take_picture (app, "2-registration");
  sign_in_with_code (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Send a test message");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The server accepted the message");
  take_picture (app, "5-test");
  journey_quit (app);
  journey_assert_written (CLIENT_ID);
  journey_assert_unwritten (REFRESH);
  postern_test_https_free (server);
}

/* Withdrawn meanwhile: the finding leads back to the sign-in, and after that it works again. */
static void
test_revoked (void)
{
  const char *const answers[] = { TOKENS, REVOKED, TOKENS, NULL };
  PosternTestApp *app = NULL;

  set_up ("app-scope=\"app\"", answers);
  app = launch ();
  go_to_sign_in (app);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Application (client) ID", "1111");
  sign_in_with_code (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The stored sign-in no longer counts");
  take_picture (app, "6-revoked");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Go there");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Sign in again");
  sign_in_with_code (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Check the sign-in only");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "The sign-in works");
  journey_quit (app);
  postern_test_https_free (server);
}

static void
assert_asked_with_secret (guint n)
{
  g_autofree char *request = postern_test_https_dup_request (server, n);

  g_assert_nonnull (strstr (request, "client_secret=" CLIENT_SECRET));
}

/* A provider that wants the registration's secret, as Google does: it is asked for once. */
static void
test_secret (void)
{
  const char *const answers[] = { TOKENS, NULL };
  PosternTestApp *app = NULL;

  set_up ("secret=\"needed\"", answers);
  app = launch ();
  go_to_sign_in (app);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Application (client) ID", CLIENT_ID);
  postern_test_app_wait_state (app, ATSPI_ROLE_PUSH_BUTTON, "With a code, on any device", ATSPI_STATE_SENSITIVE, FALSE);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Client secret", CLIENT_SECRET);
  sign_in_with_code (app);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Back");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Sign in again");
  postern_test_app_find (app, ATSPI_ROLE_TEXT, "Client secret (recorded)");
  take_picture (app, "8-again");
  sign_in_with_code (app);
  g_assert_cmpuint (postern_test_https_count (server), ==, 4);
  assert_asked_with_secret (1);
  assert_asked_with_secret (3);
  journey_quit (app);
  journey_assert_unwritten (CLIENT_SECRET);
  postern_test_https_free (server);
}

/* Given up in the middle: the question is there again, and nothing was recorded. */
static void
test_cancelled (void)
{
  const char *const answers[] = { PENDING, NULL };
  PosternTestApp *app = NULL;

  set_up ("app-scope=\"app\"", answers);
  app = launch ();
  go_to_sign_in (app);
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Application (client) ID", "1111");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "With a code, on any device");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "ABCD-EFGH");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "Sign in with the browser");
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  postern_test_app_point_and_click (app, ATSPI_ROLE_LABEL, "I have none of this");
  postern_test_app_find (app, ATSPI_ROLE_CHECK_BOX, "Make a registration");
  take_picture (app, "7-none-yet");
  postern_test_app_click (app, ATSPI_ROLE_LIST_ITEM, "Ask your administrator*");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Letter copied.*");
  journey_quit (app);
  postern_test_https_free (server);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  certificates = postern_test_scratch ();
  postern_test_certificate_make_authority (certificates, "authority");
  postern_test_certificate_make_server (certificates, "good", "authority", "localhost", POSTERN_TEST_VALID);
  g_test_add_func ("/wizard/oauth/code", test_code);
  g_test_add_func ("/wizard/oauth/revoked", test_revoked);
  g_test_add_func ("/wizard/oauth/secret", test_secret);
  g_test_add_func ("/wizard/oauth/cancelled", test_cancelled);

  return journey_run (TRUE);
}
