/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "host-probe-run.h"

#include <string.h>
#include <unistd.h>

#include "practice/postern-practice-server.h"
#include "support/postern-test-certificate.h"
#include "support/postern-test-process.h"
#include "support/postern-test-server.h"

/* The scripts run for real, against servers on this computer; what they print is read back. */

#define INTERCEPTOR                       \
  "S 220-web7.host.example ESMTP Exim\n"  \
  "S 220 We do not want your mail\n"      \
  "C EHLO .*\n"                           \
  "S 250-web7.host.example\n"             \
  "S 250 STARTTLS\n"                      \
  "C STARTTLS\n"                          \
  "S 220 Go\n"                            \
  "TLS\n"                                 \
  "CLOSE\n"

#define STRIPPER           \
  "S 220 ************\n"   \
  "C EHLO .*\n"            \
  "S 250-mail.example\n"   \
  "S 250 XXXXXXXA\n"       \
  "C .*\n"                 \
  "S 500 What?\n"          \
  "CLOSE\n"

static PosternPracticeServer *practice;

static char **
make_environment (const char *authorities,
                  const char *path)
{
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "SSL_CERT_FILE", authorities, TRUE);
  environment = g_environ_setenv (environment, "SSL_CERT_DIR", "/nonexistent", TRUE);
  environment = g_environ_setenv (environment, "CURL_CA_BUNDLE", authorities, TRUE);

  return path == NULL ? environment : g_environ_setenv (environment, "PATH", path, TRUE);
}

/* Runs the probe, with the practice server's authority trusted; (transfer full): the finding's id. */
static char *
probe (PosternHostProbeKind       kind,
       const PosternHostProbeTry *tries,
       gsize                      n_tries,
       const char                *authorities,
       const char                *path)
{
  gboolean is_php = kind == POSTERN_HOST_PROBE_PHP;
  const char *name = is_php ? "probe.php" : "probe.sh";
  g_autofree char *key = NULL;
  g_autofree char *folder = host_probe_write (kind, tries, n_tries, name, 0, &key);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  const char *ca_file = authorities != NULL ? authorities : postern_practice_server_get_ca_file (practice);
  g_auto (GStrv) environment = make_environment (ca_file, path);
  const char *const argv[] = { is_php ? "php" : "sh", file, key, NULL };
  g_autofree char *output = host_probe_run (argv, environment, NULL);

  g_assert_cmpint (g_file_test (file, G_FILE_TEST_EXISTS), ==, !is_php);

  return host_probe_explain (output);
}

static gboolean
can_run (PosternHostProbeKind kind)
{
  if (kind == POSTERN_HOST_PROBE_PHP)
    return host_probe_has ("php", "php-cli");

  return host_probe_has ("curl", "curl") && host_probe_has ("openssl", "openssl");
}

static void
test_open (gconstpointer data)
{
  PosternHostProbeKind kind = GPOINTER_TO_INT (data);
  const PosternHostProbeTry tries[] = { { postern_practice_server_get_port (practice), FALSE },
                                        { postern_practice_server_get_tls_port (practice), TRUE } };
  g_autofree char *starttls = NULL;
  g_autofree char *tls = NULL;
  g_autofree char *distrusted = NULL;

  if (!can_run (kind))
    return;

  starttls = probe (kind, tries, 2, NULL, NULL);
  g_assert_cmpstr (starttls, ==, "host-probe-open");
  tls = probe (kind, tries + 1, 1, NULL, NULL);
  g_assert_cmpstr (tls, ==, "host-probe-open");
  distrusted = probe (kind, tries, 1, "/dev/null", NULL);
  g_assert_cmpstr (distrusted, ==, "host-probe-distrusted");
}

static void
test_blocked (gconstpointer data)
{
  PosternHostProbeKind kind = GPOINTER_TO_INT (data);
  const PosternHostProbeTry tries[] = { { host_probe_closed (), FALSE },
                                        { postern_practice_server_get_tls_port (practice), TRUE } };
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;

  if (!can_run (kind))
    return;

  one = probe (kind, tries, 2, NULL, NULL);
  g_assert_cmpstr (one, ==, "host-probe-blocked");
  all = probe (kind, tries, 1, NULL, NULL);
  g_assert_cmpstr (all, ==, "host-probe-all-blocked");
}

static void
check_server (PosternHostProbeKind  kind,
              const char           *dialogue,
              const char           *expected)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternTestServer) server = NULL;
  g_autofree char *finding = NULL;
  g_autofree char *failure = NULL;
  PosternHostProbeTry one = { 0, FALSE };

  postern_test_certificate_make_server (folder, "web7", NULL, "web7.host.example", POSTERN_TEST_VALID);
  server = postern_test_server_new (dialogue, folder, "web7");
  one.port = postern_test_server_get_port (server);
  finding = probe (kind, &one, 1, NULL, NULL);
  failure = postern_test_server_stop_early (server);
  g_assert_cmpstr (finding, ==, expected);
}

static void
test_between (gconstpointer data)
{
  PosternHostProbeKind kind = GPOINTER_TO_INT (data);

  if (!can_run (kind))
    return;

  check_server (kind, INTERCEPTOR, "host-probe-intercepted");
  check_server (kind, STRIPPER, "host-probe-disturbed");
}

/* A folder with the programs that the shell script needs, and one more. */
static char *
make_path (const char *extra)
{
  static const char *const programs[] = { "sh", "tr", "cut", "sed", "grep", "head", "tail", "uname", "date",
                                          "timeout" };
  char *folder = postern_test_scratch ();

  for (gsize i = 0; i <= G_N_ELEMENTS (programs); i++)
    {
      const char *name = i < G_N_ELEMENTS (programs) ? programs[i] : extra;
      g_autofree char *program = name == NULL ? NULL : g_find_program_in_path (name);
      g_autofree char *link = name == NULL ? NULL : g_build_filename (folder, name, NULL);

      if (program != NULL)
        g_assert_cmpint (symlink (program, link), ==, 0);
    }

  return folder;
}

/* With one of its two tools the shell script still sees enough, and with none it says so. */
static void
test_few_tools (void)
{
  static const struct { const char *tool; const char *id; } cases[] = {
    { "openssl", "host-probe-open" }, { "curl", "host-probe-open" }, { NULL, "host-probe-incomplete" },
  };
  PosternHostProbeTry one = { postern_practice_server_get_port (practice), FALSE };

  if (!can_run (POSTERN_HOST_PROBE_SHELL))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_path (cases[i].tool);
      g_autofree char *id = probe (POSTERN_HOST_PROBE_SHELL, &one, 1, NULL, path);

      g_assert_cmpstr (id, ==, cases[i].id);
    }
}

static void
test_php_syntax (void)
{
  g_autofree char *folder = host_probe_write (POSTERN_HOST_PROBE_PHP, NULL, 0, "probe.php", 0, NULL);
  g_autofree char *file = g_build_filename (folder, "probe.php", NULL);
  const char *const argv[] = { "php", "-l", file, NULL };
  g_autofree char *output = NULL;
  int status = -1;

  if (!host_probe_has ("php", "php-cli"))
    return;

  output = host_probe_run (argv, NULL, &status);
  g_assert_cmpint (status, ==, 0);
}

static PosternTestProcess *
start_web_server (const char *folder,
                  guint16     port)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", port);
  g_autofree char *log_folder = postern_test_scratch ();
  g_autofree char *log = g_build_filename (log_folder, "web", NULL);
  g_auto (GStrv) environment = make_environment (postern_practice_server_get_ca_file (practice), NULL);
  const char *const argv[] = { "php", "-S", address, "-t", folder, NULL };
  PosternTestProcess *process = postern_test_process_start (argv, environment, log, &error);

  g_assert_no_error (error);

  return process;
}

/* Behind a web server: without its key it tells nothing and stays, with it it runs once and is gone. */
static void
test_php_web (void)
{
  const PosternHostProbeTry one = { postern_practice_server_get_port (practice), FALSE };
  g_autofree char *key = NULL;
  g_autofree char *folder = host_probe_write (POSTERN_HOST_PROBE_PHP, &one, 1, "probe.php", 0, &key);
  g_autofree char *file = g_build_filename (folder, "probe.php", NULL);
  g_autofree char *path = g_strconcat ("/probe.php?key=", key, NULL);
  guint16 port = host_probe_closed ();
  static const char *const wrong[] = { "/probe.php", "/probe.php?key=", "/probe.php?key=0", "/probe.php?key[]=x" };
  g_autoptr (PosternTestProcess) web = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *id = NULL;

  if (!host_probe_has ("php", "php-cli"))
    return;

  web = start_web_server (folder, port);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *refusal = host_probe_get (port, wrong[i]);

      g_assert_nonnull (strstr (refusal, " 403 "));
      g_assert_null (strstr (refusal, "POSTERN HOST PROBE"));
      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    }
  answer = host_probe_get (port, path);
  id = host_probe_explain (answer);
  g_assert_cmpstr (id, ==, "host-probe-open");
  g_assert_nonnull (strstr (answer, "Content-Type: text/plain"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_php_too_old (void)
{
  g_autofree char *key = NULL;
  g_autofree char *folder = host_probe_write (POSTERN_HOST_PROBE_PHP, NULL, 0, "probe.php",
                                              POSTERN_HOST_PROBE_HOURS + 1, &key);
  g_autofree char *file = g_build_filename (folder, "probe.php", NULL);
  const char *const argv[] = { "php", file, key, NULL };
  g_autofree char *output = NULL;
  int status = -1;

  if (!host_probe_has ("php", "php-cli"))
    return;

  output = host_probe_run (argv, NULL, &status);
  g_assert_cmpint (status, ==, 1);
  g_assert_null (strstr (output, "BEGIN POSTERN"));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

/* Web hosts switch functions of PHP off. Then the probe sees what is left, says why it can't see more, and goes. */
static void
test_php_restricted (void)
{
  static const struct { const char *setting; const char *id; const char *words; gboolean stays; } cases[] = {
    { "disable_functions=stream_socket_client", "host-probe-open", "connect: ok", FALSE },
    { "disable_functions=stream_socket_client,fsockopen", "host-probe-incomplete", "are switched off", FALSE },
    { "disable_functions=stream_socket_enable_crypto", "host-probe-no-openssl", "tls: impossible", FALSE },
    { "disable_functions=set_time_limit,ini_set,ignore_user_abort,error_reporting,gethostbynamel,opcache_invalidate",
      "host-probe-open", "trusted: yes", FALSE },
    { "disable_functions=openssl_x509_parse", "host-probe-open", "may not look at certificates", FALSE },
    { "disable_functions=unlink", "host-probe-open", "Delete this file yourself", TRUE },
    { "open_basedir=.", "host-probe-open", "trusted: yes", FALSE },
  };
  const PosternHostProbeTry one = { postern_practice_server_get_port (practice), FALSE };
  g_auto (GStrv) environment = make_environment (postern_practice_server_get_ca_file (practice), NULL);

  if (!host_probe_has ("php", "php-cli"))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = NULL;
      g_autofree char *folder = host_probe_write (POSTERN_HOST_PROBE_PHP, &one, 1, "probe.php", 0, &key);
      g_autofree char *file = g_build_filename (folder, "probe.php", NULL);
      g_autofree char *basedir = g_strconcat ("open_basedir=", folder, NULL);
      const char *setting = g_str_equal (cases[i].setting, "open_basedir=.") ? basedir : cases[i].setting;
      const char *const argv[] = { "php", "-d", setting, file, key, NULL };
      g_autofree char *output = host_probe_run (argv, environment, NULL);
      g_autofree char *again = NULL;
      g_autofree char *id = host_probe_explain (output);

      g_assert_cmpstr (id, ==, cases[i].id);
      g_assert_nonnull (strstr (output, cases[i].words));
      g_assert_cmpint (g_file_test (file, G_FILE_TEST_EXISTS), ==, cases[i].stays);
      again = host_probe_run (argv, environment, NULL);
      g_assert_null (strstr (again, "BEGIN POSTERN"));
    }
}

static void
test_powershell (void)
{
  const PosternHostProbeTry one = { postern_practice_server_get_port (practice), FALSE };
  g_autofree char *folder = host_probe_write (POSTERN_HOST_PROBE_POWERSHELL, &one, 1, "probe.ps1", 0, NULL);
  g_autofree char *file = g_build_filename (folder, "probe.ps1", NULL);
  const char *const argv[] = { "pwsh", "-NoProfile", "-File", file, NULL };
  g_auto (GStrv) environment = make_environment (postern_practice_server_get_ca_file (practice), NULL);
  g_autofree char *output = NULL;
  g_autofree char *id = NULL;

  if (!host_probe_has ("pwsh", "powershell"))
    return;

  output = host_probe_run (argv, environment, NULL);
  id = host_probe_explain (output);
  g_assert_cmpstr (id, ==, "host-probe-open");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; PosternHostProbeKind kind; } kinds[] = {
    { "php", POSTERN_HOST_PROBE_PHP }, { "shell", POSTERN_HOST_PROBE_SHELL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  practice = postern_practice_server_new ();
  postern_practice_server_start (practice, 0, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *open = g_strdup_printf ("/host-probe/%s/open", kinds[i].name);
      g_autofree char *blocked = g_strdup_printf ("/host-probe/%s/blocked", kinds[i].name);
      g_autofree char *between = g_strdup_printf ("/host-probe/%s/between", kinds[i].name);

      g_test_add_data_func (open, GINT_TO_POINTER (kinds[i].kind), test_open);
      g_test_add_data_func (blocked, GINT_TO_POINTER (kinds[i].kind), test_blocked);
      g_test_add_data_func (between, GINT_TO_POINTER (kinds[i].kind), test_between);
    }
  g_test_add_func ("/host-probe/shell/few-tools", test_few_tools);
  g_test_add_func ("/host-probe/php/syntax", test_php_syntax);
  g_test_add_func ("/host-probe/php/web", test_php_web);
  g_test_add_func ("/host-probe/php/too-old", test_php_too_old);
  g_test_add_func ("/host-probe/php/restricted", test_php_restricted);
  g_test_add_func ("/host-probe/powershell", test_powershell);

  status = g_test_run ();
  postern_practice_server_stop (practice);
  g_object_unref (practice);

  return status;
}
