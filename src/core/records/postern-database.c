/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/records/postern-store.h"

#define BUSY_LIMIT_USEC (4 * G_USEC_PER_SEC)
#define BUSY_PAUSE_USEC 2000

static void
free_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* SQLite's own pauses grow to 100 ms, in which another program that saves a lot is always quicker. */
static int
wait_for_lock (void *data,
               int   n_tries)
{
  PosternDatabase *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    self->busy_since = now;
  if (now - self->busy_since > BUSY_LIMIT_USEC)
    return FALSE;
  g_usleep (BUSY_PAUSE_USEC / 2 + g_random_int () % BUSY_PAUSE_USEC);

  return TRUE;
}

static PosternDatabase *
new_closed (const char *path)
{
  PosternDatabase *self = g_new0 (PosternDatabase, 1);

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_statement);

  return self;
}

static gboolean
make_folder (const char *folder,
             GError    **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  int fault;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  fault = errno;
  g_set_error (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_UNWRITABLE,
               /* Translators: the first %s is a folder's name, the second the reason that the system gave. */
               _("Your records can’t be saved, because their folder “%s” can’t be made: %s. "
                 "Give yourself the right to write there and try again."),
               shown, g_strerror (fault));

  return FALSE;
}

/*
 * SQLite gives its own new files the mode of this one. A file that is there is never opened here: to close it would
 * take away the locks of whoever in this program has it open (sqlite.org/howtocorrupt.html, 2.2).
 */
static void
make_private (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  GStatBuf status;

  if (fd >= 0)
    close (fd);
  else if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) && (status.st_mode & 0777) != 0600)
    (void) g_chmod (path, S_IRUSR | S_IWUSR);
}

static gboolean
connect_file (PosternDatabase  *self,
              GError          **error)
{
  int result = sqlite3_open_v2 (self->path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (result != SQLITE_OK)
    return postern_database_fail (self, result, error);

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_handler (self->handle, wait_for_lock, self);
  (void) sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  (void) sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    return postern_database_fail (self, SQLITE_READONLY, error);

  return TRUE;
}

/*
 * Reads the file once, so that damage shows before anything is written; of a long one only the records: to read
 * thousands of old tests would keep the person waiting.
 */
static gboolean
check_health (PosternDatabase  *self,
              GError          **error)
{
  const char *check = postern_database_is_long (self) ? "PRAGMA quick_check(records)" : "PRAGMA quick_check(1)";
  sqlite3_stmt *statement = postern_database_prepare (self, check, error);
  gboolean has_row = FALSE;
  gboolean healthy;

  if (statement == NULL || !postern_database_step (self, statement, &has_row, error))
    return FALSE;

  healthy = has_row && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_reset (statement);

  return healthy || postern_database_fail (self, SQLITE_CORRUPT, error);
}

/**
 * postern_database_open:
 * @path: the file; made with mode 0600 when missing, and its folder with 0700
 * @layout: whose file it must be, and its upgrades
 * @error: return location for a #PosternStoreError
 *
 * Opens a file in WAL mode with full synchronisation (what is committed survives a power cut), checks it
 * and upgrades it.
 *
 * Returns: (transfer full): the open file, or %NULL with @error set
 */
PosternDatabase *
postern_database_open (const char                   *path,
                       const PosternDatabaseLayout  *layout,
                       GError                      **error)
{
  g_autoptr (PosternDatabase) self = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL && layout != NULL, NULL);

  folder = g_path_get_dirname (path);
  if (!make_folder (folder, error))
    return NULL;
  make_private (path);
  self = new_closed (path);
  if (!connect_file (self, error) || !check_health (self, error) ||
      !postern_database_execute (self, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;", error) ||
      !postern_database_upgrade (self, layout, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * postern_database_close:
 * @self: (transfer full) (nullable): an open file
 */
void
postern_database_close (PosternDatabase *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * postern_database_execute:
 * @self: an open file
 * @sql: statements that return nothing of interest; never with a value of a person or a server in them
 * @error: return location for a #PosternStoreError
 *
 * Returns: whether all were done
 */
gboolean
postern_database_execute (PosternDatabase  *self,
                          const char       *sql,
                          GError          **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || postern_database_fail (self, result, error);
}

/**
 * postern_database_end:
 * @self: an open file with a transaction begun
 * @done: whether all of it succeeded
 * @error: return location for a #PosternStoreError; already set when @done is %FALSE
 *
 * Commits the transaction, or takes all of it back.
 *
 * Returns: whether it is committed
 */
gboolean
postern_database_end (PosternDatabase  *self,
                      gboolean          done,
                      GError          **error)
{
  if (done && postern_database_execute (self, "COMMIT", error))
    return TRUE;
  (void) sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

/**
 * postern_database_prepare:
 * @self: an open file
 * @sql: one statement, a static string
 * @error: return location for a #PosternStoreError
 *
 * Returns: (transfer none): the prepared statement, reset and with no parameter bound, or %NULL with @error set
 */
sqlite3_stmt *
postern_database_prepare (PosternDatabase  *self,
                          const char       *sql,
                          GError          **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int result;

  if (statement == NULL)
    {
      result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (result != SQLITE_OK)
        {
          postern_database_fail (self, result, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return statement;
}

/**
 * postern_database_step:
 * @self: an open file
 * @statement: a statement of postern_database_prepare()
 * @has_row: (out): whether there is a row to read; %FALSE when the statement is done, and it is then reset
 * @error: return location for a #PosternStoreError
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
postern_database_step (PosternDatabase  *self,
                       sqlite3_stmt     *statement,
                       gboolean         *has_row,
                       GError          **error)
{
  int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    postern_database_fail (self, result, error);
  sqlite3_reset (statement);

  return result == SQLITE_DONE;
}

/**
 * postern_database_run:
 * @self: an open file
 * @statement: (nullable): a statement of postern_database_prepare() that returns no row; %NULL when that failed
 * @error: return location for a #PosternStoreError
 *
 * Returns: whether it was done
 */
gboolean
postern_database_run (PosternDatabase  *self,
                      sqlite3_stmt     *statement,
                      GError          **error)
{
  gboolean has_row = FALSE;

  return statement != NULL && postern_database_step (self, statement, &has_row, error);
}

/**
 * postern_database_get_number:
 * @self: an open file
 * @sql: a statement that returns one number, a static string
 * @number: (out): the number; 0 when there is no row
 * @error: return location for a #PosternStoreError
 *
 * Returns: whether it could be read
 */
gboolean
postern_database_get_number (PosternDatabase  *self,
                             const char       *sql,
                             gint64           *number,
                             GError          **error)
{
  sqlite3_stmt *statement = postern_database_prepare (self, sql, error);
  gboolean has_row = FALSE;

  *number = 0;
  if (statement == NULL || !postern_database_step (self, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * postern_statement_bind_text:
 * @statement: a prepared statement
 * @parameter: the parameter's name with its colon
 * @text: (nullable): UTF-8, copied
 */
void
postern_statement_bind_text (sqlite3_stmt *statement,
                             const char   *parameter,
                             const char   *text)
{
  int index = sqlite3_bind_parameter_index (statement, parameter);

  g_assert (index > 0);
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

/**
 * postern_statement_bind_int64:
 * @statement: a prepared statement
 * @parameter: the parameter's name with its colon
 * @number: its value
 */
void
postern_statement_bind_int64 (sqlite3_stmt *statement,
                              const char   *parameter,
                              gint64        number)
{
  int index = sqlite3_bind_parameter_index (statement, parameter);

  g_assert (index > 0);
  sqlite3_bind_int64 (statement, index, number);
}

static int
find_column (sqlite3_stmt *row,
             const char   *name)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (strcmp (sqlite3_column_name (row, i), name) == 0)
      return i;

  g_assert_not_reached ();
}

/**
 * postern_statement_get_text:
 * @row: a statement that has a row
 * @column: a column that it has
 *
 * Returns: (transfer none) (nullable): the text there, until the next step
 */
const char *
postern_statement_get_text (sqlite3_stmt *row,
                            const char   *column)
{
  return (const char *) sqlite3_column_text (row, find_column (row, column));
}

/**
 * postern_statement_get_int64:
 * @row: a statement that has a row
 * @column: a column that it has
 *
 * Returns: the number there, 0 for none
 */
gint64
postern_statement_get_int64 (sqlite3_stmt *row,
                             const char   *column)
{
  return sqlite3_column_int64 (row, find_column (row, column));
}
