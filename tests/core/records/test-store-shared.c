/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-store.h"

#include <string.h>

#include "core/records/postern-record-private.h"
#include "core/records/postern-records.h"
#include "support/postern-test-wait.h"

/* Two programs at one file: the window and posternctl, or two windows. */

#define N_SAVES 150

static PosternStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PosternStore *store = postern_store_open (folder, &error);

  g_assert_no_error (error);

  return store;
}

static PosternRecord *
find (PosternStore *store,
      const char   *id)
{
  g_autoptr (GError) error = NULL;
  PosternRecord *record = postern_store_lookup (store, id, &error);

  g_assert_no_error (error);

  return record;
}

static void
save (PosternStore  *store,
      PosternRecord *record)
{
  g_autoptr (GError) error = NULL;

  postern_store_save (store, record, &error);
  g_assert_no_error (error);
  g_assert_false (postern_record_is_unsaved (record));
}

static PosternRecord *
make_record (PosternStore *store)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();

  postern_record_set_account (record, "web@contoso.org");
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  postern_record_renew_password (record);
  save (store, record);

  return record;
}

/* Both within one second, and neither has seen what the other one did. */
static void
test_both_kept (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  g_autoptr (PosternStore) later = NULL;
  PosternRecord *same = find (two, postern_record_get_id (record));

  postern_record_set_name (record, "Scanner");
  g_assert_true (postern_record_is_unsaved (record));
  save (one, record);
  postern_record_set_used_at (same, "2nd floor");
  save (two, same);
  g_assert_cmpstr (postern_record_get_name (same), ==, "Scanner");

  later = open_store (folder);
  same = find (later, postern_record_get_id (record));
  g_assert_cmpstr (postern_record_get_name (same), ==, "Scanner");
  g_assert_cmpstr (postern_record_get_used_at (same), ==, "2nd floor");
  g_assert_true (postern_store_refresh (one, NULL));
  g_assert_cmpstr (postern_record_get_used_at (record), ==, "2nd floor");
  g_assert_false (postern_record_is_unsaved (record));
}

/* What a person is typing is not taken out of the entry. */
static void
test_unsaved (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  PosternRecord *same = find (two, postern_record_get_id (record));

  postern_record_set_name (record, "being typed");
  postern_record_set_name (same, "of the other");
  postern_record_set_user (same, "web");
  save (two, same);
  g_assert_true (postern_store_refresh (one, NULL));
  g_assert_cmpstr (postern_record_get_name (record), ==, "being typed");
  g_assert_cmpstr (postern_record_get_user (record), ==, "web");
  save (one, record);
  g_assert_true (postern_store_refresh (two, NULL));
  g_assert_cmpstr (postern_record_get_name (same), ==, "being typed");
}

/* What belongs together stays so: never the server of the one with the account of the other. */
static void
test_together (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("mail.fabrikam.org", 465, POSTERN_SECURITY_TLS);
  PosternRecord *same = find (two, postern_record_get_id (record));

  postern_record_set_account (same, "web@fabrikam.org");
  postern_record_set_endpoint (same, endpoint);
  save (two, same);
  postern_record_set_account (record, "shop@contoso.org");
  save (one, record);
  g_assert_cmpstr (postern_record_get_account (record), ==, "shop@contoso.org");
  g_assert_cmpstr (postern_record_get_endpoint (record)->host, ==, "smtp.contoso.org");
}

/* A test of the former password, which comes in after the new one was pasted elsewhere, says nothing of the new one. */
static void
test_late_result (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);
  g_autoptr (GError) error = NULL;
  PosternRecord *same = find (two, postern_record_get_id (record));

  postern_record_renew_password (same);
  save (two, same);
  postern_test_result_set_finding (result, "refused", "Refused", FALSE);
  result->refusals = 1;
  postern_store_add_test (one, record, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (postern_record_get_password_time (record), ==, postern_record_get_password_time (same));
  g_assert_cmpuint (postern_record_get_refusals (record), ==, 0);
  g_assert_cmpstr (postern_record_get_last_finding (record), ==, "refused");

  g_assert_true (postern_store_refresh (two, NULL));
  g_assert_cmpuint (postern_record_get_refusals (same), ==, 0);
  g_assert_cmpstr (postern_record_get_last_finding (same), ==, "refused");
}

/* A password that was just recorded is not lost because another program removed the record: the record is back. */
static void
test_removed (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  g_autoptr (PosternStore) later = NULL;

  g_assert_true (postern_store_remove (two, find (two, postern_record_get_id (record)), NULL));
  postern_record_renew_password (record);
  save (one, record);
  later = open_store (folder);
  g_assert_cmpstr (postern_record_get_account (find (later, postern_record_get_id (record))), ==, "web@contoso.org");
}

/* In a process of its own: sets one property again and again. */
static int
save_often (const char *folder,
            const char *id,
            const char *property)
{
  g_autoptr (PosternStore) store = open_store (folder);
  PosternRecord *record = find (store, id);

  for (guint i = 1; i <= N_SAVES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", property, i);

      g_object_set (record, property, text, NULL);
      save (store, record);
    }

  return 0;
}

static void
test_at_once (void)
{
  static const char *const properties[] = { "name", "used-at", "from-name" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (store);
  GSubprocess *children[G_N_ELEMENTS (properties)];

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    children[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "--save", folder,
                                    postern_record_get_id (record), properties[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_assert_true (g_subprocess_wait_check (children[i], NULL, NULL));
      g_object_unref (children[i]);
    }
  g_assert_true (postern_store_refresh (store, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *expected = g_strdup_printf ("%s %u", properties[i], N_SAVES);
      g_autofree char *text = NULL;

      g_object_get (record, properties[i], &text, NULL);
      g_assert_cmpstr (text, ==, expected);
    }
}

static gboolean
is_named (gpointer record)
{
  return g_strcmp0 (postern_record_get_name (record), "of the other") == 0;
}

/* The list shows by itself what another program did. */
static void
test_follow (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) one = open_store (folder);
  g_autoptr (PosternRecord) record = make_record (one);
  g_autoptr (PosternStore) two = open_store (folder);
  PosternRecord *same = find (two, postern_record_get_id (record));

  postern_store_follow (one);
  postern_record_set_name (same, "of the other");
  save (two, same);
  postern_test_wait (is_named, record);
  g_assert_false (postern_record_is_unsaved (record));
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && strcmp (argv[1], "--save") == 0)
    return save_often (argv[2], argv[3], argv[4]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/store-shared/both-kept", test_both_kept);
  g_test_add_func ("/records/store-shared/unsaved", test_unsaved);
  g_test_add_func ("/records/store-shared/together", test_together);
  g_test_add_func ("/records/store-shared/late-result", test_late_result);
  g_test_add_func ("/records/store-shared/removed", test_removed);
  g_test_add_func ("/records/store-shared/at-once", test_at_once);
  g_test_add_func ("/records/store-shared/follow", test_follow);

  return g_test_run ();
}
