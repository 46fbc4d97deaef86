/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-evidence.h"
#include "core/diagnosis/postern-placeholders.h"
#include "postern-diagnosis-fixture.h"

static PosternCatalogue *catalogue;

static void
test_codes (void)
{
  static const struct { const char *text; guint code; const char *enhanced; } cases[] = {
    { "535 5.7.3 Authentication unsuccessful", 535, "5.7.3" },
    { "535-5.7.8 Username\n535 5.7.8 more", 535, "5.7.8" },
    { "535: 5.7.139 Authentication", 535, "5.7.139" },
    { "(535, b'5.7.8 Username')", 535, "5.7.8" },
    { "SMTP Error (535) 5.7.8", 535, "5.7.8" },
    { "Expected response code 250 but got code \"535\", with message \"535-5.7.8 Username\"", 535, "5.7.8" },
    { "Error 550 Mailbox unavailable", 550, NULL },
    { "The server response was: 5.7.57 Client not authenticated", 0, "5.7.57" },
    { "554 5.2.252 SendAsDenied 0.35250:1F009983", 554, "5.2.252" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = postern_evidence_list_from_text (cases[i].text, NULL, NULL);
      const PosternEvidence *first = g_ptr_array_index (list, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (list->len, >=, 2);
      g_assert_cmpuint (first->code, ==, cases[i].code);
      g_assert_cmpstr (first->enhanced, ==, cases[i].enhanced);
      g_assert_cmpstr (first->condition, ==, "refused");
    }
}

/* Ports, addresses, versions, line numbers and other figures are no replies. */
static void
test_no_codes (void)
{
  static const char *const texts[] = {
    "", " \r\n\t ", "Connection to smtp.example.com:465 timed out", "connect ETIMEDOUT 52.97.5.7:587",
    "10.5.7.139 is unreachable", "SMTP.php line 452", "port 550", "PHPMailer 5.2.23", "version 5.4.1", "1535 messages",
    "error 10060", "5.7", "250 2.0.0 OK", "334 UGFzc3dvcmQ6", "code5.7.8x", "554a",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) list = postern_evidence_list_from_text (texts[i], "gmail", "auth");
      const PosternEvidence *only = g_ptr_array_index (list, 0);

      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_cmpuint (only->code, ==, 0);
      g_assert_null (only->condition);
      g_assert_cmpstr (only->provider, ==, "gmail");
      g_assert_cmpstr (only->stage, ==, "auth");
    }
}

static void
test_fold (void)
{
  g_autofree char *folded = postern_evidence_fold ("  SmtpClient\r\n\tAUTH\302\240 \303\204 \001\342\200\217x ");
  g_autofree char *broken = postern_evidence_fold ("a\377b");
  g_autoptr (GPtrArray) list = postern_evidence_list_from_text ("535-5.7.8 one two\r\n535 5.7.8 three", NULL, NULL);
  const PosternEvidence *first = g_ptr_array_index (list, 0);

  g_assert_cmpstr (folded, ==, "smtpclient auth \303\244 x");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_nonnull (strstr (first->words, "one two three"));
  g_assert_cmpstr (first->reply, ==, "535-5.7.8 one two 535 5.7.8 three");
}

static void
test_unknown (void)
{
  static const struct { const char *text; const char *id; const char *quote; } cases[] = {
    { "", "unknown", "" }, { "It does not\nwork", "unknown", "“It does not work”" },
    { "451 4.9.99 Odd", "unknown-temporary", "“451 4.9.99 Odd”" },
    { "The reply was: 555 Odd", "unknown-permanent", "“555 Odd”" },
    { "5.6.99 odd", "unknown-permanent", "“5.6.99 odd”" },
    { "4.6.99 odd", "unknown-temporary", "“4.6.99 odd”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternFinding) finding = postern_diagnosis_explain_reply (catalogue, cases[i].text, NULL, NULL);

      g_test_message ("%s", cases[i].text);
      postern_diagnosis_fixture_check (finding);
      g_assert_cmpstr (finding->id, ==, cases[i].id);
      g_assert_nonnull (strstr (finding->explanation, cases[i].quote));
    }
}

static void
test_provider (void)
{
  static const char text[] = "535 5.7.3 Authentication unsuccessful";
  g_autoptr (PosternFinding) named = postern_diagnosis_explain_reply (catalogue, text, "microsoft365", NULL);
  g_autoptr (PosternFinding) strange = postern_diagnosis_explain_reply (catalogue, text, "nobody", NULL);

  g_assert_true (g_str_has_prefix (named->explanation, "smtp.office365.com "));
  g_assert_true (g_str_has_prefix (strange->explanation, "The mail server "));
}

static void
test_substitutes (void)
{
  PosternPlaceholders nothing = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *command = NULL;
  g_autofree char *link = NULL;

  text = postern_placeholders_fill (&nothing, "{host} refused {user}. {host} wants {from}, {other}",
                                    POSTERN_PLACEHOLDER_TEXT);
  command = postern_placeholders_fill (&nothing, "do {host} {port} {user}", POSTERN_PLACEHOLDER_COMMAND);
  link = postern_placeholders_fill (&nothing, "https://example.com/?u={user}", POSTERN_PLACEHOLDER_LINK);

  g_assert_cmpstr (text, ==,
                   "The mail server refused your account. The mail server wants a different address, {other}");
  g_assert_cmpstr (command, ==, "do 'smtp.example.com' 587 'account@example.com'");
  g_assert_cmpstr (link, ==, "https://example.com/?u=account%40example.com");
}

static void
test_ports (void)
{
  static const char text[] = "Use {open}.";
  PosternPlaceholders nothing = { 0 };
  PosternPlaceholders one = { .open = "465" };
  PosternPlaceholders two = { .open = "465, 2525" };
  g_autofree char *of_nothing = postern_placeholders_fill (&nothing, text, POSTERN_PLACEHOLDER_TEXT);
  g_autofree char *of_one = postern_placeholders_fill (&one, text, POSTERN_PLACEHOLDER_TEXT);
  g_autofree char *of_two = postern_placeholders_fill (&two, text, POSTERN_PLACEHOLDER_TEXT);
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain_reply (catalogue, "host-probe blocked", NULL, NULL);

  g_assert_cmpstr (of_nothing, ==, "Use another port.");
  g_assert_cmpstr (of_one, ==, "Use port 465.");
  g_assert_cmpstr (of_two, ==, "Use ports 465, 2525.");
  g_assert_cmpstr (finding->id, ==, "host-probe-blocked");
  g_assert_null (strstr (finding->title, "port another port"));
  g_assert_true (g_str_has_suffix (finding->title, "but not another port"));
}

static void
test_known (void)
{
  PosternPlaceholders values = { .account = "web@example.org", .from = "" };

  g_assert_true (postern_placeholders_know (&values, "run it for {account} {nobody} on {port}"));
  g_assert_false (postern_placeholders_know (&values, "run it for {account} as {from}"));
  g_assert_false (postern_placeholders_know (&values, "{host}"));
}

static void
test_values_are_not_filled_again (void)
{
  static const char *const names[] = { "a.example", "b.example", "c.example", "d.example", NULL };
  g_autofree char *long_reply = g_strnfill (1000, 'x');
  PosternPlaceholders values = { .host = "{user}", .user = "{reply}", .names = names, .reply = long_reply };
  g_autofree char *text = postern_placeholders_fill (&values, "{host} {user} {names}", POSTERN_PLACEHOLDER_TEXT);
  g_autofree char *reply = postern_placeholders_fill (&values, "{reply}", POSTERN_PLACEHOLDER_TEXT);

  g_assert_cmpstr (text, ==, "{user} {reply} a.example, b.example, c.example, …");
  g_assert_cmpint (g_utf8_strlen (reply, -1), ==, 401);
}

/* Whatever is pasted, there is an answer. */
static void
test_noise (void)
{
  static const char alphabet[] = "0123456789.-: \n\r\t()'\"{}ab\303\244\377\001[]535 5.7.8-timed out";
  char text[200];

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (PosternFinding) finding = NULL;
      gsize length = (gsize) g_test_rand_int_range (0, sizeof text - 1);

      for (gsize i = 0; i < length; i++)
        text[i] = round % 2 == 0 ? alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]
                                 : (char) g_test_rand_int_range (1, 256);
      text[length] = '\0';
      finding = postern_diagnosis_explain_reply (catalogue, text, NULL, NULL);
      g_assert_nonnull (finding);
      g_assert_cmpstr (finding->title, !=, "");
      g_assert_cmpstr (finding->explanation, !=, "");
      g_assert_true (g_utf8_validate (finding->explanation, -1, NULL));
    }
}

static void
test_long (void)
{
  g_autofree char *digits = g_strnfill (1000000, '5');
  GString *codes = g_string_new (NULL);
  g_autoptr (PosternFinding) finding = NULL;
  g_autoptr (GPtrArray) list = NULL;

  for (guint code = 0; code < 2000; code++)
    g_string_append_printf (codes, "550 5.7.%u x\n", code % 1000);
  finding = postern_diagnosis_explain_reply (catalogue, digits, NULL, NULL);
  list = postern_evidence_list_from_text (codes->str, NULL, NULL);
  g_string_free (codes, TRUE);

  g_assert_cmpstr (finding->id, ==, "unknown");
  g_assert_cmpuint (list->len, <=, 33);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/text/codes", test_codes);
  g_test_add_func ("/diagnosis/text/no-codes", test_no_codes);
  g_test_add_func ("/diagnosis/text/fold", test_fold);
  g_test_add_func ("/diagnosis/text/unknown", test_unknown);
  g_test_add_func ("/diagnosis/text/provider", test_provider);
  g_test_add_func ("/diagnosis/text/substitutes", test_substitutes);
  g_test_add_func ("/diagnosis/text/ports", test_ports);
  g_test_add_func ("/diagnosis/text/known", test_known);
  g_test_add_func ("/diagnosis/text/values-are-not-filled-again", test_values_are_not_filled_again);
  g_test_add_func ("/diagnosis/text/noise", test_noise);
  g_test_add_func ("/diagnosis/text/long", test_long);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
