/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-record.h"

typedef struct
{
  guint        count;
  const char  *name;
} Notified;

static void
note (GObject    *object,
      GParamSpec *pspec,
      Notified   *notified)
{
  notified->count++;
  notified->name = pspec->name;
}

static void
test_new (void)
{
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (PosternRecord) other = postern_record_new ();

  g_assert_true (g_uuid_string_is_valid (postern_record_get_id (record)));
  g_assert_cmpstr (postern_record_get_id (record), !=, postern_record_get_id (other));
  g_assert_cmpint (postern_record_get_state (record), ==, POSTERN_RECORD_DRAFT);
  g_assert_cmpint (postern_record_get_created (record), >, 0);
  g_assert_cmpint (postern_record_get_changed (record), ==, postern_record_get_created (record));
  g_assert_null (postern_record_get_account (record));
  g_assert_null (postern_record_get_endpoint (record));
  g_assert_nonnull (postern_record_get_done_steps (record));
  g_assert_null (postern_record_get_done_steps (record)[0]);
}

static void
test_strings (void)
{
  static const char *const names[] = { "name",      "account", "user",    "provider", "from",
                                       "from-name", "recipient", "target", "used-at", "volume", "page" };
  g_autoptr (PosternRecord) record = postern_record_new ();
  Notified notified = { 0 };

  g_signal_connect (record, "notify", G_CALLBACK (note), &notified);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);
      g_autofree char *got = NULL;

      g_object_set (record, names[i], text, NULL);
      g_assert_cmpuint (notified.count, ==, 2 * i + 1);
      g_assert_cmpstr (notified.name, ==, names[i]);
      g_object_set (record, names[i], text, NULL);
      g_assert_cmpuint (notified.count, ==, 2 * i + 1);
      g_object_get (record, names[i], &got, NULL);
      g_assert_cmpstr (got, ==, text);
      g_object_set (record, names[i], "", NULL);
      g_object_set (record, names[i], NULL, NULL);
      g_assert_cmpuint (notified.count, ==, 2 * i + 2);
    }
}

static void
test_accessors (void)
{
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autofree char *from_name = NULL;

  postern_record_set_name (record, "Shop");
  postern_record_set_user (record, "shop");
  postern_record_set_provider (record, "gmail");
  postern_record_set_from (record, "a@contoso.org");
  postern_record_set_from_name (record, "A");
  postern_record_set_recipient (record, "b@contoso.org");
  postern_record_set_target (record, "msmtp");
  postern_record_set_used_at (record, "the till");
  postern_record_set_page (record, "paste");
  g_object_get (record, "from-name", &from_name, NULL);

  g_assert_cmpstr (from_name, ==, "A");
  g_assert_cmpstr (postern_record_get_name (record), ==, "Shop");
  g_assert_cmpstr (postern_record_get_user (record), ==, "shop");
  g_assert_cmpstr (postern_record_get_provider (record), ==, "gmail");
  g_assert_cmpstr (postern_record_get_from (record), ==, "a@contoso.org");
  g_assert_cmpstr (postern_record_get_recipient (record), ==, "b@contoso.org");
  g_assert_cmpstr (postern_record_get_target (record), ==, "msmtp");
  g_assert_cmpstr (postern_record_get_used_at (record), ==, "the till");
  g_assert_cmpstr (postern_record_get_page (record), ==, "paste");
}

static void
test_other_properties (void)
{
  static const char *const steps[] = { "open", "create", NULL };
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternEndpoint) got = NULL;
  g_auto (GStrv) got_steps = NULL;
  Notified notified = { 0 };

  g_signal_connect (record, "notify", G_CALLBACK (note), &notified);
  for (guint i = 0; i < 2; i++)
    g_object_set (record, "endpoint", endpoint, "done-steps", steps, "state", POSTERN_RECORD_READY,
                  "password-recorded", TRUE, NULL);
  g_assert_cmpuint (notified.count, ==, 4);

  g_object_get (record, "endpoint", &got, "done-steps", &got_steps, NULL);
  g_assert_true (postern_endpoint_equal (got, endpoint));
  g_assert_true (g_strv_equal ((const char *const *) got_steps, steps));
  g_assert_true (postern_record_get_password_recorded (record));
  g_assert_cmpint (postern_record_get_state (record), ==, POSTERN_RECORD_READY);

  postern_record_set_endpoint (record, postern_record_get_endpoint (record));
  postern_record_set_done_steps (record, postern_record_get_done_steps (record));
  g_assert_cmpuint (notified.count, ==, 4);
  postern_record_set_endpoint (record, NULL);
  postern_record_set_done_steps (record, NULL);
  g_assert_cmpuint (notified.count, ==, 6);
  g_assert_null (postern_record_get_endpoint (record));
}

static void
test_titles (void)
{
  g_autoptr (PosternRecord) record = postern_record_new ();

  g_assert_cmpstr (postern_record_get_title (record), ==, "New record");
  g_assert_null (postern_record_get_sign_in_name (record));
  postern_record_set_account (record, "web@contoso.org");
  g_assert_cmpstr (postern_record_get_title (record), ==, "web@contoso.org");
  g_assert_cmpstr (postern_record_get_sign_in_name (record), ==, "web@contoso.org");
  postern_record_set_name (record, "Website");
  postern_record_set_user (record, "web");
  g_assert_cmpstr (postern_record_get_title (record), ==, "Website");
  g_assert_cmpstr (postern_record_get_sign_in_name (record), ==, "web");
}

static void
test_binding (void)
{
  g_autoptr (GListStore) list = g_list_store_new (POSTERN_TYPE_RECORD);
  g_autoptr (PosternRecord) one = postern_record_new ();
  g_autoptr (PosternRecord) two = postern_record_new ();

  g_list_store_append (list, one);
  g_object_bind_property (one, "account", two, "recipient", G_BINDING_BIDIRECTIONAL);
  postern_record_set_account (one, "web@contoso.org");
  g_assert_cmpstr (postern_record_get_recipient (two), ==, "web@contoso.org");
  postern_record_set_recipient (two, "");
  g_assert_null (postern_record_get_account (one));
}

static void
test_review_date (void)
{
  static const char *const wrong[] = { "2027-02-29", "2027-3-31", "31.3.2027", "2027-03-31T00:00", "tomorrow", "" };
  g_autoptr (PosternRecord) record = postern_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      postern_record_set_review_date (record, "2027-03-31");
      g_assert_cmpstr (postern_record_get_review_date (record), ==, "2027-03-31");
      postern_record_set_review_date (record, wrong[i]);
      g_assert_null (postern_record_get_review_date (record));
    }
}

static void
test_places (void)
{
  static const char *const places[] = { " the till ", "", "scanner\n2nd floor", NULL };
  g_autoptr (PosternRecord) record = postern_record_new ();
  g_autofree char *line = NULL;
  g_auto (GStrv) kept = NULL;

  g_assert_null (postern_record_dup_places (record));
  postern_record_set_places (record, places);
  g_assert_cmpstr (postern_record_get_used_at (record), ==, "the till\nscanner 2nd floor");
  kept = postern_record_list_places (record);
  g_assert_cmpuint (g_strv_length (kept), ==, 2);
  g_assert_cmpstr (kept[1], ==, "scanner 2nd floor");
  line = postern_record_dup_places (record);
  g_assert_cmpstr (line, ==, "the till; scanner 2nd floor");
}

static void
test_retired (void)
{
  g_autoptr (PosternRecord) record = postern_record_new ();

  postern_record_set_state (record, POSTERN_RECORD_RETIRED);
  g_assert_cmpint (postern_record_get_retired_time (record), >, 0);
  g_assert_cmpstr (postern_record_state_to_nick (postern_record_get_state (record)), ==, "retired");
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_cmpint (postern_record_get_retired_time (record), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/records/record/new", test_new);
  g_test_add_func ("/records/record/strings", test_strings);
  g_test_add_func ("/records/record/accessors", test_accessors);
  g_test_add_func ("/records/record/other-properties", test_other_properties);
  g_test_add_func ("/records/record/titles", test_titles);
  g_test_add_func ("/records/record/binding", test_binding);
  g_test_add_func ("/records/record/review-date", test_review_date);
  g_test_add_func ("/records/record/places", test_places);
  g_test_add_func ("/records/record/retired", test_retired);

  return g_test_run ();
}
