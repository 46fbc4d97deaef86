/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordHealth:
 * @POSTERN_RECORD_HEALTH_DRAFT: not finished
 * @POSTERN_RECORD_HEALTH_UNTESTED: never tested
 * @POSTERN_RECORD_HEALTH_CHANGED: passed a test, and was changed since
 * @POSTERN_RECORD_HEALTH_WORKS: passed its last test
 * @POSTERN_RECORD_HEALTH_FAILS: did not pass its last test
 * @POSTERN_RECORD_HEALTH_RETIRED: not in use any more
 */
typedef enum
{
  POSTERN_RECORD_HEALTH_DRAFT,
  POSTERN_RECORD_HEALTH_UNTESTED,
  POSTERN_RECORD_HEALTH_CHANGED,
  POSTERN_RECORD_HEALTH_WORKS,
  POSTERN_RECORD_HEALTH_FAILS,
  POSTERN_RECORD_HEALTH_RETIRED,
} PosternRecordHealth;

/* What the list and the record's page say about a record. */
PosternRecordHealth  postern_record_words_judge    (PosternRecord    *record);
const char          *postern_record_words_health   (PosternRecord    *record);
void                 postern_record_words_mark     (PosternRecord    *record,
                                                    GtkImage         *image);
char                *postern_record_words_place    (PosternRecord    *record,
                                                    PosternCatalogue *catalogue);
const char          *postern_record_words_provider (PosternRecord    *record,
                                                    PosternCatalogue *catalogue);
char                *postern_record_words_age      (PosternRecord    *record);
char                *postern_record_words_day      (const char       *day);
char                *postern_record_words_time     (gint64            time);
char                *postern_record_words_join     (const char       *first,
                                                    const char       *second);

G_END_DECLS
