/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The object in @array whose id is @id. */
static JsonObject *
find (JsonNode   *array,
      const char *id)
{
  JsonArray *objects = json_node_get_array (array);

  for (guint i = 0; i < json_array_get_length (objects); i++)
    {
      JsonObject *object = json_array_get_object_element (objects, i);

      if (strcmp (json_object_get_string_member (object, "id"), id) == 0)
        return object;
    }
  g_error ("There is no “%s”", id);
}

static void
test_providers (void)
{
  g_autoptr (CtlRun) json = ctl_run ("providers", "--json");
  g_autoptr (CtlRun) text = ctl_run ("providers");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  JsonObject *microsoft = find (node, "microsoft365");
  JsonObject *endpoint = json_array_get_object_element (json_object_get_array_member (microsoft, "endpoints"), 0);

  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (endpoint, "host"), ==, "smtp.office365.com");
  g_assert_cmpint (json_object_get_int_member (endpoint, "port"), ==, 587);
  g_assert_cmpstr (json_object_get_string_member (endpoint, "security"), ==, "starttls");
  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, "smtp.office365.com:587 starttls"));
}

static void
test_targets (void)
{
  g_autoptr (CtlRun) all = ctl_run ("targets", "--json");
  g_autoptr (CtlRun) devices = ctl_run ("targets", "--category", "device", "--json");
  g_autoptr (JsonNode) all_node = ctl_run_parse (all);
  g_autoptr (JsonNode) devices_node = ctl_run_parse (devices);
  JsonArray *array = json_node_get_array (devices_node);

  find (all_node, "laravel");
  find (devices_node, "generic-device");
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, i), "category"), ==,
                     "device");
}

/* Where the address is not the name to sign in with, the right name is filled in, or asked for. */
static void
test_settings_user (void)
{
  g_autoptr (CtlRun) fixed = ctl_run ("settings", "laravel", "--provider", "sendgrid", "--account", "ok@a.example");
  g_autoptr (CtlRun) other = ctl_run ("settings", "laravel", "--provider", "sendgrid", "--account", "ok@a.example",
                                      "--user", "somebody");
  g_autoptr (CtlRun) asked = ctl_run ("settings", "laravel", "--provider", "mailjet", "--account", "ok@a.example");
  g_autoptr (CtlRun) given = ctl_run ("settings", "laravel", "--provider", "mailjet", "--account", "ok@a.example",
                                      "--user", "0123abcd");

  g_assert_nonnull (strstr (fixed->output, "MAIL_USERNAME=\"apikey\""));
  g_assert_nonnull (strstr (other->output, "MAIL_USERNAME=\"somebody\""));
  g_assert_cmpint (asked->status, ==, 2);
  g_assert_nonnull (strstr (asked->errors, "“API key” with --user"));
  g_assert_nonnull (strstr (given->output, "MAIL_USERNAME=\"0123abcd\""));
}

static void
test_settings_masked (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autoptr (CtlRun) text = ctl_run ("settings", "laravel", "--provider", "practice", "--account",
                                     "ok@practice.example", "--password-file", password);
  g_autoptr (CtlRun) json = ctl_run ("settings", "generic-device", "--provider", "practice", "--account",
                                     "ok@practice.example", "--password-file", password, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (text->status, ==, 0);
  ctl_run_assert_no_secret (text);
  ctl_run_assert_no_secret (json);
  g_assert_nonnull (strstr (text->errors, "--reveal"));
  g_assert_cmpstr (json_object_get_string_member (object, "target"), ==, "generic-device");
  g_assert_cmpstr (json_object_get_string_member (object, "syntax"), ==, "fields");
  g_assert_true (json_object_has_member (object, "path"));
  g_assert_true (json_object_has_member (object, "text"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "fields")), >, 3);
  g_assert_nonnull (json_object_get_array_member (object, "warnings"));
}

static void
test_settings_revealed (void)
{
  g_autoptr (CtlRun) text = ctl_program_run_with (
    CTL_PASSWORD "\n", (const char *const[]) { "settings", "laravel", "--host", "mail.example.org", "--port", "465",
                                               "--account", "bob@example.org", "--password-file", "-", "--reveal",
                                               NULL });

  g_assert_cmpint (text->status, ==, 0);
  g_assert_nonnull (strstr (text->output, CTL_PASSWORD));
  g_assert_nonnull (strstr (text->output, "465"));
  g_assert_null (strstr (text->errors, CTL_PASSWORD));
}

static void
check_file (const char *path,
            gboolean    revealed)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (strstr (text, CTL_PASSWORD) != NULL, ==, revealed);
}

static void
test_settings_output (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "settings", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "folder", NULL);
  g_autoptr (CtlRun) masked = ctl_run ("settings", "laravel", "--provider", "practice", "--account", "ok@a.example",
                                       "--password-file", password, "--output", path);
  g_autoptr (CtlRun) revealed = NULL;
  g_autoptr (CtlRun) refused = NULL;

  g_assert_cmpint (masked->status, ==, 0);
  g_assert_nonnull (strstr (masked->errors, "masked"));
  check_file (path, FALSE);
  revealed = ctl_run ("settings", "laravel", "--provider", "practice", "--account", "ok@a.example",
                      "--password-file", password, "--output", path, "--reveal");
  g_assert_cmpint (revealed->status, ==, 0);
  ctl_run_assert_no_secret (revealed);
  check_file (path, TRUE);
  refused = ctl_run ("settings", "laravel", "--provider", "practice", "--account", "ok@a.example",
                     "--password-file", password, "--output", nowhere);
  ctl_run_assert_refused (refused, 2, "no/such/folder");
}

static void
test_diagnose (void)
{
  g_autoptr (CtlRun) json = ctl_run ("diagnose", "--json", "--provider", "microsoft365", "--reply",
                                     "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled "
                                     "for the Tenant.");
  g_autoptr (CtlRun) text = ctl_run ("diagnose", "--reply", "what is this");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  JsonObject *finding = json_node_get_object (node);

  g_assert_cmpint (json->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (finding, "event"), ==, "finding");
  g_assert_cmpstr (json_object_get_string_member (finding, "id"), ==, "tenant-disabled");
  g_assert_cmpstr (json_object_get_string_member (finding, "who"), ==, "admin");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (finding, "actions")), >, 0);
  g_assert_false (json_object_get_boolean_member (finding, "accepted"));
  g_assert_cmpint (text->status, ==, 0);
  g_assert_cmpuint (strlen (text->output), >, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/catalogue/providers", test_providers);
  g_test_add_func ("/ctl/catalogue/targets", test_targets);
  g_test_add_func ("/ctl/catalogue/settings-user", test_settings_user);
  g_test_add_func ("/ctl/catalogue/settings-masked", test_settings_masked);
  g_test_add_func ("/ctl/catalogue/settings-revealed", test_settings_revealed);
  g_test_add_func ("/ctl/catalogue/settings-output", test_settings_output);
  g_test_add_func ("/ctl/catalogue/diagnose", test_diagnose);

  return g_test_run ();
}
