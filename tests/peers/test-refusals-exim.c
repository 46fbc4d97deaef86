/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "refusals.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-process.h"

/* What a real Exim refuses is explained. Debian has it and Postfix exclude each other, so POSTERN_TEST_EXIM may name a
 * program that is not installed. */

#define EXIM_USER "Debian-exim"

typedef struct
{
  const char      *path;
  const char      *tls;
  const char      *limit;
  PosternSecurity  security;
  const char      *password;
  const char      *from;
  const char      *to;
  PosternStep      step;
  const char      *id;
} Row;

static const Row rows[] = {
  { "wrong-password", "*", "10M", POSTERN_SECURITY_STARTTLS, "wrong", NULL, NULL, POSTERN_STEP_AUTH,
    "sign-in-refused" },
  { "no-starttls", "", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_STARTTLS, "no-starttls" },
  { "no-auth-before-tls", "*", "10M", POSTERN_SECURITY_NONE, NULL, NULL, NULL, POSTERN_STEP_AUTH, "no-auth" },
  { "sender", "*", "10M", POSTERN_SECURITY_STARTTLS, NULL, "other@postern.test", NULL, POSTERN_STEP_MAIL,
    "sender-prohibited" },
  { "relay", "*", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, "bob@elsewhere.test", POSTERN_STEP_RCPT,
    "relay-denied" },
  { "too-large", "*", "300", POSTERN_SECURITY_STARTTLS, NULL, NULL, NULL, POSTERN_STEP_MAIL, "message-over-limit" },
  { "greylisted", "*", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, "later@postern.test", POSTERN_STEP_RCPT,
    "greylisted" },
  { "recipient", "*", "10M", POSTERN_SECURITY_STARTTLS, NULL, NULL, "nobody@postern.test", POSTERN_STEP_RCPT,
    "recipient-not-found" },
};

static const char *
get_program (void)
{
  const char *named = g_getenv ("POSTERN_TEST_EXIM");

  return named != NULL ? named : "/usr/sbin/exim4";
}

static const char *
get_missing (void)
{
  if (geteuid () != 0)
    return "needs root to run Exim";
  if (!g_file_test (get_program (), G_FILE_TEST_IS_EXECUTABLE) || getpwnam (EXIM_USER) == NULL)
    return "needs the package exim4-daemon-light";

  return NULL;
}

static void
give_to_exim (const char *folder,
              const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const struct passwd *entry = getpwnam (EXIM_USER);

  g_assert_cmpint (chown (path, entry->pw_uid, entry->pw_gid), ==, 0);
}

static void
make_folder (const char *folder)
{
  g_autofree char *spool = g_build_filename (folder, "spool", NULL);

  g_assert_cmpint (g_mkdir (spool, 0750), ==, 0);
  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "server", "ca", "localhost,127.0.0.1", POSTERN_TEST_VALID);
  give_to_exim (folder, ".");
  give_to_exim (folder, "spool");
  give_to_exim (folder, "server.key");
  give_to_exim (folder, "server.pem");
}

static char *
configure (const Row  *row,
           const char *folder,
           guint16     port)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "peers", "exim.conf", NULL);
  g_autofree char *number = g_strdup_printf ("%u", port);
  const char *const pairs[][2] = {
    { "@folder@", folder }, { "@port@", number }, { "@tls@", row->tls }, { "@limit@", row->limit },
    { "@password@", PASSWORD },
  };
  g_autofree char *text = NULL;
  g_autoptr (GString) filled = NULL;
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "exim.conf", NULL);

  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  filled = g_string_new (text);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (filled, pairs[i][0], pairs[i][1], 0);
  g_file_set_contents (path, filled->str, -1, &error);
  g_assert_no_error (error);

  return path;
}

static gboolean
is_ready (gpointer folder)
{
  g_autofree char *path = g_build_filename (folder, "pid", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_refusal (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);
  g_autofree char *output = g_build_filename (folder, "said", NULL);
  g_autofree char *config = NULL;
  g_autoptr (PosternTestProcess) exim = NULL;
  g_autoptr (GError) error = NULL;
  Refusal refusal = { 0, row->security, ca_file, row->password, row->from, row->to };

  if (get_missing () != NULL)
    {
      g_test_skip (get_missing ());
      return;
    }
  refusal.port = postern_test_process_choose_port ();
  make_folder (folder);
  config = configure (row, folder, refusal.port);
  exim = postern_test_process_start ((const char *const[]) { get_program (), "-C", config, "-bdf", NULL }, NULL, output,
                                     &error);
  g_assert_no_error (error);
  if (!postern_test_poll (is_ready, folder, POSTERN_TEST_DEADLINE))
    g_error ("Exim is not ready: %s", postern_test_process_read_errors (exim));
  refusals_assert (&refusal, row->step, row->id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/peers/refusals/exim/%s", rows[i].path);

      g_test_add_data_func (path, &rows[i], test_refusal);
    }

  return g_test_run ();
}
