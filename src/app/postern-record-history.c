/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-history.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-words.h"

#define MAX_TESTS 50

struct _PosternRecordHistory
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;
};

G_DEFINE_FINAL_TYPE (PosternRecordHistory, postern_record_history, ADW_TYPE_PREFERENCES_GROUP)

static char *
describe_test (const PosternTestResult *test)
{
  g_autofree char *time = postern_record_words_time (test->time);
  g_autofree char *server = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *where = NULL;

  if (test->endpoint != NULL)
    server = g_strdup_printf ("%s:%u", test->endpoint->host, test->endpoint->port);
  if (test->milliseconds > 0)
    /* Translators: %.1f is how many seconds a test took. */
    seconds = g_strdup_printf (_("%.1f s"), test->milliseconds / 1000.0);
  where = postern_record_words_join (server, seconds);

  return postern_record_words_join (time, *where == '\0' ? NULL : where);
}

static GtkWidget *
new_icon (const PosternTestResult *test)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (test->accepted ? "emblem-ok-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, test->accepted ? "success" : "warning");

  return icon;
}

static GtkWidget *
new_transcript (const char *transcript)
{
  GtkWidget *label = gtk_label_new (transcript);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "postern-quote");

  return label;
}

/* Not with the other properties: the texts would be taken for markup before the row knows that they are none. */
static GtkWidget *
new_row (const PosternTestResult *test)
{
  GType type = test->transcript != NULL ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW;
  GtkWidget *row = g_object_new (type, "use-markup", FALSE, "selectable", FALSE, NULL);
  g_autofree char *subtitle = describe_test (test);
  const char *title = test->title != NULL ? test->title : test->accepted ? _("It went through") : _("It failed");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set (row, "subtitle", subtitle, NULL);
  if (test->transcript != NULL)
    {
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), new_icon (test));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_transcript (test->transcript));
    }
  else
    {
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon (test));
    }

  return row;
}

static void
postern_record_history_dispose (GObject *object)
{
  PosternRecordHistory *self = POSTERN_RECORD_HISTORY (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_record_history_parent_class)->dispose (object);
}

static void
postern_record_history_class_init (PosternRecordHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = postern_record_history_dispose;
}

static void
postern_record_history_init (PosternRecordHistory *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Tests"));
}

static void
clear (PosternRecordHistory *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * postern_record_history_show:
 * @self: the list
 * @store: where the record is kept
 * @record: a record
 *
 * Shows the tests that are kept of @record at this moment.
 */
void
postern_record_history_show (PosternRecordHistory *self,
                             PosternStore         *store,
                             PosternRecord        *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  const char *none = NULL;

  g_return_if_fail (POSTERN_IS_RECORD_HISTORY (self) && POSTERN_IS_STORE (store) && POSTERN_IS_RECORD (record));

  clear (self);
  tests = postern_store_list_tests (store, record, MAX_TESTS, &error);
  if (tests == NULL)
    none = error->message;
  else if (tests->len == 0)
    none = _("No test yet.");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), none);
  for (guint i = 0; tests != NULL && i < tests->len; i++)
    {
      GtkWidget *row = new_row (g_ptr_array_index (tests, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}
