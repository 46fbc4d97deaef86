/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include "core/catalogue/postern-fixed-list.h"

typedef enum
{
  PROVIDERS,
  TARGETS,
  RULES,
  LETTERS,
  REMEDIES,
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
  [REMEDIES] = { "remedies", postern_remedy_get_type, postern_remedy_new_parsed },
  [GUIDES] = { "guides", postern_guide_get_type, postern_guide_new_parsed },
};

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

/* One folder, which a thread of its own may load: it touches nothing else. */
typedef struct
{
  PosternFolder  folder;
  GDateTime     *today;
  GHashTable    *by_id;
  GPtrArray     *problems;
} PosternFolderLoad;

static gpointer
load (gpointer data)
{
  PosternFolderLoad *self = data;

  postern_catalogue_load_files (folders[self->folder].name, folders[self->folder].parse, self->today, self->by_id,
                                self->problems);

  return NULL;
}

/* The targets take as long as all others together. */
static void
load_all (PosternCatalogue *self,
          GDateTime        *today)
{
  PosternFolderLoad loads[N_FOLDERS];
  g_autoptr (GThread) thread = NULL;

  for (guint i = 0; i < N_FOLDERS; i++)
    loads[i] = (PosternFolderLoad){ (PosternFolder) i, today, self->by_id[i], g_ptr_array_new () };
  thread = g_thread_try_new ("targets", load, &loads[TARGETS], NULL);
  for (guint i = 0; i < N_FOLDERS; i++)
    {
      if (i != TARGETS || thread == NULL)
        load (&loads[i]);
    }
  if (thread != NULL)
    g_thread_join (g_steal_pointer (&thread));
  for (guint i = 0; i < N_FOLDERS; i++)
    {
      g_ptr_array_extend_and_steal (self->problems, loads[i].problems);
      make_list (self, (PosternFolder) i);
    }
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

  load_all (self, today);

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
 * postern_catalogue_get_remedies:
 * @self: a catalogue
 *
 * Returns: (transfer none): the #PosternRemedy objects, in the order of their ids
 */
GListModel *
postern_catalogue_get_remedies (PosternCatalogue *self)
{
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self), NULL);

  return self->lists[REMEDIES];
}

/**
 * postern_catalogue_find_remedies:
 * @self: a catalogue
 * @obstacle: what is in the way, one of postern-remedy.h
 * @provider: (nullable): the provider's id
 *
 * Returns: (transfer full) (element-type PosternRemedy): the ways round it, perhaps none
 */
GPtrArray *
postern_catalogue_find_remedies (PosternCatalogue *self,
                                 const char       *obstacle,
                                 const char       *provider)
{
  GPtrArray *remedies = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (self) && obstacle != NULL, remedies);

  for (guint i = 0; i < g_list_model_get_n_items (self->lists[REMEDIES]); i++)
    {
      g_autoptr (PosternRemedy) remedy = g_list_model_get_item (self->lists[REMEDIES], i);

      if (postern_remedy_helps (remedy, obstacle, provider))
        g_ptr_array_add (remedies, g_steal_pointer (&remedy));
    }

  return remedies;
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
