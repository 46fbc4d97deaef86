/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-diagnosis.h"

#include "core/diagnosis/postern-diagnosis-private.h"
#include "core/oauth/postern-oauth-error.h"

/* As a rule's condition has them; what a rule can't tell anything about has none. */
static const char *const conditions[] = {
  [POSTERN_OAUTH_ERROR_DECLINED] = "oauth-declined", [POSTERN_OAUTH_ERROR_EXPIRED] = "oauth-expired",
  [POSTERN_OAUTH_ERROR_CLIENT] = "oauth-client",     [POSTERN_OAUTH_ERROR_CONSENT] = "oauth-consent",
  [POSTERN_OAUTH_ERROR_REVOKED] = "oauth-revoked",   [POSTERN_OAUTH_ERROR_CLOCK] = "oauth-clock",
  [POSTERN_OAUTH_ERROR_REFUSED] = "oauth-refused",
};

/* Documented in the header. */
PosternFinding *
postern_diagnosis_explain_oauth (PosternCatalogue *catalogue,
                                 const GError     *error,
                                 const char       *provider,
                                 const char       *account)
{
  g_autoptr (PosternEvidence) evidence = NULL;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && error != NULL, NULL);

  if (error->domain != POSTERN_OAUTH_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (conditions) ||
      conditions[error->code] == NULL)
    return NULL;

  evidence = g_new0 (PosternEvidence, 1);
  evidence->provider = g_strdup (provider);
  evidence->condition = g_strdup (conditions[error->code]);
  evidence->sign_in = g_strdup ("oauth");
  evidence->words = postern_evidence_fold (error->message);
  evidence->message = postern_evidence_flatten (error->message);

  return postern_diagnosis_explain_alone (catalogue, evidence, account);
}
