/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "postern-diagnosis-fixture.h"

static PosternCatalogue *catalogue;

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, !=, "");
  g_assert_false (g_ascii_isspace (text[0]) || g_ascii_isspace (text[strlen (text) - 1]));
  /* Typographic marks only, and no tone of an advertisement. */
  g_assert_null (strpbrk (text, "\"'!\n"));
}

static void
assert_title (const char *text)
{
  assert_text (text);
  g_assert_false (g_str_has_suffix (text, "."));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 90);
}

static void
assert_figure (const char *name)
{
  static const char *const variants[] = { "light", "dark" };

  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s.svg", name, variants[i]);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "figures", file, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

static void
check_step (const PosternProviderStep *step,
            GHashTable                *ids)
{
  assert_title (step->title);
  assert_text (step->text);
  g_assert_true (g_hash_table_add (ids, step->id));
  g_assert_true ((step->figure == NULL) == (step->figure_alt == NULL));
  if (step->figure != NULL)
    assert_figure (step->figure);
  for (guint i = 0; i < step->troubles->len; i++)
    {
      const PosternTrouble *trouble = g_ptr_array_index (step->troubles, i);

      assert_title (trouble->title);
      assert_text (trouble->text);
    }
}

static void
test_providers (void)
{
  static const char *const ids[] = { "microsoft365", "gmail", "practice", "custom" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      PosternProvider *provider = postern_catalogue_get_provider (catalogue, ids[i]);
      g_autoptr (GHashTable) step_ids = g_hash_table_new (g_str_hash, g_str_equal);

      g_test_message ("%s", ids[i]);
      g_assert_nonnull (provider);
      assert_text (provider->summary);
      g_assert_cmpuint (provider->steps->len, >=, 4);
      g_assert_cmpuint (provider->steps->len, <=, 6);
      for (guint n = 0; n < provider->steps->len; n++)
        check_step (g_ptr_array_index (provider->steps, n), step_ids);
      g_assert_true ((provider->kind == POSTERN_PROVIDER_CUSTOM) == (provider->endpoints->len == 0));
    }
}

/* A public provider is never offered without encryption, and names where its facts are from. */
static void
test_public_providers (void)
{
  static const struct { const char *id; const char *host; } cases[] = {
    { "microsoft365", "smtp.office365.com" }, { "gmail", "smtp.gmail.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PosternProvider *provider = postern_catalogue_get_provider (catalogue, cases[i].id);

      g_assert_cmpuint (provider->sources->len, >, 0);
      g_assert_cmpuint (provider->advice->len, >=, 3);
      for (guint n = 0; n < provider->endpoints->len; n++)
        {
          const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, n);

          g_assert_cmpstr (endpoint->host, ==, cases[i].host);
          g_assert_cmpint (endpoint->security, !=, POSTERN_SECURITY_NONE);
        }
    }
  g_assert_false (g_strv_contains ((const char *const *)
                                   postern_catalogue_get_provider (catalogue, "microsoft365")->mechanisms, "PLAIN"));
}

static void
test_rules (void)
{
  GListModel *rules = postern_catalogue_get_rules (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);

      g_test_message ("%s", rule->id);
      assert_title (rule->title);
      assert_text (rule->explanation);
      g_assert_cmpuint (rule->actions->len, >, 0);
      g_assert_cmpuint (rule->sources->len, >, 0);
      for (guint n = 0; n < rule->actions->len; n++)
        assert_text (((const PosternAction *) g_ptr_array_index (rule->actions, n))->text);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/data/providers", test_providers);
  g_test_add_func ("/diagnosis/data/public-providers", test_public_providers);
  g_test_add_func ("/diagnosis/data/rules", test_rules);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
