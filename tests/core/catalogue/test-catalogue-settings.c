/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "catalogue-test-support.h"
#include "support/postern-test-wait.h"

#define ALL "{{host}} {{port}} {{security}} {{user}} {{password}} {{from}} {{from_name}}"

static void
test_template (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>\n" ALL "\n\n</template>");
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, NASTY, POSTERN_SECURITY_TLS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (settings->text, ==,
                   "'mail.example.com' 587 'tls' 'bob@example.com' 'a\\'b\"c\\\\d$e#f g' 'bob@example.com' "
                   "'Bob\\'s “shop”'\n\n");
  g_assert_cmpuint (settings->fields->len, ==, 0);
  g_assert_cmpuint (g_strv_length (settings->warnings), ==, 0);
  g_assert_false (settings->masked);
}

static void
test_masked (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='yaml'",
                             "<template>p: {{password}}</template><limit value='password' max-length='1'/>");
  g_autoptr (PosternTarget) without =
      catalogue_test_target ("form='paste' syntax='yaml'", "<template>h: {{host}}</template>");
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, NULL, POSTERN_SECURITY_TLS, NULL);
  g_autoptr (PosternSettings) other = catalogue_test_render (without, NULL, POSTERN_SECURITY_TLS, NULL);

  g_assert_cmpstr (settings->text, ==, "p: \"••••••••\"");
  g_assert_true (settings->masked);
  g_assert_cmpstr (other->text, ==, "h: \"mail.example.com\"");
  g_assert_false (other->masked);
}

static void
test_fields (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='fields' syntax='fields'",
      "<field value='{{host}}:{{port}}'><label>Server</label></field>"
      "<field security='tls' value='SSL'><label>Mode</label></field>"
      "<field security='starttls none' value='-'><label>Mode</label></field>"
      "<field value='{{password}}'><label>Password</label></field>");
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, "secret", POSTERN_SECURITY_STARTTLS, NULL);
  PosternSettingsField *field;

  g_assert_cmpstr (settings->text, ==, "Server: mail.example.com:587\nMode: -\nPassword: secret\n");
  g_assert_cmpuint (settings->fields->len, ==, 3);
  field = settings->fields->pdata[1];
  g_assert_cmpstr (field->label, ==, "Mode");
  g_assert_false (field->secret);
  field = settings->fields->pdata[2];
  g_assert_cmpstr (field->value, ==, "secret");
  g_assert_true (field->secret);
}

static void
assert_refused (PosternTarget   *target,
                const char      *password,
                PosternSecurity  security,
                int              code,
                const char      *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, password, security, &error);

  g_assert_null (settings);
  g_assert_error (error, POSTERN_SETTINGS_ERROR, code);
  if (strstr (error->message, words) == NULL || strstr (error->message, password) != NULL)
    g_error ("“%s” does not say “%s”, or tells the password", error->message, words);
}

static void
assert_taken (PosternTarget *target,
              const char    *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, password, POSTERN_SECURITY_TLS, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (settings->text, password));
}

static void
test_limits (void)
{
  g_autoptr (PosternTarget) characters = catalogue_test_target (
      "form='paste' syntax='php'", "<template>{{password}}</template><limit value='password' max-length='4'/>");
  g_autoptr (PosternTarget) bytes = catalogue_test_target (
      "form='paste' syntax='php'", "<template>{{password}}</template>"
      "<limit value='password' max-length='4' unit='bytes'/>");
  g_autoptr (PosternTarget) forbidden = catalogue_test_target (
      "form='paste' syntax='php'", "<template>{{password}}</template><limit value='password' forbidden='#é'/>");
  g_autoptr (PosternTarget) refused = catalogue_test_target (
      "form='paste' syntax='php'", "<template>{{password}}</template><limit refused='^null$'/>");

  assert_taken (characters, "ééxx");
  assert_refused (characters, "ééxxé", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_LIMIT, "4 characters");
  assert_taken (bytes, "éxx");
  assert_refused (bytes, "éxxx", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_LIMIT, "4 bytes");
  assert_taken (forbidden, "xx");
  assert_refused (forbidden, "xxé", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_LIMIT, "#é");
  assert_taken (refused, "nullx");
  assert_refused (refused, "null", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_LIMIT, "Password: ");
}

static void
test_security (void)
{
  g_autoptr (PosternTarget) template =
      catalogue_test_target ("form='paste' syntax='php'", "<template security='starttls'>{{password}}</template>");
  g_autoptr (PosternTarget) fields = catalogue_test_target (
      "form='fields' syntax='fields'",
      "<field value='{{password}}'><label>P</label></field>"
      "<field security='starttls' value='S'><label>M</label></field>");

  assert_refused (template, "xyz", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_SECURITY, "It can do: STARTTLS.");
  assert_refused (fields, "xyz", POSTERN_SECURITY_NONE, POSTERN_SETTINGS_ERROR_SECURITY, "It can do: STARTTLS.");
}

static void
test_syntax (void)
{
  g_autoptr (PosternTarget) fields =
      catalogue_test_target ("form='fields' syntax='fields'", "<field value='{{password}}'><label>P</label></field>");

  assert_refused (fields, "x\ty", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_SYNTAX, "Password: ");
}

static void
test_input (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>" ALL "</template>");
  static const struct { const char *host; const char *user; const char *from; const char *name; } cases[] = {
    { "", "u", "f", NULL },     { "h", "u", "", NULL },         { "h\n", "u", "f", NULL }, { "h", "u\r", "f", NULL },
    { "h", "u", "f\nX", NULL }, { "h", "u", "f", "na\r\nme" }, { "h", "\377", "f", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (cases[i].host, 25, POSTERN_SECURITY_TLS);
      PosternSettingsInput input = { endpoint, cases[i].user, cases[i].from, cases[i].name, NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_settings_render (target, &input, &error));
      g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_INPUT);
    }
  assert_refused (target, "x\ny", POSTERN_SECURITY_TLS, POSTERN_SETTINGS_ERROR_INPUT, "Password: ");
}

static void
test_nul_in_password (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>" ALL "</template>");
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, POSTERN_SECURITY_TLS);
  g_autoptr (PosternSecret) secret = postern_secret_new ("one\0two", 7);
  PosternSettingsInput input = { endpoint, "u", "f", NULL, secret };
  g_autoptr (GError) error = NULL;

  g_assert_null (postern_settings_render (target, &input, &error));
  g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_INPUT);
}

static guint
count_warnings (const char      *user,
                const char      *from,
                PosternSecurity  security)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>" ALL "</template>");
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, security);
  PosternSettingsInput input = { endpoint, user, from, NULL, NULL };
  g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, NULL);

  return g_strv_length (settings->warnings);
}

static void
test_warnings (void)
{
  g_assert_cmpuint (count_warnings ("bob@example.com", "Bob@Example.com", POSTERN_SECURITY_TLS), ==, 0);
  g_assert_cmpuint (count_warnings ("apikey", "bob@example.com", POSTERN_SECURITY_TLS), ==, 0);
  g_assert_cmpuint (count_warnings ("bob@example.com", "shop@example.com", POSTERN_SECURITY_TLS), ==, 1);
  g_assert_cmpuint (count_warnings ("bob@example.com", "shop@example.com", POSTERN_SECURITY_NONE), ==, 2);
}

static PosternSettings *
make_settings (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>{{password}}</template>");

  return catalogue_test_render (target, "secret", POSTERN_SECURITY_TLS, NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_save (void)
{
  g_autoptr (PosternSettings) settings = make_settings ();
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "settings.php", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "old and longer than the new one", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_true (postern_settings_save (settings, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "'secret'");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_save_refused (void)
{
  g_autoptr (PosternSettings) settings = make_settings ();
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *aim = g_build_filename (folder, "aim", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "such", "folder", NULL);
  const char *const paths[] = { link, folder, nowhere, "/dev/full" };

  g_assert_true (g_file_set_contents (aim, "kept", -1, NULL));
  g_assert_cmpint (symlink (aim, link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (postern_settings_save (settings, paths[i], &error));
      g_assert_true (error->domain == G_FILE_ERROR);
    }
  g_assert_cmpuint (count_files (folder), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/settings/template", test_template);
  g_test_add_func ("/catalogue/settings/masked", test_masked);
  g_test_add_func ("/catalogue/settings/fields", test_fields);
  g_test_add_func ("/catalogue/settings/limits", test_limits);
  g_test_add_func ("/catalogue/settings/security", test_security);
  g_test_add_func ("/catalogue/settings/syntax", test_syntax);
  g_test_add_func ("/catalogue/settings/input", test_input);
  g_test_add_func ("/catalogue/settings/nul-in-password", test_nul_in_password);
  g_test_add_func ("/catalogue/settings/warnings", test_warnings);
  g_test_add_func ("/catalogue/settings/save", test_save);
  g_test_add_func ("/catalogue/settings/save-refused", test_save_refused);

  return g_test_run ();
}
