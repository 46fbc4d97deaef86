/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"

/* How long loading the whole catalogue may take, in microseconds. */
#define LOAD_BUDGET 10000

static const char *const folders[] = { "providers", "targets", "rules", "letters", "remedies", "guides" };

static char *
find_source (const char *folder,
             const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", folder, name, NULL);
}

/* The ids of the files in a folder of data/. */
static GPtrArray *
list_ids (const char *folder)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = find_source ("data", folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".xml"))
        g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".xml")));
    }
  g_assert_cmpuint (ids->len, >, 0);

  return ids;
}

static GListModel *
get_list (PosternCatalogue *catalogue,
          gsize             folder)
{
  GListModel *lists[] = { postern_catalogue_get_providers (catalogue), postern_catalogue_get_targets (catalogue),
                          postern_catalogue_get_rules (catalogue), postern_catalogue_get_letters (catalogue),
                          postern_catalogue_get_remedies (catalogue), postern_catalogue_get_guides (catalogue) };

  return lists[folder];
}

static const char *
get_id (gpointer object)
{
  if (POSTERN_IS_PROVIDER (object))
    return POSTERN_PROVIDER (object)->id;

  if (POSTERN_IS_LETTER_TEMPLATE (object))
    return POSTERN_LETTER_TEMPLATE (object)->id;

  if (POSTERN_IS_REMEDY (object))
    return POSTERN_REMEDY (object)->id;
  if (POSTERN_IS_GUIDE (object))
    return POSTERN_GUIDE (object)->id;

  return POSTERN_IS_TARGET (object) ? POSTERN_TARGET (object)->id : POSTERN_RULE (object)->id;
}

static GPtrArray *
get_sources (gpointer object)
{
  if (POSTERN_IS_PROVIDER (object))
    return POSTERN_PROVIDER (object)->sources;

  if (POSTERN_IS_LETTER_TEMPLATE (object))
    return POSTERN_LETTER_TEMPLATE (object)->sources;

  if (POSTERN_IS_REMEDY (object))
    return POSTERN_REMEDY (object)->sources;
  if (POSTERN_IS_GUIDE (object))
    return POSTERN_GUIDE (object)->sources;

  return POSTERN_IS_TARGET (object) ? POSTERN_TARGET (object)->sources : POSTERN_RULE (object)->sources;
}

static void
test_no_problems (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GPtrArray *problems = postern_catalogue_get_problems (catalogue);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static gboolean
has_id (GListModel *list,
        const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (list, i);

      if (g_str_equal (get_id (object), id))
        return TRUE;
    }

  return FALSE;
}

static void
test_every_file_is_compiled_in (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GPtrArray) ids = list_ids (folders[i]);
      GListModel *list = get_list (catalogue, i);

      for (guint j = 0; j < ids->len; j++)
        {
          if (!has_id (list, ids->pdata[j]))
            g_error ("data/%s/%s.xml is not compiled in: run “meson setup --reconfigure”", folders[i],
                     (char *) ids->pdata[j]);
        }
      g_assert_cmpuint (g_list_model_get_n_items (list), ==, ids->len);
    }
}

static void
test_every_file_has_a_source (void)
{
  static const char *const excepted[] = { "practice", "custom", NULL };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      GListModel *list = get_list (catalogue, i);

      for (guint j = 0; j < g_list_model_get_n_items (list); j++)
        {
          g_autoptr (GObject) object = g_list_model_get_item (list, j);

          if (get_sources (object)->len == 0 && !g_strv_contains (excepted, get_id (object)))
            g_error ("%s/%s names no source", folders[i], get_id (object));
        }
    }
}

/* Adds the msgids of a PO file. */
static GHashTable *
read_msgids (const char *po)
{
  GHashTable *msgids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (po, "\n", -1);
  g_autoptr (GString) msgid = g_string_new (NULL);
  gboolean is_in_msgid = FALSE;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gboolean begins = g_str_has_prefix (lines[i], "msgid ");
      const char *quote = strchr (lines[i], '"');

      is_in_msgid = begins || (is_in_msgid && *lines[i] == '"');
      if (is_in_msgid)
        {
          g_autofree char *escaped = g_strndup (quote + 1, strlen (quote) - 2);
          g_autofree char *text = g_strcompress (escaped);

          g_string_append (msgid, text);
        }
      else if (msgid->len > 0)
        {
          g_hash_table_add (msgids, g_strdup (msgid->str));
          g_string_truncate (msgid, 0);
        }
    }

  return msgids;
}

static GHashTable *
extract_msgids (void)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *po_folder = find_source ("po", NULL);
  g_autofree char *output = NULL;

  g_setenv ("GETTEXTDATADIRS", po_folder, TRUE);
  g_ptr_array_add (argv, g_strdup ("xgettext"));
  g_ptr_array_add (argv, g_strdup ("--from-code=UTF-8"));
  g_ptr_array_add (argv, g_strdup ("--output=-"));
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GPtrArray) ids = list_ids (folders[i]);
      g_autofree char *folder = find_source ("data", folders[i]);

      for (guint j = 0; j < ids->len; j++)
        g_ptr_array_add (argv, g_strdup_printf ("%s/%s.xml", folder, (char *) ids->pdata[j]));
    }
  g_ptr_array_add (argv, NULL);
  output = catalogue_test_run ("gettext", "command -v xgettext", (const char *const *) argv->pdata);

  return output == NULL ? NULL : read_msgids (output);
}

static void
assert_extracted (GHashTable *msgids,
                  const char *id,
                  const char *text)
{
  if (text != NULL && !g_hash_table_contains (msgids, text))
    g_error ("%s: translators do not get “%s”", id, text);
}

static void
assert_provider_extracted (GHashTable      *msgids,
                           PosternProvider *provider)
{
  assert_extracted (msgids, provider->id, provider->summary);
  for (guint i = 0; i < provider->steps->len; i++)
    {
      PosternProviderStep *step = provider->steps->pdata[i];

      assert_extracted (msgids, provider->id, step->title);
      assert_extracted (msgids, provider->id, step->text);
      assert_extracted (msgids, provider->id, step->figure_alt);
      for (guint j = 0; j < step->troubles->len; j++)
        assert_extracted (msgids, provider->id, ((PosternTrouble *) step->troubles->pdata[j])->text);
    }
  for (guint i = 0; i < provider->advice->len; i++)
    assert_extracted (msgids, provider->id, ((PosternAdvice *) provider->advice->pdata[i])->title);
}

static void
assert_target_extracted (GHashTable    *msgids,
                         PosternTarget *target)
{
  assert_extracted (msgids, target->id, target->summary);
  assert_extracted (msgids, target->id, target->where);
  for (guint i = 0; i < target->oauth->len; i++)
    assert_extracted (msgids, target->id, ((PosternTargetOauth *) target->oauth->pdata[i])->text);
  assert_extracted (msgids, target->id, target->test_hint);
  for (gsize i = 0; target->pitfalls[i] != NULL; i++)
    assert_extracted (msgids, target->id, target->pitfalls[i]);
}

static void
assert_rule_extracted (GHashTable  *msgids,
                       PosternRule *rule)
{
  assert_extracted (msgids, rule->id, rule->title);
  assert_extracted (msgids, rule->id, rule->explanation);
  for (guint i = 0; i < rule->actions->len; i++)
    assert_extracted (msgids, rule->id, ((PosternAction *) rule->actions->pdata[i])->text);
}

static void
assert_remedy_extracted (GHashTable    *msgids,
                         PosternRemedy *remedy)
{
  assert_extracted (msgids, remedy->id, remedy->name);
  assert_extracted (msgids, remedy->id, remedy->text);
}

static void
assert_guide_extracted (GHashTable   *msgids,
                        PosternGuide *guide)
{
  assert_extracted (msgids, guide->id, guide->title);
  for (guint i = 0; i < guide->nodes->len; i++)
    {
      PosternGuideNode *node = guide->nodes->pdata[i];

      assert_extracted (msgids, guide->id, node->title);
      assert_extracted (msgids, guide->id, node->text);
      for (guint j = 0; j < node->answers->len; j++)
        assert_extracted (msgids, guide->id, ((PosternGuideAnswer *) node->answers->pdata[j])->text);
      for (guint j = 0; j < node->actions->len; j++)
        assert_extracted (msgids, guide->id, ((PosternAction *) node->actions->pdata[j])->text);
    }
}

/* That what xgettext extracts is, space for space, what the loader looks up. */
static void
test_every_text_is_translatable (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (GHashTable) msgids = extract_msgids ();

  if (msgids == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (get_list (catalogue, 0)); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (get_list (catalogue, 0), i);

      assert_provider_extracted (msgids, provider);
    }
  for (guint i = 0; i < g_list_model_get_n_items (get_list (catalogue, 1)); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (get_list (catalogue, 1), i);

      assert_target_extracted (msgids, target);
    }
  for (guint i = 0; i < g_list_model_get_n_items (get_list (catalogue, 2)); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (get_list (catalogue, 2), i);

      assert_rule_extracted (msgids, rule);
    }
  for (guint i = 0; i < g_list_model_get_n_items (get_list (catalogue, 4)); i++)
    {
      g_autoptr (PosternRemedy) remedy = g_list_model_get_item (get_list (catalogue, 4), i);

      assert_remedy_extracted (msgids, remedy);
    }
  for (guint i = 0; i < g_list_model_get_n_items (get_list (catalogue, 5)); i++)
    {
      g_autoptr (PosternGuide) guide = g_list_model_get_item (get_list (catalogue, 5), i);

      assert_guide_extracted (msgids, guide);
    }
}

static void
test_load_time (void)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

      best = MIN (best, g_get_monotonic_time () - start);
    }
  g_test_minimized_result ((double) best / 1000, "the catalogue loads in %.2f ms", (double) best / 1000);
  if (g_test_perf ())
    g_assert_cmpint (best, <, LOAD_BUDGET);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalogue_test_isolate ();

  g_test_add_func ("/catalogue/data/no-problems", test_no_problems);
  g_test_add_func ("/catalogue/data/every-file-is-compiled-in", test_every_file_is_compiled_in);
  g_test_add_func ("/catalogue/data/every-file-has-a-source", test_every_file_has_a_source);
  g_test_add_func ("/catalogue/data/every-text-is-translatable", test_every_text_is_translatable);
  g_test_add_func ("/catalogue/data/load-time", test_load_time);

  return g_test_run ();
}
