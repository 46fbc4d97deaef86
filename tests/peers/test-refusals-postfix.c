/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "refusals.h"
#include "support/postern-test-postfix.h"

/* What a real Postfix refuses is explained. */

typedef struct
{
  const char              *path;
  PosternTestPostfixFlags  flags;
  PosternSecurity          security;
  const char              *password;
  const char              *from;
  const char              *to;
  PosternStep              step;
  const char              *id;
} Row;

static const Row rows[] = {
  { "wrong-password", POSTERN_TEST_POSTFIX_DEFAULT, POSTERN_SECURITY_STARTTLS, "wrong", NULL, NULL, POSTERN_STEP_AUTH,
    "sign-in-refused" },
  { "no-starttls", POSTERN_TEST_POSTFIX_NO_STARTTLS, POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL,
    POSTERN_STEP_STARTTLS, "no-starttls" },
  { "no-auth-before-tls", POSTERN_TEST_POSTFIX_DEFAULT, POSTERN_SECURITY_NONE, NULL, NULL, NULL, POSTERN_STEP_AUTH,
    "no-auth" },
  { "sender", POSTERN_TEST_POSTFIX_DEFAULT, POSTERN_SECURITY_STARTTLS, NULL, "other@postern.test", NULL,
    POSTERN_STEP_RCPT, "sender-not-owned" },
  { "relay", POSTERN_TEST_POSTFIX_NO_RELAY, POSTERN_SECURITY_STARTTLS, NULL, NULL, "bob@elsewhere.test",
    POSTERN_STEP_RCPT, "relay-denied" },
  { "too-large", POSTERN_TEST_POSTFIX_TINY, POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_MAIL,
    "message-too-large" },
  { "greylisted", POSTERN_TEST_POSTFIX_GREYLISTED, POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_RCPT,
    "greylisted" },
  { "recipient", POSTERN_TEST_POSTFIX_DEFAULT, POSTERN_SECURITY_STARTTLS, NULL, NULL, "nobody@postern.test",
    POSTERN_STEP_RCPT, "recipient-unknown" },
};

static void
test_refusal (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestPostfix) postfix = postern_test_postfix_start (ACCOUNT, PASSWORD, row->flags, &error);
  Refusal refusal = { .security = row->security, .password = row->password, .from = row->from, .to = row->to };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_test_skip (error->message);
      return;
    }
  g_assert_no_error (error);
  refusal.port = postern_test_postfix_get_port (postfix);
  refusal.ca_file = postern_test_postfix_get_ca_file (postfix);
  refusals_assert (&refusal, row->step, row->id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/peers/refusals/postfix/%s", rows[i].path);

      g_test_add_data_func (path, &rows[i], test_refusal);
    }

  return g_test_run ();
}
