/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/signin/postern-sign-in-lock.h"

#include "support/postern-test-wait.h"

static gpointer
give_back_thread (gpointer data)
{
  g_usleep (200 * 1000);
  postern_sign_in_lock_free (data);

  return NULL;
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

/* One at a time for one record; another record's is another lock. */
static void
test_one_at_a_time (void)
{
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (PosternRecord) other = postern_record_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PosternSignInLock *first = postern_sign_in_lock_take (record, 0, NULL, NULL);
  g_autoptr (PosternSignInLock) others = postern_sign_in_lock_take (other, 0, NULL, NULL);
  g_autoptr (PosternSignInLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_nonnull (first);
  g_assert_nonnull (others);
  g_assert_null (postern_sign_in_lock_take (record, 100, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_null (postern_sign_in_lock_take (record, 20000, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);
  thread = g_thread_new ("give-back", give_back_thread, first);
  lock = postern_sign_in_lock_take (record, 20000, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lock);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_add_func ("/sign-in-lock/one-at-a-time", test_one_at_a_time);

  return g_test_run ();
}
