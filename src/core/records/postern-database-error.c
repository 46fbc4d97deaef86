/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-database-private.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-store.h"

static PosternStoreError
code_of (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return POSTERN_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return POSTERN_STORE_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_FULL:
      return POSTERN_STORE_ERROR_UNWRITABLE;
    case SQLITE_IOERR:
      return result == SQLITE_IOERR_SHORT_READ ? POSTERN_STORE_ERROR_CORRUPT : POSTERN_STORE_ERROR_UNWRITABLE;
    default:
      return POSTERN_STORE_ERROR_FAILED;
    }
}

static const char *
message_of (int result)
{
  if ((result & 0xff) == SQLITE_FULL)
    return _("Your records can’t be saved, because the disk is full. Free some space and try again.");
  if ((result & 0xff) == SQLITE_IOERR && result != SQLITE_IOERR_SHORT_READ)
    return _("Your records can’t be read or saved, because the disk reports a fault. "
             "Check that the disk is connected and not full, then try again.");

  switch (code_of (result))
    {
    case POSTERN_STORE_ERROR_BUSY:
      return _("Your records are in use, because another program holds their file locked. "
               "Close other windows of Postern, or wait a moment, and try again.");
    case POSTERN_STORE_ERROR_CORRUPT:
      return _("Your records can’t be read, because their file is damaged or was not made by Postern. "
               "Put the file elsewhere and bring back an older copy of it. Your passwords are safe in the keyring.");
    case POSTERN_STORE_ERROR_UNWRITABLE:
      return _("Your records can’t be saved, because their file or its folder can’t be written. "
               "Give yourself the right to write there and try again.");
    default:
      return _("Your records can’t be read or saved, because their file gave an unexpected error. "
               "Start Postern again. If that does not help, report the words at the end.");
    }
}

gboolean
postern_database_fail (PosternDatabase *self,
                       int              code,
                       GError         **error)
{
  int extended = self->handle == NULL ? code : sqlite3_extended_errcode (self->handle);
  int result = (extended & 0xff) == (code & 0xff) ? extended : code;
  g_autofree char *path = g_filename_display_name (self->path);

  g_set_error (error, POSTERN_STORE_ERROR, (int) code_of (result),
               /* Translators: the first %s is one or more sentences that say what happened, the second a file's name,
                  the third the database's own words, such as “disk I/O error”. */
               _("%s (File “%s”: %s)"), message_of (result), path, sqlite3_errstr (result));

  return FALSE;
}
