/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "catalogue-test-support.h"

#define PROVIDER(inside) "<provider id='x' kind='mailbox'>\n<name>X</name>\n<summary>S</summary>\n" inside "</provider>"
#define TARGET(attributes, inside)                                                                                 \
  "<target id='x' category='program' " attributes ">\n<name>X</name>\n<summary>S</summary>\n"      \
  "<test>T</test>" CATALOGUE_TEST_SOURCE "\n" inside "</target>"
#define RULE(attributes, inside)                                                                                   \
  "<rule id='x' who='you' confidence='likely' " attributes ">\n<title>T</title>\n"                         \
  "<explanation>E</explanation>\n" inside "</rule>"

#define GMAIL_NAMED(name) "<provider id='gmail' kind='mailbox'><name>" name "</name><summary>S</summary></provider>"

static const CatalogueTestBroken broken_files[] = {
  { postern_provider_new_parsed, "", 1, "empty" },
  { postern_provider_new_parsed, "<provider", 1, "" },
  { postern_provider_new_parsed, "<provider id='x' kind='mailbox'>\n<name>X</nom></provider>", 2, "" },
  { postern_provider_new_parsed, "<provider id='x' kind='mailbox'>\n<name>\377</name></provider>", 2, "" },
  { postern_provider_new_parsed, RULE ("", ""), 1, "must hold one <provider>" },
  { postern_provider_new_parsed, "<provider kind='mailbox'><name>X</name><summary>S</summary></provider>", 1,
    "“id”" },
  { postern_provider_new_parsed, "<provider id='y' kind='mailbox'><name>X</name><summary>S</summary></provider>", 1,
    "file’s name" },
  { postern_provider_new_parsed, "<provider id='x' kind='shop'><name>X</name><summary>S</summary></provider>", 1,
    "“shop”" },
  { postern_provider_new_parsed,
    "<provider id='x' kind='mailbox'>\n<name>X</name></provider>", 1, "<summary> is missing" },
  { postern_provider_new_parsed, PROVIDER ("<name>Y</name>"), 4, "only once" },
  { postern_provider_new_parsed, PROVIDER ("<colour>red</colour>"), 4, "<colour> is not known" },
  { postern_provider_new_parsed, PROVIDER ("<title>T</title>"), 1, "does not belong" },
  { postern_provider_new_parsed, PROVIDER ("stray"), 1, "no text" },
  { postern_provider_new_parsed, PROVIDER ("<mx pattern='*.x' colour='red'/>"), 4, "attribute that is not known" },
  { postern_provider_new_parsed, PROVIDER ("<endpoint host='h' port='0' security='tls'/>"), 4, "“0”" },
  { postern_provider_new_parsed, PROVIDER ("<endpoint host='h' port='65536' security='tls'/>"), 4, "“65536”" },
  { postern_provider_new_parsed, PROVIDER ("<endpoint host='h' port='+25' security='tls'/>"), 4, "“+25”" },
  { postern_provider_new_parsed, PROVIDER ("<endpoint host='h' port='25' security='ssl'/>"), 4, "“ssl”" },
  { postern_provider_new_parsed, PROVIDER ("<user/>"), 4, "either given or said" },
  { postern_provider_new_parsed, PROVIDER ("<user name='u'><name>U</name></user>"), 4, "either given or said" },
  { postern_provider_new_parsed, PROVIDER ("<password length='many'><name>P</name></password>"), 4, "“many”" },
  { postern_provider_new_parsed, PROVIDER ("<password length='16'><name> \n </name></password>"), 4, "has no text" },
  { postern_provider_new_parsed,
    PROVIDER ("<steps><step id='Not kebab'><title>T</title><text>T</text></step></steps>"), 4,
    "“Not kebab”" },
  { postern_provider_new_parsed, PROVIDER ("\n<source href='http://example.org/' checked='2026-11-24'>S</source>"), 5,
    "“http://example.org/”" },
  { postern_provider_new_parsed,
    PROVIDER ("<source href='https://' checked='2026-11-24'>S</source>"), 4, "“https://”" },
  { postern_provider_new_parsed, PROVIDER ("<source href='https://example.org/' checked='2026-02-30'>S</source>"), 4,
    "“2026-02-30”" },
  { postern_provider_new_parsed, PROVIDER ("<source href='https://example.org/' checked='tomorrow'>S</source>"), 4,
    "“tomorrow”" },
  { postern_provider_new_parsed,
    PROVIDER ("<advice id='a' severity='info'><title>T</title>\n<text>On {date}</text></advice>"), 5, "date" },
  { postern_provider_new_parsed,
    PROVIDER ("<advice id='a' severity='info'><title>T</title><text when='after'>T</text></advice>"), 4, "date" },
  { postern_target_new_parsed, TARGET ("form='paste' syntax='php'", ""), 1, "has a template" },
  { postern_target_new_parsed, TARGET ("form='fields' syntax='fields'", "<template>T</template>"), 1, "has fields" },
  { postern_target_new_parsed, TARGET ("form='paste' syntax='cobol'", "<template>T</template>"), 1, "syntax" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template>{{pasword}}</template>"), 5, "placeholder" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template>{{password</template>"), 5, "placeholder" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template security='ssl'>T</template>"), 5, "security" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template>T</template>\n<template security='tls'>T</template>"), 6, "Two" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template>T</template>\n<limit value='colour'/>"), 6, "limit" },
  { postern_target_new_parsed,
    TARGET ("form='paste' syntax='php'", "<template>T</template>\n<limit refused='('/>"), 6, "regular expression" },
  { postern_rule_new_parsed, RULE ("stage='lunch'", ""), 1, "“lunch”" },
  { postern_rule_new_parsed, RULE ("code='99'", ""), 1, "“99”" },
  { postern_rule_new_parsed, RULE ("", "<action kind='link' value='http://example.org/'>A</action>"), 4, "https://" },
  { postern_rule_new_parsed, RULE ("", "<action kind='command'>A</action>"), 4, "value" },
  { postern_rule_new_parsed, RULE ("", "<action kind='text' value='v'>A</action>"), 4, "value" },
};

static void
test_broken (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken_files); i++)
    catalogue_test_assert_broken (&broken_files[i]);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("<provider>");
  g_autoptr (GString) wide = g_string_new ("<provider id='x' kind='mailbox'>");
  g_autofree char *large = g_strnfill (POSTERN_NODE_MAX_BYTES + 1, ' ');
  g_autofree char *words = g_strnfill (POSTERN_NODE_MAX_TEXT + 1, 'w');
  g_autofree char *wordy = g_strconcat ("<provider id='x' kind='mailbox'><name>", words, "</name></provider>", NULL);

  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < POSTERN_NODE_MAX_ELEMENTS; i++)
    g_string_append (wide, "<mx pattern='*'/>");
  catalogue_test_assert_broken (&(CatalogueTestBroken){ postern_provider_new_parsed, deep->str, 1, "too deeply" });
  catalogue_test_assert_broken (&(CatalogueTestBroken){ postern_provider_new_parsed, wide->str, 1, "too many" });
  catalogue_test_assert_broken (&(CatalogueTestBroken){ postern_provider_new_parsed, large, 1, "too large" });
  catalogue_test_assert_broken (&(CatalogueTestBroken){ postern_provider_new_parsed, wordy, 1, "too long" });
}

static void
test_provider (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object = catalogue_test_parse (
      postern_provider_new_parsed,
      PROVIDER ("<endpoint host='h.example' port='587' security='starttls'/><auth mechanism='LOGIN'/>"
                "<mx pattern='*.h.example'/>"
                "<password length='16' alphabet='lower'><name>app\n   password</name></password>"
                "<steps><step id='one'><title>T</title><text> two\n\t lines </text>"
                "<link href='https://example.org/a'>L</link><figure name='f'>Alt</figure>"
                "<trouble id='t' who='admin'><title>TT</title><text>TX</text></trouble></step></steps>"
                "<source href='https://example.org/s' checked='2026-11-24'>S</source>"),
      &error);
  PosternProvider *provider;
  PosternProviderStep *step;

  g_assert_no_error (error);
  provider = POSTERN_PROVIDER (object);
  g_assert_cmpstr (provider->id, ==, "x");
  g_assert_cmpstr (postern_provider_kind_to_nick (provider->kind), ==, "mailbox");
  g_assert_cmpuint (((PosternEndpoint *) provider->endpoints->pdata[0])->port, ==, 587);
  g_assert_cmpstr (provider->mechanisms[0], ==, "LOGIN");
  g_assert_cmpstr (provider->mx_patterns[0], ==, "*.h.example");
  g_assert_cmpstr (provider->password_name, ==, "app password");
  g_assert_cmpuint (provider->password_length, ==, 16);
  step = provider->steps->pdata[0];
  g_assert_cmpstr (step->text, ==, "two lines");
  g_assert_cmpstr (step->link->uri, ==, "https://example.org/a");
  g_assert_cmpstr (step->figure, ==, "f");
  g_assert_cmpstr (((PosternTrouble *) step->troubles->pdata[0])->who, ==, "admin");
  g_assert_cmpstr (((PosternLink *) provider->sources->pdata[0])->label, ==, "S");
}

static void
test_provider_user (void)
{
  static const struct { const char *xml; const char *user; const char *user_name; } cases[] = {
    { "", NULL, NULL },
    { "<user name='apikey'/>", "apikey", NULL },
    { "<user><name>API key</name></user>", NULL, "API key" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf (PROVIDER ("%s"), cases[i].xml);
      g_autoptr (GError) error = NULL;
      g_autoptr (GObject) object = catalogue_test_parse (postern_provider_new_parsed, xml, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (POSTERN_PROVIDER (object)->user, ==, cases[i].user);
      g_assert_cmpstr (POSTERN_PROVIDER (object)->user_name, ==, cases[i].user_name);
    }
}

static void
test_rule (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object = catalogue_test_parse (
      postern_rule_new_parsed,
      RULE ("stage='auth' code='535' enhanced='5.7.*' valid-from='2027-01-01'",
            "<words>Not FOUND</words><action kind='command' value='ls'>A</action>"), &error);
  PosternRule *rule;
  PosternAction *action;

  g_assert_no_error (error);
  rule = POSTERN_RULE (object);
  g_assert_cmpuint (rule->code, ==, 535);
  g_assert_cmpstr (rule->stage, ==, "auth");
  g_assert_cmpstr (rule->words[0], ==, "not found");
  g_assert_cmpint (rule->who, ==, POSTERN_WHO_YOU);
  g_assert_cmpint (rule->confidence, ==, POSTERN_CONFIDENCE_LIKELY);
  g_assert_cmpint (g_date_time_get_year (rule->valid_from), ==, 2027);
  g_assert_null (rule->valid_until);
  action = rule->actions->pdata[0];
  g_assert_cmpint (action->kind, ==, POSTERN_ACTION_COMMAND);
  g_assert_cmpstr (action->value, ==, "ls");
}

static void
test_nicks (void)
{
  for (int i = POSTERN_WHO_YOU; i <= POSTERN_WHO_NETWORK; i++)
    {
      PosternWho who = POSTERN_WHO_YOU;

      g_assert_true (postern_who_from_nick (postern_who_to_nick (i), &who));
      g_assert_cmpint (who, ==, i);
      g_assert_cmpstr (postern_who_get_label (i), !=, "");
    }
  for (int i = POSTERN_CONFIDENCE_CERTAIN; i <= POSTERN_CONFIDENCE_POSSIBLE; i++)
    {
      PosternConfidence confidence = POSTERN_CONFIDENCE_CERTAIN;

      g_assert_true (postern_confidence_from_nick (postern_confidence_to_nick (i), &confidence));
      g_assert_cmpint (confidence, ==, i);
      g_assert_cmpstr (postern_confidence_get_label (i), !=, "");
    }
  g_assert_false (postern_who_from_nick ("nobody", &(PosternWho){ 0 }));
  g_assert_false (postern_confidence_from_nick (NULL, &(PosternConfidence){ 0 }));
}

static void
test_advice (void)
{
  static const struct { int month; int day; const char *text; } cases[] = {
    { 11, 24, "On 1 March 2027, in 97 days." },
    { 2, 28, "On 1 March 2027, tomorrow." },
    { 3, 1, "On 1 March 2027, today." },
    { 3, 2, "Since 1 March 2027, yesterday." },
    { 3, 11, "Since 1 March 2027, 10 days ago." },
  };
  const char *xml = PROVIDER ("<advice id='a' severity='warning' date='2027-03-01'><title>T</title>"
                              "<text>On {date}, {days}.</text>"
                              "<text when='after'>Since {date},\n {days}.</text></advice>");
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year = cases[i].month == 11 ? 2026 : 2027;
      g_autoptr (GDateTime) today = catalogue_test_day (year, cases[i].month, cases[i].day);
      g_autoptr (GObject) object = postern_provider_new_parsed (bytes, "x.xml", today, NULL);
      PosternAdvice *advice = POSTERN_PROVIDER (object)->advice->pdata[0];

      g_assert_cmpstr (advice->text, ==, cases[i].text);
    }
}

static void
test_judge_password (void)
{
  static const struct { const char *text; PosternPasswordShape shape; } cases[] = {
    { "brtkwqndmzxlhfpc", POSTERN_PASSWORD_FITS },
    { "", POSTERN_PASSWORD_EMPTY },
    { " \302\240", POSTERN_PASSWORD_EMPTY },
    { "Summer2026!", POSTERN_PASSWORD_NORMAL },
    { "brtkwqndmzxlhfpC", POSTERN_PASSWORD_NORMAL },
    { "br\303\244kwqndmzxlhfpc", POSTERN_PASSWORD_NORMAL },
    { "brtkwqnd", POSTERN_PASSWORD_SHORT },
    { "brtkwqndmzxlhfpcx", POSTERN_PASSWORD_LONG },
  };
  g_autoptr (GObject) shaped = catalogue_test_parse (
      postern_provider_new_parsed, PROVIDER ("<password length='16' alphabet='lower'><name>P</name></password>"), NULL);
  g_autoptr (GObject) shapeless = catalogue_test_parse (postern_provider_new_parsed, PROVIDER (""), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternSecret) secret = postern_secret_new (cases[i].text, -1);
      gboolean is_empty = cases[i].shape == POSTERN_PASSWORD_EMPTY;

      g_assert_cmpint (postern_provider_judge_password (POSTERN_PROVIDER (shaped), secret), ==, cases[i].shape);
      g_assert_cmpint (postern_provider_judge_password (POSTERN_PROVIDER (shapeless), secret), ==,
                       is_empty ? POSTERN_PASSWORD_EMPTY : POSTERN_PASSWORD_FITS);
    }
}

static void
write_own (const char *base,
           const char *folder,
           const char *name,
           const char *contents)
{
  g_autofree char *path = g_build_filename (base, "postern", folder, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, contents, -1, NULL));
}

static void
test_own_files (void)
{
  g_autofree char *fifo = g_build_filename (g_get_user_data_dir (), "postern", "providers", "fifo.xml", NULL);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  GPtrArray *problems;
  guint n_found = 0;

  write_own (g_get_user_data_dir (), "providers", "gmail.xml", GMAIL_NAMED ("Mine"));
  write_own (g_get_system_data_dirs ()[0], "providers", "gmail.xml", GMAIL_NAMED ("Everybody's"));
  write_own (g_get_user_data_dir (), "providers", "practice.xml", "<provider");
  write_own (g_get_user_data_dir (), "providers", "readme.txt", "no XML");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  catalogue = postern_catalogue_new ();
  problems = postern_catalogue_get_problems (catalogue);

  g_assert_cmpstr (postern_catalogue_get_provider (catalogue, "gmail")->name, ==, "Mine");
  g_assert_nonnull (postern_catalogue_get_provider (catalogue, "practice"));
  g_assert_cmpuint (problems->len, ==, 2);
  for (guint i = 0; i < problems->len; i++)
    n_found += strstr (problems->pdata[i], "/practice.xml:1: ") != NULL ||
               strstr (problems->pdata[i], "/fifo.xml: ") != NULL;
  g_assert_cmpuint (n_found, ==, 2);
}

static gpointer
read_catalogue (gpointer data)
{
  GListModel *rules = postern_catalogue_get_rules (data);
  guint n = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i % g_list_model_get_n_items (rules));

      n += rule->title != NULL;
    }

  return GUINT_TO_POINTER (n);
}

static void
test_threads (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_catalogue, catalogue);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 2000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalogue_test_isolate ();

  g_test_add_func ("/catalogue/loader/broken", test_broken);
  g_test_add_func ("/catalogue/loader/limits", test_limits);
  g_test_add_func ("/catalogue/loader/provider", test_provider);
  g_test_add_func ("/catalogue/loader/provider-user", test_provider_user);
  g_test_add_func ("/catalogue/loader/rule", test_rule);
  g_test_add_func ("/catalogue/loader/nicks", test_nicks);
  g_test_add_func ("/catalogue/loader/advice", test_advice);
  g_test_add_func ("/catalogue/loader/judge-password", test_judge_password);
  g_test_add_func ("/catalogue/loader/own-files", test_own_files);
  g_test_add_func ("/catalogue/loader/threads", test_threads);

  return g_test_run ();
}
