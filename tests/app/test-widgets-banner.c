/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-widget-utils.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_message (void)
{
  GtkWidget *banner = postern_banner_new ("One & two");
  GtkWidget *window = widgets_show (banner);

  g_assert_false (postern_banner_get_revealed (POSTERN_BANNER (banner)));
  gtk_test_accessible_assert_role (banner, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_test_accessible_assert_state (banner, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  postern_banner_show_message (POSTERN_BANNER (banner), "error", "The keyring is locked & closed");
  g_assert_true (postern_banner_get_revealed (POSTERN_BANNER (banner)));
  g_assert_cmpstr (postern_banner_get_severity (POSTERN_BANNER (banner)), ==, "error");
  g_assert_true (gtk_widget_has_css_class (banner, "error-banner"));
  g_assert_false (gtk_widget_has_css_class (banner, "info-banner"));
  gtk_test_accessible_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "The keyring is locked & closed");
  gtk_test_accessible_assert_state (banner, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  g_assert_nonnull (widgets_find (banner, GTK_TYPE_LABEL, "The keyring is locked & closed"));

  widgets_close (window, banner);
}

static void
test_button (void)
{
  GtkWidget *banner = postern_banner_new ("The keyring is locked.");
  GtkWidget *window = widgets_show (banner);
  guint clicked = 0;

  g_signal_connect_swapped (banner, "button-clicked", G_CALLBACK (count_cb), &clicked);
  postern_banner_set_revealed (POSTERN_BANNER (banner), TRUE);
  g_assert_null (widgets_find (banner, GTK_TYPE_BUTTON, "_Unlock"));
  postern_banner_set_button_label (POSTERN_BANNER (banner), "_Unlock");
  widgets_press (banner, "_Unlock");
  g_assert_cmpuint (clicked, ==, 1);
  postern_banner_set_button_label (POSTERN_BANNER (banner), NULL);
  g_assert_null (widgets_find (banner, GTK_TYPE_BUTTON, "_Unlock"));

  widgets_close (window, banner);
}

static void
test_notify (void)
{
  static const char *const signals[] = {
    "notify::title", "notify::severity", "notify::button-label", "notify::revealed",
  };
  g_autoptr (GObject) banner = g_object_ref_sink (G_OBJECT (postern_banner_new ("One")));
  guint notified = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (banner, signals[i], G_CALLBACK (count_cb), &notified);
  g_object_set (banner, "title", "One", "severity", "info", "button-label", NULL, "revealed", FALSE, NULL);
  g_assert_cmpuint (notified, ==, 0);
  g_object_set (banner, "title", "Two", "severity", "success", "button-label", "_Go", "revealed", TRUE, NULL);
  g_assert_cmpuint (notified, ==, 4);
}

static void
test_button_name (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *window = widgets_show (button);
  GtkWidget *next = gtk_button_new_with_mnemonic ("_Next");

  postern_app_set_button_name (GTK_BUTTON (button), "Copy");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy");
  g_object_ref_sink (next);
  postern_app_set_button_name (GTK_BUTTON (next), NULL);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (next), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_finalize_object (next);

  widgets_close (window, button);
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/banner/message", test_message);
  g_test_add_func ("/widgets/banner/button", test_button);
  g_test_add_func ("/widgets/banner/notify", test_notify);
  g_test_add_func ("/widgets/banner/button-name", test_button_name);

  return g_test_run ();
}
