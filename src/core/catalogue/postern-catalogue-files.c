/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "data/postern-catalogue-resources.h"

#define RESOURCE_PREFIX "/io/github/postern/Postern/catalogue"
#define MAX_FILES       1000

/* Where what is read goes. */
typedef struct
{
  const char       *folder;
  PosternParseFunc  parse;
  GDateTime        *today;
  GHashTable       *by_id;
  GPtrArray        *problems;
} PosternLoad;

static GResource *
get_compiled_in (void)
{
  static gsize is_registered = 0;

  if (g_once_init_enter (&is_registered))
    {
      postern_catalogue_register_resource ();
      /* GLib registers it at the first look for any resource, which may be another thread's at this moment. */
      while (postern_catalogue_get_resource () == NULL)
        g_thread_yield ();
      g_once_init_leave (&is_registered, 1);
    }

  return postern_catalogue_get_resource ();
}

/* @bytes is %NULL where the file could not be read; @error says why, then. */
static void
add (const PosternLoad *load,
     const char        *file,
     GBytes            *bytes,
     GError            *unreadable)
{
  g_autoptr (GError) error = unreadable;
  g_autofree char *id = g_path_get_basename (file);
  GObject *object = bytes == NULL ? NULL : load->parse (bytes, file, load->today, &error);

  if (object == NULL)
    {
      g_ptr_array_add (load->problems, g_strdup (error->message));
      return;
    }

  id[strlen (id) - strlen (".xml")] = '\0';
  g_hash_table_replace (load->by_id, g_steal_pointer (&id), object);
}

static void
load_compiled_in (const PosternLoad *load)
{
  GResource *resource = get_compiled_in ();
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX "/", load->folder, NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (path, "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, file, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      add (load, file, bytes, NULL);
    }
}

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GError) local = NULL;
  char *contents = NULL;
  gsize length = 0;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > POSTERN_NODE_MAX_BYTES))
    {
      g_set_error (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_UNREADABLE,
                   /* Translators: %s is a file's path. */
                   _("%s: This is no file, or it is too large."), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &contents, &length, &local))
    {
      g_set_error (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_UNREADABLE, "%s: %s", path, local->message);
      return NULL;
    }

  return g_bytes_new_take (contents, length);
}

static void
load_folder (const PosternLoad *load,
             const char        *base)
{
  g_autofree char *path = g_build_filename (base, "postern", load->folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  for (guint n = 0; dir != NULL && n < MAX_FILES && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      GError *error = NULL;

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      bytes = read_file (file, &error);
      add (load, file, bytes, error);
    }
}

/**
 * postern_catalogue_load_files:
 * @folder: a folder of data/
 * @parse: reads one of its files
 * @today: the day from which advice counts
 * @by_id: (element-type utf8 GObject): where to add what was read
 * @problems: (element-type utf8): where to add what is wrong with the files that could not be read
 *
 * Reads the files that are compiled in, then those of the XDG data folders; a later one of the same id wins.
 */
void
postern_catalogue_load_files (const char       *folder,
                              PosternParseFunc  parse,
                              GDateTime        *today,
                              GHashTable       *by_id,
                              GPtrArray        *problems)
{
  const PosternLoad load = { folder, parse, today, by_id, problems };
  const char *const *system = g_get_system_data_dirs ();

  load_compiled_in (&load);
  for (gsize i = g_strv_length ((char **) system); i > 0; i--)
    load_folder (&load, system[i - 1]);
  load_folder (&load, g_get_user_data_dir ());
}

/**
 * postern_catalogue_read_target:
 * @path: a target's file, "ID.xml"
 * @error: return location for a #PosternCatalogueError
 *
 * Reads a file as the catalogue would, without adding it.
 *
 * Returns: (transfer full): the target, or %NULL with a #PosternCatalogueError that names file, line and reason
 */
PosternTarget *
postern_catalogue_read_target (const char  *path,
                               GError     **error)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_file (path, error);

  return bytes == NULL ? NULL : (PosternTarget *) postern_target_new_parsed (bytes, path, today, error);
}

/**
 * postern_catalogue_read_file:
 * @path: a file that is compiled in, as below data/
 *
 * Returns: (transfer full) (nullable): what it holds
 */
GBytes *
postern_catalogue_read_file (const char *path)
{
  g_autofree char *whole = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  whole = g_strconcat (RESOURCE_PREFIX "/", path, NULL);

  return g_resource_lookup_data (get_compiled_in (), whole, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}
