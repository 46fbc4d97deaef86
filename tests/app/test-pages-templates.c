/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/pages/postern-about-target.h"
#include "app/pages/postern-arrival-group.h"
#include "app/pages/postern-delivery-group.h"
#include "app/pages/postern-hosting-group.h"
#include "app/pages/postern-obstacles-group.h"
#include "app/pages/postern-pages.h"
#include "app/pages/postern-print-group.h"
#include "app/pages/postern-server-group.h"
#include "app/pages/postern-way-group.h"
#include "app/pages/postern-variants-group.h"
#include "app/postern-guide-window.h"
#include "app/panels/postern-host-probe-panel.h"
#include "app/panels/postern-probe-panel.h"
#include "app/panels/postern-reply-panel.h"
#include "app/postern-home.h"
#include "app/postern-record-facts.h"
#include "app/postern-record-history.h"
#include "app/postern-record-news.h"
#include "app/postern-record-page.h"
#include "app/postern-record-row.h"
#include "app/postern-window.h"
#include "app/postern-wizard.h"
#include "app/widgets/postern-action-item.h"
#include "app/widgets/postern-answer-button.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-copy-row.h"
#include "app/widgets/postern-delivery-row.h"
#include "app/widgets/postern-figure.h"
#include "app/widgets/postern-finding-card.h"
#include "app/widgets/postern-guide-view.h"
#include "app/widgets/postern-part-view.h"
#include "app/widgets/postern-port-row.h"
#include "app/widgets/postern-provider-step-row.h"
#include "app/widgets/postern-remedy-item.h"
#include "app/widgets/postern-step-list.h"
#include "app/widgets/postern-step-row.h"
#include "app/widgets/postern-trouble-item.h"
#include "app/widgets/postern-way-row.h"

#define RESOURCES "/io/github/postern/Postern/ui/"

/* Every template makes its widget without a complaint, and every widget goes when its last reference does. */

static GType (*const plain_types[]) (void) = {
  postern_action_item_get_type,  postern_arrival_group_get_type,      postern_banner_get_type,
  postern_choice_row_get_type,   postern_copy_row_get_type,           postern_figure_get_type,
  postern_finding_card_get_type, postern_provider_step_row_get_type,  postern_server_group_get_type,
  postern_step_list_get_type,    postern_step_row_get_type,           postern_trouble_item_get_type,
  postern_record_row_get_type,   postern_home_get_type,               postern_answer_button_get_type,
  postern_guide_view_get_type,   postern_port_row_get_type,           postern_reply_panel_get_type,
  postern_probe_panel_get_type,  postern_host_probe_panel_get_type,   postern_delivery_group_get_type,
  postern_delivery_row_get_type, postern_hosting_group_get_type,      postern_way_group_get_type,
  postern_way_row_get_type,
  postern_delivery_row_get_type,  postern_about_target_get_type,      postern_obstacles_group_get_type,
  postern_print_group_get_type,   postern_variants_group_get_type,    postern_part_view_get_type,
  postern_remedy_item_get_type,   postern_record_facts_get_type,      postern_record_news_get_type,
  postern_record_history_get_type, postern_record_page_get_type,
};

static void
test_plain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_types); i++)
    {
      GObject *widget = g_object_new (plain_types[i] (), NULL);

      g_test_message ("%s", G_OBJECT_TYPE_NAME (widget));
      g_object_ref_sink (widget);
      g_assert_finalize_object (widget);
    }
}

/* With all answers, and again with none, as a damaged or an old record may have it. */
static void
test_pages (void)
{
  for (guint i = 0; i < 2 * POSTERN_N_PAGES; i++)
    {
      g_autoptr (PosternContext) context = pages_new_context ();
      PosternRecord *record = i % 2 == 0 ? pages_new_record ("laravel") : postern_record_new ();
      GtkWidget *page = pages_show (postern_pages[i / 2].get_type (), context, record);

      g_test_message ("%s", postern_pages[i / 2].id);
      postern_page_enter (POSTERN_PAGE (page));
      pages_close (page);
      g_assert_finalize_object (record);
      g_assert_finalize_object (g_steal_pointer (&context));
    }
}

static void
test_wizard (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  PosternRecord *record = pages_new_record ("laravel");
  GtkWidget *wizard = postern_wizard_new (context, record);
  GtkWidget *window = widgets_show (wizard);

  for (guint i = 0; i < POSTERN_N_PAGES; i++)
    gtk_widget_activate_action (wizard, "wizard.back", NULL);
  widgets_close (window, wizard);
  g_assert_finalize_object (record);
  g_assert_finalize_object (g_steal_pointer (&context));
}

static gboolean
is_gone (gpointer weak_pointer)
{
  return *(gpointer *) weak_pointer == NULL;
}

static void
test_window (void)
{
  g_autoptr (GtkApplication) application =
    GTK_APPLICATION (adw_application_new ("io.github.postern.Test", G_APPLICATION_NON_UNIQUE));
  GtkWidget *window = NULL;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = postern_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "win.practise", NULL);
  gtk_widget_activate_action (window, "win.new", NULL);
  gtk_widget_activate_action (window, "win.home", NULL);
  gtk_widget_activate_action (window, "win.open", "s", "0000-not-there");
  gtk_widget_activate_action (window, "win.practise", NULL);
  gtk_widget_activate_action (window, "win.explain", "s", "");
  gtk_widget_activate_action (window, "win.ready-check", NULL);
  gtk_widget_activate_action (window, "win.look-ups", NULL);
  gtk_window_close (GTK_WINDOW (window));
  postern_test_wait (is_gone, &window);
}

/* With a record of each state. */
static void
test_record_page (void)
{
  for (guint state = POSTERN_RECORD_DRAFT; state <= POSTERN_RECORD_RETIRED; state++)
    {
      g_autoptr (PosternContext) context = pages_new_context ();
      PosternRecord *record = pages_new_record ("laravel");
      GtkWidget *page = NULL;
      GtkWidget *window = NULL;

      postern_record_set_state (record, (PosternRecordState) state);
      postern_record_set_used_at (record, "the till\nthe shop");
      postern_record_set_review_date (record, "2026-01-01");
      g_assert_true (postern_store_save (postern_context_get_store (context), record, NULL));
      page = postern_record_page_new (context, record);
      window = widgets_show (page);
      postern_record_set_name (record, "Another name");
      widgets_close (window, page);
      g_assert_cmpstr (postern_record_get_used_at (record), ==, "the till\nthe shop");
      g_assert_finalize_object (g_steal_pointer (&context));
      g_assert_finalize_object (record);
    }
}

static void
test_guide (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  GtkWidget *parent = gtk_window_new ();
  PosternGuideWindow *window = postern_guide_window_new (GTK_WINDOW (parent), context, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  postern_guide_window_open (window, "sender-address");
  gtk_window_close (GTK_WINDOW (window));
  postern_test_wait (is_gone, &window);
  window = postern_guide_window_new (GTK_WINDOW (parent), context, NULL);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  postern_guide_window_open (window, "not-there");
  postern_test_wait (is_gone, &window);
  gtk_window_destroy (GTK_WINDOW (parent));
  g_assert_finalize_object (g_steal_pointer (&context));
}

static char *
name_type (const char *file)
{
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".ui"));
  g_auto (GStrv) words = g_strsplit (stem, "-", -1);

  for (char **word = words; *word != NULL; word++)
    (*word)[0] = g_ascii_toupper ((*word)[0]);

  return g_strjoinv ("", words);
}

/* A new template has to be added above. The tests before this one have registered all others. */
static void
test_complete (void)
{
  static const char *const folders[] = { RESOURCES, RESOURCES "pages/", RESOURCES "panels/",
                                         RESOURCES "widgets/" };
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) files = g_resources_enumerate_children (folders[i], G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      for (char **file = files; *file != NULL; file++)
        {
          g_autofree char *type = g_str_has_suffix (*file, ".ui") ? name_type (*file) : NULL;

          if (type != NULL && g_type_from_name (type) == G_TYPE_INVALID)
            g_error ("No test makes a %s", type);
          count += type != NULL;
        }
    }
  g_assert_cmpuint (count, >, 20);
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

  g_test_add_func ("/pages/templates/plain", test_plain);
  g_test_add_func ("/pages/templates/pages", test_pages);
  g_test_add_func ("/pages/templates/wizard", test_wizard);
  g_test_add_func ("/pages/templates/window", test_window);
  g_test_add_func ("/pages/templates/record-page", test_record_page);
  g_test_add_func ("/pages/templates/guide", test_guide);
  g_test_add_func ("/pages/templates/complete", test_complete);

  return g_test_run ();
}
