/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-database.h"

G_BEGIN_DECLS

struct _PosternDatabase
{
  sqlite3     *handle;
  char        *path;
  GHashTable  *statements;
  gint64       busy_since;
};

/** Turns the last fault of @self into a #PosternStoreError in plain words. Returns: FALSE */
gboolean postern_database_fail    (PosternDatabase              *self,
                                   int                           code,
                                   GError                      **error);
/** Brings the file to the newest version of @layout, after a copy of an older one was kept beside it. */
gboolean postern_database_upgrade (PosternDatabase              *self,
                                   const PosternDatabaseLayout  *layout,
                                   GError                      **error);

/** Whether it takes a while to read all of the file. */
gboolean postern_database_is_long (PosternDatabase *self);

G_END_DECLS
