/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-changes-group.h"

#include <glib/gi18n-lib.h>

struct _PosternChangesGroup
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  GtkListBox          *list;
};

G_DEFINE_FINAL_TYPE (PosternChangesGroup, postern_changes_group, ADW_TYPE_BIN)

static void
add_row (PosternChangesGroup *self,
         const char          *sentence)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "selectable", FALSE, "activatable", FALSE,
                                 NULL);

  /* Not with the others: it would be taken for markup before the row knows that it is none. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  gtk_list_box_append (self->list, row);
}

static void
clear (PosternChangesGroup *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static char *
describe_date (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autofree char *date = NULL;

  if (local == NULL)
    return NULL;
  /* Translators: a date such as 27 November 2026, in the letters of g_date_time_format(). */
  date = g_date_time_format (local, _("%-d %B %Y"));

  /* Translators: %s is a date. */
  return g_strdup_printf (_("The last test that was passed was on %s."), date);
}

static void
postern_changes_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_CHANGES_GROUP);

  G_OBJECT_CLASS (postern_changes_group_parent_class)->dispose (object);
}

static void
postern_changes_group_class_init (PosternChangesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_changes_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-changes-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternChangesGroup, group);
  gtk_widget_class_bind_template_child (widget_class, PosternChangesGroup, list);
}

static void
postern_changes_group_init (PosternChangesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_changes_group_new:
 *
 * Returns: (transfer floating): a new group, hidden until it has something to show
 */
GtkWidget *
postern_changes_group_new (void)
{
  return g_object_new (POSTERN_TYPE_CHANGES_GROUP, NULL);
}

/**
 * postern_changes_group_show:
 * @self: a group
 * @record: a record whose test has failed
 *
 * Shows what is different since the last test that was passed, or that nothing is; stays hidden where none was.
 */
void
postern_changes_group_show (PosternChangesGroup *self,
                            PosternRecord       *record)
{
  g_auto (GStrv) changes = NULL;
  g_autofree char *date = NULL;

  g_return_if_fail (POSTERN_IS_CHANGES_GROUP (self) && POSTERN_IS_RECORD (record));

  clear (self);
  changes = postern_record_list_changes (record);
  date = describe_date (postern_record_get_passed_time (record));
  adw_preferences_group_set_description (self->group, date);
  for (char **change = changes; *change != NULL; change++)
    add_row (self, *change);
  if (*changes == NULL)
    add_row (self, _("Nothing here: the account, the server and the password are the same. "
                     "The cause lies with the provider, or on the way there."));
  gtk_widget_set_visible (GTK_WIDGET (self), postern_record_get_passed_time (record) != 0);
}

/**
 * postern_changes_group_hide:
 * @self: a group
 */
void
postern_changes_group_hide (PosternChangesGroup *self)
{
  g_return_if_fail (POSTERN_IS_CHANGES_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
