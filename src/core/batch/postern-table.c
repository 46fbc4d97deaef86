/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-table.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-secret.h"
#include "core/batch/postern-table-text.h"

typedef struct
{
  PosternTable      *table;
  struct csv_parser  csv;
  GPtrArray         *cells;
  guint              line;
  guint              begin;
  gboolean           is_open;
  gboolean           is_too_long;
  gboolean           has_long_cell;
} Reader;

G_DEFINE_QUARK (postern-table-error-quark, postern_table_error)

static void
cells_free (gpointer data)
{
  char **cells = data;

  for (guint i = 0; cells != NULL && cells[i] != NULL; i++)
    postern_secret_wipe (cells[i]);
  g_free (cells);
}

static void
row_free (gpointer data)
{
  PosternTableRow *self = data;

  cells_free (self->cells);
  g_free (self);
}

static void
add_fault (Reader     *reader,
           const char *reason)
{
  g_ptr_array_add (reader->table->faults, postern_table_fault_new (reader->begin, reason));
}

/* Fills up to the number of columns; spreadsheets leave out empty cells at the end of a line, or add some. */
static char **
take_cells (Reader *reader,
            guint   n_columns)
{
  while (reader->cells->len < n_columns)
    g_ptr_array_add (reader->cells, g_strdup (""));
  while (reader->cells->len > n_columns && *(char *) g_ptr_array_index (reader->cells, reader->cells->len - 1) == '\0')
    g_ptr_array_remove_index (reader->cells, reader->cells->len - 1);
  if (reader->cells->len > n_columns)
    return NULL;
  g_ptr_array_add (reader->cells, NULL);

  return (char **) g_ptr_array_steal (reader->cells, NULL);
}

static gboolean
is_blank (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      if (*(char *) g_ptr_array_index (cells, i) != '\0')
        return FALSE;
    }

  return TRUE;
}

static void
add_row (Reader *reader)
{
  char **cells;
  PosternTableRow *row;

  if (reader->has_long_cell)
    {
      add_fault (reader, _("A text in this line is far too long."));
      return;
    }
  cells = take_cells (reader, g_strv_length (reader->table->names));
  if (cells == NULL)
    {
      add_fault (reader, _("This line has more columns than the first line of the file has names."));
      return;
    }
  row = g_new0 (PosternTableRow, 1);
  row->line = reader->begin;
  row->cells = cells;
  g_ptr_array_add (reader->table->rows, row);
}

static void
cell_cb (void   *text,
         size_t  length,
         void   *data)
{
  Reader *reader = data;
  char *cell;

  reader->has_long_cell |= length > POSTERN_TABLE_MAX_CELL;
  if (length > POSTERN_TABLE_MAX_CELL || reader->cells->len > POSTERN_TABLE_MAX_COLUMNS)
    length = 0;
  cell = g_strndup (text != NULL ? text : "", length);
  g_strdelimit (cell, "\r\n\t", ' ');
  g_ptr_array_add (reader->cells, g_strstrip (cell));
}

static void
row_cb (int   end,
        void *data)
{
  Reader *reader = data;

  if (!reader->has_long_cell && is_blank (reader->cells))
    ;
  else if (reader->cells->len > POSTERN_TABLE_MAX_COLUMNS || reader->table->rows->len == POSTERN_TABLE_MAX_ROWS)
    reader->is_too_long = TRUE;
  else if (reader->table->names == NULL)
    reader->table->names = take_cells (reader, reader->cells->len);
  else
    add_row (reader);
  g_ptr_array_set_size (reader->cells, 0);
  reader->has_long_cell = FALSE;
  reader->is_open = FALSE;
}

static void
begin_parser (Reader *reader)
{
  csv_init (&reader->csv, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL);
  csv_set_delim (&reader->csv, (unsigned char) reader->table->separator);
}

/* libcsv keeps the last cell in a buffer of its own. */
static void
end_parser (Reader *reader)
{
  if (reader->csv.entry_buf != NULL)
    explicit_bzero (reader->csv.entry_buf, reader->csv.entry_size);
  csv_free (&reader->csv);
}

static void
drop_row (Reader     *reader,
          const char *reason)
{
  add_fault (reader, reason);
  g_ptr_array_set_size (reader->cells, 0);
  reader->has_long_cell = FALSE;
  reader->is_open = FALSE;
}

static void
read_line (Reader     *reader,
           const char *line,
           gsize       length)
{
  reader->line++;
  if (!reader->is_open)
    reader->begin = reader->line;
  reader->is_open = TRUE;
  if (csv_parse (&reader->csv, line, length, cell_cb, row_cb, reader) == length)
    return;

  drop_row (reader, _("A quotation mark stands in the middle of a text. Write it twice, and put the text in quotation "
                      "marks."));
  end_parser (reader);
  begin_parser (reader);
}

static void
read_lines (Reader     *reader,
            const char *text)
{
  begin_parser (reader);
  while (*text != '\0' && !reader->is_too_long)
    {
      gsize length = postern_table_measure_line (text);

      read_line (reader, text, length);
      text += length;
    }
  if (csv_fini (&reader->csv, cell_cb, row_cb, reader) != 0)
    drop_row (reader, _("A quotation mark begins here and never ends, so this line and those after it can’t be read."));
  end_parser (reader);
}

static gboolean
check (Reader  *reader,
       GError **error)
{
  PosternTable *table = reader->table;

  if (reader->is_too_long)
    g_set_error (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_TOO_LONG,
                 /* Translators: both %d are numbers. */
                 _("The file has more than %d lines or %d columns. Split it into smaller ones."),
                 POSTERN_TABLE_MAX_ROWS, POSTERN_TABLE_MAX_COLUMNS);
  else if (table->names == NULL)
    g_set_error_literal (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_FORMAT,
                         _("The first line of the file must name the columns, for example: account, name, provider."));
  else if (table->rows->len == 0 && table->faults->len == 0)
    g_set_error_literal (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_EMPTY,
                         _("There is nothing in this file below the names of the columns."));
  else
    return TRUE;

  return FALSE;
}

/**
 * postern_table_parse:
 * @bytes: (array length=length): a file's bytes: UTF-8 with or without its mark, or Windows-1252
 * @length: how many
 * @error: return location for a #PosternTableError
 *
 * Reads a table whose first line names the columns. What separates them is seen from that line.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
PosternTable *
postern_table_parse (const char  *bytes,
                     gsize        length,
                     GError     **error)
{
  g_autoptr (PosternTable) table = NULL;
  Reader reader = { NULL };
  char *text = postern_table_decode (bytes, length, error);
  const char *start = text;

  if (text == NULL)
    return NULL;

  table = g_new0 (PosternTable, 1);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_table_fault_free);
  table->separator = postern_table_find_separator (&start);
  reader.table = table;
  reader.line = start == text ? 0 : 1;
  reader.cells = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_wipe);
  read_lines (&reader, start);
  g_ptr_array_unref (reader.cells);
  postern_secret_wipe (text);

  return check (&reader, error) ? g_steal_pointer (&table) : NULL;
}

/**
 * postern_table_read_file:
 * @file: a file
 * @error: return location for a #PosternTableError
 *
 * Returns: (transfer full): as postern_table_parse()
 */
PosternTable *
postern_table_read_file (GFile   *file,
                         GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                                                  NULL);
  PosternTable *table = NULL;
  char *bytes = NULL;
  gsize length = 0;

  if (info != NULL && g_file_info_get_size (info) > POSTERN_TABLE_MAX_FILE)
    g_set_error_literal (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_TOO_LONG,
                         _("The file is far too long for a list of accounts. Choose another one."));
  else if (info == NULL || !g_file_load_contents (file, NULL, &bytes, &length, NULL, NULL))
    g_set_error_literal (error, POSTERN_TABLE_ERROR, POSTERN_TABLE_ERROR_UNREADABLE,
                         _("The file can’t be read. Is it still there, and may you open it?"));
  else
    table = postern_table_parse (bytes, length, error);
  if (bytes != NULL)
    explicit_bzero (bytes, length);
  g_free (bytes);

  return table;
}

/**
 * postern_table_free:
 * @self: (transfer full) (nullable): a table
 */
void
postern_table_free (PosternTable *self)
{
  if (self == NULL)
    return;

  cells_free (self->names);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/** Returns: (transfer full): the fault of a @line, counted from 1, with a translated @reason */
PosternTableFault *
postern_table_fault_new (guint       line,
                         const char *reason)
{
  PosternTableFault *self = g_new0 (PosternTableFault, 1);

  self->line = line;
  self->reason = g_strdup (reason);

  return self;
}

/** @self: (transfer full): a fault */
void
postern_table_fault_free (PosternTableFault *self)
{
  g_free (self->reason);
  g_free (self);
}
