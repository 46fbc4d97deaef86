/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-listener.h"

struct _PosternListener
{
  GMainContext   *context;
  GCallback       func;
  gpointer        data;
  GDestroyNotify  destroy;
};

/* Something on its way to the main context. */
typedef struct
{
  PosternListener     *listener;
  PosternListenerFunc  tell;
  gpointer             news;
  GDestroyNotify       free_news;
} Delivery;

static void
listener_free (gpointer data)
{
  PosternListener *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
delivery_free (gpointer data)
{
  Delivery *self = data;

  self->free_news (self->news);
  g_free (self);
}

static gboolean
news_cb (gpointer data)
{
  Delivery *self = data;

  self->tell (self->listener->func, self->listener->data, self->news);

  return G_SOURCE_REMOVE;
}

static gboolean
all_told_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Sources of one priority are dispatched in the order in which they were attached, a task's own result last. Not
   g_main_context_invoke(), which may call in this thread when nobody runs the context just now. */
static void
post (GMainContext   *context,
      GSourceFunc     func,
      gpointer        data,
      GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, context);
}

/**
 * postern_listener_new:
 * @func: (nullable): whom to tell
 * @data: for @func
 * @destroy: (nullable): frees @data, in the main context too, when everything was told
 *
 * Returns: (transfer full): a listener in the thread-default main context; ended by postern_listener_close()
 */
PosternListener *
postern_listener_new (GCallback      func,
                      gpointer       data,
                      GDestroyNotify destroy)
{
  PosternListener *self = g_new0 (PosternListener, 1);

  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->data = data;
  self->destroy = destroy;

  return self;
}

/**
 * postern_listener_tell:
 * @self: a listener
 * @tell: calls the listener's function, in its main context
 * @news: (transfer full): for @tell
 * @free_news: frees @news, in any thread
 *
 * Tells the listener something, from any thread: in the order of the calls, and before the result of a task that
 * returns afterwards.
 */
void
postern_listener_tell (PosternListener     *self,
                       PosternListenerFunc  tell,
                       gpointer             news,
                       GDestroyNotify       free_news)
{
  Delivery *delivery;

  g_return_if_fail (self != NULL && tell != NULL && free_news != NULL);

  if (self->func == NULL)
    {
      free_news (news);
      return;
    }
  delivery = g_new0 (Delivery, 1);
  delivery->listener = self;
  delivery->tell = tell;
  delivery->news = news;
  delivery->free_news = free_news;
  post (self->context, news_cb, delivery, delivery_free);
}

/**
 * postern_listener_close:
 * @self: (transfer full): a listener that is told nothing more
 *
 * Frees it in its main context, when everything was told.
 */
void
postern_listener_close (PosternListener *self)
{
  g_return_if_fail (self != NULL);

  post (self->context, all_told_cb, self, listener_free);
}
