/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/pages/postern-retry-group.h"

typedef struct
{
  GtkWidget         *window;
  PosternRetryGroup *group;
  guint              due;
} Fixture;

static void
due_cb (Fixture *fixture)
{
  fixture->due++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *group = postern_retry_group_new ();

  fixture->group = POSTERN_RETRY_GROUP (group);
  fixture->window = widgets_show (group);
  g_signal_connect_swapped (group, "due", G_CALLBACK (due_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  widgets_close (fixture->window, fixture->group);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return widgets_find (GTK_WIDGET (fixture->group), GTK_TYPE_LABEL, text) != NULL;
}

static gboolean
is_due (gpointer fixture)
{
  return ((Fixture *) fixture)->due > 0;
}

static gboolean
has_counted (gpointer fixture)
{
  return shows (fixture, "Tries again by itself in 4:58");
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  postern_retry_group_wait (fixture->group, 300);
  g_assert_true (shows (fixture, "Tries again by itself in 5:00"));
  postern_test_wait (has_counted, fixture);
  g_assert_cmpuint (fixture->due, ==, 0);
}

static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  postern_retry_group_wait (fixture->group, 1);
  postern_test_wait (is_due, fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
}

static void
test_now (Fixture       *fixture,
          gconstpointer  data)
{
  postern_retry_group_wait (fixture->group, 300);
  widgets_press (GTK_WIDGET (fixture->group), "Try now");
  g_assert_cmpuint (fixture->due, ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
}

static void
over_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
}

static gboolean
is_over (gpointer over)
{
  return *(gboolean *) over;
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  gboolean over = FALSE;

  g_timeout_add_once (2000, over_cb, &over);
  postern_retry_group_wait (fixture->group, 1);
  widgets_press (GTK_WIDGET (fixture->group), "Don’t try again");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));
  postern_test_wait (is_over, &over);
  g_assert_cmpuint (fixture->due, ==, 0);
}

/* By itself only so often in a row; then it says so. */
static void
test_bounded (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < POSTERN_RETRY_MOST; i++)
    {
      fixture->due = 0;
      postern_retry_group_wait (fixture->group, 1);
      postern_test_wait (is_due, fixture);
    }
  postern_retry_group_wait (fixture->group, 1);
  g_assert_false (shows (fixture, "Tries again by itself in 0:01"));
  g_assert_null (widgets_find (GTK_WIDGET (fixture->group), GTK_TYPE_BUTTON, "Don’t try again"));
  g_assert_nonnull (widgets_find (GTK_WIDGET (fixture->group), GTK_TYPE_BUTTON, "Try now"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->group)));

  postern_retry_group_reset (fixture->group);
  postern_retry_group_wait (fixture->group, 1);
  g_assert_true (shows (fixture, "Tries again by itself in 0:01"));
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/pages/retry/counts", test_counts);
  ADD ("/pages/retry/due", test_due);
  ADD ("/pages/retry/now", test_now);
  ADD ("/pages/retry/cancelled", test_cancelled);
  ADD ("/pages/retry/bounded", test_bounded);

  return g_test_run ();
}
