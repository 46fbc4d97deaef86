/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * PosternDatabaseLayout:
 * @application_id: the number in the file's header that tells whose file it is
 * @upgrades: SQL scripts; the first makes version 1 of an empty file, the next turns version 1 into 2, and so on
 * @n_upgrades: how many, which is the newest version
 */
typedef struct
{
  gint32              application_id;
  const char *const  *upgrades;
  int                 n_upgrades;
} PosternDatabaseLayout;

/* An SQLite file with its statements. Knows SQL, but not what the tables mean. Errors are #PosternStoreError. */
typedef struct _PosternDatabase PosternDatabase;

PosternDatabase *postern_database_open        (const char                   *path,
                                               const PosternDatabaseLayout  *layout,
                                               GError                      **error);
void             postern_database_close       (PosternDatabase              *self);

gboolean         postern_database_execute     (PosternDatabase              *self,
                                               const char                   *sql,
                                               GError                      **error);
gboolean         postern_database_end         (PosternDatabase              *self,
                                               gboolean                      done,
                                               GError                      **error);
sqlite3_stmt    *postern_database_prepare     (PosternDatabase              *self,
                                               const char                   *sql,
                                               GError                      **error);
gboolean         postern_database_step        (PosternDatabase              *self,
                                               sqlite3_stmt                 *statement,
                                               gboolean                     *has_row,
                                               GError                      **error);
gboolean         postern_database_run         (PosternDatabase              *self,
                                               sqlite3_stmt                 *statement,
                                               GError                      **error);
gboolean         postern_database_get_number  (PosternDatabase              *self,
                                               const char                   *sql,
                                               gint64                       *number,
                                               GError                      **error);

void             postern_statement_bind_text  (sqlite3_stmt                 *statement,
                                               const char                   *parameter,
                                               const char                   *text);
void             postern_statement_bind_int64 (sqlite3_stmt                 *statement,
                                               const char                   *parameter,
                                               gint64                        number);
const char      *postern_statement_get_text   (sqlite3_stmt                 *row,
                                               const char                   *column);
gint64           postern_statement_get_int64  (sqlite3_stmt                 *row,
                                               const char                   *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternDatabase, postern_database_close)

G_END_DECLS
