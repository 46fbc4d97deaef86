/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/postern-practice-mailbox.h"

#include "support/postern-test-wait.h"

static const char *const recipients[] = { "bob@example.org", NULL };

static PosternPracticeMessage *
new_message (guint number,
             gsize size)
{
  g_autofree char *sender = g_strdup_printf ("%u@practice.example", number);
  g_autoptr (GBytes) data = g_bytes_new_take (g_malloc0 (size), size);

  return postern_practice_message_new ("ok@practice.example", sender, recipients, data);
}

static void
add (PosternPracticeMailbox *mailbox,
     guint                   number,
     gsize                   size)
{
  g_autoptr (PosternPracticeMessage) message = new_message (number, size);

  postern_practice_mailbox_add (mailbox, message);
}

static gpointer
add_thread (gpointer mailbox)
{
  for (guint i = 0; i < 50; i++)
    add (mailbox, i, 10);

  return NULL;
}

static void
check_thread_cb (GListModel *model,
                 guint       position,
                 guint       removed,
                 guint       added,
                 gpointer    thread)
{
  g_assert_true (g_thread_self () == thread);
}

static gboolean
is_delivered (gpointer mailbox)
{
  return g_list_model_get_n_items (mailbox) > 0;
}

static gboolean
has_fifty (gpointer mailbox)
{
  return g_list_model_get_n_items (mailbox) == 50;
}

static PosternPracticeMailbox *
new_mailbox (void)
{
  PosternPracticeMailbox *mailbox = postern_practice_mailbox_new ();

  postern_practice_mailbox_attach (mailbox, g_main_context_default ());

  return mailbox;
}

static void
test_threads (void)
{
  g_autoptr (PosternPracticeMailbox) mailbox = new_mailbox ();
  GThread *thread = NULL;

  g_signal_connect (mailbox, "items-changed", G_CALLBACK (check_thread_cb), g_thread_self ());
  thread = g_thread_new ("add", add_thread, mailbox);
  g_thread_join (thread);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mailbox)), ==, 0);
  postern_test_wait (has_fifty, mailbox);
}

static void
test_newest (void)
{
  g_autoptr (PosternPracticeMailbox) mailbox = new_mailbox ();
  g_autoptr (PosternPracticeMessage) first = NULL;

  for (guint i = 0; i < 60; i++)
    add (mailbox, i, 10);
  postern_test_wait (is_delivered, mailbox);
  for (guint i = 60; i < 250; i++)
    add (mailbox, i, 10);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mailbox)), ==, POSTERN_PRACTICE_MAILBOX_MESSAGES);
  first = g_list_model_get_item (G_LIST_MODEL (mailbox), 0);
  g_assert_cmpstr (first->sender, ==, "150@practice.example");
}

static void
test_bytes (void)
{
  g_autoptr (PosternPracticeMailbox) mailbox = new_mailbox ();

  for (guint i = 0; i < 10; i++)
    add (mailbox, i, POSTERN_PRACTICE_MAILBOX_BYTES / 4);
  postern_test_wait (is_delivered, mailbox);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mailbox)), ==, 4);
}

static void
test_never_delivered (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (PosternPracticeMailbox) mailbox = postern_practice_mailbox_new ();

  postern_practice_mailbox_attach (mailbox, context);
  add (mailbox, 1, 10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mailbox)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/mailbox/threads", test_threads);
  g_test_add_func ("/practice/mailbox/newest", test_newest);
  g_test_add_func ("/practice/mailbox/bytes", test_bytes);
  g_test_add_func ("/practice/mailbox/never-delivered", test_never_delivered);

  return g_test_run ();
}
