/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-ready-check.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue-private.h"
#include "core/diagnosis/postern-volume.h"

static void
item_free (gpointer data)
{
  PosternReadyItem *self = data;

  g_object_unref (self->record);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self->text);
  g_ptr_array_unref (self->moves);
  g_free (self);
}

static gboolean
uses_password (PosternRecord *record)
{
  return postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD;
}

static const PosternWay *
find_ending (PosternProvider *provider)
{
  for (guint i = 0; provider != NULL && i < provider->ways->len; i++)
    {
      const PosternWay *way = g_ptr_array_index (provider->ways, i);

      if (way->kind == POSTERN_WAY_APP_PASSWORD && way->ends)
        return way;
    }

  return NULL;
}

/* What works, and is not what ends. */
static GPtrArray *
find_moves (PosternCatalogue *catalogue,
            PosternRecord    *record,
            PosternProvider  *provider,
            const PosternWay *ending)
{
  PosternWaysQuestion question = { .provider = provider };
  GPtrArray *moves;

  question.target = postern_catalogue_get_target (catalogue, postern_record_get_target (record));
  question.volume = postern_volume_get_number (postern_record_get_volume (record));
  question.to = postern_volume_get_to (postern_record_get_volume (record));
  moves = postern_ways_rank (catalogue, &question);
  for (guint i = moves->len; i > 0; i--)
    {
      const PosternWayChoice *choice = g_ptr_array_index (moves, i - 1);

      if (choice->way == ending || choice->fit >= POSTERN_WAY_NO)
        g_ptr_array_remove_index (moves, i - 1);
    }

  return moves;
}

static char *
describe (PosternProvider *provider,
          GDateTime       *date,
          GDateTime       *today)
{
  g_autofree char *filled = NULL;
  g_autofree char *text = NULL;

  if (postern_advice_count_days (today, date) >= 0)
    /* Translators: %s is a provider; {date} becomes a day, {days} “in 34 days”. */
    text = g_strdup_printf (_("Stops on {date} ({days}), when %s ends sending with a password."), provider->name);
  else
    /* Translators: %s is a provider; {date} becomes a day, {days} “3 days ago”. */
    text = g_strdup_printf (_("Stopped on {date} ({days}), when %s ended sending with a password."),
                            provider->name);
  filled = postern_advice_fill_in (text, date, today);

  return g_steal_pointer (&filled);
}

static char *
describe_stay (PosternRecord   *record,
               PosternProvider *provider)
{
  if (!uses_password (record))
    return g_strdup (_("Signs in with OAuth 2.0, and goes on working."));
  if (provider == NULL || provider->kind == POSTERN_PROVIDER_CUSTOM)
    return g_strdup (_("Nothing is known of a change at this mail server. Ask whoever runs it."));

  /* Translators: %s is a provider such as Gmail. */
  return g_strdup_printf (_("%s has named no day on which it stops."), provider->name);
}

static PosternReadyItem *
check_record (PosternCatalogue *catalogue,
              PosternRecord    *record,
              GDateTime        *today)
{
  PosternReadyItem *self = g_new0 (PosternReadyItem, 1);
  PosternProvider *provider = postern_catalogue_get_provider (catalogue, postern_record_get_provider (record));
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);
  const PosternWay *ending;

  self->record = g_object_ref (record);
  if ((provider == NULL || provider->kind == POSTERN_PROVIDER_CUSTOM) && endpoint != NULL)
    self->provider = postern_catalogue_find_by_host (catalogue, endpoint->host);
  if (self->provider == NULL && provider != NULL)
    self->provider = g_object_ref (provider);
  ending = uses_password (record) ? find_ending (self->provider) : NULL;
  if (ending == NULL)
    {
      self->text = describe_stay (record, self->provider);
      self->moves = g_ptr_array_new ();
      return self;
    }
  self->date = g_date_time_ref (ending->date);
  self->days = postern_advice_count_days (today, ending->date);
  self->text = describe (self->provider, ending->date, today);
  self->moves = find_moves (catalogue, record, self->provider, ending);

  return self;
}

static gboolean
is_practice (PosternRecord *record)
{
  return g_strcmp0 (postern_record_get_provider (record), "practice") == 0;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const PosternReadyItem *one = *(PosternReadyItem *const *) a;
  const PosternReadyItem *other = *(PosternReadyItem *const *) b;

  if ((one->date == NULL) != (other->date == NULL))
    return one->date == NULL ? 1 : -1;
  if (one->date != NULL && one->days != other->days)
    return one->days < other->days ? -1 : 1;

  return g_utf8_collate (postern_record_get_title (one->record), postern_record_get_title (other->record));
}

/**
 * postern_ready_check:
 * @catalogue: the catalogue
 * @records: (element-type PosternRecord): the records; drafts, what is retired and practice are left out
 * @today: the day from which to count
 *
 * Says of each record whether its way of sending is about to stop, or has stopped, and what to move it to.
 *
 * Returns: (transfer full) (element-type PosternReadyItem): those that stop first, the first one first
 */
GPtrArray *
postern_ready_check (PosternCatalogue *catalogue,
                     GListModel       *records,
                     GDateTime        *today)
{
  GPtrArray *items;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && G_IS_LIST_MODEL (records) && today != NULL, NULL);

  items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      if (postern_record_get_state (record) == POSTERN_RECORD_READY && !is_practice (record))
        g_ptr_array_add (items, check_record (catalogue, record, today));
    }
  g_ptr_array_sort (items, compare);

  return items;
}
