/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-diagnosis-private.h"

#include "core/diagnosis/postern-rule-match.h"
#include "core/smtp/postern-test-report.h"

#define DOUBT_PASSWORD   "password"
#define DOUBT_CONNECTION "connection"

/* What says nothing of who is at fault: the server, this computer, or somebody on the way. */
static const char *const connection_conditions[] = {
  "not-found", "resolver", "connection-refused", "unreachable", "timed-out", "closed", "not-smtp", "injection",
  "no-starttls", "certificate", "handshake", "no-auth", NULL,
};

/* Servers answer so without having looked at the password (RFC 4954 §4, §6; RFC 5321 §4.2.2). */
static const guint codes_before_password[] = { 500, 501, 502, 503, 504, 530, 534, 538 };

static gboolean
is_before_sign_in (const PosternEvidence *evidence)
{
  PosternStep step;

  return postern_step_from_nick (evidence->stage, &step) && step < POSTERN_STEP_AUTH;
}

static gboolean
is_about_connection (const PosternEvidence *evidence)
{
  if (evidence->condition == NULL || !g_strv_contains (connection_conditions, evidence->condition))
    return FALSE;

  return is_before_sign_in (evidence) || g_str_equal (evidence->condition, "no-auth");
}

static gboolean
is_password_refused (const PosternEvidence *evidence)
{
  if (g_strcmp0 (evidence->stage, "auth") != 0 || g_strcmp0 (evidence->condition, "refused") != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes_before_password); i++)
    {
      if (evidence->code == codes_before_password[i])
        return FALSE;
    }

  return evidence->code >= 500;
}

/* Documented in the private header. */
const char *
postern_diagnosis_find_doubt (PosternCatalogue      *catalogue,
                              const PosternEvidence *evidence)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_utc ();
  g_autoptr (PosternRule) rule = NULL;
  int score = 0;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && evidence != NULL, NULL);

  rule = postern_rule_match_best (postern_catalogue_get_rules (catalogue), evidence, today, &score);
  if (rule != NULL && g_strcmp0 (rule->doubt, "none") == 0)
    return NULL;
  if (is_about_connection (evidence))
    return DOUBT_CONNECTION;
  if (!is_password_refused (evidence))
    return NULL;
  if (rule == NULL || rule->doubt != NULL)
    return DOUBT_PASSWORD;

  return rule->who == POSTERN_WHO_YOU && rule->confidence != POSTERN_CONFIDENCE_CERTAIN ? DOUBT_PASSWORD : NULL;
}
