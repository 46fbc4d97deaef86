/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-secret-text.h"
#include "core/catalogue/postern-settings-check.h"
#include "core/catalogue/postern-settings-fill.h"

static void
field_free (gpointer data)
{
  PosternSettingsField *self = data;

  g_free (self->label);
  postern_secret_wipe (self->value);
  g_free (self);
}

static void
part_free (gpointer data)
{
  PosternSettingsPart *self = data;

  g_free (self->where);
  g_free (self->path);
  g_free (self->link);
  g_free (self->syntax);
  postern_secret_wipe (self->text);
  g_free (self);
}

static gboolean
render_fields (PosternSettings            *self,
               PosternSettingsPart        *rendered,
               const PosternTargetPart    *part,
               const PosternFilling       *filling,
               GError                    **error)
{
  g_autoptr (PosternSecretText) lines = postern_secret_text_new ();

  for (guint i = 0; i < part->fields->len; i++)
    {
      const PosternTemplate *template = g_ptr_array_index (part->fields, i);
      PosternSettingsField *field;
      char *value;

      if ((template->securities & (1u << filling->security)) == 0)
        continue;
      value = postern_filling_write (filling, template, error);
      if (value == NULL)
        return FALSE;
      field = g_new0 (PosternSettingsField, 1);
      field->label = g_strdup (template->label);
      field->value = value;
      field->secret = postern_template_has (template, POSTERN_VALUE_PASSWORD);
      g_ptr_array_add (self->fields, field);
      rendered->n_fields++;
      rendered->secret |= field->secret;
      postern_secret_text_take (lines, g_strconcat (field->label, ": ", value, "\n", NULL));
    }
  rendered->text = postern_secret_text_join (lines, NULL);

  return TRUE;
}

static gboolean
render_template (PosternSettingsPart      *rendered,
                 const PosternTemplate    *template,
                 const PosternFilling     *filling,
                 GError                  **error)
{
  rendered->secret = postern_template_has (template, POSTERN_VALUE_PASSWORD);
  rendered->text = postern_filling_write (filling, template, error);

  return rendered->text != NULL;
}

/* A part that has nothing for this kind of encryption is left out. */
static gboolean
render_part (PosternSettings          *self,
             const PosternTargetPart  *part,
             const PosternFilling     *filling,
             GError                  **error)
{
  const PosternTemplate *template = postern_templates_find (part->templates, filling->security);
  PosternSettingsPart *rendered;

  if (template == NULL && part->fields->len == 0)
    return TRUE;

  rendered = g_new0 (PosternSettingsPart, 1);
  rendered->where = g_strdup (part->where);
  rendered->path = g_strdup (part->path);
  rendered->link = g_strdup (part->link);
  rendered->syntax = g_strdup (part->syntax);
  g_ptr_array_add (self->parts, rendered);
  if (template != NULL ? !render_template (rendered, template, filling, error)
                       : !render_fields (self, rendered, part, filling, error))
    return FALSE;

  if (self->text == NULL)
    self->text = rendered->text;
  self->masked |= rendered->secret && filling->is_masked;

  return TRUE;
}

static PosternSettings *
settings_new (const PosternTargetVariant *variant)
{
  PosternSettings *self = g_new0 (PosternSettings, 1);

  self->variant = variant;
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->parts = g_ptr_array_new_with_free_func (part_free);

  return self;
}

static const PosternTargetVariant *
find_variant (PosternTarget  *target,
              const char     *id,
              GError        **error)
{
  const PosternTargetVariant *variant = postern_target_find_variant (target, id);

  if (variant == NULL)
    g_set_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_VARIANT,
                 /* Translators: the first %s is a program or device, the second one what the person typed. */
                 _("%s has no variant “%s”."), target->name, id);

  return variant;
}

/**
 * postern_settings_render:
 * @target: what wants the settings
 * @input: the values
 * @error: return location for a #PosternSettingsError
 *
 * Fills the values into the target's template, each as a complete literal of the target's syntax.
 *
 * Returns: (transfer full): the settings, or %NULL with a #PosternSettingsError when a value can't be carried
 *   exactly as it is
 */
PosternSettings *
postern_settings_render (PosternTarget               *target,
                         const PosternSettingsInput  *input,
                         GError                     **error)
{
  g_autoptr (PosternSettings) self = NULL;
  g_auto (PosternFilling) filling = { 0 };
  const PosternTargetVariant *variant;

  g_return_val_if_fail (POSTERN_IS_TARGET (target), NULL);
  g_return_val_if_fail (input != NULL && input->endpoint != NULL, NULL);
  g_return_val_if_fail (input->user != NULL && input->from != NULL, NULL);

  variant = find_variant (target, input->variant, error);
  if (variant == NULL)
    return NULL;
  postern_filling_init (&filling, input);
  if (!postern_settings_check_input (filling.values, input->secret, error) ||
      !postern_settings_check_security (target, variant, input->endpoint->security, error) ||
      !postern_settings_check_limits (target, filling.values, filling.is_masked, error))
    return NULL;

  self = settings_new (variant);
  self->warnings = postern_settings_warn (target, input, &self->obstacles);
  for (guint i = 0; i < variant->parts->len; i++)
    {
      if (!render_part (self, g_ptr_array_index (variant->parts, i), &filling, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * postern_settings_free:
 * @self: (transfer full) (nullable): settings; their texts and values are wiped
 */
void
postern_settings_free (PosternSettings *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->fields);
  g_strfreev (self->warnings);
  g_strfreev (self->obstacles);
  g_free (self);
}
