/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-batch.h"

#include <glib/gi18n-lib.h>

#include "core/batch/postern-batch-job.h"
#include "core/batch/postern-batch-next.h"

struct _PosternBatch
{
  GObject              parent_instance;

  PosternCatalogue    *catalogue;
  PosternStore        *store;
  GListStore          *items;
  PosternBatchLimits  *limits;
  PosternBatchWork     work;
  guint                jobs;

  GTask               *task;
  GCancellable        *cancellable;
  GSource             *stopped;
  GError              *fault;
  guint                n_running;
  guint                timer;
  gboolean             is_asking;
};

/* One item, with the server and the name that it was begun with. */
typedef struct
{
  PosternBatch     *batch;
  PosternBatchItem *item;
  char             *host;
  char             *user;
} Turn;

enum
{
  ITEM_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternBatch, postern_batch, G_TYPE_OBJECT)

static void pump (PosternBatch *self);

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->batch);
  g_object_unref (turn->item);
  g_free (turn->host);
  g_free (turn->user);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static PosternBatchItem *
get_item (PosternBatch *self,
          guint         position)
{
  g_autoptr (PosternBatchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item;
}

static gboolean
is_over (PosternBatch *self)
{
  return self->fault != NULL || g_cancellable_is_cancelled (self->cancellable);
}

static void
finish (PosternBatch *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      if (postern_batch_item_get_state (get_item (self, i)) == POSTERN_BATCH_WAITING)
        postern_batch_item_settle (get_item (self, i), POSTERN_BATCH_STOPPED, NULL, NULL, 0);
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->stopped != NULL)
    g_source_destroy (self->stopped);
  g_clear_pointer (&self->stopped, g_source_unref);
  if (self->fault != NULL)
    g_task_return_error (task, g_steal_pointer (&self->fault));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Turn) turn = user_data;
  PosternBatch *self = turn->batch;
  GError *error = NULL;

  postern_batch_limits_end (self->limits, turn->host, turn->user);
  self->n_running--;
  if (!postern_batch_job_run_finish (result, &error) && self->fault == NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->fault = g_steal_pointer (&error);
  g_clear_error (&error);
  g_signal_emit (self, signals[ITEM_DONE], 0, turn->item);
  pump (self);
}

static void
asked_cb (gpointer unused,
          gpointer user_data)
{
  PosternBatch *self = ((Turn *) user_data)->batch;

  self->is_asking = FALSE;
  pump (self);
}

static void
begin (PosternBatch     *self,
       PosternBatchItem *item)
{
  PosternRecord *record = postern_batch_item_get_record (item);
  Turn *turn = g_new0 (Turn, 1);

  turn->batch = g_object_ref (self);
  turn->item = g_object_ref (item);
  turn->host = g_strdup (postern_record_get_endpoint (record)->host);
  turn->user = g_strdup (postern_record_get_sign_in_name (record));
  postern_batch_limits_begin (self->limits, turn->host, turn->user, g_get_monotonic_time ());
  postern_batch_item_set_state (item, POSTERN_BATCH_RUNNING);
  self->n_running++;
  self->is_asking = TRUE;
  postern_batch_job_run_async (&self->work, item, self->cancellable, asked_cb, ended_cb, turn);
}

static PosternBatchItem *
choose_next (PosternBatch *self,
             gint64       *wait)
{
  PosternBatchItem *item;

  while ((item = postern_batch_find_next (G_LIST_MODEL (self->items), self->limits, self->catalogue, wait)) != NULL &&
         postern_batch_is_in_danger (self->limits, item))
    {
      postern_batch_item_settle (item, POSTERN_BATCH_HELD_BACK, NULL,
                                 _("Not tried: the account was just refused twice. Once more could lock it."), 0);
      g_signal_emit (self, signals[ITEM_DONE], 0, item);
    }

  return item;
}

static gboolean
timer_cb (gpointer user_data)
{
  PosternBatch *self = user_data;

  self->timer = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

/* Begins what may begin, and ends the whole when nothing is left. */
static void
pump (PosternBatch *self)
{
  g_autoptr (PosternBatch) kept = g_object_ref (self);
  PosternBatchItem *item = NULL;
  gint64 wait = -1;

  if (self->task == NULL || self->is_asking)
    return;
  if (!is_over (self) && self->n_running < self->jobs)
    item = choose_next (self, &wait);
  if (item != NULL)
    begin (self, item);
  else if (self->n_running == 0 && (is_over (self) || wait < 0))
    finish (self);
  else if (wait >= 0 && self->timer == 0)
    self->timer = g_timeout_add ((guint) (wait / G_TIME_SPAN_MILLISECOND + 1), timer_cb, self);
}

static gboolean
stopped_cb (GCancellable *cancellable,
            gpointer      user_data)
{
  pump (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
may_be_tested (PosternRecord *record)
{
  return postern_record_get_state (record) == POSTERN_RECORD_READY &&
         postern_record_get_password_recorded (record) && postern_record_get_account (record) != NULL &&
         postern_record_get_endpoint (record) != NULL;
}

static void
list_items (PosternBatch *self)
{
  GListModel *records = postern_store_get_records (self->store);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);
      g_autoptr (PosternBatchItem) item = NULL;

      if (!may_be_tested (record))
        continue;
      item = postern_batch_item_new (record);
      g_list_store_append (self->items, item);
    }
}

static void
postern_batch_finalize (GObject *object)
{
  PosternBatch *self = POSTERN_BATCH (object);

  g_clear_object (&self->catalogue);
  g_clear_object (&self->store);
  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->limits, postern_batch_limits_free);

  G_OBJECT_CLASS (postern_batch_parent_class)->finalize (object);
}

static void
postern_batch_class_init (PosternBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_batch_finalize;

  signals[ITEM_DONE] = g_signal_new ("item-done", POSTERN_TYPE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, POSTERN_TYPE_BATCH_ITEM);
}

static void
postern_batch_init (PosternBatch *self)
{
  self->jobs = POSTERN_BATCH_JOBS;
  self->items = g_list_store_new (POSTERN_TYPE_BATCH_ITEM);
  self->limits = postern_batch_limits_new ();
}

/* Documented in the header. */
PosternBatch *
postern_batch_new (PosternCatalogue *catalogue,
                   PosternStore     *store)
{
  PosternBatch *self = g_object_new (POSTERN_TYPE_BATCH, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->store = g_object_ref (store);
  self->work.catalogue = catalogue;
  self->work.store = store;
  self->work.limits = self->limits;
  list_items (self);

  return self;
}

/* Documented in the header. */
void
postern_batch_set_jobs (PosternBatch *self,
                        guint         jobs)
{
  self->jobs = CLAMP (jobs, 1, POSTERN_BATCH_MAX_JOBS);
}

/* Documented in the header. */
void
postern_batch_set_send (PosternBatch *self,
                        gboolean      send)
{
  self->work.send = send;
}

/* Documented in the header. */
void
postern_batch_set_aim (PosternBatch        *self,
                       PosternBatchAimFunc  aim,
                       gpointer             user_data)
{
  self->work.aim = aim;
  self->work.aim_data = user_data;
}

/* Documented in the header. */
GListModel *
postern_batch_get_items (PosternBatch *self)
{
  return G_LIST_MODEL (self->items);
}

/* Documented in the header. */
guint
postern_batch_count (PosternBatch      *self,
                     PosternBatchState  state)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    n += postern_batch_item_get_state (get_item (self, i)) == state;

  return n;
}

/* Documented in the header. */
void
postern_batch_run_async (PosternBatch        *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_BATCH (self) && self->task == NULL && self->cancellable == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, postern_batch_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  self->stopped = g_cancellable_source_new (self->cancellable);
  g_source_set_callback (self->stopped, G_SOURCE_FUNC (stopped_cb), self, NULL);
  g_source_attach (self->stopped, g_main_context_get_thread_default ());
  pump (self);
}

/* Documented in the header. */
gboolean
postern_batch_run_finish (PosternBatch  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_batch_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
