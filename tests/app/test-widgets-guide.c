/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/widgets/postern-guide-view.h"
#include "core/catalogue/postern-catalogue.h"

#define WHO_YOU "You can fix this"

typedef struct
{
  PosternCatalogue *catalogue;
  GtkWidget        *view;
  GtkWidget        *window;
  char             *reason;
  char             *account;
  char             *from;
  guint             n_chosen;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->catalogue = postern_catalogue_new ();
  fixture->view = postern_guide_view_new ();
  fixture->window = widgets_show (fixture->view);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  widgets_close (fixture->window, fixture->view);
  g_object_unref (fixture->catalogue);
  g_free (fixture->reason);
  g_free (fixture->account);
  g_free (fixture->from);
}

static void
begin (Fixture    *fixture,
       const char *guide,
       const char *provider)
{
  postern_guide_view_set_guide (POSTERN_GUIDE_VIEW (fixture->view),
                                postern_catalogue_get_guide (fixture->catalogue, guide), provider);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return widgets_find (fixture->view, GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
has_button (Fixture    *fixture,
            const char *name)
{
  return widgets_find (fixture->view, GTK_TYPE_BUTTON, name) != NULL;
}

/* A visible entry with @title, or NULL. */
static GtkEditable *
find_entry (GtkWidget  *root,
            const char *title)
{
  GtkEditable *found = NULL;

  if (!gtk_widget_get_visible (root))
    return NULL;
  if (ADW_IS_ENTRY_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return GTK_EDITABLE (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child, title);

  return found;
}

static void
set_entry (Fixture    *fixture,
           const char *title,
           const char *text)
{
  GtkEditable *entry = find_entry (fixture->view, title);

  g_assert_nonnull (entry);
  gtk_editable_set_text (entry, text);
}

static void
letter_cb (Fixture    *fixture,
           const char *reason,
           const char *account,
           const char *from)
{
  g_free (fixture->reason);
  g_free (fixture->account);
  g_free (fixture->from);
  fixture->reason = g_strdup (reason);
  fixture->account = g_strdup (account);
  fixture->from = g_strdup (from);
}

static void
chosen_cb (Fixture    *fixture,
           const char *account,
           const char *from)
{
  letter_cb (fixture, NULL, account, from);
  fixture->n_chosen++;
}

/* There and back again, to the end that says who must act. */
static void
test_walk (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *button;

  begin (fixture, "no-app-password-choice", NULL);
  g_assert_true (shows (fixture, "Whose account is it?"));
  g_assert_false (has_button (fixture, "Previous question"));
  button = widgets_find (fixture->view, GTK_TYPE_BUTTON, "It belongs to our own organisation");
  g_assert_true (gtk_widget_is_focus (button));
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);

  widgets_press (fixture->view, "It belongs to our own organisation");
  g_assert_true (shows (fixture, "Does “Security info” list a second way to sign in?"));
  g_assert_false (shows (fixture, "Whose account is it?"));
  g_assert_false (shows (fixture, WHO_YOU));
  widgets_press (fixture->view, "No");
  g_assert_true (shows (fixture, "Add a second way to sign in first"));
  g_assert_true (shows (fixture, WHO_YOU));
  g_assert_true (has_button (fixture, "Open page"));
  g_assert_false (has_button (fixture, "No"));
  g_assert_false (has_button (fixture, "Use these addresses"));

  widgets_press (fixture->view, "Previous question");
  widgets_press (fixture->view, "Previous question");
  g_assert_true (shows (fixture, "Whose account is it?"));
  g_assert_false (has_button (fixture, "Previous question"));
  widgets_press (fixture->view, "It is a guest in another organisation");
  g_assert_true (shows (fixture, "A guest account has no app password"));
}

/* A question that the provider answers is not asked, not even on the way back. */
static void
test_known (Fixture       *fixture,
            gconstpointer  data)
{
  begin (fixture, "sender-address", "gmail");
  g_assert_true (has_button (fixture, "A group’s address"));
  g_assert_false (has_button (fixture, "Previous question"));
  widgets_press (fixture->view, "The account’s own address");
  widgets_press (fixture->view, "Previous question");
  g_assert_true (has_button (fixture, "A group’s address"));

  begin (fixture, "sender-address", NULL);
  g_assert_true (has_button (fixture, "Gmail or Google Workspace"));
}

static void
test_addresses (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *use;

  g_signal_connect_swapped (fixture->view, "addresses-chosen", G_CALLBACK (chosen_cb), fixture);
  g_signal_connect_swapped (fixture->view, "letter-wanted", G_CALLBACK (letter_cb), fixture);
  postern_guide_view_set_addresses (POSTERN_GUIDE_VIEW (fixture->view), "shop@example.org", NULL, TRUE);
  begin (fixture, "sender-address", "microsoft365");
  widgets_press (fixture->view, "A shared mailbox");
  widgets_press (fixture->view, "Yes");
  widgets_press (fixture->view, "No, or I don’t know");

  use = widgets_find (fixture->view, GTK_TYPE_BUTTON, "Use these addresses");
  g_assert_false (gtk_widget_get_sensitive (use));
  widgets_press (fixture->view, "Write the letter");
  g_assert_cmpstr (fixture->reason, ==, "send-as-denied");
  g_assert_null (fixture->account);
  set_entry (fixture, "Sign in as: e-mail address", " r&d@example.org ");
  g_assert_true (gtk_widget_get_sensitive (use));
  g_assert_true (shows (fixture, "Add-RecipientPermission -Identity 'shop@example.org' -Trustee 'r&d@example.org' "
                                 "-AccessRights SendAs"));
  widgets_press (fixture->view, "Write the letter");
  g_assert_cmpstr (fixture->account, ==, "r&d@example.org");
  g_assert_cmpstr (fixture->from, ==, "shop@example.org");

  set_entry (fixture, "Sender: e-mail address", "shop@");
  g_assert_false (gtk_widget_get_sensitive (use));
  set_entry (fixture, "Sender: e-mail address", "r&d@example.org");
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
  widgets_press (fixture->view, "Use these addresses");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpstr (fixture->account, ==, "r&d@example.org");
  g_assert_null (fixture->from);
}

/* Where nothing can be taken over, it is said in words. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  begin (fixture, "sender-address", "microsoft365");
  widgets_press (fixture->view, "A second address of such a mailbox: an alias");
  g_assert_true (shows (fixture, "The main address of the mailbox"));
  g_assert_true (shows (fixture, "The other address of the mailbox"));
  g_assert_false (has_button (fixture, "Use these addresses"));
  g_assert_false (has_button (fixture, "Write the letter"));
  g_assert_null (find_entry (fixture->view, "Sender: e-mail address"));
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/widgets/guide/walk", test_walk);
  ADD ("/widgets/guide/known", test_known);
  ADD ("/widgets/guide/addresses", test_addresses);
  ADD ("/widgets/guide/words", test_words);

  return g_test_run ();
}
