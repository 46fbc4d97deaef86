/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/transfer-support.h"

#include "app/pages/postern-done-page.h"
#include "app/transfer/postern-import-window.h"
#include "app/transfer/postern-test-all-window.h"
#include "app/transfer/postern-transfer-actions.h"

static void
test_test_all (TransferFixture *fixture,
               gconstpointer    data)
{
  g_autoptr (PosternRecord) one = transfer_add_record (fixture, "Website of the shop");
  g_autoptr (PosternRecord) two = transfer_add_record (fixture, "Scanner, 2nd floor");

  transfer_show (fixture, postern_test_all_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  transfer_wait_for_words (fixture, "2 accounts sign in once each. Nothing is sent.");
  transfer_take_picture (fixture, "test-all-ready");
  widgets_press (fixture->window, "Test now");
  transfer_wait_for_words (fixture, "2 work, 0 don’t, 0 not tried");
  transfer_wait_for_words (fixture, "All accounts work.");
  transfer_take_picture (fixture, "test-all-done");
  g_assert_true (postern_record_get_last_accepted (one));
}

static void
test_stop (TransferFixture *fixture,
           gconstpointer    data)
{
  g_autoptr (PosternRecord) one = transfer_add_record (fixture, "One");
  g_autoptr (PosternRecord) two = transfer_add_record (fixture, "Two");
  PosternPracticeServer *server = postern_context_get_practice (fixture->context, NULL);

  postern_record_set_account (one, "slow@practice.example");
  postern_record_set_account (two, "slow@practice.example");
  postern_practice_server_set_delay (server, 15000);
  transfer_show (fixture, postern_test_all_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  widgets_press (fixture->window, "Test now");
  transfer_wait_for_words (fixture, "0 of 2 tested, 2 left");
  transfer_take_picture (fixture, "test-all-running");
  widgets_press (fixture->window, "Stop");
  transfer_wait_for_words (fixture, "0 work, 0 don’t, 2 not tried");
  transfer_wait_for_words (fixture, "Stopped. What was tested until then is kept.");
}

static GFile *
write_list (const char *text)
{
  GFile *file = transfer_get_file ("accounts.csv");

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));

  return file;
}

static void
test_import (TransferFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (GFile) file = write_list ("account,name,provider,colour\nscan@example.org,Scanner,gmail,red\n"
                                       "nobody,Shop,gmail,blue\nalarm@example.org,Alarm,Nobody,\n"
                                       "web@example.org,Website,microsoft365,\n");
  PosternStore *store = postern_context_get_store (fixture->context);

  transfer_show (fixture, postern_import_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  transfer_take_picture (fixture, "import-choose");
  postern_import_window_open_file (POSTERN_IMPORT_WINDOW (fixture->window), file);
  transfer_wait_for_words (fixture, "2 accounts can be brought in. These columns say nothing to Postern: colour.");
  transfer_take_picture (fixture, "import-preview");
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 0);
  widgets_press (fixture->window, "Bring in 2 accounts");
  g_assert_cmpuint (postern_transfer_count_drafts (store, NULL), ==, 2);
  g_assert_cmpstr (postern_record_get_name (postern_transfer_get_next_draft (store)), ==, "Scanner");
  transfer_wait_for_words (fixture, "2 accounts wait in the list of records to be set up, one after the other. You can "
                                    "stop at any time and go on another day.");
  g_assert_nonnull (widgets_find (fixture->window, GTK_TYPE_BUTTON, "Set up the first one"));
  transfer_take_picture (fixture, "import-done");
}

static GtkWidget *
show_done (TransferFixture *fixture,
           PosternRecord   *record)
{
  GtkWidget *page = pages_show (POSTERN_TYPE_DONE_PAGE, fixture->context, record);

  fixture->window = GTK_WIDGET (gtk_widget_get_root (page));

  return page;
}

/* Who has set up one account of a list goes on with the next, until none is left. */
static void
test_queue (TransferFixture *fixture,
            gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner");
  g_autoptr (PosternRecord) draft = postern_record_new ();
  PosternStore *store = postern_context_get_store (fixture->context);
  GtkWidget *page = show_done (fixture, record);

  g_assert_null (widgets_find (page, GTK_TYPE_BUTTON, "Set up the next account (1 left)"));
  pages_close (page);
  postern_record_set_account (draft, "web@example.org");
  g_assert_true (postern_store_save (store, draft, NULL));
  page = show_done (fixture, record);
  g_assert_nonnull (widgets_find (page, GTK_TYPE_BUTTON, "Set up the next account (1 left)"));
  g_assert_true (postern_transfer_get_next_draft (store) == draft);
  pages_close (page);
  fixture->window = gtk_window_new ();
}

int
main (int   argc,
      char *argv[])
{
  pages_init (&argc, &argv);

  g_test_add ("/transfer/test-all", TransferFixture, NULL, transfer_set_up, test_test_all, transfer_tear_down);
  g_test_add ("/transfer/stop", TransferFixture, NULL, transfer_set_up, test_stop, transfer_tear_down);
  g_test_add ("/transfer/import", TransferFixture, NULL, transfer_set_up, test_import, transfer_tear_down);
  g_test_add ("/transfer/queue", TransferFixture, NULL, transfer_set_up, test_queue, transfer_tear_down);

  return transfer_run ();
}
