/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-batch-next.h"

#include "core/diagnosis/postern-trial.h"

static gint64
ask_limits (PosternRecord      *record,
            PosternBatchLimits *limits,
            PosternCatalogue   *catalogue)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);
  const char *id = postern_record_get_provider (record);
  PosternProvider *provider = id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);

  return postern_batch_limits_ask (limits, endpoint->host, postern_record_get_sign_in_name (record),
                                   provider == NULL ? 0 : provider->rate_connections,
                                   provider == NULL ? 0 : provider->rate_per_minute, g_get_monotonic_time ());
}

/** Returns: whether refusals lock the account: an access token is a new one each time, and is no password to guess */
gboolean
postern_batch_counts_refusals (PosternRecord *record)
{
  return postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD;
}

static gboolean
is_used_up (PosternRecord *record)
{
  return postern_record_get_refusals (record) >= POSTERN_TRIAL_MAX_REFUSALS && postern_batch_counts_refusals (record);
}

/* A password that was refused twice has to be known before another record of its account has its turn. */
static PosternBatchItem *
find_used_up (GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PosternBatchItem) item = g_list_model_get_item (items, i);

      if (postern_batch_item_get_state (item) == POSTERN_BATCH_WAITING &&
          is_used_up (postern_batch_item_get_record (item)))
        return item;
    }

  return NULL;
}

PosternBatchItem *
postern_batch_find_next (GListModel         *items,
                         PosternBatchLimits *limits,
                         PosternCatalogue   *catalogue,
                         gint64             *wait)
{
  PosternBatchItem *used_up = find_used_up (items);

  for (guint i = 0; used_up == NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PosternBatchItem) item = g_list_model_get_item (items, i);
      gint64 answer;

      if (postern_batch_item_get_state (item) != POSTERN_BATCH_WAITING)
        continue;
      answer = ask_limits (postern_batch_item_get_record (item), limits, catalogue);
      if (answer == 0)
        return item;
      if (answer > 0)
        *wait = *wait < 0 ? answer : MIN (*wait, answer);
    }

  return used_up;
}

gboolean
postern_batch_is_in_danger (PosternBatchLimits *limits,
                            PosternBatchItem   *item)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  const char *host = postern_record_get_endpoint (record)->host;

  return postern_batch_counts_refusals (record) &&
         postern_batch_limits_get_refusals (limits, host, postern_record_get_sign_in_name (record)) >=
         POSTERN_TRIAL_MAX_REFUSALS;
}
