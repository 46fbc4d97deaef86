/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/widgets/postern-finding-card.h"

/* No program opens this. */
#define ADDRESS "x-postern-unknown://help.example/smtp"
#define COMMAND "Set-TransportConfig -SmtpClientAuthenticationDisabled $false"

static PosternAction actions[] = {
  { POSTERN_ACTION_TEXT, (char *) "Ask your administrator.", NULL },
  { POSTERN_ACTION_LINK, (char *) "Read more.", (char *) ADDRESS },
  { POSTERN_ACTION_COMMAND, (char *) "Run this command.", (char *) COMMAND },
  { POSTERN_ACTION_LETTER, (char *) "Send a letter.", (char *) "tenant-disabled" },
};

/* The first @n of the actions; free with g_ptr_array_unref(). */
static GPtrArray *
take_actions (guint n)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (taken, &actions[i]);

  return taken;
}

static void
set_failed (GtkWidget *card)
{
  g_autoptr (GPtrArray) taken = take_actions (G_N_ELEMENTS (actions));
  const PosternFinding finding = {
    (char *) "tenant-disabled", POSTERN_WHO_ADMIN, POSTERN_CONFIDENCE_LIKELY, (char *) "Sending is switched off",
    (char *) "For all of you & everybody.", taken, (char *) "535 5.7.139 No", FALSE,
  };

  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), &finding);
}

static void
keep_reason_cb (char       **slot,
                const char  *reason)
{
  *slot = g_strdup (reason);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
has_label (gpointer card,
           const char *text)
{
  return widgets_find (card, GTK_TYPE_LABEL, text) != NULL;
}

static void
test_failed (void)
{
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);
  GtkWidget *title;

  g_assert_false (gtk_widget_get_visible (card));
  set_failed (card);
  g_assert_true (gtk_widget_get_visible (card));
  title = widgets_find (card, GTK_TYPE_LABEL, "Sending is switched off");
  g_assert_nonnull (title);
  gtk_test_accessible_assert_role (title, GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_true (has_label (card, "For all of you & everybody."));
  g_assert_true (has_label (card, postern_who_get_label (POSTERN_WHO_ADMIN)));
  g_assert_true (has_label (card, postern_confidence_get_label (POSTERN_CONFIDENCE_LIKELY)));
  g_assert_true (has_label (card, "535 5.7.139 No"));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_true (has_label (card, actions[i].text));
  g_assert_true (has_label (card, "4."));
  g_assert_nonnull (widgets_find (card, GTK_TYPE_BUTTON, "Open page"));
  g_assert_null (widgets_find (card, GTK_TYPE_BUTTON, "Write the letter"));

  widgets_close (window, card);
}

static void
test_accepted (void)
{
  g_autoptr (GPtrArray) none = take_actions (0);
  const PosternFinding finding = {
    (char *) "accepted", POSTERN_WHO_YOU, POSTERN_CONFIDENCE_CERTAIN, (char *) "The server accepted the message",
    (char *) "", none, NULL, TRUE,
  };
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);

  set_failed (card);
  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), &finding);
  g_assert_true (has_label (card, "The server accepted the message"));
  g_assert_false (has_label (card, "Sending is switched off"));
  g_assert_false (has_label (card, "What to do"));
  g_assert_false (has_label (card, postern_who_get_label (POSTERN_WHO_YOU)));
  g_assert_false (has_label (card, "535 5.7.139 No"));
  g_assert_false (has_label (card, actions[0].text));
  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), NULL);
  g_assert_false (gtk_widget_get_visible (card));

  widgets_close (window, card);
}

static void
test_one_action (void)
{
  g_autoptr (GPtrArray) one = take_actions (1);
  const PosternFinding finding = {
    (char *) "wrong-password", POSTERN_WHO_YOU, POSTERN_CONFIDENCE_CERTAIN, (char *) "The password is wrong",
    (char *) "Why.", one, NULL, FALSE,
  };
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);

  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), &finding);
  g_assert_true (has_label (card, actions[0].text));
  g_assert_false (has_label (card, "1."));
  g_assert_false (has_label (card, postern_confidence_get_label (POSTERN_CONFIDENCE_CERTAIN)));

  widgets_close (window, card);
}

static void
test_command (void)
{
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);
  g_autofree char *pasted = NULL;
  guint copied = 0;

  g_signal_connect_swapped (card, "command-copied", G_CALLBACK (count_cb), &copied);
  set_failed (card);
  g_assert_true (has_label (card, COMMAND));
  widgets_press (card, "Copy command");
  pasted = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_cmpstr (pasted, ==, COMMAND);
  g_assert_cmpuint (copied, ==, 1);

  widgets_close (window, card);
}

static void
test_letter (void)
{
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);
  g_autofree char *reason = NULL;

  g_signal_connect_swapped (card, "letter-wanted", G_CALLBACK (keep_reason_cb), &reason);
  set_failed (card);
  widgets_press (card, "Write the letter");
  g_assert_cmpstr (reason, ==, "tenant-disabled");

  widgets_close (window, card);
}

/* Without somebody who opens guides there is no button for them. */
static void
test_guide (void)
{
  PosternAction guide = { POSTERN_ACTION_GUIDE, (char *) "Not sure? Ask yourself.", (char *) "sender-address" };
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const PosternFinding finding = {
    (char *) "send-as-denied", POSTERN_WHO_YOU, POSTERN_CONFIDENCE_CERTAIN, (char *) "This sender is not allowed",
    (char *) "Why.", one, NULL, FALSE,
  };
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);
  g_autofree char *id = NULL;

  g_ptr_array_add (one, &guide);
  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), &finding);
  g_assert_null (widgets_find (card, GTK_TYPE_BUTTON, "Begin"));
  g_signal_connect_swapped (card, "guide-wanted", G_CALLBACK (keep_reason_cb), &id);
  postern_finding_card_set_finding (POSTERN_FINDING_CARD (card), &finding);
  widgets_press (card, "Begin");
  g_assert_cmpstr (id, ==, "sender-address");

  widgets_close (window, card);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_modal (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* The window itself holds the dialog on newer stacks. */
static gboolean
failure_is_told (gpointer window)
{
  GtkWindow *dialog = find_dialog ();

  return widgets_find (dialog != NULL ? GTK_WIDGET (dialog) : window, GTK_TYPE_LABEL, "The page did not open") != NULL;
}

static void
test_link_without_browser (void)
{
  GtkWidget *card = postern_finding_card_new ();
  GtkWidget *window = widgets_show (card);
  GtkWidget *root;
  g_autofree char *pasted = NULL;

  widgets_clear_clipboard ();
  set_failed (card);
  widgets_press (card, "Open page");
  postern_test_wait (failure_is_told, window);
  root = find_dialog () != NULL ? GTK_WIDGET (find_dialog ()) : window;
  widgets_press (root, "Copy _address");
  pasted = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_cmpstr (pasted, ==, ADDRESS);

  widgets_close (window, card);
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/finding/failed", test_failed);
  g_test_add_func ("/widgets/finding/accepted", test_accepted);
  g_test_add_func ("/widgets/finding/one-action", test_one_action);
  g_test_add_func ("/widgets/finding/command", test_command);
  g_test_add_func ("/widgets/finding/letter", test_letter);
  g_test_add_func ("/widgets/finding/guide", test_guide);
  g_test_add_func ("/widgets/finding/link-without-browser", test_link_without_browser);

  return g_test_run ();
}
