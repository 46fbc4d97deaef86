/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <crypt.h>
#include <glib/gstdio.h>

#include "refusals.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-opensmtpd.h"

/* What a real OpenSMTPD refuses is explained. */

#define OPEN_TO_ALL "tls-require pki localhost auth <accounts>"
#define OWNERS_ONLY OPEN_TO_ALL " senders <owners>"
#define NO_TLS ""
#define TLS_OPTIONAL "tls pki localhost auth <accounts>"
#define GREYLISTED " filter \"grey\""
#define GREY_FILTER "filter \"grey\" phase rcpt-to match auth reject \"451 4.7.1 Greylisted, please try again later\""

typedef struct
{
  const char      *path;
  const char      *listen;
  const char      *filter;
  const char      *limit;
  PosternSecurity  security;
  const char      *password;
  const char      *from;
  const char      *to;
  PosternStep      step;
  const char      *id;
} Row;

static const Row rows[] = {
  { "wrong-password", OWNERS_ONLY, "", "10M", POSTERN_SECURITY_STARTTLS, "wrong", NULL, NULL, POSTERN_STEP_AUTH,
    "sign-in-refused" },
  { "no-starttls", NO_TLS, "", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_STARTTLS,
    "no-starttls" },
  { "no-auth-before-tls", TLS_OPTIONAL, "", "10M", POSTERN_SECURITY_NONE, NULL, NULL, NULL, POSTERN_STEP_AUTH,
    "no-auth" },
  { "sender", OWNERS_ONLY, "", "10M", POSTERN_SECURITY_STARTTLS, NULL, "other@postern.test", NULL, POSTERN_STEP_MAIL,
    "sender-not-of-account" },
  /* OpenSMTPD says the same for a recipient that does not exist. */
  { "relay", OWNERS_ONLY, "", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, "bob@elsewhere.test", POSTERN_STEP_RCPT,
    "recipient-not-taken" },
  { "too-large", OPEN_TO_ALL, "", "300", POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_DATA,
    "message-too-large" },
  { "greylisted", OPEN_TO_ALL GREYLISTED, GREY_FILTER, "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL,
    POSTERN_STEP_RCPT, "greylisted" },
  { "recipient", OWNERS_ONLY, "", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, "nobody@postern.test",
    POSTERN_STEP_RCPT, "recipient-not-expanded" },
};

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_accounts (const char *folder)
{
  struct crypt_data data = { 0 };
  /* Not crypt_r(): AddressSanitizer has one of its own, for which the linker leaves the library out. */
  g_autofree char *line =
    g_strdup_printf ("%s %s\n", ACCOUNT, crypt_rn (PASSWORD, "$6$postern", &data, (int) sizeof data));

  write_file (folder, "accounts", line);
}

static void
configure (const Row  *row,
           const char *folder,
           guint16     port)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "peers", "opensmtpd.conf", NULL);
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *const pairs[][2] = {
    { "@port@", number }, { "@listen@", row->listen }, { "@filter@", row->filter }, { "@limit@", row->limit },
  };
  g_autofree char *text = NULL;
  g_autoptr (GString) filled = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  filled = g_string_new (text);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (filled, pairs[i][0], pairs[i][1], 0);
  write_file (folder, "smtpd.conf", filled->str);
}

static void
test_refusal (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_autoptr (PosternTestProcess) server = NULL;
  Refusal refusal = { 0, row->security, ca_file, row->password, row->from, row->to };

  if (postern_test_opensmtpd_get_missing () != NULL)
    {
      g_test_skip (postern_test_opensmtpd_get_missing ());
      return;
    }
  refusal.port = postern_test_process_choose_port ();
  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "server", "ca", "localhost,127.0.0.1", POSTERN_TEST_VALID);
  write_accounts (folder);
  configure (row, folder, refusal.port);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  server = postern_test_opensmtpd_start (folder, refusal.port);
  refusals_assert (&refusal, row->step, row->id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/peers/refusals/opensmtpd/%s", rows[i].path);

      g_test_add_data_func (path, &rows[i], test_refusal);
    }

  return g_test_run ();
}
