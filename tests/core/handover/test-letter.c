/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/handover/postern-letter.h"

static PosternCatalogue *catalogue;

static PosternLetter *
write_letter (const char       *reason,
              PosternAddressee  to,
              const char       *account)
{
  PosternLetterTemplate *form = postern_catalogue_get_letter (catalogue, reason);
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 9, 5, 0);
  const PosternLetterInput input = {
    .account = account, .from = "office@example.org", .host = "smtp.example.org", .port = 587,
    .provider = "Example Mail", .reply = "535 5.7.139 No\r\nway {host}", .date = date,
  };

  g_assert_nonnull (form);

  return postern_letter_new (form, to, &input);
}

static void
assert_has (const char *text,
            const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in “%s”", words, text);
}

static void
assert_whole (const PosternLetter *letter)
{
  static const char *const left[] = { "{account}", "{from}", "{port}", "{provider}", "{date}", "{names}", NULL };
  g_autofree char *text = postern_letter_dup_text (letter);

  for (gsize i = 0; left[i] != NULL; i++)
    g_assert_null (strstr (text, left[i]));
  g_assert_null (strchr (letter->subject, '\n'));
  g_assert_null (strstr (text, "\n\n\n"));
  g_assert_true (g_str_has_suffix (text, "\n"));
  assert_has (text, "web@example.org");
  assert_has (text, "smtp.example.org, port 587");
  assert_has (text, "2026-11-24 09:05 (UTC+00:00)");
  assert_has (text, "“535 5.7.139 No way {host}”");
  assert_has (text, "https://");
  assert_has (text, "\n1. ");
}

/* Whoever it may go to, every letter says what was tried and what is needed, and leaves no placeholder open. */
static void
test_all (void)
{
  GListModel *letters = postern_catalogue_get_letters (catalogue);

  g_assert_cmpuint (g_list_model_get_n_items (letters), >=, 12);
  for (guint i = 0; i < g_list_model_get_n_items (letters); i++)
    {
      g_autoptr (PosternLetterTemplate) form = g_list_model_get_item (letters, i);

      for (PosternAddressee to = POSTERN_ADDRESSEE_ADMIN; to <= POSTERN_ADDRESSEE_EITHER; to++)
        {
          g_autoptr (PosternLetter) letter = NULL;

          if (form->to != POSTERN_ADDRESSEE_EITHER && to != POSTERN_ADDRESSEE_EITHER && to != form->to)
            continue;
          g_test_message ("%s to %s", form->id, postern_addressee_to_nick (to));
          letter = write_letter (form->id, to, "web@example.org");
          assert_whole (letter);
          g_assert_cmpint (letter->to, !=, POSTERN_ADDRESSEE_EITHER);
        }
    }
}

static void
test_switches (void)
{
  static const struct { const char *reason; const char *words[3]; } cases[] = {
    { "mailbox-disabled", { "Users > Active users > web@example.org > Mail > Manage email apps",
                            "Set-CASMailbox -Identity 'web@example.org' -SmtpClientAuthenticationDisabled $false" } },
    { "tenant-disabled", { "Set-TransportConfig -SmtpClientAuthenticationDisabled $false", "Set-CASMailbox" } },
    { "basic-blocked", { "New-AuthenticationPolicy", "-AllowBasicAuthSmtp" } },
    { "security-defaults", { "Manage security defaults", "https://entra.microsoft.com" } },
    { "conditional-access", { "Sign-in logs", "> Users > Exclude >" } },
    { "send-as-denied", { "Add-RecipientPermission -Identity 'office@example.org' -Trustee 'web@example.org' "
                          "-AccessRights SendAs" } },
    { "no-app-password-choice", { "Per-user MFA > Service settings", "Enforced" } },
    { "too-many-messages", { "30 messages a minute" } },
    { "port-blocked", { "nc -vz -w 5 'smtp.example.org' 587" } },
    { "host-intercepts", { "SMTP Restrictions", "openssl s_client" } },
    { "old-tls", { "TLS 1.2" } },
    { "certificate", { "ca-certificates" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternLetter) letter = write_letter (cases[i].reason, POSTERN_ADDRESSEE_EITHER, "web@example.org");

      for (gsize n = 0; n < G_N_ELEMENTS (cases[i].words) && cases[i].words[n] != NULL; n++)
        assert_has (letter->body, cases[i].words[n]);
    }
}

/* What stands for the administrator alone is not told to the web host, and the other way round. */
static void
test_addressees (void)
{
  g_autoptr (PosternLetter) admin = write_letter ("old-tls", POSTERN_ADDRESSEE_ADMIN, "web@example.org");
  g_autoptr (PosternLetter) host = write_letter ("old-tls", POSTERN_ADDRESSEE_EITHER, "web@example.org");

  g_assert_cmpint (host->to, ==, POSTERN_ADDRESSEE_HOST);
  assert_has (admin->body, "AllowLegacyTLSClients");
  g_assert_null (strstr (admin->body, "openssl.cnf"));
  assert_has (host->body, "openssl.cnf");
  g_assert_null (strstr (host->body, "AllowLegacyTLSClients"));
}

/* A name can't break out of a command. */
static void
test_quoting (void)
{
  g_autoptr (PosternLetter) letter = write_letter ("mailbox-disabled", POSTERN_ADDRESSEE_ADMIN,
                                                   "o'brien;$(calc)@example.org");

  assert_has (letter->body, "-Identity 'o''brien;$(calc)@example.org' -Smtp");
}

static void
test_little_known (void)
{
  const PosternLetterInput input = { .account = "web@example.org" };
  g_autoptr (PosternLetter) letter = postern_letter_new (postern_catalogue_get_letter (catalogue, "send-as-denied"),
                                                         POSTERN_ADDRESSEE_EITHER, &input);

  g_assert_null (strstr (letter->body, "The exact answer:"));
  g_assert_null (strstr (letter->body, "When:"));
  g_assert_null (strstr (letter->body, "Mail server:"));
  g_assert_null (strstr (letter->body, "example.com"));
  g_assert_null (strstr (letter->body, "Add-RecipientPermission"));
}

static void
assert_known (const char *id,
              const char *text)
{
  static const char *const known[] = { "account", "from", "user", "host", "port", "provider", "reply", "date", NULL };
  g_autoptr (GRegex) regex = g_regex_new ("\\{([^{}]*)\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL)
    return;
  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!g_strv_contains (known, name))
        g_error ("The letter %s has {%s}, which nothing fills in", id, name);
      g_match_info_next (match, NULL);
    }
}

/* Whatever is known or not, no letter shows a person braces or a gap. */
static void
test_placeholders (void)
{
  static const PosternLetterInput nothing = { 0 };
  GListModel *letters = postern_catalogue_get_letters (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (letters); i++)
    {
      g_autoptr (PosternLetterTemplate) form = g_list_model_get_item (letters, i);
      g_autoptr (PosternLetter) letter = postern_letter_new (form, POSTERN_ADDRESSEE_EITHER, &nothing);
      g_autofree char *text = postern_letter_dup_text (letter);

      assert_known (form->id, form->subject);
      for (guint n = 0; n < form->parts->len; n++)
        {
          const PosternLetterPart *part = g_ptr_array_index (form->parts, n);

          assert_known (form->id, part->text);
          assert_known (form->id, part->command);
        }
      g_test_message ("%s", form->id);
      g_assert_null (strpbrk (text, "{}"));
      g_assert_null (strstr (text, "“”"));
      g_assert_null (strstr (text, "(null)"));
    }
}

/* The letters that the rules name are there. */
static void
test_rules (void)
{
  GListModel *rules = postern_catalogue_get_rules (catalogue);
  guint n_letters = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);

      for (guint n = 0; n < rule->actions->len; n++)
        {
          const PosternAction *action = g_ptr_array_index (rule->actions, n);

          if (action->kind != POSTERN_ACTION_LETTER)
            continue;
          n_letters++;
          if (postern_catalogue_get_letter (catalogue, action->value) == NULL)
            g_error ("The rule %s names the letter “%s”, which is not there", rule->id, action->value);
        }
    }
  g_assert_cmpuint (n_letters, >=, 12);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();

  g_test_add_func ("/letter/all", test_all);
  g_test_add_func ("/letter/switches", test_switches);
  g_test_add_func ("/letter/addressees", test_addressees);
  g_test_add_func ("/letter/quoting", test_quoting);
  g_test_add_func ("/letter/little-known", test_little_known);
  g_test_add_func ("/letter/placeholders", test_placeholders);
  g_test_add_func ("/letter/rules", test_rules);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
