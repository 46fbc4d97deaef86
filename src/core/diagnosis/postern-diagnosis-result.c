/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-diagnosis-result.h"

#include "core/diagnosis/postern-diagnosis.h"

static guint
measure (const PosternTestReport *report)
{
  double milliseconds = 0;

  for (guint i = 0; i < report->events->len; i++)
    milliseconds += ((const PosternTestEvent *) g_ptr_array_index (report->events, i))->milliseconds;

  return (guint) milliseconds;
}

/**
 * postern_diagnosis_fill_result:
 * @report: a test
 * @finding: what it comes to
 * @refusals: sign-ins in a row that were refused with this password, this test included
 * @result: what was made when the test began
 *
 * Says in @result what came of the test, for the history.
 */
void
postern_diagnosis_fill_result (const PosternTestReport *report,
                               const PosternFinding    *finding,
                               guint                    refusals,
                               PosternTestResult       *result)
{
  g_return_if_fail (report != NULL && finding != NULL && result != NULL);

  postern_test_result_set_finding (result, finding->id, finding->title, finding->accepted);
  result->milliseconds = measure (report);
  result->refusals = refusals;
  g_free (result->transcript);
  result->transcript = g_strdup (report->transcript);
}

/**
 * postern_diagnosis_fill_untried:
 * @catalogue: the catalogue
 * @record: a record that signs in with OAuth 2.0
 * @error: why there is no access token to try
 * @result: a result of postern_test_result_new_for()
 *
 * What the provider has answered to the question for a token is the outcome of a test as well.
 *
 * Returns: (transfer full) (nullable): the finding, which @result has now; %NULL when @error is about something else
 */
PosternFinding *
postern_diagnosis_fill_untried (PosternCatalogue  *catalogue,
                                PosternRecord     *record,
                                const GError      *error,
                                PosternTestResult *result)
{
  PosternFinding *finding;

  g_return_val_if_fail (POSTERN_IS_RECORD (record) && result != NULL, NULL);

  finding = postern_diagnosis_explain_oauth (catalogue, error, postern_record_get_provider (record),
                                             postern_record_get_account (record));
  if (finding != NULL)
    postern_test_result_set_finding (result, finding->id, finding->title, FALSE);

  return finding;
}
