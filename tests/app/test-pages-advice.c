/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-advice-page.h"
#include "app/pages/postern-pages.h"
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

/* The page that follows @id. */
static const char *
get_next (PosternContext *context,
          PosternRecord  *record,
          const char     *id)
{
  guint from = 0;

  while (!g_str_equal (postern_pages[from].id, id))
    from++;

  return postern_pages[postern_pages_find (from, 1, context, record)].id;
}

static void
assert_sign_in (PosternRecord     *record,
                PosternSignInKind  kind)
{
  g_assert_cmpint (postern_record_get_sign_in (record), ==, kind);
}

/* The way says how it signs in, and which page comes next; nobody is asked again. */
static void
test_sign_in (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("keycloak");
  GtkWidget *page = NULL;

  postern_record_set_provider (record, "microsoft365");
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  g_assert_null (widgets_find (page, GTK_TYPE_LABEL, "It can sign in without a password"));
  choose (page, "little");
  choose (page, "oauth");
  g_assert_true (is_complete (page));
  assert_sign_in (record, POSTERN_SIGN_IN_OAUTH);
  g_assert_cmpstr (get_next (context, record, "advice"), ==, "oauth");
  choose (page, "app-password");
  assert_sign_in (record, POSTERN_SIGN_IN_PASSWORD);
  g_assert_cmpstr (get_next (context, record, "advice"), ==, "steps");
  choose (page, "oauth");
  pages_close (page);

  /* Another provider has such a way, too: what was chosen holds there. */
  postern_record_set_provider (record, "gmail");
  postern_record_set_sign_in (record, POSTERN_SIGN_IN_PASSWORD);
  postern_record_set_target (record, "aerc");
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  g_assert_true (postern_choice_row_get_active (find_choice (page, "oauth")));
  assert_sign_in (record, POSTERN_SIGN_IN_OAUTH);
  pages_close (page);
}

/* What the catalogue does not know is asked, here and nowhere else. */
static void
test_asked (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");
  GtkWidget *page = NULL;
  GtkWidget *label = NULL;
  GtkWidget *row = NULL;

  postern_record_set_provider (record, "microsoft365");
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  choose (page, "little");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_choice (page, "oauth"))));
  label = widgets_find (page, GTK_TYPE_LABEL, "It can sign in without a password");
  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  choose (page, "oauth");
  g_assert_true (is_complete (page));
  g_assert_cmpstr (get_next (context, record, "advice"), ==, "oauth");
  pages_close (page);
}

/* What holds the question, in a window of its own or, on newer stacks, in the same one; NULL when there is none. */
static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (widgets_find (window, GTK_TYPE_LABEL, "Change how it signs in?") != NULL)
        return window;
    }

  return NULL;
}

static gboolean
has_question (gpointer unused)
{
  return find_question () != NULL;
}

static gboolean
has_no_question (gpointer unused)
{
  return find_question () == NULL;
}

static void
answer (const char *button)
{
  postern_test_wait (has_question, NULL);
  widgets_press (find_question (), button);
  postern_test_wait (has_no_question, NULL);
}

static gboolean
has_password_chosen (gpointer page)
{
  return postern_choice_row_get_active (find_choice (page, "app-password"));
}

static gboolean
signs_in_with_oauth (gpointer record)
{
  return postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH;
}

/* A recorded password is not given up by a slip. */
static void
test_recorded (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("keycloak");
  GtkWidget *page = NULL;

  pages_keep_password (context, record);
  postern_record_set_provider (record, "microsoft365");
  postern_record_set_volume (record, "little app-password");
  page = pages_show (POSTERN_TYPE_ADVICE_PAGE, context, record);
  choose (page, "oauth");
  answer ("_Cancel");
  postern_test_wait (has_password_chosen, page);
  assert_sign_in (record, POSTERN_SIGN_IN_PASSWORD);
  g_assert_true (postern_record_get_password_recorded (record));
  choose (page, "oauth");
  answer ("_Change");
  postern_test_wait (signs_in_with_oauth, record);
  g_assert_false (postern_record_get_password_recorded (record));
  g_assert_cmpstr (postern_record_get_volume (record), ==, "little oauth-2 oauth");
  pages_close (page);
}

/* A service made for sending, and a relay, are ways themselves. */
static void
test_no_ways (void)
{
  static const char *const providers[] = { "postmark", "sendgrid", "microsoft365-hve", "google-workspace-relay" };
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) record = pages_new_record ("laravel");

  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      postern_record_set_provider (record, providers[i]);
      g_assert_cmpstr (get_next (context, record, "account"), ==, "steps");
    }
  postern_record_set_provider (record, "microsoft365");
  g_assert_cmpstr (get_next (context, record, "account"), ==, "advice");
  postern_record_set_provider (record, NULL);
  g_assert_cmpstr (get_next (context, record, "account"), ==, "advice");
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/pages/advice/deadline", test_deadline);
  g_test_add_func ("/pages/advice/ways", test_ways);
  g_test_add_func ("/pages/advice/service", test_service);
  g_test_add_func ("/pages/advice/sign-in", test_sign_in);
  g_test_add_func ("/pages/advice/asked", test_asked);
  g_test_add_func ("/pages/advice/recorded", test_recorded);
  g_test_add_func ("/pages/advice/no-ways", test_no_ways);

  return g_test_run ();
}
