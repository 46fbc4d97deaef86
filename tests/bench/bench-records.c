/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "app/postern-home.h"
#include "app/postern-record-row.h"
#include "core/records/postern-database.h"
#include "core/records/postern-store-rows.h"
#include "postern-app-resources.h"
#include "support/postern-test-wait.h"

/*
 * How long it takes from the start of the program until the list of records is drawn and can be used: with nothing in
 * it, and with 10,000 records and 200,000 tests, of which those out of sight come a moment later, as in the window.
 * Each is measured in a process of its own, by turns. Fails beyond 1.2 times.
 */

#define N_RECORDS 10000
#define N_TESTS   20
#define N_RUNS    9
#define BUDGET    1.2

#define FILL_RECORDS                                                                                              \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_RECORDS) ")"        \
  " INSERT INTO records (id, sequence, state, name, account, provider, host, port, security, target, used_at,"    \
  " password_recorded, password_time, created, changed, last_test, last_finding, last_title, last_accepted,"      \
  " passed_time, passed_account, passed_user, passed_host, passed_port, passed_security, passed_sender,"          \
  " passed_password_time, review_date)"                                                                           \
  " SELECT printf ('%08x-0000-4000-8000-000000000000', i), i, 'ready', 'Device ' || i, 'mail' || i ||"            \
  " '@contoso.org', 'microsoft365', 'smtp.office365.com', 587, 'starttls', 'wordpress', 'www.contoso.org', 1,"    \
  " 1700000000 + i, 1700000000, 1700000000 + i, 1790000000, 'accepted', 'The message was accepted', i % 4 > 0,"   \
  " 1790000000, 'mail' || i || '@contoso.org', 'mail' || i || '@contoso.org', 'smtp.office365.com', 587,"         \
  " 'starttls', 'mail' || i || '@contoso.org', 1700000000 + i, CASE WHEN i % 3 = 0 THEN '2027-03-31' END FROM n;"

#define FILL_TESTS                                                                                                \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_TESTS) ")"          \
  " INSERT INTO tests (record, time, finding, title, accepted, host, port, security, user, sender, milliseconds," \
  " transcript) SELECT id, 1700000000 + i, 'accepted', 'The message was accepted', 1, host, port, security,"      \
  " account, account, 1234, CASE WHEN i = " G_STRINGIFY (N_TESTS) " THEN 'S: 220 ready' END FROM records, n;"

static gint64 start;

static void
drawn_cb (GdkFrameClock *clock,
          gboolean      *drawn)
{
  *drawn = TRUE;
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = POSTERN_IS_RECORD_ROW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* As the program does; prints how many milliseconds it took until the list was drawn, and until all were in it. */
static int
show_list (const char *folder)
{
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (PosternContext) context = NULL;
  GtkWidget *window = NULL;
  GtkWidget *home = NULL;
  gboolean drawn = FALSE;

  adw_init ();
  postern_app_register_resource ();
  catalogue = postern_catalogue_new ();
  store = postern_store_open_soon (folder, NULL);
  g_assert_nonnull (store);
  context = postern_context_new (catalogue, store);
  home = g_object_new (POSTERN_TYPE_HOME, NULL);
  postern_home_set_context (POSTERN_HOME (home), context);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), home);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (drawn_cb), &drawn);
  while (!drawn || (g_list_model_get_n_items (postern_store_get_records (store)) > 0 && count_rows (home) == 0))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%.2f ", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_true (postern_store_refresh (store, NULL));
  g_print ("%u %.2f\n", g_list_model_get_n_items (postern_store_get_records (store)),
           (double) (g_get_monotonic_time () - start) / 1000);

  return 0;
}

static double
measure (const char *folder,
         guint      *n_records,
         double     *whole)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--show", folder, NULL);
  g_autofree char *output = NULL;
  char *next = NULL;
  double drawn;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  drawn = g_ascii_strtod (output, &next);
  *n_records = (guint) g_ascii_strtoull (next, &next, 10);
  *whole = g_ascii_strtod (next, NULL);
  if (drawn <= 0 || *whole < drawn)
    g_error ("The list was not shown: %s", output);

  return drawn;
}

static char *
make_store (gboolean filled)
{
  g_autoptr (GError) error = NULL;
  char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (PosternDatabase) database = postern_database_open (path, &postern_store_layout, &error);

  g_assert_no_error (error);
  if (filled)
    {
      g_assert_true (postern_database_execute (database, "BEGIN", &error));
      g_assert_true (postern_database_execute (database, FILL_RECORDS, &error));
      g_assert_true (postern_database_execute (database, FILL_TESTS, &error));
      g_assert_true (postern_database_execute (database, "COMMIT", &error));
    }

  return folder;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *empty_folder = NULL;
  g_autofree char *full_folder = NULL;
  double empty = INFINITY;
  double full = INFINITY;
  double all = INFINITY;
  double whole = 0;
  guint n_records = 0;

  start = g_get_monotonic_time ();
  if (argc == 3 && strcmp (argv[1], "--show") == 0)
    return show_list (argv[2]);

  empty_folder = make_store (FALSE);
  full_folder = make_store (TRUE);
  for (guint i = 0; i < N_RUNS; i++)
    {
      empty = MIN (empty, measure (empty_folder, &n_records, &whole));
      full = MIN (full, measure (full_folder, &n_records, &whole));
      all = MIN (all, whole);
    }
  g_print ("%u records, %u tests; all records are in the list after %.0f ms\n", n_records, N_RECORDS * N_TESTS, all);
  g_print ("The empty list is there in %.0f ms, the full one in %.0f ms: %.2f times, budget %.1f\n", empty, full,
           full / empty, BUDGET);

  return n_records == N_RECORDS && full <= BUDGET * empty ? 0 : 1;
}
