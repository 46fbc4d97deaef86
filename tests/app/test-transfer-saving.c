/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/transfer-support.h"

#include <string.h>

#include "app/transfer/postern-export-window.h"
#include "app/transfer/postern-hand-over-window.h"
#include "app/transfer/postern-import-window.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-copy-row.h"
#include "core/handover/postern-backup.h"
#include "core/handover/postern-export.h"

/* Accounts on their way into a file and out of it: the window goes on meanwhile, and can be told to stop. */

#define MIN_TURNS 5

static void
save (TransferFixture *fixture,
      GFile           *file)
{
  postern_saving_window_save (POSTERN_SAVING_WINDOW (fixture->window), file);
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static gboolean
is_shown (gpointer data)
{
  GtkWidget *row = find_type (((TransferFixture *) data)->window, POSTERN_TYPE_COPY_ROW);

  return row != NULL && gtk_widget_get_mapped (row);
}

static PosternSecret *
read_passphrase (TransferFixture *fixture)
{
  GtkWidget *row;
  GtkWidget *label = NULL;

  postern_test_wait (is_shown, fixture);
  row = find_type (fixture->window, POSTERN_TYPE_COPY_ROW);
  g_assert_true (postern_copy_row_get_revealed (POSTERN_COPY_ROW (row)));
  label = GTK_WIDGET (gtk_widget_get_template_child (row, POSTERN_TYPE_COPY_ROW, "value_label"));

  return postern_secret_new (gtk_label_get_label (GTK_LABEL (label)), -1);
}

/* What is saved opens with what is shown. */
static void
test_export (TransferFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner");
  g_autoptr (GFile) file = transfer_get_file ("postern.json");
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_passed_over = 0;

  transfer_show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  transfer_take_picture (fixture, "export-choose");
  save (fixture, file);
  transfer_wait_for_words (fixture, "1 account is in “postern.json”.");
  passphrase = read_passphrase (fixture);
  transfer_take_picture (fixture, "export-saved");
  entries = postern_backup_read_file (g_file_peek_path (file), passphrase, &n_passed_over, NULL);
  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_nonnull (((PosternEntry *) g_ptr_array_index (entries, 0))->secret);
}

static void
test_warning (TransferFixture *fixture,
              gconstpointer    data)
{
  GtkWidget *row;

  transfer_show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  transfer_wait_for_words (fixture, "Whoever has this file and the passphrase has every password in it. Keep the two "
                                    "apart.");
  row = gtk_widget_get_ancestor (widgets_find (fixture->window, GTK_TYPE_LABEL, "KeePassXC (CSV)"),
                                 POSTERN_TYPE_CHOICE_ROW);
  postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), TRUE);
  transfer_wait_for_words (fixture, "This file shows every password to whoever opens it. Bring it into the password "
                                    "manager at once, then delete it, and never send it by e-mail.");
  transfer_take_picture (fixture, "export-warning");
}

static void
test_hand_over (TransferFixture *fixture,
                gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner, 2nd floor");
  g_autoptr (GFile) file = transfer_get_file ("hand-over.pdf");
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autofree char *bytes = NULL;

  transfer_show (fixture, postern_hand_over_window_new (GTK_WINDOW (fixture->parent), fixture->context, record));
  transfer_take_picture (fixture, "hand-over-choose");
  save (fixture, file);
  passphrase = read_passphrase (fixture);
  transfer_take_picture (fixture, "hand-over-saved");
  g_assert_cmpuint (postern_secret_get_length (passphrase), >, 16);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

static gboolean
count_turn (gpointer n_turns)
{
  (*(guint *) n_turns)++;

  return G_SOURCE_CONTINUE;
}

/* What else the window has to do gets its turn while the key is made. */
static void
test_turns (TransferFixture *fixture,
            gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner");
  g_autoptr (GFile) file = transfer_get_file ("turns.json");
  guint n_turns = 0;
  guint id = 0;

  transfer_show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  save (fixture, file);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (find_type (fixture->window, GTK_TYPE_SPINNER))));
  g_assert_false (gtk_widget_get_sensitive (widgets_find (fixture->window, GTK_TYPE_BUTTON, "Save…")));
  id = g_timeout_add (1, count_turn, &n_turns);
  transfer_wait_for_words (fixture, "1 account is in “turns.json”.");
  g_source_remove (id);
  g_assert_cmpuint (n_turns, >, MIN_TURNS);
  g_assert_null (widgets_find (fixture->window, GTK_TYPE_BUTTON, "Stop"));
}

static void
test_stop (TransferFixture *fixture,
           gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner");
  g_autoptr (GFile) file = transfer_get_file ("stopped.json");

  transfer_show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  save (fixture, file);
  widgets_press (fixture->window, "Stop");
  transfer_wait_for_words (fixture, "Stopped. No file was saved.");
  g_assert_false (g_file_query_exists (file, NULL));

  save (fixture, file);
  transfer_wait_for_words (fixture, "1 account is in “stopped.json”.");
  g_assert_true (g_file_query_exists (file, NULL));
}

/* A window that was closed leaves nothing behind, and is not held by what it had begun. */
static void
test_close (TransferFixture *fixture,
            gconstpointer    data)
{
  g_autoptr (PosternRecord) record = transfer_add_record (fixture, "Scanner");
  g_autoptr (GFile) file = transfer_get_file ("closed.json");

  transfer_show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  save (fixture, file);
  widgets_close (fixture->window, fixture->window);
  g_assert_false (g_file_query_exists (file, NULL));
  fixture->window = gtk_window_new ();
}

static void
write_backup (TransferFixture *fixture,
              GFile           *file,
              const char      *passphrase)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (passphrase, -1);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  PosternEntry *entry = postern_entry_new_for_record (record, NULL);

  entry->secret = postern_secret_new (PAGES_PASSWORD, -1);
  g_ptr_array_add (entries, entry);
  g_assert_true (postern_export_save (postern_export_lookup ("bitwarden-encrypted"), entries, secret,
                                      g_file_peek_path (file), NULL));
}

static void
open_with (TransferFixture *fixture,
           const char      *passphrase)
{
  gtk_editable_set_text (pages_get_entry (fixture->window, "Passphrase"), passphrase);
  widgets_press (fixture->window, "Open");
}

static void
test_backup (TransferFixture *fixture,
             gconstpointer    data)
{
  g_autoptr (GFile) file = transfer_get_file ("backup.json");
  GListModel *records = postern_store_get_records (postern_context_get_store (fixture->context));

  write_backup (fixture, file, "abcd-efgh");
  pages_clear_passwords ();
  transfer_show (fixture, postern_import_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  postern_import_window_open_file (POSTERN_IMPORT_WINDOW (fixture->window), file);
  transfer_wait_for_words (fixture, "This backup is encrypted. Type the passphrase that was shown when it was made, or "
                                    "the password that you gave the file in Bitwarden.");
  transfer_take_picture (fixture, "import-passphrase");
  open_with (fixture, "abcd-efgi");
  transfer_wait_for_words (fixture, "The passphrase does not open this file. Check it for a mistake: small letters, "
                                    "digits and dashes count.");
  transfer_take_picture (fixture, "import-wrong");
  open_with (fixture, "abcd-efgh");
  widgets_press (fixture->window, "Stop");
  transfer_wait_for_words (fixture, "Stopped.");
  open_with (fixture, "abcd-efgh");
  transfer_wait_for_words (fixture, "The backup holds 1 account.");
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 0);
  widgets_press (fixture->window, "Bring in 1 account");
  transfer_wait_for_words (fixture, "Accounts brought in: 1. There already: 0.");
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 1);
  g_assert_cmpuint (pages_count_passwords (PAGES_ACCOUNT), ==, 1);
  transfer_take_picture (fixture, "import-restored");
}

int
main (int   argc,
      char *argv[])
{
  pages_init (&argc, &argv);

  g_test_add ("/saving/export", TransferFixture, NULL, transfer_set_up, test_export, transfer_tear_down);
  g_test_add ("/saving/warning", TransferFixture, NULL, transfer_set_up, test_warning, transfer_tear_down);
  g_test_add ("/saving/hand-over", TransferFixture, NULL, transfer_set_up, test_hand_over, transfer_tear_down);
  g_test_add ("/saving/turns", TransferFixture, NULL, transfer_set_up, test_turns, transfer_tear_down);
  g_test_add ("/saving/stop", TransferFixture, NULL, transfer_set_up, test_stop, transfer_tear_down);
  g_test_add ("/saving/close", TransferFixture, NULL, transfer_set_up, test_close, transfer_tear_down);
  g_test_add ("/saving/backup", TransferFixture, NULL, transfer_set_up, test_backup, transfer_tear_down);

  return transfer_run ();
}
