/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"

/* What stands between a target and a provider, and the ways round it. */

#define T "<template>{{user}} {{password}} {{from_name}}</template>"

static PosternProvider *
make_provider (const char *parts)
{
  g_autofree char *xml = g_strdup_printf ("<provider id='x' kind='mailbox'><name>Post</name><summary>S</summary>%s"
                                          "</provider>", parts);
  g_autoptr (GError) error = NULL;
  GObject *provider = catalogue_test_parse (postern_provider_new_parsed, xml, &error);

  g_assert_no_error (error);

  return POSTERN_PROVIDER (provider);
}

static PosternTarget *
make_target (const char *parts)
{
  g_autofree char *all = g_strconcat (T, parts, NULL);

  return catalogue_test_target ("form='paste' syntax='php'", all);
}

/* What is in the way, with commas between it. */
static char *
warn (const char      *target_parts,
      const char      *provider_parts,
      PosternSecurity  security)
{
  g_autoptr (PosternTarget) target = make_target (target_parts);
  g_autoptr (PosternProvider) provider = make_provider (provider_parts);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("h", 25, security);
  PosternSettingsInput input = { endpoint, "u", "u@x.example", NULL, NULL, NULL, provider };
  g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, NULL);
  guint n_plain = security == POSTERN_SECURITY_NONE ? 1 : 0;

  g_assert_cmpuint (g_strv_length (settings->warnings), ==, g_strv_length (settings->obstacles) + n_plain);
  if (*settings->obstacles != NULL)
    g_assert_nonnull (strstr (settings->warnings[n_plain], "Thing"));

  return g_strjoinv (",", settings->obstacles);
}

#define assert_warns(target, provider, security, expected) \
  G_STMT_START { \
    g_autofree char *obstacles = warn (target, provider, security); \
    g_assert_cmpstr (obstacles, ==, expected); \
  } G_STMT_END

static void
test_tls (void)
{
  assert_warns ("<speaks tls='1.1'/>", "<tls oldest='1.2'/>", POSTERN_SECURITY_TLS, "old-tls");
  assert_warns ("<speaks tls='1.2'/>", "<tls oldest='1.2'/>", POSTERN_SECURITY_TLS, "");
  assert_warns ("<speaks tls='1.0'/>", "<tls oldest='1.2'/>", POSTERN_SECURITY_NONE, "");
  assert_warns ("<speaks tls='1.0'/>", "", POSTERN_SECURITY_TLS, "");
  assert_warns ("", "<tls oldest='1.2'/>", POSTERN_SECURITY_TLS, "");
}

static void
test_mechanisms (void)
{
  assert_warns ("<speaks mechanisms='PLAIN CRAM-MD5'/>", "<auth mechanism='LOGIN'/>", POSTERN_SECURITY_TLS,
                "no-mechanism");
  assert_warns ("<speaks mechanisms='PLAIN LOGIN'/>", "<auth mechanism='LOGIN'/>", POSTERN_SECURITY_TLS, "");
  assert_warns ("<speaks mechanisms='PLAIN XOAUTH2'/>", "<auth mechanism='LOGIN'/><auth mechanism='XOAUTH2'/>",
                POSTERN_SECURITY_TLS, "no-mechanism");
  assert_warns ("<speaks mechanisms='PLAIN'/>", "", POSTERN_SECURITY_TLS, "");
  assert_warns ("<speaks mechanisms=''/>", "<auth mechanism='LOGIN'/>", POSTERN_SECURITY_TLS, "no-sign-in");
  assert_warns ("<speaks mechanisms='' tls='1.0'/>", "<tls oldest='1.2'/>", POSTERN_SECURITY_TLS,
                "old-tls,no-sign-in");
}

static void
assert_stops (const char *parts,
              const char *password,
              const char *expected)
{
  g_autoptr (PosternTarget) target = make_target (parts);
  g_autoptr (GError) error = NULL;

  g_assert_null (catalogue_test_render (target, password, POSTERN_SECURITY_NONE, &error));
  g_assert_cmpstr (postern_settings_error_get_obstacle (error), ==, expected);
  g_assert_null (catalogue_test_render (target, password, POSTERN_SECURITY_NONE, NULL));
}

static void
test_stops (void)
{
  g_autoptr (PosternTarget) safe =
      catalogue_test_target ("form='paste' syntax='php'", "<template security='tls'>T</template>");
  g_autoptr (PosternTarget) word = catalogue_test_target ("form='paste' syntax='word'", T);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  assert_stops ("<limit value='password' max-length='3'/>", "four", "too-long");
  assert_stops ("<limit value='password' forbidden='#'/>", "#", "forbidden");
  assert_stops ("<limit value='password' refused='^x'/>", "xyz", "forbidden");
  /* Another account would not help there. */
  assert_stops ("<limit value='from_name' max-length='3'/>", "pw", NULL);
  g_assert_null (catalogue_test_render (safe, "pw", POSTERN_SECURITY_NONE, &error));
  g_assert_cmpstr (postern_settings_error_get_obstacle (error), ==, "no-encryption");
  g_assert_null (catalogue_test_render (word, "p w", POSTERN_SECURITY_NONE, &other));
  g_assert_cmpstr (postern_settings_error_get_obstacle (other), ==, "forbidden");
}

static void
test_remedies (void)
{
  static const char *const obstacles[] = {
    POSTERN_OBSTACLE_TOO_LONG, POSTERN_OBSTACLE_FORBIDDEN, POSTERN_OBSTACLE_NO_ENCRYPTION, POSTERN_OBSTACLE_OLD_TLS,
    POSTERN_OBSTACLE_NO_MECHANISM, POSTERN_OBSTACLE_NO_SIGN_IN, POSTERN_OBSTACLE_NO_OAUTH,
  };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      g_autoptr (GPtrArray) anywhere = postern_catalogue_find_remedies (catalogue, obstacles[i], NULL);
      g_autoptr (GPtrArray) microsoft = postern_catalogue_find_remedies (catalogue, obstacles[i], "microsoft365");

      g_assert_cmpuint (anywhere->len, >, 0);
      g_assert_cmpuint (microsoft->len, >, anywhere->len);
      for (guint j = 0; j < anywhere->len; j++)
        g_assert_null (POSTERN_REMEDY (anywhere->pdata[j])->provider);
    }
}

#define REMEDY(attributes) \
  "<remedy id='x' " attributes ">\n<name>N</name><text>T</text>" CATALOGUE_TEST_SOURCE "</remedy>"

static void
test_broken (void)
{
  static const CatalogueTestBroken files[] = {
    { postern_remedy_new_parsed, REMEDY (""), 1, "“obstacles”" },
    { postern_remedy_new_parsed, REMEDY ("obstacles='too-long colour'"), 1, "not known" },
    { postern_remedy_new_parsed, "<remedy id='x' obstacles='too-long'><name>N</name><text>T</text></remedy>", 1,
      "<source>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    catalogue_test_assert_broken (&files[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalogue_test_isolate ();

  g_test_add_func ("/catalogue/obstacles/tls", test_tls);
  g_test_add_func ("/catalogue/obstacles/mechanisms", test_mechanisms);
  g_test_add_func ("/catalogue/obstacles/stops", test_stops);
  g_test_add_func ("/catalogue/obstacles/remedies", test_remedies);
  g_test_add_func ("/catalogue/obstacles/broken", test_broken);

  return g_test_run ();
}
