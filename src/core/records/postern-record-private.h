/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"
#include "core/records/postern-test-result.h"

G_BEGIN_DECLS

/* Properties of one type stand together, so that one loop serves them all. */
typedef enum
{
  POSTERN_RECORD_NAME = 1,
  POSTERN_RECORD_ACCOUNT,
  POSTERN_RECORD_USER,
  POSTERN_RECORD_PROVIDER,
  POSTERN_RECORD_FROM,
  POSTERN_RECORD_FROM_NAME,
  POSTERN_RECORD_RECIPIENT,
  POSTERN_RECORD_TARGET,
  POSTERN_RECORD_USED_AT,
  POSTERN_RECORD_VOLUME,
  POSTERN_RECORD_PAGE,
  POSTERN_RECORD_SIGN_IN,
  POSTERN_RECORD_CLIENT_ID,
  POSTERN_RECORD_TENANT,
  POSTERN_RECORD_CA_FILE,
  POSTERN_RECORD_REVIEW_DATE,
  POSTERN_RECORD_LAST_FINDING,
  POSTERN_RECORD_LAST_TITLE,
  POSTERN_RECORD_CREATED,
  POSTERN_RECORD_CHANGED,
  POSTERN_RECORD_LAST_TEST,
  POSTERN_RECORD_PASSWORD_TIME,
  POSTERN_RECORD_PASSED_TIME,
  POSTERN_RECORD_RETIRED_TIME,
  POSTERN_RECORD_FORMER_TIME,
  POSTERN_RECORD_PASSWORD_RECORDED,
  POSTERN_RECORD_LAST_ACCEPTED,
  POSTERN_RECORD_REFUSALS,
  POSTERN_RECORD_ID,
  POSTERN_RECORD_STATE,
  POSTERN_RECORD_ENDPOINT,
  POSTERN_RECORD_DONE_STEPS,
  POSTERN_RECORD_N_PROPERTIES,
} PosternRecordProperty;

struct _PosternRecord
{
  GObject              parent_instance;

  char                *id;
  PosternRecordState   state;
  PosternEndpoint     *endpoint;
  char               **done_steps;
  char                *strings[POSTERN_RECORD_LAST_TITLE + 1];
  gint64               numbers[POSTERN_RECORD_FORMER_TIME + 1];
  gboolean             flags[POSTERN_RECORD_LAST_ACCEPTED + 1];
  guint                refusals;
  PosternTestResult   *passed;

  guint64              unsaved;
  gint64               sequence;
};

/* What was set since the store read or saved the record, as bits of "unsaved": the row does not touch it. */
#define POSTERN_RECORD_BIT(property) (G_GUINT64_CONSTANT (1) << (property))
gboolean       postern_record_keeps             (PosternRecord           *self,
                                                 PosternRecordProperty    property);

void           postern_record_notify            (PosternRecord           *self,
                                                 PosternRecordProperty    property);
void           postern_record_set_string        (PosternRecord           *self,
                                                 PosternRecordProperty    property,
                                                 const char              *value);
void           postern_record_set_number        (PosternRecord           *self,
                                                 PosternRecordProperty    property,
                                                 gint64                   value);
void           postern_record_set_flag          (PosternRecord           *self,
                                                 PosternRecordProperty    property,
                                                 gboolean                 value);

/* For the store alone: what a person's hand never sets. */
PosternRecord *postern_record_new_restored      (const char              *id,
                                                 gint64                   created,
                                                 gint64                   changed);
void           postern_record_set_changed       (PosternRecord           *self,
                                                 gint64                   changed);
void           postern_record_set_last_test     (PosternRecord           *self,
                                                 gint64                   time,
                                                 const char              *finding_id,
                                                 const char              *title,
                                                 gboolean                 accepted);
void           postern_record_set_password_time (PosternRecord           *self,
                                                 gint64                   time);
void           postern_record_set_refusals      (PosternRecord           *self,
                                                 guint                    refusals);
/** When the password was replaced whose former one the keyring still holds, 0 for none. */
void           postern_record_set_former_time   (PosternRecord           *self,
                                                 gint64                   time);
void           postern_record_set_retired_time  (PosternRecord           *self,
                                                 gint64                   time);
/** What was tested when a test was last passed. (transfer full) (nullable) */
void           postern_record_take_passed       (PosternRecord           *self,
                                                 PosternTestResult       *passed);
/** (transfer none) (nullable) */
const PosternTestResult *
               postern_record_get_passed        (PosternRecord           *self);
/** Takes over what a test says about the record; see #PosternTestResult. */
void           postern_record_take_result       (PosternRecord           *self,
                                                 const PosternTestResult *result);
/** A password was pasted and is in the keyring now: nothing was refused with it yet. */
void           postern_record_renew_password    (PosternRecord           *self);

G_END_DECLS
