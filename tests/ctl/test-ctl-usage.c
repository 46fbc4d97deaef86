/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-program.h"

#include <string.h>

#define MOST 12

/* Runs what follows `posternctl`; “PASSWORD” stands for a good password file. */
typedef struct
{
  const char *words;
  const char *arguments[MOST];
} Refusal;

static const Refusal refusals[] = {
  { "Name a command", { NULL } },
  { "no command “foo”", { "foo" } },
  { "Unknown option --foo", { "providers", "--foo" } },
  { "Unknown option --password", { "test", "--password", "x" } },
  { "“extra” is too much", { "targets", "extra" } },
  { "no category “nope”", { "targets", "--category", "nope" } },
  { "Something is missing", { "settings", "--account", "a@example.org" } },
  { "no target “nope”", { "settings", "nope", "--account", "a@example.org", "--provider", "practice" } },
  { "Name the account", { "test", "--provider", "practice", "--password-file", "PASSWORD" } },
  { "no “@”", { "test", "--provider", "practice", "--account", "bob", "--password-file", "PASSWORD" } },
  { "no “@”", { "test", "--provider", "practice", "--account", "a@example.org", "--from", "bob", "--password-file",
                "PASSWORD" } },
  { "no “@”", { "test", "--provider", "practice", "--account", "a@example.org", "--to", "bob", "--password-file",
                "PASSWORD" } },
  { "no provider “nope”", { "test", "--provider", "nope", "--account", "a@example.org", "--password-file",
                            "PASSWORD" } },
  { "Name the mail server", { "test", "--account", "a@example.org", "--password-file", "PASSWORD" } },
  { "can’t be opened", { "test", "--provider", "practice", "--account", "a@example.org", "--password-file",
                         "/nowhere" } },
  { "Say where the password is", { "test", "--provider", "practice", "--account", "a@example.org" } },
  { "A port is a number", { "test", "--host", "localhost", "--port", "65536", "--account", "a@example.org",
                            "--password-file", "PASSWORD" } },
  { "Cannot parse", { "test", "--port", "many" } },
  { "no kind of encryption", { "test", "--host", "localhost", "--security", "ssl", "--account", "a@example.org",
                               "--password-file", "PASSWORD" } },
  { "no server with that kind", { "test", "--provider", "microsoft365", "--security", "none", "--account",
                                  "a@example.org", "--password-file", "PASSWORD" } },
  { "never used without encryption", { "test", "--host", "smtp.gmail.com.", "--security", "none", "--account",
                                       "a@example.org", "--password-file", "PASSWORD" } },
  { "never used without encryption", { "test", "--host", "SMTP.office365.com", "--security", "none", "--account",
                                       "a@example.org", "--password-file", "PASSWORD" } },
  { "no server with that kind", { "test", "--provider", "practice", "--security", "none", "--account",
                                  "a@example.org", "--password-file", "PASSWORD" } },
  { "no way to sign in", { "test", "--provider", "practice", "--auth", "magic", "--account", "a@example.org",
                           "--password-file", "PASSWORD" } },
  { "either --password-file or --token-file", { "test", "--provider", "practice", "--account", "a@example.org",
                                                "--password-file", "PASSWORD", "--token-file", "PASSWORD" } },
  { "xoauth2 or oauthbearer only", { "test", "--provider", "practice", "--account", "a@example.org", "--auth", "login",
                      "--token-file", "PASSWORD" } },
  { "time limit", { "test", "--provider", "practice", "--account", "a@example.org", "--timeout", "601",
                    "--password-file", "PASSWORD" } },
  { "/nowhere", { "test", "--host", "localhost", "--ca-file", "/nowhere", "--account", "a@example.org",
                  "--password-file", "PASSWORD" } },
  { "no record “abcd”", { "test", "--record", "abcd" } },
  { "Something is missing", { "delivery" } },
  { "no “@”", { "delivery", "example.org" } },
  { "no “@”", { "delivery", "a@example.org", "--account", "bob" } },
  { "no provider “nope”", { "delivery", "a@example.org", "--provider", "nope" } },
  { "no server’s name", { "delivery", "a@example.org", "--host", "a b" } },
  { "either --provider or --host", { "delivery", "a@example.org", "--provider", "gmail", "--host", "localhost" } },
  { "Something is missing", { "probe" } },
  { "is no server name", { "probe", "two words" } },
  { "is no port", { "probe", "localhost", "--port", "0" } },
  { "is no port", { "probe", "localhost", "--port", "25:ssl" } },
  { "/nowhere", { "probe", "localhost", "--ca-file", "/nowhere" } },
  { "--reply", { "diagnose" } },
  { "no provider “nope”", { "diagnose", "--reply", "x", "--provider", "nope" } },
  { "no stage “nope”", { "diagnose", "--reply", "x", "--stage", "nope" } },
  { "no guide “nope”", { "guide", "nope" } },
  { "no provider “nope”", { "guide", "sender-address", "--provider", "nope" } },
  { "Give a number from 1 to 3", { "guide", "sender-address", "--answer", "4" } },
  { "Give a number from 1 to 3", { "guide", "sender-address", "--answer", "one" } },
  { "has come to its end", { "guide", "no-app-password-choice", "--answer", "2", "--answer", "1" } },
  { "no “@”", { "guide", "sender-address", "--account", "bob" } },
  { "no “@”", { "guide", "sender-address", "--from", "bob" } },
  { "Name the reason", { "letter" } },
  { "no letter “nope”. There are: basic-blocked, ", { "letter", "nope", "--account", "a@example.org" } },
  { "Name the account", { "letter", "basic-blocked" } },
  { "no “@”", { "letter", "basic-blocked", "--account", "bob" } },
  { "no provider “nope”", { "letter", "basic-blocked", "--account", "a@example.org", "--provider", "nope" } },
  { "can’t go to “boss”", { "letter", "basic-blocked", "--account", "a@example.org", "--to", "boss" } },
  { "Use --to admin", { "letter", "basic-blocked", "--account", "a@example.org", "--to", "host" } },
  { "Use --to host", { "letter", "certificate", "--account", "a@example.org", "--to", "admin" } },
  { "A port is a number", { "letter", "port-blocked", "--account", "a@example.org", "--port", "70000" } },
  { "Name the mail server", { "host-probe" } },
  { "Name the mail server", { "host-probe", "--provider", "custom" } },
  { "no provider “nope”", { "host-probe", "--provider", "nope" } },
  { "no server’s name", { "host-probe", "--host", "a'b" } },
  { "no server’s name", { "host-probe", "--host", "-x" } },
  { "no server’s name", { "host-probe", "--host", "" } },
  { "can’t be written in “perl”", { "host-probe", "--host", "localhost", "--kind", "perl" } },
  { "/nowhere", { "host-probe", "--host", "localhost", "--output", "/nowhere/probe.php" } },
  { "list, show, add, sign-in, edit", { "records" } },
  { "can’t be done with records", { "records", "burn" } },
  { "Something is missing", { "records", "show" } },
  { "no record “abcd”", { "records", "show", "abcd" } },
  { "no record “abcd”", { "records", "remove", "abcd" } },
  { "Name the account", { "records", "add", "--provider", "practice", "--password-file", "PASSWORD" } },
  { "no target “nope”", { "records", "add", "--provider", "practice", "--account", "a@example.org", "--target",
                          "nope" } },
  { "no scenario “nope”", { "practice", "--scenario", "nope" } },
  { "A port is a number", { "practice", "--port", "-1" } },
};

static void
test_refused (void)
{
  g_autofree char *password = ctl_program_write (CTL_PASSWORD);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const char *arguments[MOST + 1] = { NULL };
      g_autoptr (CtlRun) run = NULL;

      for (gsize j = 0; j < MOST && refusals[i].arguments[j] != NULL; j++)
        arguments[j] = strcmp (refusals[i].arguments[j], "PASSWORD") == 0 ? password : refusals[i].arguments[j];
      run = ctl_program_run (arguments);
      ctl_run_assert_refused (run, 2, refusals[i].words);
    }
}

static void
test_bad_files (void)
{
  g_autofree char *empty = ctl_program_write ("");
  g_autofree char *lines = ctl_program_write ("two\nlines\n");
  g_autoptr (CtlRun) nothing = ctl_run ("test", "--provider", "practice", "--account", "ok@practice.example",
                                        "--password-file", empty);
  g_autoptr (CtlRun) too_much = ctl_run ("test", "--provider", "practice", "--account", "ok@practice.example",
                                         "--password-file", lines);

  ctl_run_assert_refused (nothing, 2, "no password in the file");
  ctl_run_assert_refused (too_much, 2, "more than one line");
}

static void
test_help (void)
{
  static const char *const verbs[] = { "providers", "targets", "settings", "test", "probe", "delivery", "diagnose",
                                       "records", "practice" };
  g_autoptr (CtlRun) all = ctl_run ("--help");
  g_autoptr (CtlRun) version = ctl_run ("--version");

  g_assert_cmpint (all->status, ==, 0);
  g_assert_cmpint (version->status, ==, 0);
  g_assert_true (g_str_has_prefix (version->output, "posternctl "));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (CtlRun) run = ctl_run (verbs[i], "--help");
      g_autofree char *usage = g_strdup_printf ("posternctl %s", verbs[i]);

      g_assert_cmpint (run->status, ==, 0);
      g_assert_cmpstr (run->errors, ==, "");
      g_assert_nonnull (strstr (all->output, verbs[i]));
      g_assert_nonnull (strstr (run->output, usage));
      g_assert_nonnull (strstr (run->output, "Examples:"));
    }
}

static void
test_store_broken (void)
{
  g_autofree char *file = ctl_program_write ("not a folder");
  g_autofree char *before = g_strdup (g_getenv ("XDG_DATA_HOME"));
  g_autoptr (CtlRun) run = NULL;

  g_setenv ("XDG_DATA_HOME", file, TRUE);
  run = ctl_run ("records", "list");
  ctl_run_assert_refused (run, 3, "can’t be");
  g_setenv ("XDG_DATA_HOME", before, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = NULL;

  g_test_init (&argc, &argv, NULL);
  data = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", data, TRUE);

  g_test_add_func ("/ctl/usage/refused", test_refused);
  g_test_add_func ("/ctl/usage/bad-files", test_bad_files);
  g_test_add_func ("/ctl/usage/help", test_help);
  g_test_add_func ("/ctl/usage/store-broken", test_store_broken);

  return g_test_run ();
}
