/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support/postern-test-wait.h"

void
catalogue_test_isolate (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *user = g_build_filename (folder, "user", NULL);
  g_autofree char *system = g_build_filename (folder, "system", NULL);

  g_setenv ("XDG_DATA_HOME", user, TRUE);
  g_setenv ("XDG_DATA_DIRS", system, TRUE);
}

GDateTime *
catalogue_test_day (int year,
                    int month,
                    int day)
{
  return g_date_time_new_local (year, month, day, 12, 0, 0);
}

GObject *
catalogue_test_parse (PosternParseFunc   parse,
                      const char        *xml,
                      GError           **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GDateTime) today = catalogue_test_day (2026, 11, 24);

  return parse (bytes, "some/folder/x.xml", today, error);
}

void
catalogue_test_assert_broken (const CatalogueTestBroken *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("some/folder/x.xml:%u: ", file->line);
  g_autoptr (GObject) object = catalogue_test_parse (file->parse, file->xml, &error);

  g_assert_null (object);
  g_assert_error (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_INVALID);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, file->reason) == NULL)
    g_error ("“%s” is not about line %u, %s: %s", error->message, file->line, file->reason, file->xml);
}

PosternTarget *
catalogue_test_target (const char *attributes,
                       const char *parts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *xml =
      g_strdup_printf ("<target id='x' category='program' %s><name>Thing</name><summary>S</summary>%s"
                       "<test>T</test>" CATALOGUE_TEST_SOURCE "</target>", attributes, parts);
  GObject *target = catalogue_test_parse (postern_target_new_parsed, xml, &error);

  g_assert_no_error (error);

  return POSTERN_TARGET (target);
}

PosternSettings *
catalogue_test_render (PosternTarget    *target,
                       const char       *password,
                       PosternSecurity   security,
                       GError          **error)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("mail.example.com", 587, security);
  g_autoptr (PosternSecret) secret = password == NULL ? NULL : postern_secret_new (password, -1);
  PosternSettingsInput input = { endpoint, "bob@example.com", "bob@example.com", "Bob's “shop”", secret };

  return postern_settings_render (target, &input, error);
}

static gunichar
random_character (void)
{
  static const gunichar odd[] = { 0x01, 0x09, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0x200B, 0xFEFF,
                                  0xFFFE, 0xFFFD, 0x1F600, 0x10FFFF };
  static const char special[] = "'\"\\$#{}!%&<>`~ =:;,[]()@*|?-+";

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
    case 1:
      return (gunichar) special[g_test_rand_int_range (0, (gint32) strlen (special))];
    case 2:
      return odd[g_test_rand_int_range (0, G_N_ELEMENTS (odd))];
    case 3:
      return (gunichar) g_test_rand_int_range (0xA1, 0xD800);
    case 4:
      return (gunichar) g_test_rand_int_range (0x10000, 0x110000);
    default:
      return (gunichar) g_test_rand_int_range (0x20, 0x7F);
    }
}

/* UTF-8 without CR, LF and NUL; the seed is the one that the test program prints. */
char *
catalogue_test_random_text (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 40); n > 0; n--)
    g_string_append_unichar (text, random_character ());

  return g_string_free (text, FALSE);
}

char *
catalogue_test_to_hex (const char *text)
{
  GString *hex = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guchar) *c);

  return g_string_free (hex, FALSE);
}

char *
catalogue_test_write (const char *name,
                      const char *contents)
{
  g_autofree char *folder = postern_test_scratch ();
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  return path;
}

char *
catalogue_test_run (const char        *package,
                    const char        *probe,
                    const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = g_strdup_printf ("%s is not installed", package);
  const char *const probe_argv[] = { "/bin/sh", "-c", probe, NULL };
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) probe_argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, NULL);
  if (status != 0)
    {
      g_test_skip (reason);
      return NULL;
    }

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s failed: %s", argv[0], errors);

  return output;
}
