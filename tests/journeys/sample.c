/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

/* A window with one of each thing that the driver must be able to handle, for the driver's own test. */
typedef struct
{
  GtkWindow    *window;
  GtkStack     *stack;
  GtkEditable  *name;
  GtkEditable  *password;
  GtkLabel     *result;
} Sample;

static void
show_result (Sample     *sample,
             const char *text)
{
  gtk_label_set_label (sample->result, text);
}

static void
next_clicked_cb (Sample *sample)
{
  g_autofree char *text = g_strdup_printf ("Hello %s, your password has %ld letters",
                                           gtk_editable_get_text (sample->name),
                                           g_utf8_strlen (gtk_editable_get_text (sample->password), -1));

  show_result (sample, text);
  gtk_stack_set_visible_child_name (sample->stack, "second");
}

static void
back_clicked_cb (Sample *sample)
{
  gtk_stack_set_visible_child_name (sample->stack, "first");
}

static void
row_activated_cb (Sample        *sample,
                  GtkListBoxRow *row)
{
  g_autofree char *text =
      g_strdup_printf ("You took: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  show_result (sample, text);
}

static void
check_toggled_cb (GtkCheckButton *check,
                  GtkWidget      *next)
{
  gtk_widget_set_sensitive (next, gtk_check_button_get_active (check));
}

/* GTK 4.8 shows assistive technology all pages of a stack. */
static void
visible_child_changed_cb (GtkStack *stack)
{
  GtkWidget *visible = gtk_stack_get_visible_child (stack);

  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != visible, -1);
}

static GtkWidget *
create_mnemonic_button (const char *label,
                        GCallback   clicked,
                        Sample     *sample)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_signal_connect_swapped (button, "clicked", clicked, sample);

  return button;
}

static void
append_row (GtkListBox *list,
            const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (list, row);
}

static void
said_yes_cb (Sample *sample)
{
  show_result (sample, "You said yes");
}

static void
ask_clicked_cb (Sample *sample)
{
  GtkWidget *dialog = adw_message_dialog_new (sample->window, "Did it arrive?", NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "no", "No", "yes", "Yes", NULL);
  g_signal_connect_swapped (dialog, "response::yes", G_CALLBACK (said_yes_cb), sample);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
create_list (Sample *sample)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  append_row (GTK_LIST_BOX (list), "Apple");
  append_row (GTK_LIST_BOX (list), "Pear");
  for (guint i = 1; i <= 15; i++)
    {
      g_autofree char *title = g_strdup_printf ("Quince %u", i);

      append_row (GTK_LIST_BOX (list), title);
    }
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), sample);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
create_first_page (Sample *sample)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *check_row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *next = create_mnemonic_button ("_Next", G_CALLBACK (next_clicked_cb), sample);

  sample->name = GTK_EDITABLE (adw_entry_row_new ());
  sample->password = GTK_EDITABLE (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (sample->name), "Your name");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (sample->password), "App password");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (check_row), "I have read it");
  adw_action_row_add_prefix (ADW_ACTION_ROW (check_row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (check_row), check);
  gtk_widget_set_sensitive (next, FALSE);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), next);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (sample->name));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (sample->password));
  gtk_list_box_append (GTK_LIST_BOX (list), check_row);
  gtk_box_append (GTK_BOX (page), list);
  gtk_box_append (GTK_BOX (page), gtk_entry_new ());
  gtk_box_append (GTK_BOX (page), next);

  return page;
}

static GtkWidget *
create_second_page (Sample *sample)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  sample->result = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (sample->result));
  gtk_box_append (GTK_BOX (page), create_list (sample));
  gtk_box_append (GTK_BOX (page), create_mnemonic_button ("_Ask", G_CALLBACK (ask_clicked_cb), sample));
  gtk_box_append (GTK_BOX (page), create_mnemonic_button ("_Back", G_CALLBACK (back_clicked_cb), sample));

  return page;
}

static void
activate_cb (AdwApplication *application,
             Sample         *sample)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  sample->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (sample->stack, create_first_page (sample), "first");
  gtk_stack_add_named (sample->stack, create_second_page (sample), "second");
  g_signal_connect (sample->stack, "notify::visible-child", G_CALLBACK (visible_child_changed_cb), NULL);
  visible_child_changed_cb (sample->stack);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (sample->stack));
  sample->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application)));
  gtk_window_set_title (sample->window, "Sample");
  gtk_window_set_default_size (sample->window, 480, 400);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (sample->window), content);
  gtk_window_present (sample->window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.postern.Sample", G_APPLICATION_NON_UNIQUE);
  Sample sample = { 0 };

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &sample);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
