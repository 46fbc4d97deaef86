/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-list.h"

#include <string.h>

#include "app/postern-record-sorter.h"
#include "app/postern-record-words.h"
#include "core/base/postern-text.h"
#include "core/records/postern-reminders.h"

/* How many are looked at in one go. In slices the list would be empty for a moment at each change of the search. */
#define MAX_AT_ONCE 500

struct _PosternRecordList
{
  GObject             parent_instance;

  PosternCatalogue   *catalogue;
  GtkFilterListModel *filtered;
  GtkSortListModel   *sorted;
  GtkFilter          *custom;
  GDateTime          *today;
  char               *search;
  char              **words;
  char               *filter;
  char               *sort;
  gboolean            empty;
};

enum
{
  PROP_0,
  PROP_SEARCH,
  PROP_FILTER,
  PROP_SORT,
  PROP_EMPTY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PosternRecordList, postern_record_list, G_TYPE_OBJECT)

static gboolean
is_failing (PosternRecord *record)
{
  return postern_record_words_judge (record) == POSTERN_RECORD_HEALTH_FAILS;
}

static gboolean
is_draft (PosternRecord *record)
{
  return postern_record_get_state (record) == POSTERN_RECORD_DRAFT;
}

static gboolean
is_retired (PosternRecord *record)
{
  return postern_record_get_state (record) == POSTERN_RECORD_RETIRED;
}

static gboolean
is_wanted (PosternRecordList *self,
           PosternRecord     *record)
{
  if (g_str_equal (self->filter, "failing"))
    return is_failing (record);
  if (g_str_equal (self->filter, "due"))
    return postern_reminders_is_due (record, self->catalogue, self->today);
  if (g_str_equal (self->filter, "drafts"))
    return is_draft (record);

  return !g_str_equal (self->filter, "retired") || is_retired (record);
}

static gboolean
holds (const char *text,
       const char *word)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);

  return strstr (folded, word) != NULL;
}

static gboolean
says (PosternRecordList *self,
      PosternRecord     *record,
      const char        *word)
{
  const char *id = postern_record_get_target (record);
  PosternTarget *target = id == NULL ? NULL : postern_catalogue_get_target (self->catalogue, id);

  return holds (postern_record_get_title (record), word) || holds (postern_record_get_account (record), word) ||
         holds (postern_record_get_used_at (record), word) || (target != NULL && holds (target->name, word)) ||
         holds (postern_record_words_provider (record, self->catalogue), word) ||
         holds (postern_record_get_last_title (record), word);
}

static gboolean
match (gpointer item,
       gpointer user_data)
{
  PosternRecordList *self = user_data;

  if (!is_wanted (self, item))
    return FALSE;
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (!says (self, item, self->words[i]))
      return FALSE;

  return TRUE;
}

static void
update_empty (PosternRecordList *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  if (empty == self->empty || (empty && gtk_filter_list_model_get_pending (self->filtered) > 0))
    return;
  self->empty = empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static void
postern_record_list_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PosternRecordList *self = POSTERN_RECORD_LIST (object);

  switch (id)
    {
    case PROP_SEARCH: g_value_set_string (value, self->search); break;
    case PROP_FILTER: g_value_set_string (value, self->filter); break;
    case PROP_SORT: g_value_set_string (value, self->sort); break;
    case PROP_EMPTY: g_value_set_boolean (value, self->empty); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
postern_record_list_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PosternRecordList *self = POSTERN_RECORD_LIST (object);

  switch (id)
    {
    case PROP_SEARCH: postern_record_list_set_search (self, g_value_get_string (value)); break;
    case PROP_FILTER: postern_record_list_set_filter (self, g_value_get_string (value)); break;
    case PROP_SORT: postern_record_list_set_sort (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
postern_record_list_finalize (GObject *object)
{
  PosternRecordList *self = POSTERN_RECORD_LIST (object);

  gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_signal_handlers_disconnect_by_data (self->filtered, self);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->custom);
  g_clear_object (&self->catalogue);
  g_date_time_unref (self->today);
  g_free (self->search);
  g_strfreev (self->words);
  g_free (self->filter);
  g_free (self->sort);

  G_OBJECT_CLASS (postern_record_list_parent_class)->finalize (object);
}

static void
postern_record_list_class_init (PosternRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = postern_record_list_get_property;
  object_class->set_property = postern_record_list_set_property;
  object_class->finalize = postern_record_list_finalize;

  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "changed", flags);
  properties[PROP_EMPTY] =
    g_param_spec_boolean ("empty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
postern_record_list_init (PosternRecordList *self)
{
  self->filter = g_strdup ("all");
  self->sort = g_strdup ("changed");
  self->today = g_date_time_new_now_local ();
  self->custom = GTK_FILTER (gtk_custom_filter_new (match, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, NULL);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), NULL);
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);
  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (update_empty), self);
  g_signal_connect_swapped (self->filtered, "notify::pending", G_CALLBACK (update_empty), self);
}

/* Where all are wanted there is no filter, so that the list is there at once. */
static void
change_filter (PosternRecordList *self)
{
  gboolean all = g_str_equal (self->filter, "all") && (self->words == NULL || *self->words == NULL);
  guint count = g_list_model_get_n_items (gtk_filter_list_model_get_model (self->filtered));

  gtk_filter_list_model_set_incremental (self->filtered, count > MAX_AT_ONCE);
  if (all || gtk_filter_list_model_get_filter (self->filtered) == NULL)
    gtk_filter_list_model_set_filter (self->filtered, all ? NULL : self->custom);
  else
    gtk_filter_changed (self->custom, GTK_FILTER_CHANGE_DIFFERENT);
  update_empty (self);
}

/**
 * postern_record_list_new:
 * @records: all records
 * @catalogue: the names of targets and providers, and their dates
 *
 * Returns: (transfer full): a list that shows all of them, the most recently changed first
 */
PosternRecordList *
postern_record_list_new (GListModel       *records,
                         PosternCatalogue *catalogue)
{
  PosternRecordList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (records) && POSTERN_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (POSTERN_TYPE_RECORD_LIST, NULL);
  self->catalogue = g_object_ref (catalogue);
  gtk_filter_list_model_set_model (self->filtered, records);
  update_empty (self);

  return self;
}

/** Returns: (transfer none): the records that were asked for, in that order */
GListModel *
postern_record_list_get_model (PosternRecordList *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_LIST (self), NULL);

  return G_LIST_MODEL (self->sorted);
}

/** @search: (nullable): words that must all stand somewhere in what a record says; %NULL for all records */
void
postern_record_list_set_search (PosternRecordList *self,
                                const char        *search)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (POSTERN_IS_RECORD_LIST (self));

  if (!postern_set_text (&self->search, search))
    return;
  folded = g_utf8_casefold (search != NULL ? search : "", -1);
  g_strfreev (self->words);
  self->words = g_strsplit_set (g_strstrip (folded), " ", -1);
  change_filter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

/** Returns: (transfer none): as the property “filter” */
const char *
postern_record_list_get_filter (PosternRecordList *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_LIST (self), NULL);

  return self->filter;
}

/** @filter: "all", "failing", "due", "drafts" or "retired" */
void
postern_record_list_set_filter (PosternRecordList *self,
                                const char        *filter)
{
  g_return_if_fail (POSTERN_IS_RECORD_LIST (self) && filter != NULL);

  if (!postern_set_text (&self->filter, filter))
    return;
  change_filter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/** @sort: "changed", "name", "test" or "review" */
void
postern_record_list_set_sort (PosternRecordList *self,
                              const char        *sort)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (POSTERN_IS_RECORD_LIST (self) && sort != NULL);

  if (!postern_set_text (&self->sort, sort))
    return;
  sorter = postern_record_sorter_new (sort);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/** Returns: whether nothing is there that was asked for */
gboolean
postern_record_list_get_empty (PosternRecordList *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_LIST (self), FALSE);

  return self->empty;
}

/** Looks again what is due today and what the records say: the list does not follow each change by itself. */
void
postern_record_list_refresh (PosternRecordList *self)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (POSTERN_IS_RECORD_LIST (self));

  g_date_time_unref (self->today);
  self->today = g_date_time_new_now_local ();
  change_filter (self);
  if (gtk_sort_list_model_get_sorter (self->sorted) == NULL)
    return;
  sorter = postern_record_sorter_new (self->sort);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}
