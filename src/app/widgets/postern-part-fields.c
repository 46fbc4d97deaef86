/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-part-fields.h"

#include "app/widgets/postern-copy-row.h"

static void
field_copied_cb (PosternCopyRow *row)
{
  g_autofree char *notice = postern_copy_row_dup_notice (row);

  gtk_widget_activate_action (GTK_WIDGET (row), "win.toast", "s", notice);
}

/* @whole is the same field with the password in it, where that is known. */
static void
add_field (GtkListBox                 *list,
           const PosternSettingsField *field,
           const PosternSettingsField *whole)
{
  GtkWidget *row;

  if (field->secret && whole != NULL)
    {
      g_autoptr (PosternSecret) value = postern_secret_new (whole->value, -1);

      row = postern_copy_row_new_secret (field->label, value);
    }
  else
    row = postern_copy_row_new (field->label, field->value);
  /* Dots are nothing to copy. */
  gtk_widget_set_sensitive (row, !field->secret || whole != NULL);
  g_signal_connect (row, "copied", G_CALLBACK (field_copied_cb), NULL);
  gtk_list_box_append (list, row);
}

/**
 * postern_part_fields_fill:
 * @list: a list
 * @renderer: what wrote @settings
 * @settings: settings with a mask in the password's place
 * @index: which of their parts, from 0
 *
 * Puts the part's fields in the place of what is in the list, each with a button that copies it.
 */
void
postern_part_fields_fill (GtkListBox              *list,
                          PosternSettingsRenderer *renderer,
                          PosternSettings         *settings,
                          guint                    index)
{
  const PosternSettingsPart *part = g_ptr_array_index (settings->parts, index);
  gboolean has_secret = postern_settings_renderer_has_secret (renderer);
  g_autoptr (PosternSettings) whole = has_secret ? postern_settings_renderer_render (renderer, TRUE, NULL) : NULL;
  GtkListBoxRow *row;
  guint first = 0;

  for (guint i = 0; i < index; i++)
    first += ((PosternSettingsPart *) g_ptr_array_index (settings->parts, i))->n_fields;
  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = first; i < first + part->n_fields; i++)
    add_field (list, g_ptr_array_index (settings->fields, i),
               whole == NULL ? NULL : g_ptr_array_index (whole->fields, i));
}
