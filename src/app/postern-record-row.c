/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-row.h"

#include <glib/gi18n-lib.h>

struct _PosternRecordRow
{
  AdwActionRow      parent_instance;

  PosternRecord    *record;
  PosternCatalogue *catalogue;

  GtkImage         *state;
  GtkMenuButton    *menu_button;
};

G_DEFINE_FINAL_TYPE (PosternRecordRow, postern_record_row, ADW_TYPE_ACTION_ROW)

static const char *
describe_state (PosternRecord *record)
{
  if (postern_record_get_state (record) == POSTERN_RECORD_DRAFT)
    return _("Not finished: select it to go on");
  if (postern_record_get_last_test (record) == 0)
    return _("Not tested yet");
  if (postern_record_get_last_accepted (record))
    return postern_record_is_proven (record) ? _("The last test went through")
                                             : _("Changed since the last test: test it again");

  return postern_record_get_last_title (record);
}

static void
show_state (PosternRecordRow *self)
{
  GtkWidget *state = GTK_WIDGET (self->state);
  gboolean draft = postern_record_get_state (self->record) == POSTERN_RECORD_DRAFT;
  gboolean tested = postern_record_get_last_test (self->record) != 0;
  gboolean accepted = postern_record_get_last_accepted (self->record) && postern_record_is_proven (self->record);
  const char *icon = "dialog-question-symbolic";

  if (draft)
    icon = "document-edit-symbolic";
  else if (tested)
    icon = accepted ? "emblem-ok-symbolic" : "dialog-warning-symbolic";

  gtk_image_set_from_icon_name (self->state, icon);
  gtk_widget_remove_css_class (state, "success");
  gtk_widget_remove_css_class (state, "warning");
  if (!draft && tested)
    gtk_widget_add_css_class (state, accepted ? "success" : "warning");
}

static void
update (PosternRecordRow *self)
{
  const char *id = postern_record_get_target (self->record);
  PosternTarget *target = id == NULL ? NULL : postern_catalogue_get_target (self->catalogue, id);
  const char *state = describe_state (self->record);
  g_autofree char *subtitle = NULL;

  if (target != NULL)
    /* Translators: the first %s is a program or device, the second the state of the last test. */
    subtitle = g_strdup_printf (_("%s · %s"), target->name, state);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), postern_record_get_title (self->record));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : state);
  show_state (self);
}

static void
build_menu (PosternRecordRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_("_Remove…"), NULL);
  g_autofree char *label = NULL;

  g_menu_item_set_action_and_target (item, "win.remove", "s", postern_record_get_id (self->record));
  g_menu_append_item (menu, item);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));

  /* Translators: %s is what the person called the record, or its e-mail address. */
  label = g_strdup_printf (_("More for %s"), postern_record_get_title (self->record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
postern_record_row_dispose (GObject *object)
{
  PosternRecordRow *self = POSTERN_RECORD_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_ROW);
  g_clear_object (&self->record);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (postern_record_row_parent_class)->dispose (object);
}

static void
postern_record_row_class_init (PosternRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, state);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordRow, menu_button);
}

static void
postern_record_row_init (PosternRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_record_row_new:
 * @record: what to show
 * @catalogue: where the target's name is looked up
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
postern_record_row_new (PosternRecord    *record,
                        PosternCatalogue *catalogue)
{
  PosternRecordRow *self;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);
  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (POSTERN_TYPE_RECORD_ROW, NULL);
  self->record = g_object_ref (record);
  self->catalogue = g_object_ref (catalogue);
  build_menu (self);
  update (self);
  g_signal_connect_object (record, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * postern_record_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
PosternRecord *
postern_record_row_get_record (PosternRecordRow *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_ROW (self), NULL);

  return self->record;
}
