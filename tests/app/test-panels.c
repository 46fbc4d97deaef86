/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include <string.h>

#include "app/panels/postern-host-probe-panel.h"
#include "app/panels/postern-probe-panel.h"
#include "app/panels/postern-reply-panel.h"
#include "app/postern-explain-window.h"
#include "app/widgets/postern-finding-card.h"

/* A refusal with a letter, and one about the way there. */
#define DISABLED "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
#define TIMED_OUT "SMTP connect() failed. Connection timed out (110)"

typedef struct
{
  PosternContext *context;
  GtkWidget      *parent;
  GtkWidget      *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = pages_new_context ();
  fixture->parent = widgets_show (gtk_label_new ("Postern"));
  fixture->window = postern_explain_window_new (GTK_WINDOW (fixture->parent), fixture->context, data);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  widgets_close (fixture->parent, fixture->window);
  g_object_unref (fixture->context);
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static void
paste (Fixture    *fixture,
       GType       panel,
       const char *text)
{
  GtkWidget *view = find_type (find_type (fixture->window, panel), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Wanted;

static gboolean
is_there (gpointer wanted)
{
  return widgets_find (((Wanted *) wanted)->root, GTK_TYPE_LABEL, ((Wanted *) wanted)->text) != NULL;
}

static void
wait_for (Fixture    *fixture,
          const char *text)
{
  Wanted wanted = { fixture->window, text };

  postern_test_wait (is_there, &wanted);
}

static void
switch_to (Fixture            *fixture,
           PosternExplainView  view)
{
  postern_explain_window_show (POSTERN_EXPLAIN_WINDOW (fixture->window), view, NULL);
}

/* The button of a letter puts all of it on the clipboard, and a notice says to whom it goes. */
static void
test_letter (Fixture       *fixture,
             gconstpointer  provider)
{
  g_autofree char *letter = NULL;

  widgets_clear_clipboard ();
  paste (fixture, POSTERN_TYPE_REPLY_PANEL, DISABLED);
  widgets_press (fixture->window, "Explain");
  wait_for (fixture, "Your organisation has switched off sending with a password");
  widgets_press (fixture->window, "Write the letter");
  wait_for (fixture, "Letter copied. Paste it into a mail to your administrator.");
  letter = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_true (g_str_has_prefix (letter, "Subject: "));
  g_assert_nonnull (strstr (letter, "“" DISABLED "”"));
  g_assert_nonnull (strstr (letter, "Set-TransportConfig -SmtpClientAuthenticationDisabled $false"));
  g_assert_null (strpbrk (letter, "{}"));
}

/* Only a finding about the way to the server leads to the look at it. */
static void
test_look_offered (Fixture       *fixture,
                   gconstpointer  provider)
{
  GtkWidget *panel = find_type (fixture->window, POSTERN_TYPE_PROBE_PANEL);
  g_autofree char *view = NULL;

  paste (fixture, POSTERN_TYPE_REPLY_PANEL, DISABLED);
  widgets_press (fixture->window, "Explain");
  wait_for (fixture, "Your organisation has switched off sending with a password");
  g_assert_null (widgets_find (fixture->window, GTK_TYPE_BUTTON, "Look at the server"));

  paste (fixture, POSTERN_TYPE_REPLY_PANEL, TIMED_OUT);
  widgets_press (fixture->window, "Explain");
  wait_for (fixture, "Your website or device could not reach the mail server");
  widgets_press (fixture->window, "Look at the server");
  g_object_get (fixture->window, "view", &view, NULL);
  g_assert_cmpstr (view, ==, "server");
  g_assert_cmpstr (gtk_editable_get_text (pages_get_entry (panel, "Server, domain or e-mail address")), ==,
                   "smtp.office365.com");
}

static gboolean
has_refused (gpointer panel)
{
  return pages_shows_error (panel, "“two words” is no server name*");
}

/* The practice server's ports, as text on the clipboard too; then another one, which is none. */
static void
test_look (Fixture       *fixture,
           gconstpointer  provider)
{
  GtkWidget *panel = find_type (fixture->window, POSTERN_TYPE_PROBE_PANEL);
  g_autofree char *text = NULL;

  postern_explain_window_show (POSTERN_EXPLAIN_WINDOW (fixture->window), POSTERN_EXPLAIN_SERVER, "ok@practice.example");
  wait_for (fixture, "Mail of practice.example is sent through Practice server, whose server is localhost.");
  g_assert_nonnull (widgets_find (panel, GTK_TYPE_LABEL, "Works, encrypted with TLS 1.3"));
  g_assert_nonnull (postern_context_get_desk (fixture->context, "localhost"));
  widgets_press (panel, "Copy as text");
  text = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_true (g_str_has_prefix (text, "localhost ("));
  g_assert_nonnull (strstr (text, "Works, encrypted with TLS 1.3\n    Encryption: TLS 1.3, STARTTLS, "));
  g_assert_nonnull (strstr (text, "Certificate for: localhost"));
  g_assert_nonnull (strstr (text, "The server says: 220 "));

  postern_probe_panel_set_server (POSTERN_PROBE_PANEL (panel), "two words");
  widgets_press (panel, "Look");
  postern_test_wait (has_refused, panel);
  g_assert_null (widgets_find (panel, GTK_TYPE_BUTTON, "Copy as text"));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  provider)
{
  GtkWidget *panel = find_type (fixture->window, POSTERN_TYPE_PROBE_PANEL);

  postern_explain_window_show (POSTERN_EXPLAIN_WINDOW (fixture->window), POSTERN_EXPLAIN_SERVER, "localhost");
  g_assert_false (gtk_widget_get_sensitive (widgets_find (panel, GTK_TYPE_BUTTON, "Look")));
  widgets_press (panel, "Stop");
  wait_for (fixture, "Stopped before the end, so it says nothing.");
  g_assert_true (gtk_widget_get_sensitive (widgets_find (panel, GTK_TYPE_BUTTON, "Look")));
  g_assert_null (widgets_find (panel, GTK_TYPE_BUTTON, "Stop"));
}

/* Each kind has its own script and steps; another server makes them void. */
static void
test_script (Fixture       *fixture,
             gconstpointer  provider)
{
  GtkWidget *panel = find_type (fixture->window, POSTERN_TYPE_HOST_PROBE_PANEL);
  g_autofree char *script = NULL;

  switch_to (fixture, POSTERN_EXPLAIN_HOST);
  widgets_press (panel, "Copy the script");
  wait_for (fixture, "How to run it");
  script = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_true (g_str_has_prefix (script, "<?php\n"));
  g_assert_nonnull (strstr (script, "$host = 'smtp.office365.com';"));
  g_assert_nonnull (widgets_find (panel, GTK_TYPE_LABEL,
                                  "The file deletes itself. If the page says that it could not, delete it."));
  postern_host_probe_panel_set_server (POSTERN_HOST_PROBE_PANEL (panel), "mail.example.org");
  g_assert_null (widgets_find (panel, GTK_TYPE_LABEL, "How to run it"));
}

/* What was seen from here a moment ago is what the probe is compared with. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  provider)
{
  static const char desk[] = "{\"host\":\"smtp.office365.com\",\"addresses\":[\"192.0.2.1\"],\"ports\":[{\"port\":587,"
                             "\"reach\":\"open\",\"usable\":true}]}";
  GtkWidget *panel = find_type (fixture->window, POSTERN_TYPE_HOST_PROBE_PANEL);

  postern_context_take_desk (fixture->context, postern_desk_new_from_json (desk, NULL));
  switch_to (fixture, POSTERN_EXPLAIN_HOST);
  paste (fixture, POSTERN_TYPE_HOST_PROBE_PANEL, "-----BEGIN POSTERN HOST PROBE-----\nhost: smtp.office365.com\n"
         "port: 587\nconnect: timed-out\n-----END POSTERN HOST PROBE-----\n");
  widgets_press (panel, "Compare");
  wait_for (fixture, "Your web host blocks all ways to smtp.office365.com");
  widgets_press (panel, "Write the letter");
  wait_for (fixture, "Letter copied. Paste it into a mail to your web host.");
}

int
main (int    argc,
      char **argv)
{
  pages_init (&argc, &argv);

#define ADD(path, provider, test) g_test_add (path, Fixture, provider, set_up, test, tear_down)
  ADD ("/panels/letter", "microsoft365", test_letter);
  ADD ("/panels/look-offered", "microsoft365", test_look_offered);
  ADD ("/panels/look", NULL, test_look);
  ADD ("/panels/stop", NULL, test_stop);
  ADD ("/panels/script", "microsoft365", test_script);
  ADD ("/panels/compare", "microsoft365", test_compare);

  return g_test_run ();
}
