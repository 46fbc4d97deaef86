/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/records/postern-store.h"

#include "core/records/postern-record-private.h"
#include "support/postern-test-wait.h"

/* What a record knows from its tests: whether it is proven, how often its password was refused, what changed. */

typedef struct
{
  char          *folder;
  PosternStore  *store;
  PosternRecord *record;
} Fixture;

static void
set_server (PosternRecord   *record,
            const char      *host,
            guint16          port,
            PosternSecurity  security)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, port, security);

  postern_record_set_endpoint (record, endpoint);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = postern_test_scratch ();
  self->store = postern_store_open (self->folder, &error);
  g_assert_no_error (error);
  self->record = postern_record_new ();
  postern_record_set_account (self->record, "web@contoso.org");
  set_server (self->record, "smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  postern_record_renew_password (self->record);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_free (self->folder);
}

static void
add (Fixture           *self,
     PosternTestResult *result)
{
  g_autoptr (GError) error = NULL;

  postern_store_add_test (self->store, self->record, result, &error);
  g_assert_no_error (error);
}

static void
pass (Fixture *self)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (self->record);

  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  result->refusals = 0;
  add (self, result);
}

static void
refuse (Fixture *self)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (self->record);

  postern_test_result_set_finding (result, "wrong-password", "Refused", FALSE);
  result->refusals++;
  add (self, result);
}

static PosternRecord *
reopen (Fixture *self)
{
  g_autofree char *id = g_strdup (postern_record_get_id (self->record));
  g_autoptr (GError) error = NULL;

  g_assert_true (postern_store_save (self->store, self->record, NULL));
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  self->store = postern_store_open (self->folder, &error);
  g_assert_no_error (error);
  self->record = g_object_ref (postern_store_lookup (self->store, id, NULL));

  return self->record;
}

static void
assert_changes (Fixture    *self,
                const char *expected)
{
  g_auto (GStrv) changes = postern_record_list_changes (self->record);
  g_autofree char *joined = g_strjoinv (" ", changes);

  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpint (postern_record_is_proven (self->record), ==, *expected == '\0');
}

static void
test_proven (Fixture       *self,
             gconstpointer  data)
{
  g_assert_false (postern_record_is_proven (self->record));
  refuse (self);
  g_assert_false (postern_record_is_proven (self->record));
  g_assert_cmpint (postern_record_get_passed_time (self->record), ==, 0);

  pass (self);
  assert_changes (self, "");
  g_assert_cmpint (postern_record_get_passed_time (self->record), >, 0);
  reopen (self);
  assert_changes (self, "");

  postern_record_set_name (self->record, "Website");
  postern_record_set_recipient (self->record, "bob@contoso.org");
  assert_changes (self, "");
  postern_record_set_endpoint (self->record, NULL);
  g_assert_false (postern_record_is_proven (self->record));
}

static void
test_server_changes (Fixture       *self,
                     gconstpointer  data)
{
  pass (self);
  set_server (self->record, "smtp.fabrikam.org", 465, POSTERN_SECURITY_TLS);
  assert_changes (self, "The mail server was smtp.contoso.org, now it is smtp.fabrikam.org. "
                        "The port was 587, now it is 465. "
                        "The encryption was STARTTLS, now it is SSL/TLS.");
  reopen (self);
  set_server (self->record, "smtp.contoso.org", 2525, POSTERN_SECURITY_STARTTLS);
  assert_changes (self, "The port was 587, now it is 2525.");
  set_server (self->record, "smtp.contoso.org", 587, POSTERN_SECURITY_STARTTLS);
  assert_changes (self, "");
}

/* Names that follow the account are not listed beside it. */
static void
test_name_changes (Fixture       *self,
                   gconstpointer  data)
{
  pass (self);
  postern_record_set_account (self->record, "shop@contoso.org");
  assert_changes (self, "The account was web@contoso.org, now it is shop@contoso.org.");
  postern_record_set_user (self->record, "shop");
  postern_record_set_from (self->record, "noreply@contoso.org");
  assert_changes (self, "The account was web@contoso.org, now it is shop@contoso.org. "
                        "The user name was web@contoso.org, now it is shop. "
                        "The sender was web@contoso.org, now it is noreply@contoso.org.");
  pass (self);
  postern_record_set_from (self->record, NULL);
  assert_changes (self, "The sender was noreply@contoso.org, now it is shop@contoso.org.");
}

static void
test_password_changes (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "The password was replaced on %-d %B %Y.");
  gint64 before = postern_record_get_password_time (self->record);

  pass (self);
  postern_record_renew_password (self->record);
  g_assert_cmpint (postern_record_get_password_time (self->record), !=, before);
  assert_changes (self, today);
  pass (self);
  assert_changes (self, "");
  postern_record_set_password_recorded (self->record, FALSE);
  g_assert_cmpint (postern_record_get_password_time (self->record), ==, 0);
  assert_changes (self, "The password is not recorded any more.");
}

static void
test_ca_file_changes (Fixture       *self,
                      gconstpointer  data)
{
  pass (self);
  postern_record_set_ca_file (self->record, "/home/bob/ca.pem");
  assert_changes (self, "A certificate file for the server was added.");
  pass (self);
  assert_changes (self, "");
  postern_record_set_ca_file (reopen (self), "/home/bob/other.pem");
  assert_changes (self, "Another certificate file for the server was chosen.");
  postern_record_set_ca_file (self->record, NULL);
  assert_changes (self, "The certificate file that the server needed was taken away.");
}

static void
test_refusals (Fixture       *self,
               gconstpointer  data)
{
  refuse (self);
  refuse (self);
  g_assert_cmpuint (postern_record_get_refusals (self->record), ==, 2);
  g_assert_cmpuint (postern_record_get_refusals (reopen (self)), ==, 2);

  postern_record_renew_password (self->record);
  g_assert_cmpuint (postern_record_get_refusals (self->record), ==, 0);
  refuse (self);
  pass (self);
  g_assert_cmpuint (postern_record_get_refusals (self->record), ==, 0);
}

/* What the person pastes and types while a test runs was not tested. */
static void
test_changed_meanwhile (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (self->record);

  postern_record_set_account (self->record, "shop@contoso.org");
  postern_record_renew_password (self->record);
  postern_test_result_set_finding (result, "accepted", "It works", TRUE);
  result->refusals = 1;
  add (self, result);

  g_assert_true (postern_record_get_last_accepted (self->record));
  g_assert_false (postern_record_is_proven (self->record));
  g_assert_cmpuint (postern_record_get_refusals (self->record), ==, 0);
}

/* A test that was asked for with another server or password says nothing about the record, but a refusal counts. */
static void
test_elsewhere (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (PosternTestResult) other_port = postern_test_result_new_for (self->record);
  g_autoptr (PosternTestResult) other_password = postern_test_result_new_for (self->record);
  g_autoptr (GPtrArray) tests = NULL;

  pass (self);
  other_port->elsewhere = TRUE;
  other_port->refusals = 1;
  add (self, other_port);
  other_password->password_time = POSTERN_TEST_RESULT_OTHER_PASSWORD;
  other_password->refusals = 9;
  add (self, other_password);

  g_assert_cmpuint (postern_record_get_refusals (self->record), ==, 1);
  g_assert_cmpstr (postern_record_get_last_finding (self->record), ==, "accepted");
  assert_changes (self, "");
  tests = postern_store_list_tests (self->store, self->record, 9, NULL);
  g_assert_cmpuint (tests->len, ==, 3);
}

#define ADD(name, function) \
  g_test_add ("/records/proof/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("proven", test_proven);
  ADD ("server-changes", test_server_changes);
  ADD ("name-changes", test_name_changes);
  ADD ("password-changes", test_password_changes);
  ADD ("ca-file-changes", test_ca_file_changes);
  ADD ("refusals", test_refusals);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("elsewhere", test_elsewhere);

  return g_test_run ();
}
