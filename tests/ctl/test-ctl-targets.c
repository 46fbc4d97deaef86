/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A person's own targets, and settings of several files in several ways. */

#define TARGET(id, inside) \
  "<target id='" id "' category='relay' kind='mail' form='paste' syntax='php'>\n<name>My relay</name>\n" \
  "<summary>S</summary>\n<test>T</test>\n<source href='https://example.org/' checked='2026-11-27'>S</source>\n" inside \
  "\n</target>\n"
#define MINE \
  TARGET ("mine", "<variant id='files' secret='inside'><name>In two files</name>" \
          "<where path='/etc/mine.php'>First.</where><template security='starttls tls'>host={{host}}</template>" \
          "<part syntax='yaml'><where path='/etc/secret'>Second.</where><template>p: {{password}}</template></part>" \
          "</variant><variant id='form' secret='inside' form='fields' syntax='fields'><name>By hand</name>" \
          "<field value='{{password}}'><label>Word</label></field></variant>" \
          "<limit value='password' max-length='30'/><oauth provider='microsoft365' since='7'>Switch it on.</oauth>" \
          "<speaks tls='1.1'/>")
#define BROKEN TARGET ("broken", "<template>\n{{pasword}}</template>")

#define SERVER "--provider", "microsoft365", "--account", "bob@example.org"

/* Puts @xml among the person's own targets, in a data folder of its own. */
static char *
add_target (const char *name,
            const char *xml)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "postern", "targets", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));

  return path;
}

static void
test_own (void)
{
  g_autofree char *mine = add_target ("mine.xml", MINE);
  g_autofree char *broken = add_target ("broken.xml", BROKEN);
  g_autofree char *place = g_strconcat (broken, ":6: ", NULL);
  g_autoptr (CtlRun) relays = ctl_run ("targets", "--category", "relay", "--json");
  g_autoptr (CtlRun) mail = ctl_run ("targets", "--category", "mail");
  g_autoptr (CtlRun) all = ctl_run ("targets");
  g_autoptr (JsonNode) node = ctl_run_parse (relays);

  g_assert_cmpint (relays->status, ==, 0);
  g_assert_nonnull (strstr (relays->output, "\"mine\""));
  g_assert_nonnull (strstr (mail->output, "My relay"));
  g_assert_nonnull (strstr (all->output, "laravel"));
  g_assert_null (strstr (all->output, "broken"));
  if (strstr (all->errors, place) == NULL || strstr (all->errors, "placeholder") == NULL)
    g_error ("“%s” does not name the broken file", all->errors);
  g_assert_cmpint (g_remove (broken), ==, 0);
}

static void
test_check (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *mine = g_build_filename (folder, "mine.xml", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.xml", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.xml", NULL);
  g_autoptr (CtlRun) right = NULL;
  g_autoptr (CtlRun) wrong = NULL;
  g_autoptr (CtlRun) none = NULL;

  g_assert_true (g_file_set_contents (mine, MINE, -1, NULL));
  g_assert_true (g_file_set_contents (broken, BROKEN, -1, NULL));
  right = ctl_run ("targets", "--check", mine);
  wrong = ctl_run ("targets", "--check", broken);
  none = ctl_run ("targets", "--check", missing);

  g_assert_cmpint (right->status, ==, 0);
  g_assert_nonnull (strstr (right->output, "host='smtp.example.org'"));
  g_assert_nonnull (strstr (right->output, "==> /etc/secret <==\np: \"••••••••\"\n"));
  g_assert_nonnull (strstr (right->output, "Word: ••••••••"));
  g_assert_nonnull (strstr (right->output, "no settings for this kind of encryption"));
  ctl_run_assert_refused (wrong, 2, "broken.xml:6: A placeholder");
  ctl_run_assert_refused (none, 2, "missing.xml: ");
}

static void
test_parts (void)
{
  g_autofree char *mine = add_target ("mine.xml", MINE);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *inside = g_strconcat (folder, "/new/", NULL);
  g_autofree char *secret = g_build_filename (folder, "new", "secret", NULL);
  g_autofree char *single = g_build_filename (folder, "single", NULL);
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);
  g_autofree char *text = NULL;
  g_autoptr (CtlRun) shown = ctl_run ("settings", "mine", SERVER);
  g_autoptr (CtlRun) saved = ctl_run ("settings", "mine", SERVER, "--password-file", password, "--reveal", "--output",
                                      inside);
  g_autoptr (CtlRun) refused = ctl_run ("settings", "mine", SERVER, "--output", single);
  GStatBuf status;

  g_assert_cmpstr (shown->output, ==, "==> /etc/mine.php <==\nhost='smtp.office365.com'\n\n"
                                      "==> /etc/secret <==\np: \"••••••••\"\n");
  g_assert_cmpint (saved->status, ==, 0);
  ctl_run_assert_no_secret (saved);
  g_assert_true (g_file_get_contents (secret, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "p: \"" CTL_PASSWORD "\"");
  g_assert_cmpint (g_stat (secret, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  ctl_run_assert_refused (refused, 2, "2 files");
  g_assert_false (g_file_test (single, G_FILE_TEST_EXISTS));
}

static void
test_variants (void)
{
  g_autofree char *mine = add_target ("mine.xml", MINE);
  g_autoptr (CtlRun) text = ctl_run ("settings", "mine", SERVER, "--variant", "form");
  g_autoptr (CtlRun) json = ctl_run ("settings", "mine", SERVER, "--json");
  g_autoptr (CtlRun) refused = ctl_run ("settings", "mine", SERVER, "--variant", "song");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  JsonObject *object = json_node_get_object (node);
  JsonArray *parts = json_object_get_array_member (object, "parts");
  JsonArray *variants = json_object_get_array_member (object, "variants");
  JsonObject *part = json_array_get_object_element (parts, 1);

  g_assert_cmpstr (text->output, ==, "Word: ••••••••\n");
  g_assert_nonnull (strstr (text->errors, "--variant files: In two files"));
  g_assert_nonnull (strstr (text->errors, "from version 7"));
  ctl_run_assert_refused (refused, 2, "song");
  g_assert_cmpuint (json_array_get_length (variants), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "variant"), ==, "files");
  g_assert_cmpuint (json_array_get_length (parts), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (part, "path"), ==, "/etc/secret");
  g_assert_cmpstr (json_object_get_string_member (part, "syntax"), ==, "yaml");
  g_assert_cmpstr (json_object_get_string_member (part, "where"), ==, "Second.");
  g_assert_true (json_object_get_boolean_member (part, "secret"));
}

/* What is in the way comes with the ways round it. */
static void
test_ways (void)
{
  g_autofree char *mine = add_target ("mine.xml", MINE);
  g_autofree char *password = ctl_program_write ("a password that is much too long for it");
  g_autoptr (CtlRun) refused = ctl_run ("settings", "mine", SERVER, "--password-file", password);
  g_autoptr (CtlRun) json = ctl_run ("settings", "mine", SERVER, "--json");
  g_autoptr (JsonNode) node = ctl_run_parse (json);
  JsonArray *obstacles = json_object_get_array_member (json_node_get_object (node), "obstacles");
  JsonObject *obstacle = json_array_get_object_element (obstacles, 0);

  g_assert_cmpint (refused->status, ==, 2);
  g_assert_true (g_str_has_prefix (refused->errors, "posternctl: Password: It is too long."));
  g_assert_nonnull (strstr (refused->errors, "“inbound"));
  g_assert_nonnull (strstr (refused->errors, "relay in"));
  g_assert_cmpstr (json_object_get_string_member (obstacle, "id"), ==, "old-tls");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (obstacle, "remedies")), >, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", folder, TRUE);

  g_test_add_func ("/ctl/targets/own", test_own);
  g_test_add_func ("/ctl/targets/check", test_check);
  g_test_add_func ("/ctl/targets/parts", test_parts);
  g_test_add_func ("/ctl/targets/variants", test_variants);
  g_test_add_func ("/ctl/targets/ways", test_ways);

  return g_test_run ();
}
