/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-test-result.h"

#include "core/records/postern-record-private.h"

/**
 * postern_test_result_new:
 *
 * Returns: (transfer full): an empty result of a test that was not passed
 */
PosternTestResult *
postern_test_result_new (void)
{
  return g_new0 (PosternTestResult, 1);
}

/**
 * postern_test_result_new_for:
 * @record: a record that is about to be tested
 *
 * Returns: (transfer full): a result that says what is tested
 */
PosternTestResult *
postern_test_result_new_for (PosternRecord *record)
{
  PosternTestResult *self;
  const PosternEndpoint *endpoint;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  self = postern_test_result_new ();
  endpoint = postern_record_get_endpoint (record);
  self->endpoint = endpoint == NULL ? NULL : postern_endpoint_copy (endpoint);
  self->account = g_strdup (postern_record_get_account (record));
  self->user = g_strdup (postern_record_get_sign_in_name (record));
  self->from = g_strdup (postern_record_get_sender (record));
  self->ca_file = g_strdup (postern_record_get_ca_file (record));
  self->password_time = postern_record_get_password_time (record);
  self->refusals = postern_record_get_refusals (record);

  return self;
}

/**
 * postern_test_result_free:
 * @self: (transfer full) (nullable): a result
 */
void
postern_test_result_free (PosternTestResult *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_free (self->finding_id);
  g_free (self->title);
  g_free (self->account);
  g_free (self->user);
  g_free (self->from);
  g_free (self->ca_file);
  g_free (self->transcript);
  g_free (self);
}

/**
 * postern_test_result_set_finding:
 * @self: a result
 * @finding_id: (nullable): the finding's id
 * @title: (nullable): the finding's title
 * @accepted: whether the test was passed
 */
void
postern_test_result_set_finding (PosternTestResult *self,
                                 const char        *finding_id,
                                 const char        *title,
                                 gboolean           accepted)
{
  g_return_if_fail (self != NULL);

  g_free (self->finding_id);
  g_free (self->title);
  self->finding_id = g_strdup (finding_id);
  self->title = g_strdup (title);
  self->accepted = !!accepted;
}

/**
 * postern_test_result_set_tested:
 * @self: a result
 * @endpoint: the server
 * @user: the name that signs in
 * @from: the sender
 *
 * Says what was tested in place of what the record says.
 */
void
postern_test_result_set_tested (PosternTestResult     *self,
                                const PosternEndpoint *endpoint,
                                const char            *user,
                                const char            *from)
{
  g_return_if_fail (self != NULL && endpoint != NULL && user != NULL);

  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_free (self->user);
  g_free (self->from);
  self->endpoint = postern_endpoint_copy (endpoint);
  self->user = g_strdup (user);
  self->from = g_strdup (from);
}

/**
 * postern_test_result_is_of:
 * @self: a result of postern_test_result_new_for()
 * @record: the record that was tested
 *
 * Returns: whether the record still says what was tested, and has the same password
 */
gboolean
postern_test_result_is_of (const PosternTestResult *self,
                           PosternRecord           *record)
{
  const PosternEndpoint *endpoint;

  g_return_val_if_fail (self != NULL && POSTERN_IS_RECORD (record), FALSE);

  endpoint = postern_record_get_endpoint (record);

  return endpoint != NULL && self->endpoint != NULL && postern_endpoint_equal (endpoint, self->endpoint) &&
         g_strcmp0 (self->account, postern_record_get_account (record)) == 0 &&
         g_strcmp0 (self->user, postern_record_get_sign_in_name (record)) == 0 &&
         g_strcmp0 (self->from, postern_record_get_sender (record)) == 0 &&
         g_strcmp0 (self->ca_file, postern_record_get_ca_file (record)) == 0 &&
         self->password_time == postern_record_get_password_time (record);
}
