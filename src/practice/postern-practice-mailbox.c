/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-mailbox.h"

struct _PosternPracticeMailbox
{
  GObject       parent_instance;

  GListStore   *messages;
  GMainContext *context;

  /* What threads handed in and the main context has not seen yet. */
  GMutex        lock;
  GQueue        pending;
  gsize         pending_bytes;
  gboolean      scheduled;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (PosternPracticeMessage, postern_practice_message, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (PosternPracticeMailbox, postern_practice_mailbox, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gsize
count_bytes (PosternPracticeMailbox *self)
{
  gsize bytes = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->messages)); i++)
    {
      g_autoptr (PosternPracticeMessage) message = g_list_model_get_item (G_LIST_MODEL (self->messages), i);

      bytes += g_bytes_get_size (message->data);
    }

  return bytes;
}

static void
forget_oldest (PosternPracticeMailbox *self)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (self->messages)) > POSTERN_PRACTICE_MAILBOX_MESSAGES ||
         count_bytes (self) > POSTERN_PRACTICE_MAILBOX_BYTES)
    g_list_store_remove (self->messages, 0);
}

static PosternPracticeMessage *
pop_pending (PosternPracticeMailbox *self)
{
  PosternPracticeMessage *message = g_queue_pop_head (&self->pending);

  if (message != NULL)
    self->pending_bytes -= g_bytes_get_size (message->data);

  return message;
}

static void
push_pending (PosternPracticeMailbox *self,
              PosternPracticeMessage *message)
{
  g_queue_push_tail (&self->pending, g_object_ref (message));
  self->pending_bytes += g_bytes_get_size (message->data);
  while (g_queue_get_length (&self->pending) > POSTERN_PRACTICE_MAILBOX_MESSAGES ||
         self->pending_bytes > POSTERN_PRACTICE_MAILBOX_BYTES)
    g_object_unref (pop_pending (self));
}

static gboolean
deliver_cb (gpointer data)
{
  PosternPracticeMailbox *self = data;
  g_autoptr (GPtrArray) arrived = g_ptr_array_new_with_free_func (g_object_unref);
  PosternPracticeMessage *message;

  g_mutex_lock (&self->lock);
  while ((message = pop_pending (self)) != NULL)
    g_ptr_array_add (arrived, message);
  self->scheduled = FALSE;
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < arrived->len; i++)
    g_list_store_append (self->messages, g_ptr_array_index (arrived, i));
  forget_oldest (self);

  return G_SOURCE_REMOVE;
}

static void
schedule (PosternPracticeMailbox *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  /* g_main_context_invoke() would run it here and now, in a foreign thread, whenever the context is idle. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
  self->scheduled = TRUE;
}

static GType
get_item_type (GListModel *model)
{
  return POSTERN_TYPE_PRACTICE_MESSAGE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (POSTERN_PRACTICE_MAILBOX (model)->messages));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (POSTERN_PRACTICE_MAILBOX (model)->messages), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
postern_practice_message_finalize (GObject *object)
{
  PosternPracticeMessage *self = POSTERN_PRACTICE_MESSAGE (object);

  g_free (self->user);
  g_free (self->sender);
  g_strfreev (self->recipients);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->received, g_date_time_unref);

  G_OBJECT_CLASS (postern_practice_message_parent_class)->finalize (object);
}

static void
postern_practice_mailbox_finalize (GObject *object)
{
  PosternPracticeMailbox *self = POSTERN_PRACTICE_MAILBOX (object);

  g_clear_object (&self->messages);
  g_queue_clear_full (&self->pending, g_object_unref);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (postern_practice_mailbox_parent_class)->finalize (object);
}

static void
postern_practice_message_class_init (PosternPracticeMessageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = postern_practice_message_finalize;
}

static void
postern_practice_message_init (PosternPracticeMessage *self)
{
}

static void
postern_practice_mailbox_class_init (PosternPracticeMailboxClass *class)
{
  G_OBJECT_CLASS (class)->finalize = postern_practice_mailbox_finalize;
}

static void
postern_practice_mailbox_init (PosternPracticeMailbox *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->pending);
  self->messages = g_list_store_new (POSTERN_TYPE_PRACTICE_MESSAGE);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * postern_practice_message_new:
 * @user: who signed in
 * @sender: the envelope's sender, empty for the null sender
 * @recipients: the envelope's recipients, %NULL-terminated
 * @data: the message, dot-stuffing undone
 *
 * Returns: (transfer full): a message received now
 */
PosternPracticeMessage *
postern_practice_message_new (const char        *user,
                              const char        *sender,
                              const char *const *recipients,
                              GBytes            *data)
{
  PosternPracticeMessage *self;

  g_return_val_if_fail (user != NULL && sender != NULL && recipients != NULL && data != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_PRACTICE_MESSAGE, NULL);
  self->user = g_strdup (user);
  self->sender = g_strdup (sender);
  self->recipients = g_strdupv ((char **) recipients);
  self->data = g_bytes_ref (data);
  self->received = g_date_time_new_now_utc ();

  return self;
}

/**
 * postern_practice_mailbox_new:
 *
 * Returns: (transfer full): an empty mailbox; attach it to a main context before anything is added
 */
PosternPracticeMailbox *
postern_practice_mailbox_new (void)
{
  return g_object_new (POSTERN_TYPE_PRACTICE_MAILBOX, NULL);
}

/**
 * postern_practice_mailbox_attach:
 * @self: a mailbox
 * @context: the main context in which its list changes from now on
 */
void
postern_practice_mailbox_attach (PosternPracticeMailbox *self,
                                 GMainContext           *context)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_MAILBOX (self) && context != NULL);

  g_clear_pointer (&self->context, g_main_context_unref);
  self->context = g_main_context_ref (context);
}

/**
 * postern_practice_mailbox_add:
 * @self: a mailbox
 * @message: a message
 *
 * Adds @message when the mailbox's main context runs next; the oldest ones make room for it. May be
 * called from any thread.
 */
void
postern_practice_mailbox_add (PosternPracticeMailbox *self,
                              PosternPracticeMessage *message)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_MAILBOX (self) && POSTERN_IS_PRACTICE_MESSAGE (message));

  g_mutex_lock (&self->lock);
  push_pending (self, message);
  if (!self->scheduled)
    schedule (self);
  g_mutex_unlock (&self->lock);
}
