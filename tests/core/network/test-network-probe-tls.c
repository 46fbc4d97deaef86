/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-fixture.h"

#include <string.h>

#include "support/postern-test-process.h"

#define START_TIMEOUT 10

typedef struct
{
  const char *option;
  const char *version;
} OldCase;

static const OldCase old_cases[] = {
  { "-tls1", "TLS 1.0" },
  { "-tls1_1", "TLS 1.1" },
};

static gboolean
accepts_cb (gpointer process)
{
  g_autofree char *output = postern_test_process_read_output (process);

  return strstr (output, "ACCEPT") != NULL || !postern_test_process_is_running (process);
}

/* A real server that speaks one version of TLS. */
static PosternTestProcess *
start_server (const char *option,
              guint16     port)
{
  const char *folder = probe_fixture_get_folder ();
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *certificate = g_build_filename (folder, "good.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "good.key", NULL);
  g_autofree char *output = g_strdup_printf ("%s/s_server-%u", folder, port);
  const char *argv[] = {
    "openssl", "s_server", "-accept", address, option, "-cipher", "DEFAULT@SECLEVEL=0", "-cert", certificate, "-key",
    key, "-www", NULL,
  };
  g_autoptr (GError) error = NULL;
  PosternTestProcess *process = postern_test_process_start (argv, NULL, output, &error);

  g_assert_no_error (error);
  g_assert_true (postern_test_poll (accepts_cb, process, START_TIMEOUT));
  g_assert_true (postern_test_process_is_running (process));

  return process;
}

static void
test_old (gconstpointer data)
{
  const OldCase *each = data;
  guint16 port = probe_fixture_find_closed ();
  g_autoptr (PosternTestProcess) server = NULL;
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;

  if (openssl == NULL)
    {
      g_test_skip ("needs openssl");
      return;
    }
  server = start_server (each->option, port);
  postern_probe_plan_add_port (plan, port, POSTERN_SECURITY_TLS);
  probe = probe_fixture_run (plan);
  probe_fixture_assert_verdict (probe, "old-tls");
  g_assert_cmpstr (probe_fixture_get (probe, 0)->tls_version, ==, each->version);
  g_assert_nonnull (strstr (probe->verdict->explanation, each->version));
}

/* Behind the encryption there is a web server, which waits for the end of a request that never comes. */
static void
test_new (void)
{
  static const char *const options[] = { "-tls1_2", "-tls1_3" };
  static const char *const versions[] = { "TLS 1.2", "TLS 1.3" };
  g_autofree char *openssl = g_find_program_in_path ("openssl");

  for (gsize i = 0; openssl != NULL && i < G_N_ELEMENTS (options); i++)
    {
      guint16 port = probe_fixture_find_closed ();
      g_autoptr (PosternTestProcess) server = start_server (options[i], port);
      g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
      g_autoptr (PosternProbe) probe = NULL;

      postern_probe_plan_add_port (plan, port, POSTERN_SECURITY_TLS);
      probe = probe_fixture_run (plan);
      probe_fixture_assert_verdict (probe, "mute");
      g_assert_cmpstr (probe_fixture_get (probe, 0)->tls_version, ==, versions[i]);
      g_assert_nonnull (probe_fixture_get (probe, 0)->certificate);
    }
  if (openssl == NULL)
    g_test_skip ("needs openssl");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  probe_fixture_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (old_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network/probe/tls/old/%s", old_cases[i].version);

      g_test_add_data_func (path, &old_cases[i], test_old);
    }
  g_test_add_func ("/network/probe/tls/new", test_new);

  return g_test_run ();
}
