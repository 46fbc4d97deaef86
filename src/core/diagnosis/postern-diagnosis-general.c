/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-diagnosis-general.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/diagnosis/postern-placeholders.h"

typedef struct
{
  const char *title;
  const char *action;
} StageWords;

static const StageWords stage_words[POSTERN_N_STEPS] = {
  [POSTERN_STEP_GREETING] = { N_("The server takes no connection from here"),
                              N_("Check the server’s name and the port.") },
  [POSTERN_STEP_EHLO] = { N_("The server did not accept how this computer introduced itself"),
                          N_("Check the server’s name and the port.") },
  [POSTERN_STEP_STARTTLS] = { N_("The server refused to start encryption"),
                              N_("Try port 465 with TLS.") },
  [POSTERN_STEP_EHLO_TLS] = { N_("The server did not accept how this computer introduced itself"),
                              N_("Check the server’s name and the port.") },
  [POSTERN_STEP_AUTH] = { N_("The server refused the sign-in"),
                          N_("Check the user name and the password. Trying again and again locks accounts.") },
  [POSTERN_STEP_MAIL] = { N_("The server refused the sender"),
                          N_("Check the sender’s address. Mostly it must be the one of the account that signs in.") },
  [POSTERN_STEP_RCPT] = { N_("The server refused the recipient"),
                          N_("Check the recipient’s address, or test with another one.") },
  [POSTERN_STEP_DATA] = { N_("The server refused the message"),
                          N_("Test again with a short message. If that works, it is the content or the size.") },
};

/* By the second part of the enhanced code (RFC 3463 §3). */
static const struct
{
  const char *explanation;
  PosternWho  who;
} subjects[] = {
  { NULL, POSTERN_WHO_PROVIDER },
  { N_("Its code says that it is about an address."), POSTERN_WHO_YOU },
  { N_("Its code says that it is about a mailbox: it may be full, switched off or too strict."), POSTERN_WHO_YOU },
  { N_("Its code says that it is about the mail system itself, such as a full disk or a size limit."),
    POSTERN_WHO_PROVIDER },
  { N_("Its code says that it is about the network or the way that the mail takes."), POSTERN_WHO_PROVIDER },
  { N_("Its code says that the two programs did not understand each other."), POSTERN_WHO_DEVICE },
  { N_("Its code says that it is about the content of the message."), POSTERN_WHO_YOU },
  { N_("Its code says that it is about security or a rule."), POSTERN_WHO_ADMIN },
};

static guint
get_subject (const PosternEvidence *evidence)
{
  guint64 subject = 0;

  if (evidence->enhanced == NULL || strlen (evidence->enhanced) < 3)
    return 0;

  subject = g_ascii_strtoull (evidence->enhanced + 2, NULL, 10);

  return subject < G_N_ELEMENTS (subjects) ? (guint) subject : 0;
}

static char
get_class (const PosternEvidence *evidence)
{
  if (evidence->code >= 400)
    return evidence->code < 500 ? '4' : '5';

  return evidence->enhanced == NULL ? '\0' : *evidence->enhanced;
}

static void
add_sentence (GString    *text,
              const char *sentence)
{
  if (sentence == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
add_quote (GString               *text,
           const PosternEvidence *evidence)
{
  const char *words = evidence->reply != NULL ? evidence->reply : evidence->message;
  PosternPlaceholders values = { .reply = words };
  g_autofree char *quote = NULL;

  if (words == NULL || *words == '\0')
    return;

  /* Translators: leave {reply} as it is; the words of the server or the program stand there. */
  quote = postern_placeholders_fill (&values, _("These are the exact words: “{reply}”"), POSTERN_PLACEHOLDER_TEXT);
  add_sentence (text, quote);
}

static void
explain (PosternFinding        *finding,
         const PosternEvidence *evidence,
         const char            *first)
{
  GString *text = g_string_new (NULL);
  const char *subject = subjects[get_subject (evidence)].explanation;

  add_sentence (text, first);
  add_sentence (text, subject == NULL ? NULL : _(subject));
  add_quote (text, evidence);
  finding->explanation = g_string_free (text, FALSE);
  finding->reply = g_strdup (evidence->reply);
}

static const StageWords *
get_stage_words (const PosternEvidence *evidence)
{
  PosternStep step;

  if (!postern_step_from_nick (evidence->stage, &step) || stage_words[step].title == NULL)
    return NULL;

  return &stage_words[step];
}

static PosternFinding *
make_temporary (const PosternEvidence *evidence)
{
  const StageWords *words = get_stage_words (evidence);
  PosternFinding *finding;

  finding = postern_finding_new ("unknown-temporary", POSTERN_WHO_PROVIDER, POSTERN_CONFIDENCE_POSSIBLE);
  finding->title = g_strdup (words != NULL ? _(words->title) : _("The server can’t do this just now"));
  explain (finding, evidence, _("The server says that this is for a while only. Trying later often helps."));
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT, _("Wait ten minutes and test again."), NULL);
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("If it stays like this for a day, send the exact words to the provider."), NULL);

  return finding;
}

static PosternFinding *
make_permanent (const PosternEvidence *evidence)
{
  const StageWords *words = get_stage_words (evidence);
  PosternFinding *finding;

  finding = postern_finding_new ("unknown-permanent", subjects[get_subject (evidence)].who,
                                 POSTERN_CONFIDENCE_POSSIBLE);
  finding->title = g_strdup (words != NULL ? _(words->title) : _("The server refused this"));
  explain (finding, evidence,
           _("The server says that this will not go away by itself. Postern does not know this reply, so read the "
             "server’s words."));
  if (words != NULL)
    postern_finding_add_action (finding, POSTERN_ACTION_TEXT, _(words->action), NULL);
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("Send the exact words to your administrator or the provider."), NULL);

  return finding;
}

static PosternFinding *
make_unexplained (const PosternEvidence *evidence)
{
  PosternFinding *finding = postern_finding_new ("unknown", POSTERN_WHO_YOU, POSTERN_CONFIDENCE_POSSIBLE);

  finding->title = g_strdup (_("Postern does not know this error"));
  explain (finding, evidence, _("The text holds no reply of a mail server that says what went wrong."));
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("Look for a line with a number, such as 535 or 550, in the log of the website or "
                                "device. That is what the mail server said."), NULL);
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("Test the same settings from this computer. Each step then shows by itself."), NULL);

  return finding;
}

static void
add_arrival_actions (PosternFinding *finding)
{
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT, _("Look into the recipient’s inbox now."), NULL);
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("If it is not there within ten minutes, look into the folder for junk mail."), NULL);
  postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                              _("If it is nowhere, ask your administrator to look for it in the quarantine."), NULL);
}

/**
 * postern_diagnosis_make_passed:
 * @sign_in_only: whether only the sign-in was tested
 *
 * Returns: (transfer full): the finding of a test that was passed: "signed-in" or "accepted"
 */
PosternFinding *
postern_diagnosis_make_passed (gboolean sign_in_only)
{
  PosternFinding *finding;

  finding = postern_finding_new (sign_in_only ? "signed-in" : "accepted", POSTERN_WHO_YOU,
                                 POSTERN_CONFIDENCE_CERTAIN);
  finding->accepted = TRUE;
  if (sign_in_only)
    {
      finding->title = g_strdup (_("The sign-in works"));
      finding->explanation = g_strdup (_("The server accepts this user name with this password. No message was sent."));
      postern_finding_add_action (finding, POSTERN_ACTION_TEXT,
                                  _("Send a test message next. It shows whether the sender’s address is allowed too."),
                                  NULL);
      return finding;
    }

  finding->title = g_strdup (_("The server accepted the message"));
  finding->explanation = g_strdup (_("Sign-in, sender and recipient are all right. The server delivers the message "
                                     "now. It can still end up in a folder for junk mail."));
  add_arrival_actions (finding);

  return finding;
}

/**
 * postern_diagnosis_make_unknown:
 * @evidence: what is known of a failure that no rule explains
 *
 * Returns: (transfer full): what can be said in general, by the class of the reply (RFC 5321 §4.2.1), its subject
 *   (RFC 3463 §3) and the step
 */
PosternFinding *
postern_diagnosis_make_unknown (const PosternEvidence *evidence)
{
  g_return_val_if_fail (evidence != NULL, NULL);

  switch (get_class (evidence))
    {
    case '4':
      return make_temporary (evidence);
    case '5':
      return make_permanent (evidence);
    default:
      return make_unexplained (evidence);
    }
}
