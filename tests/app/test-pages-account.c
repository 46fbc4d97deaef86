/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-account-page.h"
#include "app/postern-guide-window.h"
#include "support/postern-test-process.h"

#define OTHER "scanner@practice.example"

typedef PagesFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record ("laravel");
  pages_keep_password (fixture->context, fixture->record);
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
}

static void
set_account (Fixture    *fixture,
             const char *account)
{
  gtk_editable_set_text (pages_get_entry (fixture->page, "E-mail address"), account);
}

static gboolean
is_complete (Fixture *fixture)
{
  gboolean complete;

  g_object_get (fixture->page, "complete", &complete, NULL);

  return complete;
}

/* Other programs find the password by the account, so it goes where the account goes. */
static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  guint before = pages_count_passwords (PAGES_ACCOUNT);

  set_account (fixture, OTHER);
  pages_leave (fixture->page);
  g_assert_cmpuint (pages_count_passwords (OTHER), ==, 1);
  g_assert_cmpuint (pages_count_passwords (PAGES_ACCOUNT), ==, before - 1);
  set_account (fixture, PAGES_ACCOUNT);
  pages_leave (fixture->page);
  g_assert_cmpuint (pages_count_passwords (OTHER), ==, 0);
  g_assert_cmpuint (pages_count_passwords (PAGES_ACCOUNT), ==, before);
}

/* Back is no leaving: what was changed before it is still to be done. */
static void
test_moved_after_back (Fixture       *fixture,
                       gconstpointer  data)
{
  set_account (fixture, "back@practice.example");
  postern_page_enter (POSTERN_PAGE (fixture->page));
  pages_leave (fixture->page);
  g_assert_cmpuint (pages_count_passwords ("back@practice.example"), ==, 1);
}

/* The window was closed, or the program ended, before the page was left. */
static void
test_moved_after_restart (Fixture       *fixture,
                          gconstpointer  data)
{
  set_account (fixture, "again@practice.example");
  pages_close (fixture->page);
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
  pages_leave (fixture->page);
  g_assert_cmpuint (pages_count_passwords ("again@practice.example"), ==, 1);
}

/* What somebody deleted from the keyring must not keep the person on this page. */
static void
test_deleted (Fixture       *fixture,
              gconstpointer  data)
{
  pages_clear_passwords ();
  set_account (fixture, OTHER);
  pages_leave (fixture->page);
  g_assert_false (postern_record_get_password_recorded (fixture->record));
}

static void
test_spaces (Fixture       *fixture,
             gconstpointer  data)
{
  set_account (fixture, "  bob@example.org ");
  g_assert_true (is_complete (fixture));
  g_assert_cmpstr (postern_record_get_account (fixture->record), ==, "bob@example.org");
  set_account (fixture, "bob@");
  g_assert_false (is_complete (fixture));
  set_account (fixture, "");
  g_assert_false (is_complete (fixture));
}

static gboolean
is_window_there (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (POSTERN_IS_GUIDE_WINDOW (window) && gtk_widget_get_mapped (window))
        *(GtkWidget **) data = window;
    }

  return *(GtkWidget **) data != NULL;
}

static gboolean
is_window_gone (gpointer data)
{
  GtkWidget *window = NULL;

  return !is_window_there (&window);
}

/* Opens the questions about the sender and gives @answers. */
static GtkWidget *
ask (Fixture           *fixture,
     const char *const *answers)
{
  GtkWidget *window = NULL;

  widgets_press (fixture->page, "Find out");
  postern_test_wait (is_window_there, &window);
  for (; *answers != NULL; answers++)
    widgets_press (window, *answers);

  return window;
}

/* The address that was typed is a shared mailbox: another one signs in, and it becomes the sender. */
static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const answers[] = { "A shared mailbox", "Yes", "Yes", NULL };
  GtkWidget *window;

  gtk_editable_set_text (pages_get_entry (fixture->page, "User name, if it is not the address"), "shop-login");
  set_account (fixture, "shop@practice.example");
  window = ask (fixture, answers);
  g_assert_cmpstr (gtk_editable_get_text (pages_get_entry (window, "Sender: e-mail address")), ==,
                   "shop@practice.example");
  gtk_editable_set_text (pages_get_entry (window, "Sign in as: e-mail address"), "bob@practice.example");
  widgets_press (window, "Use these addresses");
  postern_test_wait (is_window_gone, NULL);

  g_assert_cmpstr (postern_record_get_account (fixture->record), ==, "bob@practice.example");
  g_assert_cmpstr (postern_record_get_from (fixture->record), ==, "shop@practice.example");
  g_assert_null (postern_record_get_user (fixture->record));
  g_assert_true (is_complete (fixture));
  pages_leave (fixture->page);
  g_assert_cmpuint (pages_count_passwords ("bob@practice.example"), ==, 1);

  gtk_editable_set_text (pages_get_entry (fixture->page, "Sender’s address, if it is another one"), "shop@");
  g_assert_false (is_complete (fixture));
}

static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const answers[] = { "A mailbox with a licence and a password of its own", NULL };
  GtkWidget *window;

  postern_record_set_from (fixture->record, "old@practice.example");
  postern_page_enter (POSTERN_PAGE (fixture->page));
  window = ask (fixture, answers);
  widgets_press (window, "Use these addresses");
  postern_test_wait (is_window_gone, NULL);
  g_assert_cmpstr (postern_record_get_account (fixture->record), ==, PAGES_ACCOUNT);
  g_assert_null (postern_record_get_from (fixture->record));
}

static void
name_server (Fixture    *fixture,
             const char *host)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (host, 25, POSTERN_SECURITY_NONE);

  pages_close (fixture->page);
  postern_record_set_provider (fixture->record, "custom");
  postern_record_set_endpoint (fixture->record, endpoint);
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
  set_account (fixture, "bob@example.org");
}

/* A password in plain text is for a server of one's own. */
static void
test_unprotected (Fixture       *fixture,
                  gconstpointer  data)
{
  name_server (fixture, "mail.example.org");
  g_assert_true (is_complete (fixture));
  name_server (fixture, "SMTP.gmail.com");
  g_assert_false (is_complete (fixture));
  g_assert_true (pages_shows_error (fixture->page, "This server is never used without encryption*"));
}

/* A port that a test has found to work is kept; what is none of the provider's is not. */
static void
test_port_kept (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PosternEndpoint) other = postern_endpoint_new ("localhost", 2465, POSTERN_SECURITY_TLS);
  g_autoptr (PosternEndpoint) strange = postern_endpoint_new ("mail.example.org", 2465, POSTERN_SECURITY_TLS);

  postern_record_set_endpoint (fixture->record, other);
  set_account (fixture, OTHER);
  g_assert_cmpuint (postern_record_get_endpoint (fixture->record)->port, ==, 2465);
  postern_record_set_endpoint (fixture->record, strange);
  set_account (fixture, PAGES_ACCOUNT);
  g_assert_cmpstr (postern_record_get_endpoint (fixture->record)->host, ==, "localhost");
  g_assert_cmpuint (postern_record_get_endpoint (fixture->record)->port, ==, 2587);
}

/* The file of a server's own authority counts only when it holds one, and only for that server. */
static void
test_ca_file (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PosternPracticeServer) server = postern_practice_server_new ();
  const char *ca_file = NULL;
  GtkEditable *entry = NULL;

  g_assert_true (postern_practice_server_start (server, 0, NULL));
  ca_file = postern_practice_server_get_ca_file (server);
  name_server (fixture, "mail.example.org");
  entry = pages_get_entry (fixture->page, "Certificate file (optional)");
  gtk_editable_set_text (entry, "/nowhere/ca.pem");
  g_assert_false (is_complete (fixture));
  g_assert_null (postern_record_get_ca_file (fixture->record));
  gtk_editable_set_text (entry, ca_file);
  g_assert_true (is_complete (fixture));
  g_assert_cmpstr (postern_record_get_ca_file (fixture->record), ==, ca_file);

  name_server (fixture, "mail.example.org");
  entry = pages_get_entry (fixture->page, "Certificate file (optional)");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, ca_file);
  gtk_editable_set_text (entry, "");
  g_assert_null (postern_record_get_ca_file (fixture->record));
  g_assert_true (is_complete (fixture));
}

static gboolean
has_provider (gpointer record)
{
  return postern_record_get_provider (record) != NULL;
}

static gboolean
is_gmail (gpointer record)
{
  return g_strcmp0 (postern_record_get_provider (record), "gmail") == 0;
}

/* A page for a new record; only the catalogue may answer. */
static void
begin_anew (Fixture *fixture)
{
  pages_close (fixture->page);
  g_clear_object (&fixture->record);
  fixture->record = postern_record_new ();
  fixture->page = pages_show (POSTERN_TYPE_ACCOUNT_PAGE, fixture->context, fixture->record);
}

static void
test_found (Fixture       *fixture,
            gconstpointer  data)
{
  begin_anew (fixture);
  set_account (fixture, "bob@gmail.com");
  g_assert_null (postern_record_get_provider (fixture->record));
  postern_test_wait (has_provider, fixture->record);
  g_assert_true (is_gmail (fixture->record));
  g_assert_cmpstr (postern_record_get_endpoint (fixture->record)->host, ==, "smtp.gmail.com");
  g_assert_true (is_complete (fixture));
  /* It was not the person who has chosen that, so another address may change it. */
  set_account (fixture, "bob@outlook.com");
  set_account (fixture, "bob@googlemail.com");
  postern_test_wait (is_gmail, fixture->record);
}

/* Who has chosen is not corrected. */
static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  begin_anew (fixture);
  postern_record_set_provider (fixture->record, "microsoft365");
  postern_page_enter (POSTERN_PAGE (fixture->page));
  set_account (fixture, "bob@gmail.com");
  postern_test_poll (is_gmail, fixture->record, 2);
  g_assert_cmpstr (postern_record_get_provider (fixture->record), ==, "microsoft365");
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, pages_tear_down)
  ADD ("/pages/account/moved", test_moved);
  ADD ("/pages/account/moved-after-back", test_moved_after_back);
  ADD ("/pages/account/moved-after-restart", test_moved_after_restart);
  ADD ("/pages/account/deleted", test_deleted);
  ADD ("/pages/account/spaces", test_spaces);
  ADD ("/pages/account/shared", test_shared);
  ADD ("/pages/account/own", test_own);
  ADD ("/pages/account/unprotected", test_unprotected);
  ADD ("/pages/account/port-kept", test_port_kept);
  ADD ("/pages/account/ca-file", test_ca_file);
  ADD ("/pages/account/found", test_found);
  ADD ("/pages/account/chosen", test_chosen);

  return g_test_run ();
}
