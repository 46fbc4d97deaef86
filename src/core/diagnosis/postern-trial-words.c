/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/diagnosis/postern-trial-private.h"

static void
add (GPtrArray *sentences,
     char      *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

static void
tell_mailbox (const PosternTrialJob *job,
              GPtrArray             *sentences)
{
  if (job->mailbox != NULL)
    /* Translators: %s is a provider's name. */
    add (sentences, g_strdup_printf (_("Postern looked up where the mail of this address goes: to %s."),
                                     job->mailbox->name));
}

static void
tell_witness (const PosternTrialJob *job,
              GPtrArray             *sentences)
{
  switch (job->probe->witness)
    {
    case POSTERN_PROBE_WITNESS_REACHED:
      add (sentences, g_strdup (_("Postern tried other mail servers as well, and reached one.")));
      break;
    case POSTERN_PROBE_WITNESS_SILENT:
    case POSTERN_PROBE_WITNESS_UNKNOWN:
      add (sentences, g_strdup (_("Postern tried other mail servers as well, and reached none.")));
      break;
    case POSTERN_PROBE_WITNESS_NOT_ASKED:
    default:
      break;
    }
}

static char *
list_ports (const PosternTrialJob *job)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < job->probe->ports->len; i++)
    {
      const PosternProbePort *port = g_ptr_array_index (job->probe->ports, i);

      if (port->endpoint->port != job->plan->endpoint->port)
        g_string_append_printf (list, "%s%u", list->len > 0 ? ", " : "", port->endpoint->port);
    }

  return g_string_free (list, FALSE);
}

static void
tell_ports (const PosternTrialJob *job,
            GPtrArray             *sentences)
{
  g_autofree char *ports = list_ports (job);
  const char *host = job->plan->endpoint->host;

  if (job->again)
    /* Translators: %s is a server's name, %u a port's number. */
    add (sentences, g_strdup_printf (_("A moment later, %s answered on port %u as it should."), host,
                                     job->plan->endpoint->port));
  else if (job->open != NULL)
    /* Translators: %u is a port's number, %s a server's name. */
    add (sentences, g_strdup_printf (_("Postern looked at port %u of %s too, and the mail server answers there."),
                                     job->open->port, host));
  else if (*ports != '\0' && job->probe->lookup == POSTERN_PROBE_LOOKUP_FOUND)
    /* Translators: the first %s is a server's name, the second one or more numbers of ports with commas. */
    add (sentences, g_strdup_printf (_("Postern looked at other ports of %s too (%s), but none can be used."), host,
                                     ports));
}

static char *
dup_refusal (const PosternTestReport *report)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (report);
  g_autofree char *text = NULL;

  if (failed == NULL || failed->reply == NULL)
    return NULL;
  text = postern_smtp_reply_to_text (failed->reply);

  return postern_evidence_flatten (text);
}

static void
tell_second (const PosternTrialJob *job,
             GPtrArray             *sentences)
{
  const PosternTestReport *second = job->trial->second;
  g_autofree char *reply = second != NULL ? dup_refusal (second) : NULL;

  if (second == NULL)
    return;
  if (second->accepted)
    /* Translators: %u is a port's number. */
    add (sentences, g_strdup_printf (_("Postern signed in once on port %u, and the server accepted it."),
                                     second->port));
  else if (postern_trial_is_refused (second))
    /* Translators: %u is a port's number, %s what the mail server said. */
    add (sentences, g_strdup_printf (_("Postern tried to sign in once on port %u, and the server refused it: “%s”"),
                                     second->port, reply));
  else
    /* Translators: %u is a port's number. */
    add (sentences, g_strdup_printf (_("Postern tried to sign in once on port %u, but got no answer to it."),
                                     second->port));
}

static void
tell_limit (const PosternTrialJob *job,
            GPtrArray             *sentences)
{
  guint n = job->trial->refusals;

  if (n >= POSTERN_TRIAL_MAX_REFUSALS && n > job->circumstances.refusals)
    /* Translators: %u is a number of refused sign-ins, 2 or more. */
    add (sentences, g_strdup_printf (ngettext ("This password has now been refused %u time. Postern does not try it "
                                               "again by itself, for that can lock the account.",
                                               "This password has now been refused %u times. Postern does not try it "
                                               "again by itself, for that can lock the account.", n), n));
}

/* This computer has both kinds of address of itself, whatever its servers use. */
static gboolean
is_this_computer (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

static void
tell_ipv6 (const PosternTrialJob *job,
           GPtrArray             *sentences)
{
  if (postern_trial_is_ipv6_broken (job->trial->report) && !is_this_computer (job->plan->endpoint->host))
    /* Translators: %s is a server's name. */
    add (sentences, g_strdup_printf (_("The newer kind of address (IPv6) does not work between here and %s; the older "
                                       "one (IPv4) does. Sites and devices in this network may wait long, or fail. "
                                       "Tell whoever runs the network."), job->plan->endpoint->host));
}

/* Documented in the private header. */
char *
postern_trial_write_further (const PosternTrialJob *job)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  tell_mailbox (job, sentences);
  if (job->probe != NULL)
    {
      tell_ports (job, sentences);
      tell_witness (job, sentences);
    }
  tell_second (job, sentences);
  tell_limit (job, sentences);
  tell_ipv6 (job, sentences);
  if (sentences->len == 0)
    return NULL;
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **) sentences->pdata);
}
