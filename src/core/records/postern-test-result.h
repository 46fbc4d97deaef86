/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/** The password-time of a test with another password than the record's. */
#define POSTERN_TEST_RESULT_OTHER_PASSWORD ((gint64) -1)

/**
 * PosternTestResult:
 * @time: when it was done, Unix time in seconds; the store sets it when it is 0
 * @accepted: whether the test was passed
 * @finding_id: (nullable): the finding's id
 * @title: (nullable): the finding's title
 * @endpoint: (nullable): the server that was tried
 * @account: (nullable): the account
 * @user: (nullable): the name that signed in
 * @from: (nullable): the sender
 * @ca_file: (nullable): path of the PEM file of further trusted authorities
 * @password_time: the record's password-time when the test began, or %POSTERN_TEST_RESULT_OTHER_PASSWORD
 * @refusals: sign-ins in a row that were refused with this password, this test included
 * @milliseconds: how long it took
 * @elsewhere: whether it was asked for with another server, account or sender than the record's: then it is kept, but
 *   says nothing about the record
 * @transcript: (nullable): the redacted conversation, UTF-8; only that of the latest test is kept
 *
 * What is kept of one test. Never a secret. @account, @ca_file, @password_time, @refusals and @elsewhere only matter
 * when it is added: what is read from the history has none of them.
 */
typedef struct
{
  gint64            time;
  gboolean          accepted;
  char             *finding_id;
  char             *title;
  PosternEndpoint  *endpoint;
  char             *account;
  char             *user;
  char             *from;
  char             *ca_file;
  gint64            password_time;
  guint             refusals;
  guint             milliseconds;
  gboolean          elsewhere;
  char             *transcript;
} PosternTestResult;

PosternTestResult *postern_test_result_new         (void);
/** As it is when the test begins, so that what the person changes meanwhile does not count as tested. */
PosternTestResult *postern_test_result_new_for     (PosternRecord         *record);
void               postern_test_result_free        (PosternTestResult     *self);
void               postern_test_result_set_finding (PosternTestResult     *self,
                                                    const char            *finding_id,
                                                    const char            *title,
                                                    gboolean               accepted);
/** Says what was tested in place of what the record says. */
void               postern_test_result_set_tested  (PosternTestResult     *self,
                                                    const PosternEndpoint *endpoint,
                                                    const char            *user,
                                                    const char            *from);
/** Whether the record still says what was tested. */
gboolean           postern_test_result_is_of       (const PosternTestResult *self,
                                                    PosternRecord           *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestResult, postern_test_result_free)

G_END_DECLS
