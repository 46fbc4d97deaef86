/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-database.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/* The tables of the store, and a record's way into and out of its row. */
extern const PosternDatabaseLayout postern_store_layout;

#define POSTERN_STORE_COLUMNS                                                                                         \
  "SELECT name, account, user, provider, sender, sender_name, recipient, target, used_at, volume, page, ca_file,"     \
  " sign_in, client_id, tenant, review_date, id, state, host, port, security, password_recorded, password_time,"      \
  " refusals, done_steps, created, changed, last_test, last_finding, last_title, last_accepted, retired_time,"        \
  " former_time, passed_time,"                                                                                        \
  " passed_account, passed_user, passed_host, passed_port, passed_security, passed_sender, passed_ca_file,"           \
  " passed_password_time, sequence FROM records"
#define POSTERN_STORE_SELECT POSTERN_STORE_COLUMNS " ORDER BY changed DESC, sequence DESC"
#define POSTERN_STORE_SELECT_ONE POSTERN_STORE_COLUMNS " WHERE id = :id"

const char    *postern_store_get_folder      (PosternStore             *self);
const char    *postern_store_row_get_id      (sqlite3_stmt             *row);
gint64         postern_store_row_get_sequence
                                             (sqlite3_stmt             *row);
PosternRecord *postern_store_row_to_record   (sqlite3_stmt             *row);
void           postern_store_row_update      (sqlite3_stmt             *row,
                                              PosternRecord            *record);
gboolean       postern_store_write_record    (PosternDatabase          *database,
                                              PosternRecord            *record,
                                              GError                  **error);
gboolean       postern_store_merge_record    (PosternDatabase          *database,
                                              PosternRecord            *record,
                                              const PosternTestResult  *result,
                                              GError                  **error);
gboolean       postern_store_delete_record   (PosternDatabase          *database,
                                              PosternRecord            *record,
                                              GError                  **error);
PosternEndpoint *
               postern_store_row_to_endpoint (sqlite3_stmt             *row,
                                              const char               *host_column,
                                              const char               *port_column,
                                              const char               *security_column);
void           postern_store_bind_endpoint   (sqlite3_stmt             *statement,
                                              const char               *host_parameter,
                                              const char               *port_parameter,
                                              const char               *security_parameter,
                                              const PosternEndpoint    *endpoint);

PosternRecord *postern_store_find            (GListModel               *records,
                                              const char               *id,
                                              GError                  **error);
gboolean       postern_store_is_list         (GListModel               *records,
                                              GPtrArray                *loaded);
gboolean       postern_store_write_test      (PosternDatabase          *database,
                                              PosternRecord            *record,
                                              const PosternTestResult  *result,
                                              GError                  **error);
GPtrArray     *postern_store_read_tests      (PosternDatabase          *database,
                                              PosternRecord            *record,
                                              guint                     limit,
                                              GError                  **error);

G_END_DECLS
