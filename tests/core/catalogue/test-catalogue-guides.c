/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"

#define SOURCE "<source href='https://example.org/s' checked='2026-11-27'>S</source>"
#define GUIDE(inside) "<guide id='x'>\n<title>T</title>\n" inside SOURCE "</guide>"
#define QUESTION(id, yes, no)                                                                                      \
  "<question id='" id "'><title>T</title>"                                                                         \
  "<answer next='" yes "'>Yes</answer><answer next='" no "'>No</answer></question>\n"
#define END(id) "<end id='" id "' who='you'><title>T</title><text>E</text></end>\n"
#define END_WITH(attributes, inside)                                                                               \
  "<end id='a' who='admin' " attributes "><title>T</title><text>E</text>" inside "</end>\n" END ("b")

/* No way through a guide of ours is longer. */
#define MAX_QUESTIONS 8

static const struct
{
  const char *xml;
  guint       line;
  const char *reason;
} broken[] = {
  { GUIDE (QUESTION ("q", "a", "b") END ("a") END ("b") END ("c")), 6, "No answer leads to “c”" },
  { GUIDE (QUESTION ("q", "a", "b") END ("a") END ("b") QUESTION ("r", "a", "b")), 6, "No answer leads to “r”" },
  { GUIDE (QUESTION ("q", "a", "nowhere") END ("a")), 3, "“nowhere”, which is not there" },
  { GUIDE (QUESTION ("q", "r", "a") QUESTION ("r", "q", "a") END ("a")), 4, "back to “q”" },
  { GUIDE (QUESTION ("q", "q", "a") END ("a")), 3, "back to “q”" },
  { GUIDE (END ("a") QUESTION ("q", "a", "a")), 3, "begins with a question" },
  { GUIDE (QUESTION ("q", "a", "b") END ("a") END ("a") END ("b")), 5, "“a” is there twice" },
  { GUIDE ("<question id='q'><title>T</title><answer next='a'>A</answer></question>\n" END ("a")), 3,
    "two answers or more" },
  { GUIDE (QUESTION ("q", "a", "a")), 1, "<end> is missing" },
  { GUIDE (END ("a")), 1, "<question> is missing" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("", "<action kind='dance'>A</action>")), 4, "“dance”" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("", "<action kind='letter'>A</action>")), 4, "value" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("", "<action kind='link' value='http://x.org/'>A</action>")), 4,
    "https://" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("sign-in='account'", "")), 4, "or neither" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("from='alias'", "")), 4, "or neither" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("sign-in='me' from='alias'", "")), 4, "“me”" },
  { GUIDE (QUESTION ("q", "a", "b") END_WITH ("sign-in='account' from='you'", "")), 4, "“you”" },
  { "<guide id='x'><title>T</title>" QUESTION ("q", "a", "a") END ("a") "</guide>", 1, "<source> is missing" },
  { GUIDE (QUESTION ("q", "a", "a") "<end id='a'><title>T</title><text>E</text></end>"), 4, "“who”" },
};

static void
test_broken (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *place = g_strdup_printf ("some/folder/x.xml:%u: ", broken[i].line);
      g_autoptr (GObject) object = catalogue_test_parse (postern_guide_new_parsed, broken[i].xml, &error);

      g_assert_null (object);
      g_assert_error (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, place) || strstr (error->message, broken[i].reason) == NULL)
        g_error ("“%s” is not about line %u, %s", error->message, broken[i].line, broken[i].reason);
    }
}

/* Two ways to the same question are no circle. */
static void
test_joined (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object =
    catalogue_test_parse (postern_guide_new_parsed,
                          GUIDE (QUESTION ("q", "r", "s") QUESTION ("r", "s", "a") QUESTION ("s", "a", "b") END ("a")
                                 END ("b")), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (POSTERN_GUIDE (object)->nodes->len, ==, 5);
}

#define BY_PROVIDER                                                                                                \
  "<question id='q'><title>T</title><answer next='r' providers='microsoft365 practice'>M</answer>"                 \
  "<answer next='a' providers='gmail'>G</answer><answer next='b'>O</answer></question>"                            \
  "<question id='r'><title>T</title><answer next='a'>Yes</answer><answer next='b'>No</answer></question>"

static void
test_follow (void)
{
  g_autoptr (GObject) object =
    catalogue_test_parse (postern_guide_new_parsed,
                          GUIDE (BY_PROVIDER END_WITH ("sign-in='own-address' from='shared'",
                                                       "<action kind='guide' value='x'>A</action>")), NULL);
  PosternGuide *guide = POSTERN_GUIDE (object);
  const PosternGuideNode *first = postern_guide_get_node (guide, NULL);
  const PosternGuideNode *end = postern_guide_get_node (guide, "a");

  g_assert_cmpstr (first->id, ==, "q");
  g_assert_null (postern_guide_get_node (guide, "nowhere"));
  g_assert_true (postern_guide_skip_known (guide, first, NULL) == first);
  g_assert_cmpstr (postern_guide_skip_known (guide, first, "practice")->id, ==, "r");
  g_assert_cmpstr (postern_guide_skip_known (guide, first, "gmail")->id, ==, "a");
  g_assert_cmpstr (postern_guide_skip_known (guide, first, "yahoo")->id, ==, "b");
  g_assert_cmpstr (postern_guide_follow (guide, first, 0, NULL)->id, ==, "r");
  g_assert_cmpstr (postern_guide_follow (guide, postern_guide_get_node (guide, "r"), 1, "gmail")->id, ==, "b");
  g_assert_null (postern_guide_follow (guide, first, 3, NULL));

  g_assert_true (postern_guide_node_is_end (end));
  g_assert_false (postern_guide_node_is_end (first));
  g_assert_cmpint (end->who, ==, POSTERN_WHO_ADMIN);
  g_assert_cmpstr (end->sign_in, ==, "own-address");
  g_assert_cmpstr (end->from, ==, "shared");
  g_assert_cmpint (((PosternAction *) end->actions->pdata[0])->kind, ==, POSTERN_ACTION_GUIDE);
  g_assert_nonnull (postern_guide_node_get_sign_in_label (end));
  g_assert_null (postern_guide_node_get_from_label (first));
}

static void
check_action (PosternCatalogue    *catalogue,
              PosternGuide        *guide,
              const PosternAction *action)
{
  if (action->kind == POSTERN_ACTION_LETTER && postern_catalogue_get_letter (catalogue, action->value) == NULL)
    g_error ("%s: there is no letter “%s”", guide->id, action->value);
  if (action->kind == POSTERN_ACTION_GUIDE && postern_catalogue_get_guide (catalogue, action->value) == NULL)
    g_error ("%s: there is no guide “%s”", guide->id, action->value);
}

/* An end tells what to do: a sentence of advice, or which addresses to use. */
static void
check_end (PosternCatalogue       *catalogue,
           PosternGuide           *guide,
           const PosternGuideNode *end)
{
  gboolean has_letter = FALSE;

  if (end->actions->len == 0 && end->sign_in == NULL)
    g_error ("%s: “%s” says nothing to do", guide->id, end->id);
  for (guint i = 0; i < end->actions->len; i++)
    {
      const PosternAction *action = end->actions->pdata[i];

      check_action (catalogue, guide, action);
      has_letter = has_letter || action->kind == POSTERN_ACTION_LETTER;
    }
  if (end->who == POSTERN_WHO_ADMIN && !has_letter && !g_str_has_prefix (end->id, "microsoft-no"))
    g_error ("%s: “%s” is for the administrator, but has no letter", guide->id, end->id);
}

/* Every way through the guide; returns how many there are. */
static guint
walk (PosternCatalogue       *catalogue,
      PosternGuide           *guide,
      const PosternGuideNode *node,
      const char             *provider,
      guint                   depth)
{
  guint n_ways = 0;

  g_assert_nonnull (node);
  g_assert_cmpuint (depth, <=, MAX_QUESTIONS);
  if (postern_guide_node_is_end (node))
    {
      check_end (catalogue, guide, node);
      return 1;
    }
  for (guint i = 0; i < node->answers->len; i++)
    n_ways += walk (catalogue, guide, postern_guide_follow (guide, node, i, provider), provider, depth + 1);

  return n_ways;
}

static void
test_every_way_ends (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *guides = postern_catalogue_get_guides (catalogue);

  g_assert_cmpuint (g_list_model_get_n_items (guides), >=, 3);
  for (guint i = 0; i < g_list_model_get_n_items (guides); i++)
    {
      g_autoptr (PosternGuide) guide = g_list_model_get_item (guides, i);
      guint n_ways = walk (catalogue, guide, postern_guide_get_node (guide, NULL), NULL, 0);

      g_test_message ("%s: %u ways", guide->id, n_ways);
      g_assert_cmpuint (n_ways, >=, 4);
      g_assert_true (guide->provider == NULL || postern_catalogue_get_provider (catalogue, guide->provider) != NULL);
    }
}

static void
check_providers (PosternCatalogue         *catalogue,
                 const PosternGuideAnswer *answer)
{
  for (char **provider = answer->providers; *provider != NULL; provider++)
    {
      if (postern_catalogue_get_provider (catalogue, *provider) == NULL)
        g_error ("“%s” names the provider “%s”, which is not there", answer->text, *provider);
    }
}

/* With each provider that we know, the question for it is not asked. */
static void
test_known_provider (void)
{
  static const struct { const char *provider; const char *first; } cases[] = {
    { "microsoft365", "microsoft" }, { "practice", "microsoft" }, { "gmail", "google" }, { "custom", "other" },
  };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  PosternGuide *guide = postern_catalogue_get_guide (catalogue, "sender-address");
  const PosternGuideNode *first = postern_guide_get_node (guide, NULL);

  for (guint i = 0; i < first->answers->len; i++)
    check_providers (catalogue, first->answers->pdata[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PosternGuideNode *node = postern_guide_skip_known (guide, first, cases[i].provider);

      g_assert_cmpstr (node->id, ==, cases[i].first);
      g_assert_cmpuint (walk (catalogue, guide, node, cases[i].provider, 0), >=, 3);
    }
}

/* What rules and steps point at is there. */
static void
test_references (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *rules = postern_catalogue_get_rules (catalogue);
  guint n_guides = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);

      for (guint j = 0; j < rule->actions->len; j++)
        {
          const PosternAction *action = rule->actions->pdata[j];

          if (action->kind != POSTERN_ACTION_GUIDE)
            continue;
          n_guides++;
          if (postern_catalogue_get_guide (catalogue, action->value) == NULL)
            g_error ("%s: there is no guide “%s”", rule->id, action->value);
        }
    }
  g_assert_cmpuint (n_guides, >=, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalogue_test_isolate ();

  g_test_add_func ("/catalogue/guides/broken", test_broken);
  g_test_add_func ("/catalogue/guides/joined", test_joined);
  g_test_add_func ("/catalogue/guides/follow", test_follow);
  g_test_add_func ("/catalogue/guides/every-way-ends", test_every_way_ends);
  g_test_add_func ("/catalogue/guides/known-provider", test_known_provider);
  g_test_add_func ("/catalogue/guides/references", test_references);

  return g_test_run ();
}
