/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl-output.h"

typedef struct
{
  const char *name;
  CtlStatus (*run) (char **arguments);
  const char *summary;
} Verb;

static const Verb verbs[] = {
  { "providers", ctl_providers, N_("List the mail providers that Postern knows") },
  { "targets", ctl_targets, N_("List the programs, sites and devices that can send the mail") },
  { "settings", ctl_settings, N_("Write the mail settings for a program, site or device") },
  { "test", ctl_test, N_("Sign in to a mail server and send a test message") },
  { "test-all", ctl_test_all, N_("Test every recorded app password") },
  { "probe", ctl_probe, N_("See which ports of a mail server can be used from here") },
  { "delivery", ctl_delivery, N_("See whether mail from an address is trusted where it arrives") },
  { "diagnose", ctl_diagnose, N_("Explain what a mail server answered elsewhere") },
  { "guide", ctl_guide, N_("Ask a few questions that lead to what to do") },
  { "letter", ctl_letter, N_("Write the message to the administrator or the web host") },
  { "host-probe", ctl_host_probe, N_("Write a script that looks at the mail server from a web host") },
  { "records", ctl_records, N_("List, change, import, export and hand over recorded app passwords") },
  { "practice", ctl_practice, N_("Run the practice mail server on this computer") },
};

static const Verb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].name, name) == 0)
        return &verbs[i];
    }

  return NULL;
}

static CtlStatus
print_help (void)
{
  ctl_print ("%s\n  posternctl %s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    ctl_print ("  %-12s%s\n", verbs[i].name, _(verbs[i].summary));
  ctl_print ("\n");
  ctl_print_wrapped ("", _("“posternctl COMMAND --help” shows what a command takes, with examples."));
  ctl_print_wrapped ("", _("A password is never an option: it is read from a file, from standard input, or from a "
                           "record."));
  ctl_print ("\n%s\n  0  %s\n  1  %s\n  2  %s\n  3  %s\n", _("Exit status:"), _("done"),
             _("a test found a problem; the finding says which"), _("wrong usage or bad input"),
             _("Postern itself could not work: no keyring, or records that can’t be written"));

  return CTL_DONE;
}

static CtlStatus
dispatch (int    argc,
          char **argv)
{
  g_auto (GStrv) arguments = NULL;
  const Verb *verb;

  if (argc < 2)
    return ctl_fail (CTL_USAGE, _("Name a command. “posternctl --help” lists them."));
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    return print_help ();
  if (strcmp (argv[1], "--version") == 0)
    {
      ctl_print ("posternctl %s\n", POSTERN_VERSION);
      return CTL_DONE;
    }
  verb = find_verb (argv[1]);
  if (verb == NULL)
    return ctl_fail (CTL_USAGE,
                     /* Translators: %s is what the person typed. */
                     _("There is no command “%s”. “posternctl --help” lists them."), argv[1]);
  arguments = g_strdupv (argv + 1);

  return verb->run (arguments);
}

/**
 * ctl_run:
 * @argc: number of arguments
 * @argv: the program's arguments
 *
 * Returns: the exit code of posternctl (DESIGN §4)
 */
int
ctl_run (int    argc,
         char **argv)
{
  CtlStatus status = dispatch (argc, argv);

  /* A reader that has seen enough, as “head” does, is no fault. */
  if ((fflush (stdout) != 0 || ferror (stdout)) && errno != EPIPE)
    return (int) ctl_fail (CTL_BROKEN, _("The output can’t be written. Is the disk full?"));

  return (int) status;
}
