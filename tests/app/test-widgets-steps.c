/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include <string.h>

#include "app/widgets/postern-step-list.h"
#include "app/widgets/postern-step-row.h"

#define REPLY "535 5.7.139 Authentication unsuccessful\r\n"

static GtkListBox *
get_list (GtkWidget *steps)
{
  return GTK_LIST_BOX (adw_bin_get_child (ADW_BIN (steps)));
}

static GtkWidget *
get_row (GtkWidget   *steps,
         PosternStep  step)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (steps), i)) != NULL; i++)
    {
      if (postern_step_row_get_step (POSTERN_STEP_ROW (row)) == step)
        return GTK_WIDGET (row);
    }

  return NULL;
}

static void
assert_steps (GtkWidget         *steps,
              const PosternStep *expected,
              guint              n_expected)
{
  for (guint i = 0; i < n_expected; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_list (steps), (int) i);

      g_assert_nonnull (row);
      g_assert_cmpint (postern_step_row_get_step (POSTERN_STEP_ROW (row)), ==, expected[i]);
    }
  g_assert_null (gtk_list_box_get_row_at_index (get_list (steps), (int) n_expected));
}

static void
take (GtkWidget        *steps,
      PosternStep       step,
      PosternStepState  state,
      double            milliseconds)
{
  const PosternTestEvent event = { step, state, milliseconds, NULL, NULL };

  postern_step_list_take_event (POSTERN_STEP_LIST (steps), &event);
}

static void
assert_name (GtkWidget   *steps,
             PosternStep  step,
             const char  *end)
{
  g_autofree char *name = g_strconcat (postern_step_get_title (step), ": ", end, NULL);

  gtk_test_accessible_assert_property (get_row (steps, step), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_order (void)
{
  static const PosternStep starttls[] = {
    POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO, POSTERN_STEP_STARTTLS,
    POSTERN_STEP_TLS, POSTERN_STEP_EHLO_TLS, POSTERN_STEP_AUTH, POSTERN_STEP_MAIL, POSTERN_STEP_RCPT,
    POSTERN_STEP_DATA, POSTERN_STEP_QUIT,
  };
  static const PosternStep tls_sign_in[] = {
    POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_TLS, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO,
    POSTERN_STEP_AUTH, POSTERN_STEP_QUIT,
  };
  GtkWidget *steps = postern_step_list_new ();
  GtkWidget *window = widgets_show (steps);

  postern_step_list_reset (POSTERN_STEP_LIST (steps), FALSE, POSTERN_SECURITY_STARTTLS);
  assert_steps (steps, starttls, G_N_ELEMENTS (starttls));
  postern_step_list_reset (POSTERN_STEP_LIST (steps), TRUE, POSTERN_SECURITY_TLS);
  assert_steps (steps, tls_sign_in, G_N_ELEMENTS (tls_sign_in));
  postern_step_list_reset (POSTERN_STEP_LIST (steps), FALSE, POSTERN_SECURITY_NONE);
  g_assert_null (get_row (steps, POSTERN_STEP_TLS));
  take (steps, POSTERN_STEP_TLS, POSTERN_STEP_STATE_SKIPPED, 0);
  g_assert_null (get_row (steps, POSTERN_STEP_TLS));

  widgets_close (window, steps);
}

static void
test_states (void)
{
  GtkWidget *steps = postern_step_list_new ();
  GtkWidget *window = widgets_show (steps);
  GtkWidget *row;

  postern_step_list_reset (POSTERN_STEP_LIST (steps), FALSE, POSTERN_SECURITY_STARTTLS);
  row = get_row (steps, POSTERN_STEP_AUTH);
  assert_name (steps, POSTERN_STEP_AUTH, "not begun");
  g_assert_true (gtk_widget_has_css_class (row, "pending"));
  take (steps, POSTERN_STEP_AUTH, POSTERN_STEP_STATE_RUNNING, 0);
  assert_name (steps, POSTERN_STEP_AUTH, "in progress");
  take (steps, POSTERN_STEP_AUTH, POSTERN_STEP_STATE_OK, 34.6);
  assert_name (steps, POSTERN_STEP_AUTH, "done, 35 milliseconds");
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "35 ms"));
  g_assert_true (gtk_widget_has_css_class (row, "done"));
  g_assert_false (gtk_widget_has_css_class (row, "pending"));
  take (steps, POSTERN_STEP_MAIL, POSTERN_STEP_STATE_SKIPPED, 0);
  assert_name (steps, POSTERN_STEP_MAIL, "left out");

  postern_step_list_reset (POSTERN_STEP_LIST (steps), FALSE, POSTERN_SECURITY_STARTTLS);
  assert_name (steps, POSTERN_STEP_AUTH, "not begun");

  widgets_close (window, steps);
}

static void
test_failure (void)
{
  g_autoptr (PosternSmtpReply) reply = postern_smtp_reply_parse (REPLY, strlen (REPLY), NULL);
  g_autofree char *words = postern_smtp_reply_to_text (reply);
  const PosternTestEvent event = { POSTERN_STEP_AUTH, POSTERN_STEP_STATE_FAILED, 1, reply, NULL };
  GtkWidget *steps = postern_step_list_new ();
  GtkWidget *window = widgets_show (steps);
  GtkWidget *row;

  postern_step_list_reset (POSTERN_STEP_LIST (steps), TRUE, POSTERN_SECURITY_STARTTLS);
  postern_step_list_take_event (POSTERN_STEP_LIST (steps), &event);
  row = get_row (steps, POSTERN_STEP_AUTH);
  assert_name (steps, POSTERN_STEP_AUTH, "failed, 1 millisecond");
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, words));

  widgets_close (window, steps);
}

/* A server that can't be reached says nothing; then the error speaks. */
static void
test_failure_without_reply (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "Nothing listens there.");
  const PosternTestEvent event = { POSTERN_STEP_CONNECT, POSTERN_STEP_STATE_FAILED, 3, NULL, error };
  GtkWidget *steps = postern_step_list_new ();
  GtkWidget *window = widgets_show (steps);

  postern_step_list_reset (POSTERN_STEP_LIST (steps), TRUE, POSTERN_SECURITY_STARTTLS);
  postern_step_list_take_event (POSTERN_STEP_LIST (steps), &event);
  g_assert_nonnull (widgets_find (get_row (steps, POSTERN_STEP_CONNECT), GTK_TYPE_LABEL, "Nothing listens there."));

  widgets_close (window, steps);
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/steps/order", test_order);
  g_test_add_func ("/widgets/steps/states", test_states);
  g_test_add_func ("/widgets/steps/failure", test_failure);
  g_test_add_func ("/widgets/steps/failure-without-reply", test_failure_without_reply);

  return g_test_run ();
}
