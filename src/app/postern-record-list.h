/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordList:
 *
 * The records that the person asked for, in the order that the person asked for: a list that is filtered and sorted
 * a little at a time, so that thousands of records hold nothing up.
 *
 * Properties: "search" (string, nullable: words that must all stand somewhere in what a record says), "filter"
 * (string: "all", "failing", "due", "drafts" or "retired"), "sort" (string: "changed", "name", "test" or "review"),
 * "empty" (boolean, read-only: whether there is nothing that was asked for; %FALSE while that is not known yet).
 */
#define POSTERN_TYPE_RECORD_LIST (postern_record_list_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordList, postern_record_list, POSTERN, RECORD_LIST, GObject)

PosternRecordList *postern_record_list_new        (GListModel        *records,
                                                   PosternCatalogue  *catalogue);
GListModel        *postern_record_list_get_model  (PosternRecordList *self);
void               postern_record_list_set_search (PosternRecordList *self,
                                                   const char        *search);
const char        *postern_record_list_get_filter (PosternRecordList *self);
void               postern_record_list_set_filter (PosternRecordList *self,
                                                   const char        *filter);
void               postern_record_list_set_sort   (PosternRecordList *self,
                                                   const char        *sort);
gboolean           postern_record_list_get_empty  (PosternRecordList *self);
void               postern_record_list_refresh    (PosternRecordList *self);

G_END_DECLS
