/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-advice-page.h"
#include "app/widgets/postern-banner.h"

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

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/pages/advice/deadline", test_deadline);

  return g_test_run ();
}
