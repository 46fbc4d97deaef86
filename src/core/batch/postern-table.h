/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The longest file, the most lines and columns, and the longest text in one of them, in bytes. */
#define POSTERN_TABLE_MAX_FILE (4 * 1024 * 1024)
#define POSTERN_TABLE_MAX_ROWS 10000
#define POSTERN_TABLE_MAX_COLUMNS 64
#define POSTERN_TABLE_MAX_CELL 1000

#define POSTERN_TABLE_ERROR (postern_table_error_quark ())

/**
 * PosternTableError:
 * @POSTERN_TABLE_ERROR_UNREADABLE: the file can't be read
 * @POSTERN_TABLE_ERROR_TOO_LONG: there is more in it than one of the limits above
 * @POSTERN_TABLE_ERROR_ENCODING: it is UTF-16, or no text at all
 * @POSTERN_TABLE_ERROR_EMPTY: there is no line beside the names of the columns
 * @POSTERN_TABLE_ERROR_FORMAT: the first line names no columns
 */
typedef enum
{
  POSTERN_TABLE_ERROR_UNREADABLE,
  POSTERN_TABLE_ERROR_TOO_LONG,
  POSTERN_TABLE_ERROR_ENCODING,
  POSTERN_TABLE_ERROR_EMPTY,
  POSTERN_TABLE_ERROR_FORMAT,
} PosternTableError;

GQuark postern_table_error_quark (void);

/**
 * PosternTableRow:
 * @line: the line of the file in which it begins, counted from 1
 * @cells: as many texts as there are columns, without spaces around them and without line ends
 */
typedef struct
{
  guint   line;
  char  **cells;
} PosternTableRow;

/** A line that can't be used, and a translated sentence with the reason. */
typedef struct
{
  guint  line;
  char  *reason;
} PosternTableFault;

/**
 * PosternTable:
 * @separator: ',', ';' or a tab
 * @names: what the columns are called
 * @rows: (element-type PosternTableRow): its lines, without empty ones
 * @faults: (element-type PosternTableFault): lines that can't be read
 *
 * A table of texts (RFC 4180, and what spreadsheets make of it). There may be passwords in it: it is wiped when freed.
 */
typedef struct
{
  char        separator;
  char      **names;
  GPtrArray  *rows;
  GPtrArray  *faults;
} PosternTable;

PosternTable      *postern_table_parse     (const char    *bytes,
                                            gsize          length,
                                            GError       **error);
PosternTable      *postern_table_read_file (GFile         *file,
                                            GError       **error);
void               postern_table_free      (PosternTable  *self);

PosternTableFault *postern_table_fault_new (guint          line,
                                            const char    *reason);
void               postern_table_fault_free (PosternTableFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTable, postern_table_free)

G_END_DECLS
