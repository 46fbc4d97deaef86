/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-settings-page.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-copy-row.h"
#include "app/widgets/postern-secret-view.h"
#include "core/catalogue/postern-settings.h"
#include "core/records/postern-vault.h"

struct _PosternSettingsPage
{
  PosternPage        parent_instance;

  PosternSecret     *secret;

  PosternBanner     *keyring_problem;
  GtkListBox        *fields;
  GtkWidget         *text_box;
  PosternSecretView *text;
  GtkToggleButton   *reveal_button;
  GtkWidget         *copy_button;
  GtkWidget         *save_button;
  GtkWidget         *notes_group;
  GtkListBox        *notes;
};

G_DEFINE_FINAL_TYPE (PosternSettingsPage, postern_settings_page, POSTERN_TYPE_PAGE)

static PosternSettings *
render (PosternSettingsPage *self,
        PosternSecret       *secret,
        GError             **error)
{
  PosternRecord *record = postern_page_get_record (POSTERN_PAGE (self));
  PosternSettingsInput input = {
    .endpoint = postern_record_get_endpoint (record),
    .user = postern_record_get_sign_in_name (record),
    .from = postern_record_get_from (record),
    .from_name = postern_record_get_from_name (record),
    .secret = secret,
  };

  if (input.from == NULL)
    input.from = postern_record_get_account (record);

  return postern_settings_render (postern_page_get_target (POSTERN_PAGE (self)), &input, error);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
field_copied_cb (PosternSettingsPage *self,
                 PosternCopyRow      *row)
{
  g_autofree char *notice = postern_copy_row_dup_notice (row);

  postern_page_toast (POSTERN_PAGE (self), notice);
}

static void
add_field (PosternSettingsPage        *self,
           const PosternSettingsField *field)
{
  GtkWidget *row;

  if (field->secret && self->secret != NULL)
    row = postern_copy_row_new_secret (field->label, self->secret);
  else
    row = postern_copy_row_new (field->label, field->value);
  g_signal_connect_object (row, "copied", G_CALLBACK (field_copied_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->fields, row);
}

static void
add_note (PosternSettingsPage *self,
          const char          *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "selectable", FALSE, "activatable", FALSE,
                                 NULL);

  /* Not with the others: it would be taken for markup before the row knows that it is none. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_list_box_append (self->notes, row);
}

static void
show_notes (PosternSettingsPage *self,
            char               **warnings)
{
  PosternTarget *target = postern_page_get_target (POSTERN_PAGE (self));

  clear_list (self->notes);
  for (char **warning = warnings; warning != NULL && *warning != NULL; warning++)
    add_note (self, *warning);
  for (char **pitfall = target->pitfalls; pitfall != NULL && *pitfall != NULL; pitfall++)
    add_note (self, *pitfall);
  if (target->test_hint != NULL)
    add_note (self, target->test_hint);
  gtk_widget_set_visible (self->notes_group, gtk_list_box_get_row_at_index (self->notes, 0) != NULL);
}

/* Without the line end after the last line, which would show as an empty one. */
static void
show_text (PosternSettingsPage *self,
           const char          *text,
           gboolean             secret)
{
  gboolean ended = g_str_has_suffix (text, "\n");

  postern_secret_view_set_secret (self->text, secret);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text,
                            (int) strlen (text) - (ended ? 1 : 0));
}

static void
show_settings (PosternSettingsPage *self)
{
  g_autoptr (GError) error = NULL;
  gboolean reveal = gtk_toggle_button_get_active (self->reveal_button) && self->secret != NULL;
  g_autoptr (PosternSettings) settings = render (self, reveal ? self->secret : NULL, &error);

  clear_list (self->fields);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), settings != NULL && settings->fields->len > 0);
  gtk_widget_set_visible (self->text_box, settings != NULL && settings->fields->len == 0);
  if (settings == NULL)
    {
      show_notes (self, NULL);
      postern_page_show_problem (POSTERN_PAGE (self), error->message);
      return;
    }

  for (guint i = 0; i < settings->fields->len; i++)
    add_field (self, g_ptr_array_index (settings->fields, i));
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), reveal || settings->masked);
  show_text (self, settings->text, reveal);
  show_notes (self, settings->warnings);
}

/* A value that only the password makes unusable (too long, a forbidden character) shows with it alone. */
static PosternSettings *
render_with_password (PosternSettingsPage *self)
{
  g_autoptr (GError) error = NULL;
  PosternSettings *settings = render (self, self->secret, &error);

  postern_page_show_problem (POSTERN_PAGE (self), error == NULL ? NULL : error->message);

  return settings;
}

static void
show_password_state (PosternSettingsPage *self,
                     const char          *problem)
{
  gboolean has_secret = self->secret != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal_button), has_secret);
  gtk_widget_set_sensitive (self->copy_button, has_secret);
  gtk_widget_set_sensitive (self->save_button, has_secret);
  if (problem != NULL)
    postern_banner_show_message (self->keyring_problem, "warning", problem);
  else
    postern_banner_set_revealed (self->keyring_problem, FALSE);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PosternSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_finish (result, &error);
  g_autoptr (PosternSettings) settings = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->fields == NULL)
    return;

  g_clear_pointer (&self->secret, postern_secret_unref);
  self->secret = g_steal_pointer (&secret);
  show_password_state (self, error == NULL ? NULL : error->message);
  show_settings (self);
  if (self->secret != NULL)
    settings = render_with_password (self);
}

static void
look_up_password (PosternSettingsPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);

  /* Until the keyring answers there is nothing to copy but dots. */
  g_clear_pointer (&self->secret, postern_secret_unref);
  show_password_state (self, NULL);
  if (postern_record_get_password_recorded (postern_page_get_record (page)))
    postern_vault_lookup_async (postern_page_get_record (page), postern_page_get_cancellable (page), found_cb,
                                g_object_ref (self));
  else
    show_password_state (self, _("No password is recorded yet. Go back, paste it, and the settings are complete."));
}

static void
reveal_toggled_cb (PosternSettingsPage *self)
{
  show_settings (self);
}

static void
text_copied_cb (PosternSettingsPage *self,
                gboolean             secret)
{
  g_autofree char *notice = postern_clipboard_dup_notice (_("Settings"), secret);

  postern_page_toast (POSTERN_PAGE (self), notice);
}

static void
copy_clicked_cb (PosternSettingsPage *self)
{
  g_autoptr (PosternSettings) settings = render_with_password (self);
  g_autoptr (PosternSecret) text = NULL;
  g_autofree char *notice = NULL;

  if (settings == NULL)
    return;

  text = postern_secret_new (settings->text, -1);
  postern_clipboard_copy_secret (GTK_WIDGET (self), text);
  notice = postern_clipboard_dup_notice (_("Settings"), TRUE);
  postern_page_toast (POSTERN_PAGE (self), notice);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PosternSettingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, &error);
  g_autoptr (PosternSettings) settings = NULL;

  if (file == NULL || self->fields == NULL || (settings = render_with_password (self)) == NULL)
    return;

  if (postern_settings_save (settings, g_file_peek_path (file), &error))
    postern_page_toast (POSTERN_PAGE (self), _("Saved. Only you can read the file."));
  else
    postern_page_show_problem (POSTERN_PAGE (self), error->message);
}

static void
save_clicked_cb (PosternSettingsPage *self)
{
  PosternTarget *target = postern_page_get_target (POSTERN_PAGE (self));
  g_autofree char *name = target->path != NULL ? g_path_get_basename (target->path) : g_strdup (target->id);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  postern_compat_save_file_async (GTK_WINDOW (root), _("Save the settings"), name,
                                  postern_page_get_cancellable (POSTERN_PAGE (self)), file_chosen_cb,
                                  g_object_ref (self));
}

static void
keyring_retry_cb (PosternSettingsPage *self)
{
  look_up_password (self);
}

static void
postern_settings_page_enter (PosternPage *page)
{
  PosternSettingsPage *self = POSTERN_SETTINGS_PAGE (page);
  PosternTarget *target = postern_page_get_target (page);
  g_autofree char *title = NULL;

  if (target == NULL || postern_record_get_endpoint (postern_page_get_record (page)) == NULL)
    {
      postern_page_show_problem (page, _("What sends the mail, or its account, is not chosen yet. "
                                         "Go back and choose it."));
      return;
    }

  /* Translators: %s is a program or device. */
  title = g_strdup_printf (_("Settings for %s"), target->name);
  postern_page_set_title (page, title);
  postern_page_set_subtitle (page, target->where);
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
  postern_page_set_complete (page, TRUE);
  look_up_password (self);
  show_settings (self);
}

/* As postern_copy_row_unmap(): what is shown is hidden again when the person goes on. */
static void
postern_settings_page_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (POSTERN_SETTINGS_PAGE (widget)->reveal_button, FALSE);

  GTK_WIDGET_CLASS (postern_settings_page_parent_class)->unmap (widget);
}

static void
postern_settings_page_dispose (GObject *object)
{
  PosternSettingsPage *self = POSTERN_SETTINGS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_SETTINGS_PAGE);
  g_clear_pointer (&self->secret, postern_secret_unref);

  G_OBJECT_CLASS (postern_settings_page_parent_class)->dispose (object);
}

static void
postern_settings_page_class_init (PosternSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_settings_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_settings_page_enter;
  widget_class->unmap = postern_settings_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, keyring_problem);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, fields);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, text_box);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, text);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, notes);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyring_retry_cb);
}

static void
postern_settings_page_init (PosternSettingsPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_SECRET_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
