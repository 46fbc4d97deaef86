/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-advice-page.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"

/* A banner that is shown and speaks of Microsoft; NULL when there is none. */
static PosternBanner *
find_deadline (GtkWidget *root)
{
  PosternBanner *found = NULL;

  if (POSTERN_IS_BANNER (root) && postern_banner_get_revealed (POSTERN_BANNER (root)) &&
      g_pattern_match_simple ("*Microsoft*", postern_banner_get_title (POSTERN_BANNER (root))))
    return POSTERN_BANNER (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_deadline (child);

  return found;
}

static void
assert_deadline (const char *provider,
                 const char *severity,
                 gboolean    is_condition)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  GtkWidget *page = NULL;
  PosternBanner *deadline = NULL;

  postern_record_set_provider (record, provider);
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  deadline = find_deadline (page);
  g_assert_cmpint (deadline != NULL, ==, severity != NULL);
  if (deadline != NULL)
    {
      const char *title = postern_banner_get_title (deadline);

      g_assert_cmpstr (postern_banner_get_severity (deadline), ==, severity);
      g_assert_cmpint (g_str_has_prefix (title, "Only if the account is at Microsoft 365"), ==, is_condition);
    }
  pages_close (page);
}

/* Microsoft's date is a warning for those whom it meets, and no news for the others. */
static void
test_deadline (void)
{
  assert_deadline (NULL, "info", TRUE);
  assert_deadline ("practice", "info", TRUE);
  assert_deadline ("microsoft365", "warning", FALSE);
  assert_deadline ("gmail", NULL, FALSE);
}

static PosternChoiceRow *
find_choice (GtkWidget  *root,
             const char *id)
{
  PosternChoiceRow *found = NULL;

  if (POSTERN_IS_CHOICE_ROW (root) && g_strcmp0 (postern_choice_row_get_id (POSTERN_CHOICE_ROW (root)), id) == 0)
    return POSTERN_CHOICE_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, id);

  return found;
}

static gboolean
is_complete (GtkWidget *page)
{
  gboolean complete;

  g_object_get (page, "complete", &complete, NULL);

  return complete;
}

static void
choose (GtkWidget  *page,
        const char *id)
{
  PosternChoiceRow *row = find_choice (page, id);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (row)));
  postern_choice_row_set_active (row, TRUE);
}

/* Only a way that the wizard can set up goes on; the answers are in the record, and are there again. */
static void
test_ways (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  GtkWidget *page = NULL;

  postern_record_set_provider (record, "microsoft365");
  postern_record_set_volume (record, NULL);
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  g_assert_false (is_complete (page));
  choose (page, "little");
  g_assert_false (is_complete (page));
  choose (page, "app-password");
  g_assert_true (is_complete (page));
  g_assert_cmpstr (postern_record_get_volume (record), ==, "little app-password");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_choice (page, "high-volume"))));
  choose (page, "much");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_choice (page, "app-password"))));
  g_assert_false (is_complete (page));
  choose (page, "some");
  choose (page, "relay");
  g_assert_false (is_complete (page));
  pages_close (page);
  g_assert_cmpstr (postern_record_get_volume (record), ==, "some relay");

  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  g_assert_true (postern_choice_row_get_active (find_choice (page, "some")));
  g_assert_true (postern_choice_row_get_active (find_choice (page, "relay")));
  pages_close (page);
}

/* A service for sending becomes the record's provider, but never where a password would go elsewhere. */
static void
test_service (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  g_autoptr (PosternRecord) kept = pages_new_record ("laravel");
  GtkWidget *page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);

  choose (page, "transactional");
  g_assert_false (is_complete (page));
  widgets_press (page, "Take it");
  g_assert_cmpstr (postern_record_get_provider (record), !=, "practice");
  g_assert_cmpstr (postern_record_get_endpoint (record)->host, !=, "localhost");
  pages_close (page);

  pages_keep_password (context, kept);
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, kept);
  choose (page, "transactional");
  widgets_press (page, "Take it");
  g_assert_cmpstr (postern_record_get_provider (kept), ==, "practice");
  g_assert_true (pages_shows_error (page, "This one has a password already*"));
  pages_close (page);
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/pages/advice/deadline", test_deadline);
  g_test_add_func ("/pages/advice/ways", test_ways);
  g_test_add_func ("/pages/advice/service", test_service);

  return g_test_run ();
}
