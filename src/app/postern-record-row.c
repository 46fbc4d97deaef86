/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-row.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-words.h"

#define WIDE        620
#define GAP         12
#define MARGIN      10
#define ICON_SIZE   16
#define MIN_WIDTH   200

struct _PosternRecordRow
{
  GtkWidget         parent_instance;

  PosternRecord    *record;
  PosternCatalogue *catalogue;
  GSignalGroup     *signals;

  GtkImage         *state;
  GtkLabel         *title;
  GtkLabel         *summary;
  GtkLabel         *account;
  GtkLabel         *place;
  GtkLabel         *provider;
  GtkLabel         *health;
  GtkLabel         *age;
};

G_DEFINE_FINAL_TYPE (PosternRecordRow, postern_record_row, GTK_TYPE_WIDGET)

static char *
describe_age (PosternRecordRow *self)
{
  g_autofree char *age = postern_record_words_age (self->record);
  g_autofree char *day = postern_record_words_day (postern_record_get_review_date (self->record));
  g_autofree char *review = NULL;

  if (day != NULL)
    /* Translators: %s is the day on which to look at an account again. */
    review = g_strdup_printf (_("review %s"), day);

  return postern_record_words_join (age, review);
}

/* The item of the list is what a screen reader stops at, and GTK 4.8 has no way to name it but this. */
static void
name_item (PosternRecordRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *sentence = NULL;

  if (item == NULL || self->record == NULL)
    return;
  sentence = postern_record_row_dup_sentence (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
update (PosternRecordRow *self)
{
  const char *title = postern_record_get_title (self->record);
  const char *account = postern_record_get_account (self->record);
  const char *health = postern_record_words_health (self->record);
  const char *provider = postern_record_words_provider (self->record, self->catalogue);
  g_autofree char *place = postern_record_words_place (self->record, self->catalogue);
  g_autofree char *summary = postern_record_words_join (health, place);
  g_autofree char *age = describe_age (self);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->account, account == NULL || g_str_equal (title, account) ? "" : account);
  gtk_label_set_label (self->place, place != NULL ? place : "");
  gtk_label_set_label (self->provider, provider != NULL ? provider : "");
  gtk_label_set_label (self->health, health);
  gtk_label_set_label (self->age, age);
  postern_record_words_mark (self->record, self->state);
  name_item (self);
}

static void
postern_record_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (postern_record_row_parent_class)->root (widget);

  name_item (POSTERN_RECORD_ROW (widget));
}

static int
get_line (GtkLabel *label)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static void
postern_record_row_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  PosternRecordRow *self = POSTERN_RECORD_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = WIDE;
    }
  else
    {
      *minimum = *natural = get_line (self->title) + get_line (self->summary) + 2 * MARGIN;
    }
}

/* Hidden from sight where there is no room for it, or nothing in it. */
static void
place_label (PosternRecordRow *self,
             GtkLabel         *label,
             gboolean          shown,
             int               line,
             int               left,
             int               width)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int height = line == 0 ? get_line (self->title) : get_line (self->summary);
  GtkAllocation area = { left, MARGIN + line * get_line (self->title), MAX (width, 1), height };

  gtk_widget_set_child_visible (GTK_WIDGET (label), shown);
  if (!shown)
    return;
  if (mirrored)
    area.x = gtk_widget_get_width (GTK_WIDGET (self)) - left - area.width;
  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (label), &area, -1);
}

static void
place_middle (PosternRecordRow *self,
              GtkWidget        *child,
              int               left,
              int               size)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkAllocation area = { left, (height - size) / 2, size, size };

  if (mirrored)
    area.x = gtk_widget_get_width (GTK_WIDGET (self)) - left - size;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &area, -1);
}

/* Three columns at the same place in each row, or one. */
static void
postern_record_row_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PosternRecordRow *self = POSTERN_RECORD_ROW (widget);
  gboolean wide = width >= WIDE;
  int left = 2 * GAP + ICON_SIZE;
  int room = width - left - GAP;
  int second = left + room * 35 / 100;
  int third = left + room * 62 / 100;

  place_middle (self, GTK_WIDGET (self->state), GAP, ICON_SIZE);
  place_label (self, self->title, TRUE, 0, left, wide ? second - left - GAP : room);
  place_label (self, self->summary, !wide, 1, left, room);
  place_label (self, self->account, wide, 1, left, second - left - GAP);
  place_label (self, self->place, wide, 0, second, third - second - GAP);
  place_label (self, self->provider, wide, 1, second, third - second - GAP);
  place_label (self, self->health, wide, 0, third, left + room - third);
  place_label (self, self->age, wide, 1, third, left + room - third);
}

static void
postern_record_row_dispose (GObject *object)
{
  PosternRecordRow *self = POSTERN_RECORD_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_ROW);
  g_clear_object (&self->signals);
  g_clear_object (&self->record);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (postern_record_row_parent_class)->dispose (object);
}

static void
postern_record_row_class_init (PosternRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_row_dispose;
  widget_class->root = postern_record_row_root;
  widget_class->measure = postern_record_row_measure;
  widget_class->size_allocate = postern_record_row_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, state);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, title);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, summary);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, account);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, place);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, provider);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, health);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, age);
  gtk_widget_class_set_css_name (widget_class, "record");
}

static void
postern_record_row_init (PosternRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (POSTERN_TYPE_RECORD);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * postern_record_row_new:
 * @catalogue: where the names of targets and providers are looked up
 *
 * Returns: (transfer floating): a row without a record
 */
GtkWidget *
postern_record_row_new (PosternCatalogue *catalogue)
{
  PosternRecordRow *self;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (POSTERN_TYPE_RECORD_ROW, NULL);
  self->catalogue = g_object_ref (catalogue);

  return GTK_WIDGET (self);
}

/**
 * postern_record_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PosternRecord *
postern_record_row_get_record (PosternRecordRow *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_ROW (self), NULL);

  return self->record;
}

/**
 * postern_record_row_set_record:
 * @self: a row
 * @record: (nullable): what to show; %NULL lets go of what it showed
 */
void
postern_record_row_set_record (PosternRecordRow *self,
                               PosternRecord    *record)
{
  g_return_if_fail (POSTERN_IS_RECORD_ROW (self));

  g_set_object (&self->record, record);
  g_signal_group_set_target (self->signals, record);
  if (record != NULL)
    update (self);
}

/**
 * postern_record_row_dup_sentence:
 * @self: a row with a record
 *
 * Returns: (transfer full): all that it shows, in one line
 */
char *
postern_record_row_dup_sentence (PosternRecordRow *self)
{
  const char *parts[] = {
    gtk_label_get_label (self->title),    gtk_label_get_label (self->account), gtk_label_get_label (self->place),
    gtk_label_get_label (self->provider), gtk_label_get_label (self->health),  gtk_label_get_label (self->age),
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  said = g_strv_builder_end (builder);

  return g_strjoinv (", ", said);
}
