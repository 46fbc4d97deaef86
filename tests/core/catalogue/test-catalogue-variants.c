/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "catalogue-test-support.h"
#include "support/postern-test-wait.h"

/* Words, composed values, parts and variants of targets. */

#define TARGET(attributes, inside)                                                                                 \
  "<target id='x' category='program' " attributes ">\n<name>X</name>\n<summary>S</summary>\n"      \
  "<test>T</test>" CATALOGUE_TEST_SOURCE "\n" inside "</target>"
#define PHP(inside) TARGET ("form='paste' syntax='php'", inside)
#define T "<template>T</template>"
#define COMPOSE(name, attributes, text) "<compose name='" name "' syntax='php' " attributes ">" text "</compose>"
#define VARIANT(id, attributes) "<variant id='" id "' secret='inside' " attributes "><name>V</name>" T "</variant>"

#define DSN                                                                                                        \
  "<compose name='dsn' syntax='php' security='starttls'>smtp://{{user}}:{{password}}@{{host}}</compose>"          \
  "<compose name='dsn' syntax='php' security='tls'>smtps://{{password}}</compose>"

/* The fault is on line 5, or on the one after it. */
static const CatalogueTestBroken broken_files[] = {
  { postern_target_new_parsed, TARGET ("form='paste' syntax='php' kind='ship'", T), 1, "“ship”" },
  { postern_target_new_parsed, "<target id='x' category='relay' form='paste' syntax='php'><name>X</name>"
                               "<summary>S</summary><test>T</test>" T "</target>", 1, "<source> is missing" },
  { postern_target_new_parsed, PHP ("<template>{{w}}</template><words name='w' tls='a'/>"), 5, "kind of encryption" },
  { postern_target_new_parsed, PHP (T "\n<words name='Ww' tls='a'/>"), 6, "small letters" },
  { postern_target_new_parsed, PHP (T "\n<words name='user' tls='a'/>"), 6, "every file" },
  { postern_target_new_parsed, PHP (T "<words name='w'/>\n" COMPOSE ("w", "", "T")), 6, "same name" },
  { postern_target_new_parsed, PHP (T "<words name='w'/>\n<words name='w'/>"), 6, "same name" },
  { postern_target_new_parsed, PHP (T "\n<compose name='c' syntax='cobol'>T</compose>"), 6, "syntax" },
  { postern_target_new_parsed, PHP (T "\n" COMPOSE ("c", "", "{{d}}") COMPOSE ("d", "", "T")), 6, "not known" },
  { postern_target_new_parsed, PHP (T "\n" COMPOSE ("c", "", "{{c}}")), 6, "kind of encryption" },
  { postern_target_new_parsed, PHP (T COMPOSE ("c", "", "T") "\n" COMPOSE ("c", "security='tls'", "T")), 6, "Two" },
  { postern_target_new_parsed,
    PHP ("<template security='tls starttls'>{{c}}</template>" COMPOSE ("c", "security='tls'", "T")), 5,
    "kind of encryption" },
  { postern_target_new_parsed, PHP (T "\n<part syntax='php'>" T "</part>"), 6, "<where> is missing" },
  { postern_target_new_parsed, PHP (T "\n<part syntax='cobol'><where>W</where>" T "</part>"), 6, "syntax" },
  { postern_target_new_parsed, PHP (T "\n" VARIANT ("v", "")), 6, "not both" },
  { postern_target_new_parsed, PHP (VARIANT ("v", "") "\n" VARIANT ("v", "")), 6, "same id" },
  { postern_target_new_parsed, PHP (VARIANT ("v", "form='fields'")), 5, "both" },
  { postern_target_new_parsed, PHP (VARIANT ("v", "form='fields' syntax='fields'")), 5, "has fields" },
  { postern_target_new_parsed, PHP (T "\n<speaks tls='0.9'/>"), 6, "“0.9”" },
  { postern_target_new_parsed, PHP (T "\n<where link='http://example.org/'>W</where>"), 6, "“http://example.org/”" },
};

static void
test_broken (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken_files); i++)
    catalogue_test_assert_broken (&broken_files[i]);
}

static void
assert_text (PosternTarget   *target,
             const char      *password,
             PosternSecurity  security,
             const char      *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, password, security, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (settings->text, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='paste' syntax='php'",
      "<words name='mode' starttls='false' tls='\"t\"' none=''/><template>{{mode}};{{host}}</template>");

  assert_text (target, NULL, POSTERN_SECURITY_STARTTLS, "false;'mail.example.com'");
  assert_text (target, NULL, POSTERN_SECURITY_TLS, "\"t\";'mail.example.com'");
  assert_text (target, NULL, POSTERN_SECURITY_NONE, ";'mail.example.com'");
}

static void
test_address (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='php'", "<template>{{local_part}}{{domain}}</template>");
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, POSTERN_SECURITY_TLS);
  PosternSettingsInput input = { endpoint, "u", "no-address", NULL, NULL };
  g_autoptr (GError) error = NULL;

  assert_text (target, NULL, POSTERN_SECURITY_TLS, "'bob''example.com'");
  g_assert_null (postern_settings_render (target, &input, &error));
  g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, "Sender’s address: "));
}

static void
test_compose (void)
{
  g_autoptr (PosternTarget) target =
      catalogue_test_target ("form='paste' syntax='yaml'", DSN "<template security='starttls tls'>{{dsn}}</template>");
  g_autoptr (PosternTarget) nested = catalogue_test_target (
      "form='paste' syntax='yaml'", "<compose name='inner' syntax='php'>{{password}}</compose>"
      "<compose name='outer' syntax='yaml'>x{{inner}}</compose><template>{{outer}}</template>");

  assert_text (target, "p'w", POSTERN_SECURITY_STARTTLS,
               "\"smtp://'bob@example.com':'p\\\\'w'@'mail.example.com'\"");
  assert_text (target, "pw", POSTERN_SECURITY_TLS, "\"smtps://'pw'\"");
  assert_text (nested, "p'w", POSTERN_SECURITY_TLS, "\"x\\\"'p\\\\\\\\'w'\\\"\"");
  assert_text (nested, NULL, POSTERN_SECURITY_TLS, "\"x\\\"'••••••••'\\\"\"");
}

static void
test_sender (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='paste' syntax='line'", "<compose name='sender' syntax='fields'>{{from_name}} &lt;{{from}}&gt;</compose>"
      "<compose name='both' syntax='fields'>{{user}} {{password}}</compose><template>{{sender}} {{both}}</template>");
  g_autoptr (PosternTarget) alone =
      catalogue_test_target ("form='paste' syntax='line'", "<template>{{from_name}}</template>");
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, POSTERN_SECURITY_TLS);
  PosternSettingsInput input = { endpoint, "u", "f@example.com", NULL, NULL };
  g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, NULL);
  g_autoptr (PosternSettings) name = postern_settings_render (alone, &input, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (name->text, ==, "f@example.com");
  g_assert_cmpstr (settings->text, ==, "<f@example.com> u ••••••••");
  assert_text (target, "pw", POSTERN_SECURITY_TLS, "Bob's “shop” <bob@example.com> bob@example.com pw");
  g_assert_null (catalogue_test_render (target, "pw ", POSTERN_SECURITY_TLS, &error));
  g_assert_true (g_str_has_prefix (error->message, "Password: "));
}

/* Also where a composed value holds it. */
static void
test_secret (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='fields' syntax='fields'", DSN "<field security='starttls tls' value='{{dsn}}'><label>L</label></field>");
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, NULL, POSTERN_SECURITY_TLS, NULL);
  const PosternSettingsField *field = settings->fields->pdata[0];
  const PosternSettingsPart *part = settings->parts->pdata[0];

  g_assert_true (settings->masked);
  g_assert_true (field->secret);
  g_assert_true (part->secret);
  g_assert_cmpstr (field->value, ==, "smtps://'••••••••'");
}

static PosternTarget *
make_parts (void)
{
  return catalogue_test_target ("form='paste' syntax='php'",
                                "<where path='/etc/one'>One</where><template>{{host}}</template>"
                                "<part syntax='yaml'><where path='/etc/more/one'>Two</where>"
                                "<template security='tls'>{{password}}</template></part>"
                                "<part syntax='php'><where path='Menu &gt; Mail'>Three</where>"
                                "<template security='tls'>3</template>"
                                "<template security='starttls'>{{password}}</template></part>");
}

static void
test_parts (void)
{
  g_autoptr (PosternTarget) target = make_parts ();
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, "pw", POSTERN_SECURITY_TLS, NULL);
  g_autoptr (PosternSettings) fewer = catalogue_test_render (target, NULL, POSTERN_SECURITY_STARTTLS, NULL);
  const PosternSettingsPart *part = settings->parts->pdata[1];

  g_assert_cmpuint (settings->parts->len, ==, 3);
  g_assert_true (settings->text == ((PosternSettingsPart *) settings->parts->pdata[0])->text);
  g_assert_cmpstr (settings->text, ==, "'mail.example.com'");
  g_assert_cmpstr (part->text, ==, "\"pw\"");
  g_assert_cmpstr (part->where, ==, "Two");
  g_assert_cmpstr (part->path, ==, "/etc/more/one");
  g_assert_cmpstr (part->syntax, ==, "yaml");
  g_assert_true (part->secret);
  g_assert_false (settings->masked);

  g_assert_cmpuint (fewer->parts->len, ==, 2);
  g_assert_true (fewer->masked);
  g_assert_cmpstr (((PosternSettingsPart *) fewer->parts->pdata[1])->text, ==, "'••••••••'");
}

static void
assert_file (const char *folder,
             const char *name,
             const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, 0600);
}

static void
test_save_all (void)
{
  g_autoptr (PosternTarget) target = make_parts ();
  g_autoptr (PosternSettings) settings = catalogue_test_render (target, "pw", POSTERN_SECURITY_TLS, NULL);
  g_autofree char *scratch = postern_test_scratch ();
  g_autofree char *folder = g_build_filename (scratch, "new", NULL);
  g_autofree char *file = g_build_filename (folder, "one", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (postern_settings_save_all (settings, folder, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, 0700);
  assert_file (folder, "one", "'mail.example.com'");
  assert_file (folder, "one-2", "\"pw\"");
  assert_file (folder, "settings", "3");
  g_assert_false (postern_settings_save_all (settings, file, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
}

static PosternSettings *
render_variant (PosternTarget  *target,
                const char     *variant,
                GError        **error)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, POSTERN_SECURITY_TLS);
  PosternSettingsInput input = { endpoint, "u", "f@example.com", NULL, NULL, variant };

  return postern_settings_render (target, &input, error);
}

static void
test_variants (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='paste' syntax='php'",
      "<variant id='file' secret='outside'><name>F</name><where path='p' link='https://example.org/l'>W</where>"
      "<template>{{host}}</template></variant>"
      "<variant id='form' secret='inside' form='fields' syntax='fields'><name>G</name>"
      "<field value='{{password}}'><label>P</label></field></variant>");
  g_autoptr (PosternSettings) first = render_variant (target, NULL, NULL);
  g_autoptr (PosternSettings) second = render_variant (target, "form", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (target->variants->len, ==, 2);
  g_assert_cmpstr (target->path, ==, "p");
  g_assert_cmpstr (target->link, ==, "https://example.org/l");
  g_assert_cmpstr (target->where, ==, "W");
  g_assert_cmpstr (first->text, ==, "'h'");
  g_assert_cmpstr (first->variant->id, ==, "file");
  g_assert_true (first->variant->keeps_secret_outside);
  g_assert_cmpstr (second->text, ==, "P: ••••••••\n");
  g_assert_cmpstr (second->variant->name, ==, "G");
  g_assert_false (second->variant->keeps_secret_outside);
  g_assert_null (render_variant (target, "none", &error));
  g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_VARIANT);
}

/* A target that names no variants has one, and it is seen where the password is. */
static void
test_one_way (void)
{
  g_autoptr (PosternTarget) inside =
      catalogue_test_target ("form='paste' syntax='php'", DSN "<template security='tls'>{{dsn}}</template>");
  g_autoptr (PosternTarget) outside = catalogue_test_target ("form='paste' syntax='php'", T);
  const PosternTargetVariant *variant = postern_target_find_variant (inside, NULL);

  g_assert_cmpuint (inside->variants->len, ==, 1);
  g_assert_null (variant->id);
  g_assert_false (variant->keeps_secret_outside);
  g_assert_true (postern_target_find_variant (outside, NULL)->keeps_secret_outside);
}

static void
test_oauth (void)
{
  g_autoptr (PosternTarget) target = catalogue_test_target (
      "form='paste' syntax='php' kind='printer'",
      T "<oauth provider='gmail' since='2.1'>Click</oauth><speaks tls='1.1' mechanisms='PLAIN LOGIN'/>");
  const PosternTargetOauth *oauth = postern_target_find_oauth (target, "gmail");

  g_assert_cmpstr (oauth->since, ==, "2.1");
  g_assert_cmpstr (oauth->text, ==, "Click");
  g_assert_null (postern_target_find_oauth (target, "microsoft365"));
  g_assert_cmpstr (target->kind, ==, "printer");
  g_assert_cmpstr (target->tls, ==, "1.1");
  g_assert_cmpstr (target->mechanisms[1], ==, "LOGIN");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/variants/broken", test_broken);
  g_test_add_func ("/catalogue/variants/words", test_words);
  g_test_add_func ("/catalogue/variants/address", test_address);
  g_test_add_func ("/catalogue/variants/compose", test_compose);
  g_test_add_func ("/catalogue/variants/sender", test_sender);
  g_test_add_func ("/catalogue/variants/secret", test_secret);
  g_test_add_func ("/catalogue/variants/parts", test_parts);
  g_test_add_func ("/catalogue/variants/save-all", test_save_all);
  g_test_add_func ("/catalogue/variants/variants", test_variants);
  g_test_add_func ("/catalogue/variants/one-way", test_one_way);
  g_test_add_func ("/catalogue/variants/oauth", test_oauth);

  return g_test_run ();
}
