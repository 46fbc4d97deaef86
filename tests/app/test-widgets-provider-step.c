/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include <glib/gstdio.h>

#include "app/widgets/postern-figure.h"
#include "app/widgets/postern-provider-step-row.h"

/* Opened by a program that this test installs for itself. */
#define ADDRESS "x-postern-test://security-info"
#define FIGURES "/io/github/postern/Postern/figures/"

static char *opened_path;

static PosternTrouble troubles[] = {
  { (char *) "no-choice", (char *) "admin", (char *) "There is no such choice", (char *) "It is switched off." },
  { (char *) "number", (char *) "you", (char *) "A number is asked for", (char *) "Type it." },
};

static GtkWidget *
make_row (const char *figure)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  PosternLink link = { (char *) "Open Security info", (char *) ADDRESS };
  const PosternProviderStep step = {
    (char *) "sign-in", (char *) "Sign in & look", (char *) "Use the account that sends.", &link, (char *) figure,
    (char *) "A page with a button", list,
  };

  g_ptr_array_add (list, &troubles[0]);
  g_ptr_array_add (list, &troubles[1]);

  return postern_provider_step_row_new (&step, 2);
}

static void
install_opener (void)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *applications = g_build_filename (folder, "applications", NULL);
  g_autofree char *program = g_build_filename (folder, "open", NULL);
  g_autofree char *desktop = g_build_filename (applications, "opener.desktop", NULL);
  g_autofree char *list = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ncd %s && echo \"$1\" >part && mv part opened\n", folder);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Opener\nExec=%s %%u\n"
                                            "MimeType=x-scheme-handler/x-postern-test;\n", program);

  opened_path = g_build_filename (folder, "opened", NULL);
  g_assert_cmpint (g_mkdir (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list, "[Default Applications]\nx-scheme-handler/x-postern-test=opener.desktop\n",
                                      -1, NULL));
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
is_opened (gpointer data)
{
  return g_file_test (opened_path, G_FILE_TEST_EXISTS);
}

static void
test_done (void)
{
  GtkWidget *row = make_row (NULL);
  GtkWidget *window = widgets_show (row);
  GtkWidget *check = widgets_find (row, GTK_TYPE_CHECK_BUTTON, "Sign in & look");
  gboolean done = FALSE;

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "2. Sign in & look");
  g_assert_cmpstr (postern_provider_step_row_get_step_id (POSTERN_PROVIDER_STEP_ROW (row)), ==, "sign-in");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_object_get (row, "done", &done, NULL);
  g_assert_true (done);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_object_set (row, "done", FALSE, NULL);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_test_accessible_assert_state (check, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);

  widgets_close (window, row);
}

static void
test_troubles (void)
{
  GtkWidget *row = make_row (NULL);
  GtkWidget *window = widgets_show (row);
  GtkWidget *expander = widgets_find (row, GTK_TYPE_EXPANDER, "I don’t see this");

  g_assert_nonnull (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "There is no such choice"));
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "It is switched off."));
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "Your administrator must act"));
  g_assert_nonnull (widgets_find (row, GTK_TYPE_LABEL, "You can fix this"));
  g_assert_null (widgets_find (row, GTK_TYPE_BUTTON, "It is not there: find out why"));

  widgets_close (window, row);
}

static void
test_bare_step (void)
{
  const PosternProviderStep step = { (char *) "name", (char *) "Give it a name", (char *) "Any will do." };
  GtkWidget *row = postern_provider_step_row_new (&step, 1);
  GtkWidget *window = widgets_show (row);

  g_assert_null (widgets_find (row, GTK_TYPE_EXPANDER, "I don’t see this"));
  g_assert_null (widgets_find (row, GTK_TYPE_BUTTON, "Open Security info"));

  widgets_close (window, row);
}

static void
keep_id_cb (char       **slot,
            const char  *id)
{
  *slot = g_strdup (id);
}

static void
test_guide (void)
{
  const PosternProviderStep step = {
    .id = (char *) "name", .title = (char *) "Give it a name", .text = (char *) "Any will do.",
    .guide = (char *) "no-name",
  };
  GtkWidget *row = postern_provider_step_row_new (&step, 1);
  GtkWidget *window = widgets_show (row);
  g_autofree char *id = NULL;

  g_signal_connect_swapped (row, "guide-wanted", G_CALLBACK (keep_id_cb), &id);
  widgets_press (row, "It is not there: find out why");
  g_assert_cmpstr (id, ==, "no-name");

  widgets_close (window, row);
}

static void
test_link (void)
{
  GtkWidget *row = make_row (NULL);
  GtkWidget *window = widgets_show (row);
  g_autofree char *opened = NULL;
  guint clock = g_timeout_add (50, wake, NULL);

  widgets_press (row, "Open Security info");
  postern_test_wait (is_opened, NULL);
  g_source_remove (clock);
  g_assert_true (g_file_get_contents (opened_path, &opened, NULL, NULL));
  g_assert_cmpstr (opened, ==, ADDRESS "\n");

  widgets_close (window, row);
}

static void
test_figure (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *figure = postern_figure_new ("security-info", "A page with a button");
  GtkWidget *window;
  int least = 0;
  int narrow = 0;
  int wide = 0;

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = widgets_show (figure);
  g_assert_cmpstr (postern_figure_get_resource (POSTERN_FIGURE (figure)), ==, FIGURES "security-info-light.svg");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpstr (postern_figure_get_resource (POSTERN_FIGURE (figure)), ==, FIGURES "security-info-dark.svg");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_test_accessible_assert_role (figure, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (figure, GTK_ACCESSIBLE_PROPERTY_LABEL, "A page with a button");
  gtk_widget_measure (figure, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (figure, GTK_ORIENTATION_VERTICAL, 200, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (figure, GTK_ORIENTATION_VERTICAL, 400, &wide, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 0);
  g_assert_cmpint (least, <, narrow);
  g_assert_cmpint (ABS (wide - 2 * narrow), <=, 1);

  widgets_close (window, figure);
}

static void
test_missing_figure (void)
{
  g_autoptr (GtkWidget) figure = g_object_ref_sink (postern_figure_new ("no-such-drawing", NULL));

  g_assert_null (postern_figure_get_resource (POSTERN_FIGURE (figure)));
  g_assert_false (gtk_widget_get_visible (figure));
  postern_figure_set_name (POSTERN_FIGURE (figure), "security-info");
  g_assert_true (gtk_widget_get_visible (figure));
  postern_figure_set_name (POSTERN_FIGURE (figure), NULL);
  g_assert_false (gtk_widget_get_visible (figure));
}

static void
test_figure_in_row (void)
{
  GtkWidget *row = make_row ("security-info");
  GtkWidget *window = widgets_show (row);

  g_assert_nonnull (widgets_find (row, POSTERN_TYPE_FIGURE, "A page with a button"));

  widgets_close (window, row);
}

int
main (int    argc,
      char **argv)
{
  int status;

  install_opener ();
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/provider-step/done", test_done);
  g_test_add_func ("/widgets/provider-step/troubles", test_troubles);
  g_test_add_func ("/widgets/provider-step/bare-step", test_bare_step);
  g_test_add_func ("/widgets/provider-step/guide", test_guide);
  g_test_add_func ("/widgets/provider-step/link", test_link);
  g_test_add_func ("/widgets/provider-step/figure", test_figure_in_row);
  g_test_add_func ("/widgets/figure/colours-and-size", test_figure);
  g_test_add_func ("/widgets/figure/missing", test_missing_figure);

  status = g_test_run ();
  g_free (opened_path);

  return status;
}
