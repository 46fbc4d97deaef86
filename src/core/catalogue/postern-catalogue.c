/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/catalogue/postern-fixed-list.h"
#include "data/postern-catalogue-resources.h"

#define RESOURCE_PREFIX "/io/github/postern/Postern/catalogue"
#define MAX_FILES       1000

typedef enum
{
  PROVIDERS,
  TARGETS,
  RULES,
  LETTERS,
  GUIDES,
  N_FOLDERS,
} PosternFolder;

struct _PosternCatalogue
{
  GObject     parent_instance;

  GHashTable *by_id[N_FOLDERS];
  GListModel *lists[N_FOLDERS];
  GPtrArray  *problems;
};

G_DEFINE_QUARK (postern-catalogue-error-quark, postern_catalogue_error)
G_DEFINE_FINAL_TYPE (PosternCatalogue, postern_catalogue, G_TYPE_OBJECT)

static const struct { const char *name; GType (*get_type) (void); PosternParseFunc parse; } folders[N_FOLDERS] = {
  [PROVIDERS] = { "providers", postern_provider_get_type, postern_provider_new_parsed },
  [TARGETS] = { "targets", postern_target_get_type, postern_target_new_parsed },
  [RULES] = { "rules", postern_rule_get_type, postern_rule_new_parsed },
  [LETTERS] = { "letters", postern_letter_template_get_type, postern_letter_template_new_parsed },
  [GUIDES] = { "guides", postern_guide_get_type, postern_guide_new_parsed },
};

static GResource *
get_compiled_in (void)
{
  static gsize is_registered = 0;

  if (g_once_init_enter (&is_registered))
    {
      postern_catalogue_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }

  return postern_catalogue_get_resource ();
}

/* @bytes is %NULL where the file could not be read; @error says why, then. */
static void
add (PosternCatalogue *self,
     PosternFolder     folder,
     const char       *file,
     GBytes           *bytes,
     GDateTime        *today,
     GError           *unreadable)
{
  g_autoptr (GError) error = unreadable;
  g_autofree char *id = g_path_get_basename (file);
  GObject *object = bytes == NULL ? NULL : folders[folder].parse (bytes, file, today, &error);

  if (object == NULL)
    {
      g_ptr_array_add (self->problems, g_strdup (error->message));
      return;
    }

  id[strlen (id) - strlen (".xml")] = '\0';
  g_hash_table_replace (self->by_id[folder], g_steal_pointer (&id), object);
}

static void
load_compiled_in (PosternCatalogue *self,
                  PosternFolder     folder,
                  GDateTime        *today)
{
  GResource *resource = get_compiled_in ();
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX "/", folders[folder].name, NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (path, "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, file, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      add (self, folder, file, bytes, today, NULL);
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
load_folder (PosternCatalogue *self,
             PosternFolder     folder,
             const char       *base,
             GDateTime        *today)
{
  g_autofree char *path = g_build_filename (base, "postern", folders[folder].name, NULL);
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
      add (self, folder, file, bytes, today, error);
    }
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
make_list (PosternCatalogue *self,
           PosternFolder     folder)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_ids;
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->by_id[folder], &n_ids);

  qsort (ids, n_ids, sizeof *ids, compare_strings);
  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (items, g_object_ref (g_hash_table_lookup (self->by_id[folder], ids[i])));
  self->lists[folder] = postern_fixed_list_new (folders[folder].get_type (), items);
}

static void
load (PosternCatalogue *self,
      PosternFolder     folder,
      GDateTime        *today)
{
  const char *const *system = g_get_system_data_dirs ();

  load_compiled_in (self, folder, today);
  for (gsize i = g_strv_length ((char **) system); i > 0; i--)
    load_folder (self, folder, system[i - 1], today);
  load_folder (self, folder, g_get_user_data_dir (), today);
  make_list (self, folder);
}

static void
postern_catalogue_finalize (GObject *object)
{
  PosternCatalogue *self = POSTERN_CATALOGUE (object);

  for (guint i = 0; i < N_FOLDERS; i++)
    {
      g_clear_object (&self->lists[i]);
      g_clear_pointer (&self->by_id[i], g_hash_table_unref);
    }
  g_clear_pointer (&self->problems, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_catalogue_parent_class)->finalize (object);
}

static void
postern_catalogue_class_init (PosternCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_catalogue_finalize;
}

static void
postern_catalogue_init (PosternCatalogue *self)
{
  for (guint i = 0; i < N_FOLDERS; i++)
    self->by_id[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

/**
 * postern_catalogue_new:
 *
 * Loads the catalogue. It never fails as a whole: what is broken is left out and named.
 *
 * Returns: (transfer full): the catalogue
 */
PosternCatalogue *
postern_catalogue_new (void)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  return postern_catalogue_new_for_day (today);
}

/**
 * postern_catalogue_new_for_day:
 * @today: the day from which advice counts
 *
 * Returns: (transfer full): the catalogue as it reads on that day
 */
PosternCatalogue *
postern_catalogue_new_for_day (GDateTime *today)
{
  PosternCatalogue *self = g_object_new (POSTERN_TYPE_CATALOGUE, NULL);

  for (guint i = 0; i < N_FOLDERS; i++)
    load (self, (PosternFolder) i, today);

  return self;
}

/**
 * postern_catalogue_get_providers:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternProvider objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_providers (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[PROVIDERS];
}

/**
 * postern_catalogue_get_targets:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternTarget objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_targets (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[TARGETS];
}

/**
 * postern_catalogue_get_rules:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternRule objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_rules (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[RULES];
}

/**
 * postern_catalogue_get_letters:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternLetterTemplate objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_letters (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[LETTERS];
}

/**
 * postern_catalogue_get_provider:
 * @self: a catalogue
 * @id: (nullable): a provider's id
 *
 * Returns: (transfer none) (nullable): the provider
 */
PosternProvider *
postern_catalogue_get_provider (PosternCatalogue *self,
                                const char       *id)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return id == NULL ? NULL : g_hash_table_lookup (self->by_id[PROVIDERS], id);
}

/**
 * postern_catalogue_get_target:
 * @self: a catalogue
 * @id: (nullable): a target's id
 *
 * Returns: (transfer none) (nullable): the target
 */
PosternTarget *
postern_catalogue_get_target (PosternCatalogue *self,
                              const char       *id)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return id == NULL ? NULL : g_hash_table_lookup (self->by_id[TARGETS], id);
}

/**
 * postern_catalogue_get_letter:
 * @self: a catalogue
 * @id: (nullable): a letter's id
 *
 * Returns: (transfer none) (nullable): the letter
 */
PosternLetterTemplate *
postern_catalogue_get_letter (PosternCatalogue *self,
                              const char       *id)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return id == NULL ? NULL : g_hash_table_lookup (self->by_id[LETTERS], id);
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

/**
 * postern_catalogue_get_problems:
 * @self: a catalogue
 *
 * Returns: (transfer none) (element-type utf8): what is wrong with the files that were left out,
 *   "file:line: reason"; empty when all is well
 */
GPtrArray *
postern_catalogue_get_problems (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->problems;
}

/**
 * postern_catalogue_get_guides:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternGuide objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_guides (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[GUIDES];
}
