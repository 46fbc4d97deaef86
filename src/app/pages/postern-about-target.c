/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-about-target.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-widget-utils.h"

struct _PosternAboutTarget
{
  AdwBin       parent_instance;

  GtkWidget   *test_group;
  GtkLabel    *test_hint;
  GtkWidget   *notes_group;
  GtkListBox  *notes;
  GtkExpander *sources_group;
  GtkBox      *sources;
};

G_DEFINE_FINAL_TYPE (PosternAboutTarget, postern_about_target, ADW_TYPE_BIN)

static void
add_note (PosternAboutTarget *self,
          const char         *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "selectable", FALSE, "activatable", FALSE,
                                 NULL);

  /* Not with the others: it would be taken for markup before the row knows that it is none. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_list_box_append (self->notes, row);
}

static char *
describe_day (const char *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *text = day == NULL ? NULL : g_strconcat (day, "T12:00:00", NULL);
  g_autoptr (GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601 (text, zone);
  g_autofree char *shown = time == NULL ? NULL : g_date_time_format (time, "%x");

  if (shown == NULL)
    return NULL;

  return g_steal_pointer (&shown);
}

static gboolean
link_activated_cb (GtkLinkButton *button)
{
  postern_app_open_uri (GTK_WIDGET (button), gtk_link_button_get_uri (button));

  return TRUE;
}

static void
add_source (PosternAboutTarget *self,
            const PosternLink  *source)
{
  GtkWidget *link = gtk_link_button_new_with_label (source->uri, source->label);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (link));

  gtk_widget_set_halign (link, GTK_ALIGN_START);
  if (GTK_IS_LABEL (label))
    g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
  gtk_widget_set_tooltip_text (link, source->uri);
  g_signal_connect (link, "activate-link", G_CALLBACK (link_activated_cb), NULL);
  gtk_box_append (self->sources, link);
}

static void
show_day (PosternAboutTarget *self,
          const char         *oldest)
{
  g_autofree char *day = describe_day (oldest);
  g_autofree char *label = NULL;

  if (day != NULL)
    /* Translators: %s is a date. */
    label = g_strdup_printf (_("Where this is from, checked on %s"), day);
  else
    label = g_strdup (_("Where this is from"));
  gtk_expander_set_expanded (self->sources_group, FALSE);
  gtk_expander_set_label (self->sources_group, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sources_group), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Sources were checked together, as a rule; the oldest day stands for all. */
static void
show_sources (PosternAboutTarget *self,
              GPtrArray          *sources)
{
  const char *oldest = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sources))) != NULL)
    gtk_box_remove (self->sources, child);
  gtk_widget_set_visible (GTK_WIDGET (self->sources_group), sources != NULL && sources->len > 0);
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const PosternLink *source = g_ptr_array_index (sources, i);

      if (source->checked != NULL && (oldest == NULL || g_strcmp0 (source->checked, oldest) < 0))
        oldest = source->checked;
      add_source (self, source);
    }
  show_day (self, oldest);
}

static void
postern_about_target_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ABOUT_TARGET);

  G_OBJECT_CLASS (postern_about_target_parent_class)->dispose (object);
}

static void
postern_about_target_class_init (PosternAboutTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_about_target_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-about-target.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, test_group);
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, test_hint);
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, notes_group);
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, notes);
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, sources_group);
  gtk_widget_class_bind_template_child (widget_class, PosternAboutTarget, sources);
}

static void
postern_about_target_init (PosternAboutTarget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_about_target_show:
 * @self: a widget
 * @target: what it tells about
 */
void
postern_about_target_show (PosternAboutTarget *self,
                           PosternTarget      *target)
{
  GtkListBoxRow *row;

  g_return_if_fail (POSTERN_IS_ABOUT_TARGET (self) && POSTERN_IS_TARGET (target));

  gtk_widget_set_visible (self->test_group, target->test_hint != NULL);
  gtk_label_set_label (self->test_hint, target->test_hint != NULL ? target->test_hint : "");
  while ((row = gtk_list_box_get_row_at_index (self->notes, 0)) != NULL)
    gtk_list_box_remove (self->notes, GTK_WIDGET (row));
  for (char **pitfall = target->pitfalls; pitfall != NULL && *pitfall != NULL; pitfall++)
    add_note (self, *pitfall);
  gtk_widget_set_visible (self->notes_group, gtk_list_box_get_row_at_index (self->notes, 0) != NULL);
  show_sources (self, target->sources);
}
