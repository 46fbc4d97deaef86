/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <libsecret/secret.h>
#include <sqlite3.h>
#include <string.h>

#include "app/widgets/postern-banner.h"
#include "core/records/postern-records.h"

static char *store_folder;

static const SecretSchema any_schema = {
  .name = "io.github.postern.Test",
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

void
pages_init (int    *argc,
            char ***argv)
{
  static GApplication *application;
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password of the file", TRUE);
  widgets_init (argc, argv);
  application = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_default (application);
}

PosternContext *
pages_new_context (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (PosternStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_free (store_folder);
  store_folder = postern_test_scratch ();
  store = postern_store_open (store_folder, &error);
  g_assert_no_error (error);

  return postern_context_new (catalogue, store);
}

PosternRecord *
pages_new_record (const char *target)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("localhost", 2587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();

  postern_record_set_target (record, target);
  postern_record_set_volume (record, "little");
  postern_record_set_provider (record, "practice");
  postern_record_set_account (record, PAGES_ACCOUNT);
  postern_record_set_endpoint (record, endpoint);

  return record;
}

void
pages_keep_password (PosternContext *context,
                     PosternRecord  *record)
{
  g_autoptr (PosternSecret) secret = postern_secret_new (PAGES_PASSWORD, -1);
  g_autoptr (GError) error = NULL;

  postern_records_keep_password (postern_context_get_store (context), record, secret, NULL, &error);
  g_assert_no_error (error);
}

guint
pages_count_passwords (const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items =
    secret_password_search_sync (&any_schema, SECRET_SEARCH_ALL, NULL, &error, "service", "smtp", "host", "localhost",
                                 "user", user, NULL);

  g_assert_no_error (error);

  return g_list_length (items);
}

void
pages_clear_passwords (void)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_sync (&any_schema, NULL, &error, "service", "smtp", NULL);
  g_assert_no_error (error);
}

void
pages_break_store (void)
{
  g_autoptr (GDir) dir = g_dir_open (store_folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (store_folder, name, NULL);
      sqlite3 *database = NULL;

      if (!g_str_has_suffix (name, ".sqlite") && !g_str_has_suffix (name, ".db"))
        continue;
      g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (database, "DROP TABLE records", NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (database);
    }
}

GtkWidget *
pages_show (GType           type,
            PosternContext *context,
            PosternRecord  *record)
{
  GtkWidget *page = g_object_new (type, "context", context, "record", record, NULL);

  widgets_show (page);
  postern_page_enter (POSTERN_PAGE (page));

  return page;
}

void
pages_close (GtkWidget *page)
{
  widgets_close (GTK_WIDGET (gtk_widget_get_root (page)), page);
}

void
pages_tear_down (PagesFixture  *fixture,
                 gconstpointer  data)
{
  pages_close (fixture->page);
  g_object_unref (fixture->record);
  g_object_unref (fixture->context);
}

void
pages_leave (GtkWidget *page)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  postern_page_leave_async (POSTERN_PAGE (page), NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  postern_page_leave_finish (POSTERN_PAGE (page), result, &error);
  g_assert_no_error (error);
}

static GtkEditable *
find_entry (GtkWidget  *root,
            const char *title)
{
  GtkEditable *found = NULL;

  if (ADW_IS_ENTRY_ROW (root) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return GTK_EDITABLE (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);

  return found;
}

GtkEditable *
pages_get_entry (GtkWidget  *root,
                 const char *title)
{
  GtkEditable *entry = find_entry (root, title);

  if (entry == NULL)
    g_error ("There is no entry “%s”", title);

  return entry;
}

gboolean
pages_shows_error (GtkWidget  *root,
                   const char *pattern)
{
  if (POSTERN_IS_BANNER (root) && postern_banner_get_revealed (POSTERN_BANNER (root)) &&
      g_strcmp0 (postern_banner_get_severity (POSTERN_BANNER (root)), "error") == 0)
    return g_pattern_match_simple (pattern, postern_banner_get_title (POSTERN_BANNER (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (pages_shows_error (child, pattern))
        return TRUE;
    }

  return FALSE;
}

gboolean
pages_shows_text (GtkWidget  *root,
                  const char *text)
{
  g_autofree char *held = NULL;

  if (GTK_IS_LABEL (root))
    held = g_strdup (gtk_label_get_text (GTK_LABEL (root)));
  else if (GTK_IS_TEXT_VIEW (root))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (root)), "text", &held, NULL);
  else if (GTK_IS_EDITABLE (root))
    held = g_strdup (gtk_editable_get_text (GTK_EDITABLE (root)));
  if (held != NULL && strstr (held, text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (pages_shows_text (child, text))
        return TRUE;
    }

  return FALSE;
}
