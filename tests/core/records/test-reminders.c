/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-reminders.h"

#include "core/records/postern-record-private.h"
#include "support/postern-test-wait.h"

static PosternStore *store;
static PosternCatalogue *catalogue;

static PosternRecord *
add_record (const char *name,
            const char *provider,
            const char *review)
{
  g_autoptr (PosternRecord) record = postern_record_new ();

  postern_record_set_name (record, name);
  postern_record_set_provider (record, provider);
  postern_record_set_review_date (record, review);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_true (postern_store_save (store, record, NULL));

  return record;
}

static GDateTime *
day (int year,
     int month,
     int number)
{
  return g_date_time_new_local (year, month, number, 9, 0, 0);
}

static void
set_up (void)
{
  g_autofree char *folder = postern_test_scratch ();

  store = postern_store_open (folder, NULL);
  g_assert_nonnull (store);
}

static char *
describe (GDateTime *today)
{
  g_autoptr (GPtrArray) reminders = postern_reminders_list (store, catalogue, today);

  return postern_reminders_describe (reminders);
}

static void
test_review (void)
{
  g_autoptr (GDateTime) before = day (2027, 3, 30);
  g_autoptr (GDateTime) then = day (2027, 3, 31);
  g_autoptr (GPtrArray) due = NULL;
  g_autofree char *words = NULL;
  PosternRecord *record;

  set_up ();
  record = add_record ("Till", "custom", "2027-03-31");
  add_record ("Alarm", "custom", NULL);
  g_assert_false (postern_reminders_is_due (record, catalogue, before));
  g_assert_null (describe (before));
  g_assert_true (postern_reminders_is_due (record, catalogue, then));
  due = postern_reminders_list (store, catalogue, then);
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_true (((PosternReminder *) g_ptr_array_index (due, 0))->record == record);
  g_assert_cmpint (((PosternReminder *) g_ptr_array_index (due, 0))->days, ==, 0);
  words = describe (then);
  g_assert_cmpstr (words, ==, "1 account is to be looked at again.");

  postern_record_set_state (record, POSTERN_RECORD_RETIRED);
  g_assert_false (postern_reminders_is_due (record, catalogue, then));
  g_clear_object (&store);
}

static void
test_deadline (void)
{
  g_autoptr (GDateTime) early = day (2026, 9, 1);
  g_autoptr (GDateTime) now = day (2026, 11, 27);
  g_autoptr (GDateTime) after = day (2027, 1, 20);
  g_autoptr (GDateTime) late = day (2027, 6, 1);
  g_autofree char *words = NULL;
  g_autofree char *words_after = NULL;
  g_autofree char *words_late = NULL;

  set_up ();
  add_record ("A", "microsoft365", NULL);
  add_record ("B", "microsoft365", NULL);
  add_record ("C", "gmail", "2026-11-20");
  g_assert_null (describe (early));
  words = describe (now);
  g_assert_cmpstr (words, ==,
                   "2 accounts may stop sending on 31 December 2026, because Microsoft 365 changes how to sign in. "
                   "1 account is to be looked at again.");
  words_after = describe (after);
  g_assert_true (g_str_has_prefix (words_after, "2 accounts may have stopped sending on 31 December 2026"));
  words_late = describe (late);
  g_assert_cmpstr (words_late, ==, "1 account is to be looked at again.");
  g_clear_object (&store);
}

/* A provider's date is about passwords. */
static void
test_without_password (void)
{
  g_autoptr (GDateTime) now = day (2026, 11, 27);
  PosternRecord *record;

  set_up ();
  record = add_record ("A", "microsoft365", NULL);
  g_assert_true (postern_reminders_is_due (record, catalogue, now));
  postern_record_set_sign_in (record, POSTERN_SIGN_IN_OAUTH);
  g_assert_false (postern_reminders_is_due (record, catalogue, now));
  g_clear_object (&store);
}

/* What passes a test after the date was not switched off. */
static void
test_outlived (void)
{
  g_autoptr (GDateTime) after = day (2027, 1, 20);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.office365.com", 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternTestResult) result = NULL;
  PosternRecord *record;

  set_up ();
  record = add_record ("A", "microsoft365", NULL);
  postern_record_set_account (record, "a@contoso.org");
  postern_record_set_endpoint (record, endpoint);
  postern_record_renew_password (record);
  g_assert_true (postern_reminders_is_due (record, catalogue, after));
  result = postern_test_result_new_for (record);
  result->time = g_date_time_to_unix (after);
  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  g_assert_true (postern_store_add_test (store, record, result, NULL));
  g_assert_false (postern_reminders_is_due (record, catalogue, after));
  g_clear_object (&store);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();
  g_test_add_func ("/records/reminders/review", test_review);
  g_test_add_func ("/records/reminders/deadline", test_deadline);
  g_test_add_func ("/records/reminders/without-password", test_without_password);
  g_test_add_func ("/records/reminders/outlived", test_outlived);
  result = g_test_run ();
  g_object_unref (catalogue);

  return result;
}
