/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-part-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-part-fields.h"
#include "app/widgets/postern-secret-view.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/base/postern-private-file.h"

struct _PosternPartView
{
  AdwBin                   parent_instance;

  PosternSettingsRenderer *renderer;
  guint                    index;
  char                    *link;
  GCancellable            *cancellable;

  AdwPreferencesGroup     *group;
  GtkListBox              *fields;
  GtkWidget               *card;
  PosternSecretView       *text;
  GtkWidget               *copy_child;
  GtkWidget               *save_child;
  GtkWidget               *open_child;
  GtkWidget               *reveal_child;
  GtkWidget               *copy_button;
  GtkWidget               *save_button;
  GtkToggleButton         *reveal_button;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternPartView, postern_part_view, ADW_TYPE_BIN)

static const PosternSettingsPart *
get_part (PosternPartView *self,
          PosternSettings *settings)
{
  return self->index < settings->parts->len ? g_ptr_array_index (settings->parts, self->index) : NULL;
}

/* With the password; where that can't be, the person is told why. */
static PosternSettings *
render_to_give (PosternPartView *self)
{
  g_autoptr (GError) error = NULL;
  PosternSettings *settings = postern_settings_renderer_render (self->renderer, TRUE, &error);

  if (settings == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);

  return settings;
}

static void
toast (PosternPartView *self,
       const char      *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

/* Without the line end after the last line, which would show as an empty one. */
static void
show_text (PosternPartView           *self,
           const PosternSettingsPart *part,
           gboolean                   revealed)
{
  gboolean ended = g_str_has_suffix (part->text, "\n");

  postern_secret_view_set_secret (self->text, revealed);
  postern_secret_view_set_syntax (self->text, part->syntax);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), part->text,
                            (int) strlen (part->text) - (ended ? 1 : 0));
}

/* Several parts have buttons of the same name. */
static void
describe_button (GtkWidget                 *button,
                 const PosternSettingsPart *part)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  part->path != NULL ? part->path : "", -1);
}

static void
show_heading (PosternPartView           *self,
              const PosternSettingsPart *part)
{
  g_autofree char *title = part->path == NULL ? NULL : g_markup_escape_text (part->path, -1);
  g_autofree char *where = part->where == NULL ? NULL : g_markup_escape_text (part->where, -1);

  adw_preferences_group_set_title (self->group, title != NULL ? title : _("Settings"));
  adw_preferences_group_set_description (self->group, where);
  describe_button (self->copy_button, part);
  describe_button (self->save_button, part);
  describe_button (GTK_WIDGET (self->reveal_button), part);
}

static void
show_buttons (PosternPartView           *self,
              const PosternSettingsPart *part)
{
  gboolean has_secret = postern_settings_renderer_has_secret (self->renderer);
  gboolean is_text = part->n_fields == 0;
  gboolean usable = has_secret || !part->secret;

  gtk_widget_set_visible (GTK_WIDGET (self->fields), !is_text);
  gtk_widget_set_visible (self->card, is_text);
  gtk_widget_set_visible (self->copy_child, is_text);
  gtk_widget_set_visible (self->save_child, is_text);
  gtk_widget_set_visible (self->reveal_child, is_text && part->secret);
  gtk_widget_set_visible (self->open_child, part->link != NULL);
  gtk_widget_set_sensitive (self->copy_button, usable);
  gtk_widget_set_sensitive (self->save_button, usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal_button), has_secret);
}

static void
show_part (PosternPartView *self)
{
  gboolean wanted = gtk_toggle_button_get_active (self->reveal_button) &&
                    postern_settings_renderer_has_secret (self->renderer);
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = postern_settings_renderer_render (self->renderer, wanted, &error);
  const PosternSettingsPart *part = settings == NULL ? NULL : get_part (self, settings);

  if (settings == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (part == NULL)
    return;

  g_free (self->link);
  self->link = g_strdup (part->link);
  show_heading (self, part);
  show_buttons (self, part);
  if (part->n_fields > 0)
    postern_part_fields_fill (self->fields, self->renderer, settings, self->index);
  else
    show_text (self, part, part->secret && !settings->masked);
}

static void
reveal_toggled_cb (PosternPartView *self)
{
  if (self->renderer != NULL)
    show_part (self);
}

static void
text_copied_cb (PosternPartView *self,
                gboolean         secret)
{
  g_autofree char *notice = postern_clipboard_dup_notice (_("Settings"), secret);

  toast (self, notice);
}

static void
copy_clicked_cb (PosternPartView *self)
{
  g_autoptr (PosternSettings) settings = render_to_give (self);
  const PosternSettingsPart *part = settings == NULL ? NULL : get_part (self, settings);

  if (part == NULL)
    return;
  if (part->secret)
    {
      g_autoptr (PosternSecret) text = postern_secret_new (part->text, -1);

      postern_clipboard_copy_secret (GTK_WIDGET (self), text);
    }
  else
    postern_clipboard_copy_text (GTK_WIDGET (self), part->text);
  text_copied_cb (self, part->secret);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PosternPartView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, &error);
  g_autoptr (PosternSettings) settings = NULL;
  const PosternSettingsPart *part;

  if (file == NULL || self->fields == NULL || (settings = render_to_give (self)) == NULL)
    return;

  part = get_part (self, settings);
  if (part != NULL && postern_private_file_save (g_file_peek_path (file), part->text, -1, &error))
    toast (self, _("Saved. Only you can read the file."));
  else if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* The last piece of a path; a click path is none, and gives the target's name. */
static char *
suggest_name (PosternPartView *self)
{
  g_autoptr (PosternSettings) settings = postern_settings_renderer_render (self->renderer, FALSE, NULL);
  const PosternSettingsPart *part = settings == NULL ? NULL : get_part (self, settings);

  if (part == NULL || part->path == NULL || strpbrk (part->path, " <>") != NULL)
    return g_strdup (postern_settings_renderer_get_target (self->renderer)->id);

  return g_path_get_basename (part->path);
}

static void
save_clicked_cb (PosternPartView *self)
{
  g_autofree char *name = suggest_name (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  postern_compat_save_file_async (GTK_WINDOW (root), _("Save the settings"), name, self->cancellable, file_chosen_cb,
                                  g_object_ref (self));
}

static void
open_clicked_cb (PosternPartView *self)
{
  postern_app_open_uri (GTK_WIDGET (self), self->link);
}

static void
postern_part_view_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (POSTERN_PART_VIEW (widget)->reveal_button, FALSE);

  GTK_WIDGET_CLASS (postern_part_view_parent_class)->unmap (widget);
}

static void
postern_part_view_dispose (GObject *object)
{
  PosternPartView *self = POSTERN_PART_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  /* Else both the template and AdwBin take the child out. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_PART_VIEW);

  G_OBJECT_CLASS (postern_part_view_parent_class)->dispose (object);
}

static void
postern_part_view_finalize (GObject *object)
{
  PosternPartView *self = POSTERN_PART_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->renderer);
  g_free (self->link);

  G_OBJECT_CLASS (postern_part_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, group);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, fields);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, card);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, text);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, copy_child);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, save_child);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, open_child);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, reveal_child);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternPartView, reveal_button);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
postern_part_view_class_init (PosternPartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_part_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_part_view_finalize;
  widget_class->unmap = postern_part_view_unmap;

  signals[FAILED] = g_signal_new ("failed", POSTERN_TYPE_PART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-part-view.ui");
  bind_template (widget_class);
}

static void
postern_part_view_init (PosternPartView *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (POSTERN_TYPE_SECRET_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_part_view_new:
 * @renderer: what writes the settings
 * @index: which of their parts it is, from 0
 *
 * Returns: (transfer floating): a new view
 */
GtkWidget *
postern_part_view_new (PosternSettingsRenderer *renderer,
                       guint                    index)
{
  PosternPartView *self;

  g_return_val_if_fail (POSTERN_IS_SETTINGS_RENDERER (renderer), NULL);

  self = g_object_new (POSTERN_TYPE_PART_VIEW, NULL);
  self->renderer = g_object_ref (renderer);
  self->index = index;
  show_part (self);

  return GTK_WIDGET (self);
}

/**
 * postern_part_view_update:
 * @self: a view
 *
 * Writes the part again, for example because the password is known now. It is hidden.
 */
void
postern_part_view_update (PosternPartView *self)
{
  g_return_if_fail (POSTERN_IS_PART_VIEW (self));

  gtk_toggle_button_set_active (self->reveal_button, FALSE);
  show_part (self);
}
