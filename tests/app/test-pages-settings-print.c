/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/pages/postern-print-group.h"
#include "app/pages/postern-settings-page.h"

typedef PagesFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  target)
{
  fixture->context = pages_new_context ();
  fixture->record = pages_new_record (target);
  pages_keep_password (fixture->context, fixture->record);
  fixture->page = pages_show (POSTERN_TYPE_SETTINGS_PAGE, fixture->context, fixture->record);
}

static GtkWidget *
find_group (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (POSTERN_IS_PRINT_GROUP (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_group (child);

  return found;
}

static GtkWidget *
get_check (Fixture *fixture)
{
  GtkWidget *check = widgets_find (fixture->page, GTK_TYPE_CHECK_BUTTON, "Print the password too");

  g_assert_nonnull (check);

  return check;
}

static gboolean
can_print_password (gpointer data)
{
  return gtk_widget_get_sensitive (get_check (data));
}

/* What poppler, and so any viewer built on it, reads of the paper. */
static char *
print (Fixture *fixture)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *path = g_build_filename (folder, "settings.pdf", NULL);
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation =
    postern_print_group_make (POSTERN_PRINT_GROUP (find_group (fixture->page)), &error);
  char *text = NULL;
  int status = -1;

  g_assert_no_error (error);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                               &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_test_message ("%.*s", (int) strcspn (text, "\f"), text);

  return text;
}

static void
assert_has (const char *text,
            const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not on the paper:\n%s", words, text);
}

static void
test_fields (Fixture       *fixture,
             gconstpointer  target)
{
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  postern_test_wait (can_print_password, fixture);
  without = print (fixture);
  assert_has (without, "Settings for Sharp");
  assert_has (without, "on the tab “SMTP”");
  assert_has (without, "Primary Server");
  assert_has (without, "localhost");
  assert_has (without, PAGES_ACCOUNT);
  assert_has (without, "Tap the key of the connection test");
  assert_has (without, "The e-mail alerts to the administrator");
  assert_has (without, "Not on this paper");
  g_assert_null (strstr (without, PAGES_PASSWORD));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture)), TRUE);
  with = print (fixture);
  assert_has (with, PAGES_PASSWORD);
  assert_has (with, "Whoever reads this paper");
  g_assert_null (strstr (with, "Not on this paper"));

  postern_page_enter (POSTERN_PAGE (fixture->page));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_check (fixture))));
}

static void
test_parts (Fixture       *fixture,
            gconstpointer  target)
{
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  postern_test_wait (can_print_password, fixture);
  without = print (fixture);
  assert_has (without, "relayhost = [localhost]:2587");
  assert_has (without, "/etc/postfix/sasl_passwd");
  g_assert_null (strstr (without, PAGES_PASSWORD));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_check (fixture)), TRUE);
  with = print (fixture);
  assert_has (with, "[localhost]:2587 " PAGES_ACCOUNT ":" PAGES_PASSWORD);
}

/* What does not fit on one page goes on on the next, with nothing lost. */
static void
test_long (Fixture       *fixture,
           gconstpointer  name)
{
  PosternTarget *target = postern_catalogue_get_target (postern_context_get_catalogue (fixture->context), name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *note = g_strdup_printf ("Note number %u of a hundred.", i);

      g_strv_builder_add (builder, note);
    }
  g_strfreev (target->pitfalls);
  target->pitfalls = g_strv_builder_end (builder);
  text = print (fixture);
  g_assert_nonnull (strchr (text, '\f'));
  for (guint i = 0; i < 100; i++)
    assert_has (text, target->pitfalls[i]);
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, target, test) g_test_add (path, Fixture, target, set_up, test, pages_tear_down)
  ADD ("/pages/settings/print/fields", "sharp-mfp", test_fields);
  ADD ("/pages/settings/print/parts", "postfix", test_parts);
  ADD ("/pages/settings/print/long", "laravel", test_long);

  return g_test_run ();
}
