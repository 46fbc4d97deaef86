/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-onboarding.h"

#include <sqlite3.h>
#include <string.h>

#include "support/postern-test-wait.h"

static PosternCatalogue *catalogue;

static PosternOnboarding *
read_list (const char   *text,
           PosternStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTable) table = postern_table_parse (text, strlen (text), &error);
  g_autoptr (GListStore) none = g_list_store_new (POSTERN_TYPE_RECORD);
  PosternOnboarding *self;

  g_assert_no_error (error);
  self = postern_onboarding_new (table, catalogue,
                                 store != NULL ? postern_store_get_records (store) : G_LIST_MODEL (none), &error);
  g_assert_no_error (error);

  return self;
}

static PosternRecord *
get_record (PosternOnboarding *self,
            guint              n)
{
  g_assert_cmpuint (n, <, self->accounts->len);

  return ((PosternNewAccount *) g_ptr_array_index (self->accounts, n))->record;
}

static void
assert_fault (GPtrArray  *faults,
              guint       n,
              guint       line,
              const char *words)
{
  const PosternTableFault *fault;

  g_assert_cmpuint (n, <, faults->len);
  fault = g_ptr_array_index (faults, n);
  g_assert_cmpuint (fault->line, ==, line);
  if (strstr (fault->reason, words) == NULL)
    g_error ("“%s” does not say “%s”", fault->reason, words);
}

static void
test_names (void)
{
  static const char *const lists[] = {
    "account,name,provider,device,used at,review date\n"
    "scan@example.org,Scanner,Microsoft 365,msmtp,2nd floor,2027-03-31\n",
    "E-Mail-Adresse;Bezeichnung;Anbieter;Gerät;Standort;Prüfdatum\n"
    "scan@example.org;Scanner;microsoft365;MSMTP;2nd floor;31.03.2027\n",
    "User principal name,Display name,Provider,Device,Location,Review\n"
    "scan@example.org,Scanner,MICROSOFT 365,msmtp,2nd floor,2027-03-31\n",
    "Benutzername,Name,Provider,Programm,Ort,Wiedervorlage\n"
    "scan@example.org,Scanner,microsoft365,msmtp,2nd floor,2027-03-31\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (PosternOnboarding) self = read_list (lists[i], NULL);
      PosternRecord *record = get_record (self, 0);

      g_assert_cmpuint (self->faults->len, ==, 0);
      g_assert_null (self->left_out[0]);
      g_assert_cmpstr (postern_record_get_account (record), ==, "scan@example.org");
      g_assert_null (postern_record_get_user (record));
      g_assert_cmpstr (postern_record_get_name (record), ==, "Scanner");
      g_assert_cmpstr (postern_record_get_provider (record), ==, "microsoft365");
      g_assert_cmpstr (postern_record_get_endpoint (record)->host, ==, "smtp.office365.com");
      g_assert_cmpstr (postern_record_get_target (record), ==, "msmtp");
      g_assert_cmpstr (postern_record_get_used_at (record), ==, "2nd floor");
      g_assert_cmpint (postern_record_get_state (record), ==, POSTERN_RECORD_DRAFT);
      g_assert_cmpstr (postern_record_get_review_date (record), ==, "2027-03-31");
    }
}

static void
test_servers (void)
{
  g_autoptr (PosternOnboarding) self =
    read_list ("Email Address [Required],Username,Mail server,Port,Encryption,From,Target,Department\n"
               "a@example.org,a,mail.example.org,,,noreply@example.org,A coffee machine,IT\n"
               "b@example.org,b@example.org,mail.example.org,465,,,,\n"
               "c@example.org,,mail.example.org,2525,SSL/TLS,,,\n", NULL);
  const PosternEndpoint *endpoint = postern_record_get_endpoint (get_record (self, 0));

  g_assert_cmpstr (postern_record_get_user (get_record (self, 0)), ==, "a");
  g_assert_cmpstr (postern_record_get_from (get_record (self, 0)), ==, "noreply@example.org");
  g_assert_cmpstr (postern_record_get_used_at (get_record (self, 0)), ==, "A coffee machine");
  g_assert_cmpuint (endpoint->port, ==, 587);
  g_assert_cmpint (endpoint->security, ==, POSTERN_SECURITY_STARTTLS);
  endpoint = postern_record_get_endpoint (get_record (self, 1));
  g_assert_null (postern_record_get_user (get_record (self, 1)));
  g_assert_cmpint (endpoint->security, ==, POSTERN_SECURITY_TLS);
  endpoint = postern_record_get_endpoint (get_record (self, 2));
  g_assert_cmpuint (endpoint->port, ==, 2525);
  g_assert_cmpint (endpoint->security, ==, POSTERN_SECURITY_TLS);
  g_assert_cmpstr (self->left_out[0], ==, "Department");
  g_assert_null (self->left_out[1]);
}

static void
test_bad_lines (void)
{
  g_autoptr (PosternOnboarding) self =
    read_list ("account,provider,host,port,security,review,password\n"
               "no address,,,,,,\n"
               ",gmail,,,,,\n"
               "a@example.org,Nobody,,,,,\n"
               "a@example.org,,mail server,,,,\n"
               "a@example.org,,mail.example.org,many,,,\n"
               "a@example.org,,mail.example.org,25,none,,\n"
               "a@example.org,,mail.example.org,25,some,,\n"
               "a@example.org,,,,,3/31/2027,\n"
               "a@example.org,,,,,2027-02-31,\n"
               "a@example.org,\"x,,\n", NULL);

  g_assert_cmpuint (self->accounts->len, ==, 0);
  g_assert_true (self->has_passwords);
  g_assert_cmpuint (self->faults->len, ==, 10);
  assert_fault (self->faults, 0, 2, "@");
  assert_fault (self->faults, 1, 3, "no e-mail address");
  assert_fault (self->faults, 2, 4, "no provider “Nobody”");
  assert_fault (self->faults, 3, 5, "“mail server” is no server");
  assert_fault (self->faults, 4, 6, "“many” is no port");
  assert_fault (self->faults, 5, 7, "by hand");
  assert_fault (self->faults, 6, 8, "“some” is no kind");
  assert_fault (self->faults, 7, 9, "“3/31/2027” is no date");
  assert_fault (self->faults, 8, 10, "no date");
  assert_fault (self->faults, 9, 11, "never ends");
}

static void
test_no_account (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTable) table = postern_table_parse ("colour\nred\n", 11, NULL);
  g_autoptr (GListStore) none = g_list_store_new (POSTERN_TYPE_RECORD);

  g_assert_null (postern_onboarding_new (table, catalogue, G_LIST_MODEL (none), &error));
  g_assert_error (error, POSTERN_ONBOARDING_ERROR, POSTERN_ONBOARDING_ERROR_NO_ACCOUNT);
}

#define THREE "account,name\na@example.org,One\nA@Example.org,one\na@example.org,Two\nb@example.org,\n"

static void
test_commit (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autoptr (PosternStore) store = postern_store_open (folder, NULL);
  g_autoptr (PosternOnboarding) self = read_list (THREE, store);
  g_autoptr (PosternOnboarding) again = NULL;
  g_autoptr (PosternStore) other = NULL;
  g_autoptr (PosternRecord) last = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (self->accounts->len, ==, 3);
  assert_fault (self->known, 0, 3, "line 2");
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 0);
  g_assert_true (postern_onboarding_commit (self, store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 3);
  other = postern_store_open (folder, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (other)), ==, 3);
  /* The queue of what is to be set up begins with the first line. */
  last = g_list_model_get_item (postern_store_get_records (other), 2);
  g_assert_cmpstr (postern_record_get_name (last), ==, "One");

  again = read_list (THREE, store);
  g_assert_cmpuint (again->accounts->len, ==, 0);
  g_assert_cmpuint (again->known->len, ==, 4);
  assert_fault (again->known, 0, 2, "already");
}

/* Where one record can't be written, none is. */
static void
test_all_or_nothing (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "records.db", NULL);
  g_autoptr (PosternStore) store = postern_store_open (folder, NULL);
  g_autoptr (PosternOnboarding) self = read_list (THREE, store);
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TRIGGER no BEFORE INSERT ON records WHEN new.name = 'Two'"
                                 " BEGIN SELECT raise (ABORT, 'no'); END", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (postern_onboarding_commit (self, store, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 0);
  g_assert_cmpint (sqlite3_exec (handle, "DROP TRIGGER no", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_true (postern_onboarding_commit (self, store, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (postern_store_get_records (store)), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();

  g_test_add_func ("/onboarding/names", test_names);
  g_test_add_func ("/onboarding/servers", test_servers);
  g_test_add_func ("/onboarding/bad-lines", test_bad_lines);
  g_test_add_func ("/onboarding/no-account", test_no_account);
  g_test_add_func ("/onboarding/commit", test_commit);
  g_test_add_func ("/onboarding/all-or-nothing", test_all_or_nothing);

  result = g_test_run ();
  g_clear_object (&catalogue);

  return result;
}
