/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-facts.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "app/postern-record-words.h"
#include "app/widgets/postern-widget-utils.h"

#define MAX_PLACES 20

struct _PosternRecordFacts
{
  AdwPreferencesGroup  parent_instance;

  PosternRecord       *record;
  GPtrArray           *places;
  gboolean             filling;

  GtkEditable         *name;
  AdwActionRow        *review_row;
  GtkPopover          *popover;
  GtkCalendar         *calendar;
};

G_DEFINE_FINAL_TYPE (PosternRecordFacts, postern_record_facts, ADW_TYPE_PREFERENCES_GROUP)

static void add_place (PosternRecordFacts *self, const char *place);

static void
show_review (PosternRecordFacts *self)
{
  g_autofree char *day = postern_record_words_day (postern_record_get_review_date (self->record));

  adw_action_row_set_subtitle (self->review_row, day != NULL ? day : _("No date"));
}

static void
name_changed_cb (PosternRecordFacts *self)
{
  if (!self->filling && self->record != NULL)
    postern_record_set_name (self->record, gtk_editable_get_text (self->name));
}

/* There is always one more, to be filled in. */
static void
place_changed_cb (PosternRecordFacts *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) places = NULL;
  const char *last = "";

  if (self->filling)
    return;
  for (guint i = 0; i < self->places->len; i++)
    {
      last = gtk_editable_get_text (g_ptr_array_index (self->places, i));
      g_strv_builder_add (builder, last);
    }
  places = g_strv_builder_end (builder);
  postern_record_set_places (self->record, (const char *const *) places);
  if (*last != '\0' && self->places->len < MAX_PLACES)
    add_place (self, "");
}

static void
add_place (PosternRecordFacts *self,
           const char         *place)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 self->places->len == 0 ? _("Where it is used") : _("Another place"));
  gtk_editable_set_text (GTK_EDITABLE (row), place);
  g_signal_connect_object (row, "changed", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->places, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
set_day (PosternRecordFacts *self,
         GDateTime          *day)
{
  g_autofree char *text = day == NULL ? NULL : g_date_time_format (day, "%Y-%m-%d");

  postern_record_set_review_date (self->record, text);
  show_review (self);
  gtk_popover_popdown (self->popover);
}

static void
day_selected_cb (PosternRecordFacts *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  if (!self->filling)
    set_day (self, day);
}

static void
next_year_clicked_cb (PosternRecordFacts *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_years (now, 1);

  set_day (self, day);
}

static void
no_day_clicked_cb (PosternRecordFacts *self)
{
  set_day (self, NULL);
}

static void
postern_record_facts_dispose (GObject *object)
{
  PosternRecordFacts *self = POSTERN_RECORD_FACTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_FACTS);
  g_clear_object (&self->record);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_record_facts_parent_class)->dispose (object);
}

static void
postern_record_facts_class_init (PosternRecordFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_facts_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordFacts, name);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordFacts, review_row);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordFacts, popover);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordFacts, calendar);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_year_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_day_clicked_cb);
}

static void
postern_record_facts_init (PosternRecordFacts *self)
{
  self->places = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_day (PosternRecordFacts *self)
{
  const char *text = postern_record_get_review_date (self->record);
  g_autoptr (GDateTime) day = NULL;

  if (text != NULL)
    day = g_date_time_new_local (atoi (text), atoi (text + 5), atoi (text + 8), 12, 0, 0);
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  show_review (self);
}

/**
 * postern_record_facts_set_record:
 * @self: a group without a record
 * @record: whose facts they are
 *
 * Shows what is known of it.
 */
void
postern_record_facts_set_record (PosternRecordFacts *self,
                                 PosternRecord      *record)
{
  g_auto (GStrv) places = NULL;

  g_return_if_fail (POSTERN_IS_RECORD_FACTS (self) && POSTERN_IS_RECORD (record) && self->record == NULL);

  self->record = g_object_ref (record);
  self->filling = TRUE;
  postern_app_set_editable_text (self->name, postern_record_get_name (record));
  show_day (self);
  places = postern_record_list_places (record);
  for (guint i = 0; places[i] != NULL; i++)
    add_place (self, places[i]);
  add_place (self, "");
  self->filling = FALSE;
}
