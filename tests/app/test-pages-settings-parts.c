/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/pages/postern-settings-page.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-part-view.h"
#include "core/records/postern-records.h"

typedef PagesFixture Fixture;

typedef struct
{
  const char      *target;
  const char      *provider;
  PosternSecurity  security;
  const char      *password;
} Case;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Case *test = data;
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("localhost", 2587, test->security);
  g_autoptr (PosternSecret) secret = postern_secret_new (test->password, -1);
  g_autoptr (GError) error = NULL;

  fixture->context = pages_new_context ();
  fixture->record = pages_new_record (test->target);
  postern_record_set_provider (fixture->record, test->provider);
  postern_record_set_endpoint (fixture->record, endpoint);
  postern_records_keep_password (postern_context_get_store (fixture->context), fixture->record, secret, NULL, &error);
  g_assert_no_error (error);
  fixture->page = pages_show (POSTERN_TYPE_SETTINGS_PAGE, fixture->context, fixture->record);
}

static GtkWidget *
find_part (GtkWidget *root,
           guint     *skip)
{
  GtkWidget *found = NULL;

  if (POSTERN_IS_PART_VIEW (root) && (*skip)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_part (child, skip);

  return found;
}

/* The part number @index, from 0; fails when there is none. */
static GtkWidget *
get_part (Fixture *fixture,
          guint    index)
{
  GtkWidget *part = find_part (fixture->page, &index);

  g_assert_nonnull (part);

  return part;
}

static GtkWidget *
get_reveal (GtkWidget *part)
{
  return widgets_find (part, GTK_TYPE_TOGGLE_BUTTON, "Show password");
}

static gboolean
can_reveal (gpointer data)
{
  return gtk_widget_get_sensitive (get_reveal (get_part (data, 1)));
}

/* Each has its own place, text and buttons, and only the one with the password is secret. */
static void
test_two (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *plain = NULL;
  g_autofree char *secret = NULL;

  postern_test_wait (can_reveal, fixture);
  g_assert_true (pages_shows_text (get_part (fixture, 0), "/etc/postfix/main.cf"));
  g_assert_true (pages_shows_text (get_part (fixture, 1), "/etc/postfix/sasl_passwd"));
  g_assert_null (get_reveal (get_part (fixture, 0)));

  widgets_press (get_part (fixture, 0), "Copy");
  plain = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_nonnull (strstr (plain, "relayhost = [localhost]:2587"));
  g_assert_null (strstr (plain, PAGES_PASSWORD));
  widgets_wait_clipboard ("text/x-kde-passwordmanagerhint", FALSE);

  widgets_press (get_part (fixture, 1), "Copy");
  secret = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_cmpstr (secret, ==, "[localhost]:2587 " PAGES_ACCOUNT ":" PAGES_PASSWORD "\n");
  widgets_wait_clipboard ("text/x-kde-passwordmanagerhint", TRUE);
}

static void
test_two_revealed (Fixture       *fixture,
                   gconstpointer  data)
{
  postern_test_wait (can_reveal, fixture);
  g_assert_false (pages_shows_text (fixture->page, PAGES_PASSWORD));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_reveal (get_part (fixture, 1))), TRUE);
  g_assert_true (pages_shows_text (get_part (fixture, 1), PAGES_PASSWORD));
  g_assert_false (pages_shows_text (get_part (fixture, 0), PAGES_PASSWORD));
  gtk_widget_set_visible (fixture->page, FALSE);
  g_assert_false (pages_shows_text (fixture->page, PAGES_PASSWORD));
}

static GtkWidget *
get_choice (Fixture    *fixture,
            const char *title)
{
  GtkWidget *row = widgets_find (fixture->page, GTK_TYPE_LABEL, title);

  g_assert_nonnull (row);

  return gtk_widget_get_ancestor (row, POSTERN_TYPE_CHOICE_ROW);
}

/* The way that keeps the password outside is first and chosen; another one changes the parts, and is remembered. */
static void
test_variants (Fixture       *fixture,
               gconstpointer  data)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (fixture->context);
  PosternTarget *target = postern_catalogue_get_target (catalogue, ((const Case *) data)->target);
  const PosternTargetVariant *outside = g_ptr_array_index (target->variants, 0);
  const PosternTargetVariant *inside = g_ptr_array_index (target->variants, target->variants->len - 1);
  const PosternTargetPart *part = g_ptr_array_index (inside->parts, 0);

  g_assert_true (outside->keeps_secret_outside);
  g_assert_false (inside->keeps_secret_outside);
  g_assert_true (pages_shows_text (fixture->page, "How do you want to give the settings?"));
  g_assert_true (postern_choice_row_get_active (POSTERN_CHOICE_ROW (get_choice (fixture, outside->name))));
  g_assert_true (pages_shows_text (get_choice (fixture, outside->name), "Safer: "));
  g_assert_false (pages_shows_text (get_choice (fixture, inside->name), "Safer: "));

  postern_choice_row_set_active (POSTERN_CHOICE_ROW (get_choice (fixture, inside->name)), TRUE);
  g_assert_true (pages_shows_text (get_part (fixture, 0), part->path));
  postern_page_enter (POSTERN_PAGE (fixture->page));
  g_assert_true (postern_choice_row_get_active (POSTERN_CHOICE_ROW (get_choice (fixture, inside->name))));
  g_assert_true (pages_shows_text (get_part (fixture, 0), part->path));
}

static gboolean
shows_too_long (gpointer data)
{
  return pages_shows_error (((Fixture *) data)->page, "Password: It is too long*");
}

/* The password does not fit: the ways round it are there, and one leads to a relay. */
static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  const Case *test = data;
  PosternCatalogue *catalogue = postern_context_get_catalogue (fixture->context);
  g_autoptr (GPtrArray) remedies =
    postern_catalogue_find_remedies (catalogue, POSTERN_OBSTACLE_TOO_LONG, test->provider);

  postern_test_wait (shows_too_long, fixture);
  g_assert_true (pages_shows_text (fixture->page, "Ways round it"));
  g_assert_cmpuint (remedies->len, >, 1);
  for (guint i = 0; i < remedies->len; i++)
    {
      PosternRemedy *remedy = g_ptr_array_index (remedies, i);

      g_assert_true (pages_shows_text (fixture->page, remedy->name));
      g_assert_true (pages_shows_text (fixture->page, remedy->text));
    }
  g_assert_false (pages_shows_text (fixture->page, test->password));

  widgets_press (fixture->page, "Postfix");
  g_assert_cmpstr (postern_record_get_target (fixture->record), ==, "postfix");
  g_assert_true (pages_shows_text (fixture->page, "/etc/postfix/sasl_passwd"));
  g_assert_null (widgets_find (fixture->page, GTK_TYPE_LABEL, "Ways round it"));
}

/* A kind of encryption that the target lacks: another port is the first way round. */
static void
test_no_encryption (Fixture       *fixture,
                    gconstpointer  data)
{
  guint none = 0;

  g_assert_true (pages_shows_error (fixture->page, "*no settings for this kind of encryption*"));
  g_assert_true (pages_shows_text (fixture->page, "Choose another port"));
  g_assert_nonnull (widgets_find (fixture->page, GTK_TYPE_BUTTON, "Change the account"));
  g_assert_null (find_part (fixture->page, &none));
  g_assert_null (widgets_find (fixture->page, GTK_TYPE_BUTTON, "Print…"));
}

static void
test_oauth (Fixture       *fixture,
            gconstpointer  data)
{
  gboolean fits = g_str_equal (((const Case *) data)->provider, "microsoft365");

  g_assert_cmpint (pages_shows_text (fixture->page, "Better than an app password"), ==, fits);
  g_assert_cmpint (pages_shows_text (fixture->page, "Choose “OAuth 2.0” as “Authentication Method”"), ==, fits);
}

static void
test_about (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *link = NULL;

  g_assert_true (pages_shows_text (fixture->page, "How to send its own test mail"));
  g_assert_true (pages_shows_text (fixture->page, "Tap the key of the connection test"));
  g_assert_true (pages_shows_text (fixture->page, "The e-mail alerts to the administrator use the same settings."));
  g_assert_true (pages_shows_text (fixture->page, "Where this is from, checked on 11/27/26"));
  link = widgets_find (fixture->page, GTK_TYPE_EXPANDER, "Where this is from, checked on 11/27/26");
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (link)));
  gtk_expander_set_expanded (GTK_EXPANDER (link), TRUE);
  g_assert_nonnull (widgets_find (fixture->page, GTK_TYPE_LINK_BUTTON, "ZeroSMTP, where printers have these settings"));
}

int
main (int    argc,
      char **argv)
{
  static const Case two = { "postfix", "practice", POSTERN_SECURITY_STARTTLS, PAGES_PASSWORD };
  static const Case ways = { "grafana", "practice", POSTERN_SECURITY_STARTTLS, PAGES_PASSWORD };
  static const Case too_long = { "epson-web-config", "microsoft365", POSTERN_SECURITY_STARTTLS,
                                 "averyveryverylongpassword" };
  static const Case lacking = { "bugzilla", "practice", POSTERN_SECURITY_STARTTLS, PAGES_PASSWORD };
  static const Case fits = { "sharp-mfp", "microsoft365", POSTERN_SECURITY_STARTTLS, PAGES_PASSWORD };
  static const Case other = { "sharp-mfp", "practice", POSTERN_SECURITY_STARTTLS, PAGES_PASSWORD };

  pages_init (&argc, &argv);

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, pages_tear_down)
  ADD ("/pages/settings/two-parts", &two, test_two);
  ADD ("/pages/settings/two-parts-revealed", &two, test_two_revealed);
  ADD ("/pages/settings/variants", &ways, test_variants);
  ADD ("/pages/settings/too-long", &too_long, test_too_long);
  ADD ("/pages/settings/no-encryption", &lacking, test_no_encryption);
  ADD ("/pages/settings/oauth", &fits, test_oauth);
  ADD ("/pages/settings/oauth-elsewhere", &other, test_oauth);
  ADD ("/pages/settings/about", &other, test_about);

  return g_test_run ();
}
