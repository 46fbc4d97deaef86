/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-scenario.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "practice/postern-practice-server.h"

#define UNSUCCESSFUL "535 5.7.3 Authentication unsuccessful"
#define REFUSED "535 5.7.139 Authentication unsuccessful, "
#define SWITCHED_OFF(where) \
  REFUSED "SmtpClientAuthentication is disabled for the " where ". " \
          "Visit https://aka.ms/smtp_auth_disabled for more information."

/* The words are Exchange Online's own, from public threads and Microsoft's documents. */
static const PosternPracticeScript scripts[] = {
  { .id = "ok", .title = N_("Everything works"), .drop = POSTERN_N_STEPS },
  { .id = "wrong-password", .title = N_("The password is refused"), .password_refusal = UNSUCCESSFUL,
    .token_refusal = UNSUCCESSFUL, .drop = POSTERN_N_STEPS },
  { .id = "tenant-disabled", .title = N_("The organisation has switched sending with a password off"),
    .password_refusal = SWITCHED_OFF ("Tenant"), .token_refusal = SWITCHED_OFF ("Tenant"), .drop = POSTERN_N_STEPS },
  { .id = "mailbox-disabled", .title = N_("Sending with a password is switched off for this mailbox"),
    .password_refusal = SWITCHED_OFF ("Mailbox"), .token_refusal = SWITCHED_OFF ("Mailbox"), .drop = POSTERN_N_STEPS },
  { .id = "basic-blocked", .title = N_("A policy of the organisation blocks passwords"),
    .password_refusal = REFUSED "basic authentication is disabled.", .drop = POSTERN_N_STEPS },
  { .id = "security-defaults", .title = N_("The organisation’s security defaults block passwords"),
    .password_refusal = REFUSED "user is locked by your organization's security defaults policy. "
                                "Contact your administrator.",
    .drop = POSTERN_N_STEPS },
  { .id = "basic-retired", .title = N_("The provider no longer accepts passwords"),
    .password_refusal = "550 5.7.30 Basic authentication is not supported for Client Submission.",
    .drop = POSTERN_N_STEPS },
  { .id = "send-as-denied", .title = N_("The account may not send under this address"),
    .message_refusal = "554 5.2.252 SendAsDenied; {user} not allowed to send as {from}; STOREDRV.Submission.Exception:"
                       "SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent "
                       "exception with message Cannot submit message.",
    .drop = POSTERN_N_STEPS },
  { .id = "too-many-connections", .title = N_("The account sends too much at the same time"),
    .message_refusal = "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending "
                       "for more information.",
    .drop = POSTERN_N_STEPS },
  { .id = "slow", .title = N_("The server is slow"), .drop = POSTERN_N_STEPS, .slow = TRUE },
  { .id = "drops-at-auth", .title = N_("The connection is lost while signing in"), .drop = POSTERN_STEP_AUTH },
  { .id = "drops-at-mail", .title = N_("The connection is lost at the sender’s address"), .drop = POSTERN_STEP_MAIL },
  { .id = "drops-at-rcpt", .title = N_("The connection is lost at the recipient’s address"),
    .drop = POSTERN_STEP_RCPT },
  { .id = "drops-at-data", .title = N_("The connection is lost after the message was handed over"),
    .drop = POSTERN_STEP_DATA },
  { .id = "drops-at-quit", .title = N_("The connection is lost after the message was accepted"),
    .drop = POSTERN_STEP_QUIT },
  { .id = "drops-at-connect", .drop = POSTERN_STEP_CONNECT, .early = TRUE },
  { .id = "drops-at-greeting", .drop = POSTERN_STEP_GREETING, .early = TRUE },
  { .id = "drops-at-ehlo", .drop = POSTERN_STEP_EHLO, .early = TRUE },
  { .id = "drops-at-starttls", .drop = POSTERN_STEP_STARTTLS, .early = TRUE },
  { .id = "drops-at-tls", .drop = POSTERN_STEP_TLS, .early = TRUE },
};

static const PosternPracticeScript unknown_script = {
  .id = "unknown", .password_refusal = UNSUCCESSFUL, .token_refusal = UNSUCCESSFUL, .drop = POSTERN_N_STEPS,
};

static GArray *
make_scenarios (void)
{
  GArray *scenarios = g_array_new (FALSE, FALSE, sizeof (PosternPracticeScenario));

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      PosternPracticeScenario scenario = { scripts[i].id, NULL };

      if (scripts[i].early)
        continue;
      scenario.title = _(scripts[i].title);
      g_array_append_val (scenarios, scenario);
    }

  return scenarios;
}

/**
 * postern_practice_script_lookup:
 * @id: a scenario's name
 *
 * Returns: (transfer none) (nullable): what that scenario does
 */
const PosternPracticeScript *
postern_practice_script_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (g_ascii_strcasecmp (scripts[i].id, id) == 0)
        return &scripts[i];
    }

  return NULL;
}

/**
 * postern_practice_script_for:
 * @account: a name that somebody signs in with
 *
 * Returns: (transfer none): the scenario of its local part, or that of an unknown account
 */
const PosternPracticeScript *
postern_practice_script_for (const char *account)
{
  const PosternPracticeScript *script;
  g_autofree char *local = NULL;
  const char *at;

  g_return_val_if_fail (account != NULL, NULL);

  at = strrchr (account, '@');
  if (at == NULL || at[1] == '\0')
    return &unknown_script;
  local = g_strndup (account, (gsize) (at - account));
  script = postern_practice_script_lookup (local);

  return script == NULL || script->early ? &unknown_script : script;
}

/**
 * postern_practice_get_scenarios:
 * @n_scenarios: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_scenarios): the scenarios that an account's name picks, with a
 *   translated sentence each
 */
const PosternPracticeScenario *
postern_practice_get_scenarios (gsize *n_scenarios)
{
  static gsize once;
  static GArray *scenarios;

  g_return_val_if_fail (n_scenarios != NULL, NULL);

  if (g_once_init_enter (&once))
    {
      scenarios = make_scenarios ();
      g_once_init_leave (&once, 1);
    }
  *n_scenarios = scenarios->len;

  return (const PosternPracticeScenario *) scenarios->data;
}
