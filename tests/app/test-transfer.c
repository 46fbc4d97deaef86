/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/pages/postern-done-page.h"
#include "app/transfer/postern-export-window.h"
#include "app/transfer/postern-hand-over-window.h"
#include "app/transfer/postern-import-window.h"
#include "app/transfer/postern-test-all-window.h"
#include "app/transfer/postern-transfer-actions.h"
#include "app/widgets/postern-copy-row.h"
#include "core/handover/postern-backup.h"

typedef struct
{
  PosternContext *context;
  GtkWidget      *parent;
  GtkWidget      *window;
} Fixture;

static char *folder;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = pages_new_context ();
  fixture->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  g_object_unref (fixture->context);
}

static PosternRecord *
add_record (Fixture    *fixture,
            const char *name)
{
  PosternRecord *record = pages_new_record ("laravel");

  postern_record_set_name (record, name);
  pages_keep_password (fixture->context, record);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_true (postern_store_save (postern_context_get_store (fixture->context), record, NULL));

  return record;
}

/* For a look at it: in the folder of the variable, where it is set. */
static void
take_picture (Fixture    *fixture,
              const char *name)
{
  const char *pictures = g_getenv ("POSTERN_TEST_PICTURES");
  g_autofree char *path = pictures == NULL ? NULL : g_strdup_printf ("%s/%s.png", pictures, name);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  if (path == NULL)
    return;
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  paintable = gtk_widget_paintable_new (fixture->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
show (Fixture   *fixture,
      GtkWidget *window)
{
  const char *width = g_getenv ("POSTERN_TEST_WIDTH");

  fixture->window = window;
  if (width != NULL)
    gtk_window_set_default_size (GTK_WINDOW (window), atoi (width), 640);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
is_said (gpointer data)
{
  gpointer *pair = data;

  return widgets_find (pair[0], GTK_TYPE_LABEL, pair[1]) != NULL;
}

static void
wait_for_words (Fixture    *fixture,
                const char *words)
{
  gpointer pair[] = { fixture->window, (gpointer) words };

  postern_test_wait (is_said, pair);
}

static void
test_test_all (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PosternRecord) one = add_record (fixture, "Website of the shop");
  g_autoptr (PosternRecord) two = add_record (fixture, "Scanner, 2nd floor");

  show (fixture, postern_test_all_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  wait_for_words (fixture, "2 accounts sign in once each. Nothing is sent.");
  take_picture (fixture, "test-all-ready");
  widgets_press (fixture->window, "Test now");
  wait_for_words (fixture, "2 work, 0 don’t, 0 not tried");
  wait_for_words (fixture, "All accounts work.");
  take_picture (fixture, "test-all-done");
  g_assert_true (postern_record_get_last_accepted (one));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PosternRecord) one = add_record (fixture, "One");
  g_autoptr (PosternRecord) two = add_record (fixture, "Two");
  PosternPracticeServer *server = postern_context_get_practice (fixture->context, NULL);

  postern_record_set_account (one, "slow@practice.example");
  postern_record_set_account (two, "slow@practice.example");
  postern_practice_server_set_delay (server, 15000);
  show (fixture, postern_test_all_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  widgets_press (fixture->window, "Test now");
  wait_for_words (fixture, "0 of 2 tested, 2 left");
  take_picture (fixture, "test-all-running");
  widgets_press (fixture->window, "Stop");
  wait_for_words (fixture, "0 work, 0 don’t, 2 not tried");
  wait_for_words (fixture, "Stopped. What was tested until then is kept.");
}

static GFile *
write_list (const char *text)
{
  g_autofree char *path = g_build_filename (folder, "accounts.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return g_file_new_for_path (path);
}

static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) file = write_list ("account,name,provider,colour\nscan@example.org,Scanner,gmail,red\n"
                                       "nobody,Shop,gmail,blue\nalarm@example.org,Alarm,Nobody,\n"
                                       "web@example.org,Website,microsoft365,\n");
  PosternStore *store = postern_context_get_store (fixture->context);

  show (fixture, postern_import_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  take_picture (fixture, "import-choose");
  postern_import_window_open_file (POSTERN_IMPORT_WINDOW (fixture->window), file);
  wait_for_words (fixture, "2 accounts can be brought in. These columns say nothing to Postern: colour.");
  take_picture (fixture, "import-preview");
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 0);
  widgets_press (fixture->window, "Bring in 2 accounts");
  g_assert_cmpuint (postern_transfer_count_drafts (store, NULL), ==, 2);
  g_assert_cmpstr (postern_record_get_name (postern_transfer_get_next_draft (store)), ==, "Scanner");
  wait_for_words (fixture, "2 accounts wait in the list of records to be set up, one after the other. You can stop at "
                           "any time and go on another day.");
  g_assert_nonnull (widgets_find (fixture->window, GTK_TYPE_BUTTON, "Set up the first one"));
  take_picture (fixture, "import-done");
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

static GtkWidget *
show_done (Fixture       *fixture,
           PosternRecord *record)
{
  GtkWidget *page = pages_show (POSTERN_TYPE_DONE_PAGE, fixture->context, record);

  fixture->window = GTK_WIDGET (gtk_widget_get_root (page));

  return page;
}

/* Who has set up one account of a list goes on with the next, until none is left. */
static void
test_queue (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PosternRecord) record = add_record (fixture, "Scanner");
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

static gboolean
is_shown (gpointer data)
{
  GtkWidget *row = find_type (((Fixture *) data)->window, POSTERN_TYPE_COPY_ROW);

  return row != NULL && gtk_widget_get_mapped (row);
}

static PosternSecret *
read_passphrase (Fixture *fixture)
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
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PosternRecord) record = add_record (fixture, "Scanner");
  g_autofree char *path = g_build_filename (folder, "postern.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n_passed_over = 0;

  show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  take_picture (fixture, "export-choose");
  postern_export_window_save (POSTERN_EXPORT_WINDOW (fixture->window), file);
  wait_for_words (fixture, "1 account is in “postern.json”.");
  passphrase = read_passphrase (fixture);
  take_picture (fixture, "export-saved");
  entries = postern_backup_read_file (path, passphrase, &n_passed_over, NULL);
  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_nonnull (((PosternEntry *) g_ptr_array_index (entries, 0))->secret);
}

static void
test_warning (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *button;

  show (fixture, postern_export_window_new (GTK_WINDOW (fixture->parent), fixture->context));
  wait_for_words (fixture, "Whoever has this file and the passphrase has every password in it. Keep the two apart.");
  button = widgets_find (fixture->window, GTK_TYPE_CHECK_BUTTON, "KeePassXC (CSV)");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  wait_for_words (fixture, "This file shows every password to whoever opens it. Bring it into the password manager at "
                           "once, then delete it, and never send it by e-mail.");
  take_picture (fixture, "export-warning");
}

static void
test_hand_over (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PosternRecord) record = add_record (fixture, "Scanner, 2nd floor");
  g_autofree char *path = g_build_filename (folder, "hand-over.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PosternSecret) passphrase = NULL;
  g_autofree char *bytes = NULL;

  show (fixture, postern_hand_over_window_new (GTK_WINDOW (fixture->parent), fixture->context, record));
  take_picture (fixture, "hand-over-choose");
  postern_hand_over_window_save (POSTERN_HAND_OVER_WINDOW (fixture->window), file);
  passphrase = read_passphrase (fixture);
  take_picture (fixture, "hand-over-saved");
  g_assert_cmpuint (postern_secret_get_length (passphrase), >, 16);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  pages_init (&argc, &argv);
  folder = postern_test_scratch ();
  if (g_getenv ("POSTERN_TEST_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  g_test_add ("/transfer/test-all", Fixture, NULL, set_up, test_test_all, tear_down);
  g_test_add ("/transfer/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/transfer/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/transfer/queue", Fixture, NULL, set_up, test_queue, tear_down);
  g_test_add ("/transfer/export", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/transfer/warning", Fixture, NULL, set_up, test_warning, tear_down);
  g_test_add ("/transfer/hand-over", Fixture, NULL, set_up, test_hand_over, tear_down);

  result = g_test_run ();
  g_free (folder);

  return result;
}
