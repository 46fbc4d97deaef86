/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-evidence.h"

#include <string.h>

#include "core/smtp/postern-smtp-error.h"

/* The lines of a reply without the enhanced code that each may repeat. */
static char *
join_lines (const PosternSmtpReply *reply)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; reply->lines[i] != NULL; i++)
    {
      const char *line = reply->lines[i];

      if (i > 0 && reply->enhanced != NULL && g_str_has_prefix (line, reply->enhanced))
        line += strlen (reply->enhanced);
      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", line);
    }

  return g_string_free (joined, FALSE);
}

static void
take_reply (PosternEvidence        *self,
            const PosternSmtpReply *reply)
{
  g_autofree char *joined = join_lines (reply);
  g_autofree char *text = postern_smtp_reply_to_text (reply);

  g_free (self->words);
  self->words = postern_evidence_fold (joined);
  self->reply = postern_evidence_flatten (text);
  if (reply->code < 400)
    return;
  self->code = reply->code;
  self->enhanced = g_strdup (reply->enhanced);
}

/* How the server speaks of a token: before its reply, in JSON (RFC 7628 §3.2.2). */
static void
take_token (PosternEvidence         *self,
            const PosternTestReport *report)
{
  g_autofree char *words = self->words;
  g_autofree char *reply = self->reply;
  g_autofree char *folded = NULL;

  if (g_strcmp0 (report->mechanism, "XOAUTH2") == 0 || g_strcmp0 (report->mechanism, "OAUTHBEARER") == 0)
    self->sign_in = g_strdup ("oauth");
  folded = report->challenge == NULL ? NULL : postern_evidence_fold (report->challenge);
  if (folded == NULL || reply == NULL)
    {
      g_steal_pointer (&words);
      g_steal_pointer (&reply);
      return;
    }

  self->words = g_strconcat (words, " ", folded, NULL);
  self->reply = g_strconcat (reply, " ", report->challenge, NULL);
}

static gboolean
is_clutter (gunichar character)
{
  return g_unichar_iscntrl (character) || g_unichar_isspace (character) ||
         g_unichar_type (character) == G_UNICODE_FORMAT;
}

/**
 * postern_evidence_flatten:
 * @text: any bytes that end in NUL
 *
 * Returns: (transfer full): @text as UTF-8 on one line, with runs of white space and of control characters made
 *   one space each, none at the ends, and at most %POSTERN_EVIDENCE_MAX_LENGTH characters long
 */
char *
postern_evidence_flatten (const char *text)
{
  g_autofree char *valid = NULL;
  GString *flat;
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  flat = g_string_new (NULL);
  for (const char *p = valid; *p != '\0' && n < POSTERN_EVIDENCE_MAX_LENGTH; p = g_utf8_next_char (p), n++)
    {
      gunichar character = g_utf8_get_char (p);

      if (!is_clutter (character))
        g_string_append_unichar (flat, character);
      else if (flat->len > 0 && flat->str[flat->len - 1] != ' ')
        g_string_append_c (flat, ' ');
    }

  return g_strchomp (g_string_free (flat, FALSE));
}

/**
 * postern_evidence_fold:
 * @text: any bytes that end in NUL
 *
 * Returns: (transfer full): @text flattened and case folded, to be compared with a rule's words
 */
char *
postern_evidence_fold (const char *text)
{
  g_autofree char *flat = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  flat = postern_evidence_flatten (text);

  return g_utf8_casefold (flat, -1);
}

/* The fault that says most comes first: a certificate for another name is often self-signed too. */
static const char *
name_certificate_fault (const PosternCertificateFacts *facts)
{
  if (facts == NULL)
    return NULL;
  if (facts->flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "other-name";
  if (facts->flags & G_TLS_CERTIFICATE_EXPIRED)
    return "expired";
  if (facts->flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "not-yet-valid";
  if (facts->flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return facts->self_signed ? "self-signed" : "unknown-issuer";

  return NULL;
}

/**
 * postern_evidence_new_from_report:
 * @report: a test that failed
 * @provider: (nullable): a provider's id
 *
 * Returns: (transfer full): what is known of the step that failed
 */
PosternEvidence *
postern_evidence_new_from_report (const PosternTestReport *report,
                                  const char              *provider)
{
  const PosternTestEvent *failed;
  PosternEvidence *self;

  g_return_val_if_fail (report != NULL, NULL);

  self = g_new0 (PosternEvidence, 1);
  self->provider = g_strdup (provider);
  self->words = g_strdup ("");
  failed = postern_test_report_get_failed (report);
  if (failed == NULL)
    return self;

  self->stage = g_strdup (postern_step_to_nick (failed->step));
  if (failed->reply != NULL)
    take_reply (self, failed->reply);
  if (failed->step == POSTERN_STEP_AUTH)
    take_token (self, report);
  if (failed->error == NULL)
    return self;

  self->message = postern_evidence_flatten (failed->error->message);
  if (failed->error->domain == POSTERN_SMTP_ERROR)
    self->condition = g_strdup (postern_smtp_error_to_nick ((PosternSmtpError) failed->error->code));
  if (g_error_matches (failed->error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_CERTIFICATE))
    self->certificate = g_strdup (name_certificate_fault (report->certificate));

  return self;
}

/**
 * postern_evidence_has_fact:
 * @self: evidence
 * @fact: "key=value"
 *
 * Returns: whether it is known
 */
gboolean
postern_evidence_has_fact (const PosternEvidence *self,
                           const char            *fact)
{
  g_return_val_if_fail (self != NULL && fact != NULL, FALSE);

  return self->facts != NULL && g_strv_contains ((const char *const *) self->facts, fact);
}

/**
 * postern_evidence_add_fact:
 * @self: evidence
 * @key: what it is about, as in a rule's evidence
 * @value: (nullable): what is so; with %NULL nothing is added
 */
void
postern_evidence_add_fact (PosternEvidence *self,
                           const char      *key,
                           const char      *value)
{
  guint n;

  g_return_if_fail (self != NULL && key != NULL);

  if (value == NULL)
    return;

  n = self->facts == NULL ? 0 : g_strv_length (self->facts);
  self->facts = g_renew (char *, self->facts, n + 2);
  self->facts[n] = g_strdup_printf ("%s=%s", key, value);
  self->facts[n + 1] = NULL;
}

/**
 * postern_evidence_free:
 * @self: (transfer full) (nullable): evidence
 */
void
postern_evidence_free (PosternEvidence *self)
{
  if (self == NULL)
    return;

  g_free (self->provider);
  g_free (self->stage);
  g_free (self->condition);
  g_free (self->enhanced);
  g_free (self->words);
  g_free (self->certificate);
  g_free (self->sign_in);
  g_free (self->reply);
  g_free (self->message);
  g_strfreev (self->facts);
  g_free (self);
}
