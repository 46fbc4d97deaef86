/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-database-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "core/records/postern-store.h"

/* How long a second program may take to bring the file into WAL mode at the same moment. */
#define WAL_DEADLINE_USEC (3 * G_USEC_PER_SEC)
#define WAL_PAUSE_USEC 5000
#define LONG_FILE (8 * 1024 * 1024)

static gboolean
get_version (PosternDatabase  *self,
             gint64           *version,
             GError          **error)
{
  return postern_database_get_number (self, "PRAGMA user_version", version, error);
}

/* In one transaction: another program may be making the file at this moment. */
static gboolean
read_head (PosternDatabase  *self,
           gint64           *application_id,
           gint64           *version,
           gint64           *n_tables,
           GError          **error)
{
  return postern_database_execute (self, "BEGIN", error) &&
         postern_database_get_number (self, "SELECT count(*) FROM sqlite_master", n_tables, error) &&
         postern_database_get_number (self, "PRAGMA application_id", application_id, error) &&
         get_version (self, version, error) &&
         postern_database_execute (self, "COMMIT", error);
}

static gboolean
check_owner (PosternDatabase              *self,
             const PosternDatabaseLayout  *layout,
             GError                      **error)
{
  gint64 application_id;
  gint64 version;
  gint64 n_tables;

  if (!read_head (self, &application_id, &version, &n_tables, error))
    return FALSE;
  if (application_id == 0 && version == 0 && n_tables == 0)
    return TRUE;
  if (application_id != layout->application_id)
    return postern_database_fail (self, SQLITE_NOTADB, error);
  if (version > layout->n_upgrades)
    {
      g_set_error_literal (error, POSTERN_STORE_ERROR, POSTERN_STORE_ERROR_NEWER,
                           _("Your records can’t be opened, because a newer Postern has changed their file. "
                             "Install the newer Postern and open them with it."));
      return FALSE;
    }

  return TRUE;
}

/* SQLite's own waiting does not cover the change of the journal's mode. */
static gboolean
use_wal (PosternDatabase  *self,
         GError          **error)
{
  gint64 deadline = g_get_monotonic_time () + WAL_DEADLINE_USEC;
  int result;

  while ((result = sqlite3_exec (self->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL)) == SQLITE_BUSY &&
         g_get_monotonic_time () < deadline)
    g_usleep (WAL_PAUSE_USEC);

  return result == SQLITE_OK || postern_database_fail (self, result, error);
}

static int
copy_pages (sqlite3 *from,
            sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }

  return sqlite3_errcode (to);
}

/* Read through a connection of its own, for SQLite copies nothing out of one that is about to write. */
static int
copy_file (const char *from_path,
           const char *to_path)
{
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  int result = sqlite3_open_v2 (from_path, &from, SQLITE_OPEN_READWRITE, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_open_v2 (to_path, &to, SQLITE_OPEN_READWRITE, NULL);
  if (result == SQLITE_OK)
    result = copy_pages (from, to);
  sqlite3_close (to);
  sqlite3_close (from);

  return result;
}

/* Under a name that says the version, and in one piece: a copy that was cut short is never taken for whole. */
static gboolean
keep_copy (PosternDatabase  *self,
           gint64            version,
           GError          **error)
{
  g_autofree char *kept = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT, self->path, version);
  g_autofree char *part = g_strconcat (kept, ".part", NULL);
  int fd;
  int result;

  g_unlink (part);
  fd = g_open (part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return postern_database_fail (self, SQLITE_CANTOPEN, error);
  close (fd);

  result = copy_file (self->path, part);
  if (result == SQLITE_OK && g_rename (part, kept) != 0)
    result = SQLITE_IOERR;
  if (result == SQLITE_OK)
    return TRUE;
  g_unlink (part);

  return postern_database_fail (self, result, error);
}

static gboolean
apply (PosternDatabase              *self,
       const PosternDatabaseLayout  *layout,
       gint64                        version,
       GError                      **error)
{
  g_autofree char *head = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d;", layout->application_id,
                                           (int) version + 1);

  return postern_database_execute (self, layout->upgrades[version], error) &&
         postern_database_execute (self, head, error);
}

/* The version is read again inside the transaction: another program may have been quicker. */
static gboolean
upgrade_once (PosternDatabase              *self,
              const PosternDatabaseLayout  *layout,
              gboolean                     *copy_kept,
              gint64                       *version,
              GError                      **error)
{
  gboolean done;

  if (!postern_database_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  done = get_version (self, version, error);
  if (done && *version > 0 && *version < layout->n_upgrades && !*copy_kept)
    done = *copy_kept = keep_copy (self, *version, error);
  if (done && *version < layout->n_upgrades)
    {
      done = apply (self, layout, *version, error);
      (*version)++;
    }

  return postern_database_end (self, done, error);
}

gboolean
postern_database_upgrade (PosternDatabase              *self,
                          const PosternDatabaseLayout  *layout,
                          GError                      **error)
{
  gboolean copy_kept;
  gint64 version;

  if (!check_owner (self, layout, error) || !use_wal (self, error) || !get_version (self, &version, error))
    return FALSE;

  copy_kept = version == 0;
  while (version < layout->n_upgrades)
    if (!upgrade_once (self, layout, &copy_kept, &version, error))
      return FALSE;

  return TRUE;
}

gboolean
postern_database_is_long (PosternDatabase *self)
{
  GStatBuf status;

  return g_stat (self->path, &status) == 0 && status.st_size > LONG_FILE;
}
