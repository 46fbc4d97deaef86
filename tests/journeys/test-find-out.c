/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/journey.h"

#include <glib/gstdio.h>

/* Why mail does not go out: the ports of a server, and a probe that runs for real and is read back. */

static void
look_at_ports (PosternTestApp *app)
{
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Server");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Server, domain or e-mail address", "bob@practice.example");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Look");
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Port * with STARTTLS works");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Mail of practice.example is sent through Practice server, *");
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Port *: Works, encrypted with TLS 1.*");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Copy as text");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Copied");
}

/* In the system's own dialog. */
static char *
save_script (PosternTestApp *app)
{
  char *path = g_build_filename (g_get_user_data_dir (), "probe.sh", NULL);

  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Web host");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Mail server, domain or e-mail address", "localhost");
  postern_test_app_click (app, ATSPI_ROLE_RADIO_BUTTON, "A Linux computer or a NAS");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Save the script…");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Name*", path);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "*Save");
  postern_test_app_find (app, ATSPI_ROLE_HEADING, "How to run it");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Bring the file “probe.sh” to the computer that sends the mail.");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "sh probe.sh");

  return path;
}

static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

/* As the person would, on the same computer, which does not know the practice server's authority. */
static char *
run_script (const char *path)
{
  const char *const argv[] = { "sh", path, NULL };
  g_autofree char *log = g_strconcat (path, ".run", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTestProcess) process = postern_test_process_start (argv, NULL, log, &error);
  int status = -1;

  g_assert_no_error (error);
  g_assert_true (postern_test_process_wait (process, POSTERN_TEST_DEADLINE, &status));
  g_assert_cmpint (status, ==, 0);

  return postern_test_process_read_output (process);
}

static char *
replace_names (const char *output)
{
  g_autoptr (GRegex) regex = g_regex_new ("^names: .*$", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace_literal (regex, output, -1, 0, "names: web7.host.example", 0, NULL);
}

static void
paste (PosternTestApp *app,
       const char     *text)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "What the script printed", text);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Compare");
}

static void
test_ports_and_probe (void)
{
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *names = NULL;
  PosternTestApp *app = NULL;

  journey_begin ();
  app = journey_launch ();
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Explain an error");
  postern_test_app_find (app, ATSPI_ROLE_TEXT, "Error message");
  look_at_ports (app);
  path = save_script (app);
  assert_private (path);
  output = run_script (path);
  paste (app, output);
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Your web host can’t check the certificate of localhost, *");

  /* The same, but with a certificate of the web host's own. */
  names = replace_names (output);
  paste (app, names);
  postern_test_app_find (app, ATSPI_ROLE_PANEL, "Your web host answers in the place of Practice server on port *");
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "Write the letter");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Letter copied. Paste it into a mail to your web host.");
  /* GTK 4.8 takes the first one for itself in a window that was pointed at and then lay below the system's dialog. */
  postern_test_app_press (app, "Escape");
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "Compare");
  journey_quit (app);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/find-out/ports-and-probe", test_ports_and_probe);

  return journey_run (FALSE);
}
