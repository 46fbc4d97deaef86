/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <time.h>

#include "app/postern-home.h"
#include "app/postern-record-list.h"
#include "app/postern-record-row.h"
#include "app/postern-reminder-notice.h"
#include "core/records/postern-record-private.h"
#include "core/records/postern-reminders.h"

#define MANY 10000
/* How long the window may not answer meanwhile, in microseconds of work. */
#ifdef __SANITIZE_ADDRESS__
#define MAX_PAUSE (1000 * 1000)
#else
#define MAX_PAUSE (100 * 1000)
#endif

/* Each 10th is a draft, each other 10th is retired, each other 10th has failed, each other 10th is due. */
static PosternRecord *
make_record (guint number)
{
  PosternRecord *record = postern_record_new ();
  g_autofree char *name = g_strdup_printf ("Device %05u", (number * 7919) % MANY);
  g_autofree char *account = g_strdup_printf ("Mail%u@contoso.org", number);

  postern_record_set_name (record, name);
  postern_record_set_account (record, account);
  postern_record_set_provider (record, "gmail");
  postern_record_set_used_at (record, number % 100 == 0 ? "Bäckerei am Markt\nLager" : "Reception");
  postern_record_set_state (record, number % 10 == 1 ? POSTERN_RECORD_DRAFT : POSTERN_RECORD_READY);
  if (number % 10 == 2)
    postern_record_set_state (record, POSTERN_RECORD_RETIRED);
  if (number % 10 == 3)
    postern_record_set_last_test (record, 1000 + number, "refused", "The password was refused", FALSE);
  if (number % 10 == 4)
    postern_record_set_review_date (record, "2026-01-01");

  return record;
}

static GListStore *
make_records (guint n)
{
  GListStore *records = g_list_store_new (POSTERN_TYPE_RECORD);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, make_record (i));
  g_list_store_splice (records, 0, 0, all->pdata, n);

  return records;
}

typedef struct
{
  PosternRecordList *list;
  guint              n;
  gint64             longest;
  gint64             last;
  guint              source;
} Wait;

static gboolean
has_n (gpointer data)
{
  Wait *wait = data;

  return g_list_model_get_n_items (postern_record_list_get_model (wait->list)) == wait->n;
}

static void
wait_for_n (PosternRecordList *list,
            guint              n)
{
  Wait wait = { list, n };

  postern_test_wait (has_n, &wait);
}

static PosternRecord *
get (PosternRecordList *list,
     guint              position)
{
  g_autoptr (PosternRecord) record = g_list_model_get_item (postern_record_list_get_model (list), position);

  g_assert_nonnull (record);

  return record;
}

static void
test_filter (void)
{
  g_autoptr (GListStore) records = make_records (MANY);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternRecordList) list = postern_record_list_new (G_LIST_MODEL (records), catalogue);

  wait_for_n (list, MANY);
  postern_record_list_set_filter (list, "drafts");
  wait_for_n (list, MANY / 10);
  g_assert_cmpint (postern_record_get_state (get (list, 5)), ==, POSTERN_RECORD_DRAFT);
  postern_record_list_set_filter (list, "failing");
  wait_for_n (list, MANY / 10);
  g_assert_cmpstr (postern_record_get_last_title (get (list, 5)), ==, "The password was refused");
  postern_record_list_set_filter (list, "due");
  wait_for_n (list, MANY / 10);
  g_assert_cmpstr (postern_record_get_review_date (get (list, 5)), ==, "2026-01-01");
  postern_record_list_set_filter (list, "retired");
  wait_for_n (list, MANY / 10);
  postern_record_list_set_filter (list, "all");
  wait_for_n (list, MANY);
}

static gboolean
is_empty (gpointer list)
{
  return postern_record_list_get_empty (list);
}

/* Each word must stand somewhere: in the name, the account, the places, the provider, the outcome of the test. */
static void
test_search (void)
{
  g_autoptr (GListStore) records = make_records (MANY);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternRecordList) list = postern_record_list_new (G_LIST_MODEL (records), catalogue);

  postern_record_list_set_search (list, "bäckerei");
  wait_for_n (list, MANY / 100);
  postern_record_list_set_search (list, "  LAGER  mail100@ GOOGLE");
  wait_for_n (list, 1);
  g_assert_cmpstr (postern_record_get_account (get (list, 0)), ==, "Mail100@contoso.org");
  postern_record_list_set_search (list, "refused");
  wait_for_n (list, MANY / 10);
  postern_record_list_set_filter (list, "drafts");
  postern_test_wait (is_empty, list);
  postern_record_list_set_search (list, "");
  postern_record_list_set_filter (list, "all");
  wait_for_n (list, MANY);
  g_assert_false (postern_record_list_get_empty (list));
}

static gboolean
is_sorted (gpointer data)
{
  GListModel *model = data;

  return gtk_sort_list_model_get_pending (GTK_SORT_LIST_MODEL (model)) == 0;
}

typedef struct
{
  PosternRecordList *list;
  guint              position;
  const char        *property;
  const char        *text;
} Place;

static gboolean
is_there (gpointer data)
{
  const Place *place = data;
  g_autofree char *text = NULL;

  g_object_get (get (place->list, place->position), place->property, &text, NULL);

  return g_strcmp0 (text, place->text) == 0 && is_sorted (postern_record_list_get_model (place->list));
}

static void
wait_for (PosternRecordList *list,
          guint              position,
          const char        *property,
          const char        *text)
{
  Place place = { list, position, property, text };

  postern_test_wait (is_there, &place);
}

static void
test_sort (void)
{
  g_autoptr (GListStore) records = make_records (MANY);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternRecordList) list = postern_record_list_new (G_LIST_MODEL (records), catalogue);

  postern_record_list_set_sort (list, "name");
  wait_for (list, 0, "name", "Device 00000");
  wait_for (list, 4711, "name", "Device 04711");
  postern_record_list_set_sort (list, "test");
  wait_for (list, 0, "account", "Mail9993@contoso.org");
  wait_for (list, 1, "account", "Mail9983@contoso.org");
  postern_record_list_set_sort (list, "review");
  wait_for (list, MANY / 10 - 1, "review-date", "2026-01-01");
  wait_for (list, MANY / 10, "review-date", NULL);

  /* What was changed is sorted anew when the list is told to look. */
  postern_record_set_review_date (get (list, MANY - 1), "2025-01-01");
  postern_record_list_refresh (list);
  wait_for (list, 0, "review-date", "2025-01-01");
}

/* What this thread has worked, in microseconds: on a busy machine the clock on the wall tells of others. */
static gint64
get_work (void)
{
  struct timespec used = { 0 };

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used), ==, 0);

  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
measure_cb (gpointer data)
{
  Wait *wait = data;
  gint64 now = get_work ();

  if (wait->last != 0)
    wait->longest = MAX (wait->longest, now - wait->last);
  wait->last = now;

  return G_SOURCE_CONTINUE;
}

/* Nothing that a person sees waits for the list: neither while it is filtered nor while it is sorted. */
static void
test_no_stutter (void)
{
  g_autoptr (GListStore) records = make_records (MANY);
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternRecordList) list = postern_record_list_new (G_LIST_MODEL (records), catalogue);
  Wait wait = { list, MANY / 100 };

  wait.source = g_timeout_add (1, measure_cb, &wait);
  postern_record_list_set_sort (list, "name");
  postern_test_wait (is_sorted, postern_record_list_get_model (list));
  postern_record_list_set_search (list, "bäckerei");
  postern_test_wait (has_n, &wait);
  g_source_remove (wait.source);
  g_test_message ("The longest pause was %.1f ms", (double) wait.longest / 1000);
  g_assert_cmpint (wait.longest, <, MAX_PAUSE);
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

static gboolean
has_rows (gpointer home)
{
  return count_rows (home) > 0;
}

/* No widget for each of them. */
static void
test_home (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  PosternStore *store = postern_context_get_store (context);
  g_autoptr (GListStore) records = make_records (600);
  GtkWidget *home = NULL;
  GtkWidget *window = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (G_LIST_MODEL (records), i);

      g_assert_true (postern_store_save (store, record, NULL));
    }
  home = g_object_new (POSTERN_TYPE_HOME, NULL);
  postern_home_set_context (POSTERN_HOME (home), context);
  window = widgets_show (home);
  postern_test_wait (has_rows, home);
  g_assert_cmpuint (count_rows (home), <, 300);
  postern_home_show_due (POSTERN_HOME (home));
  widgets_close (window, home);
}

/* Once a day. */
static void
test_notice (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternReminderNotice) notice = postern_reminder_notice_new (context, NULL);
  g_autoptr (PosternRecord) record = make_record (4);
  g_autoptr (GDateTime) today = g_date_time_new_local (2026, 5, 4, 10, 0, 0);
  g_autoptr (GDateTime) tomorrow = g_date_time_new_local (2026, 5, 5, 10, 0, 0);
  g_autoptr (GNotification) first = NULL;
  g_autoptr (GNotification) second = NULL;

  g_assert_null (postern_reminder_notice_make (notice, today));
  g_assert_true (postern_store_save (postern_context_get_store (context), record, NULL));
  first = postern_reminder_notice_make (notice, today);
  g_assert_nonnull (first);
  g_assert_null (postern_reminder_notice_make (notice, today));
  second = postern_reminder_notice_make (notice, tomorrow);
  g_assert_nonnull (second);
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/record-list/filter", test_filter);
  g_test_add_func ("/record-list/search", test_search);
  g_test_add_func ("/record-list/sort", test_sort);
  g_test_add_func ("/record-list/no-stutter", test_no_stutter);
  g_test_add_func ("/record-list/home", test_home);
  g_test_add_func ("/record-list/notice", test_notice);

  return g_test_run ();
}
