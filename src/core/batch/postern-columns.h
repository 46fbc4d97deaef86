/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-table.h"

G_BEGIN_DECLS

/** What a column of a list of accounts can be about. */
typedef enum
{
  POSTERN_COLUMN_ACCOUNT,
  POSTERN_COLUMN_NAME,
  POSTERN_COLUMN_PROVIDER,
  POSTERN_COLUMN_HOST,
  POSTERN_COLUMN_PORT,
  POSTERN_COLUMN_SECURITY,
  POSTERN_COLUMN_USER,
  POSTERN_COLUMN_FROM,
  POSTERN_COLUMN_FROM_NAME,
  POSTERN_COLUMN_TARGET,
  POSTERN_COLUMN_USED_AT,
  POSTERN_COLUMN_REVIEW,
  POSTERN_COLUMN_PASSWORD,
  POSTERN_N_COLUMNS,
} PosternColumn;

/**
 * PosternColumns:
 * @places: the number of each kind's column, counted from 0; -1 where there is none
 * @left_out: names of columns that say nothing to Postern, %NULL-terminated
 *
 * Which column of a table is about what.
 */
typedef struct
{
  int    places[POSTERN_N_COLUMNS];
  char **left_out;
} PosternColumns;

PosternColumns *postern_columns_new       (const PosternTable    *table);
void            postern_columns_free      (PosternColumns        *self);
const char     *postern_columns_get       (const PosternColumns  *self,
                                           const PosternTableRow *row,
                                           PosternColumn          column);
/** (transfer full): how two names are compared: in lower case, letters and digits only */
char           *postern_columns_normalise (const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternColumns, postern_columns_free)

G_END_DECLS
