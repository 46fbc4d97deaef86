/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-settings-renderer.h"

struct _PosternSettingsRenderer
{
  GObject          parent_instance;

  PosternTarget   *target;
  PosternProvider *provider;
  PosternRecord   *record;
  PosternSecret   *secret;
  char            *variant;
};

G_DEFINE_FINAL_TYPE (PosternSettingsRenderer, postern_settings_renderer, G_TYPE_OBJECT)

static void
postern_settings_renderer_finalize (GObject *object)
{
  PosternSettingsRenderer *self = POSTERN_SETTINGS_RENDERER (object);

  g_clear_pointer (&self->secret, postern_secret_unref);
  g_free (self->variant);
  g_clear_object (&self->record);
  g_clear_object (&self->provider);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (postern_settings_renderer_parent_class)->finalize (object);
}

static void
postern_settings_renderer_class_init (PosternSettingsRendererClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_settings_renderer_finalize;
}

static void
postern_settings_renderer_init (PosternSettingsRenderer *self)
{
}

/**
 * postern_settings_renderer_new:
 * @target: what wants the settings
 * @provider: (nullable): whose server it is, when that is known
 * @record: a record with an endpoint and an account
 *
 * Returns: (transfer full): a renderer that has no password yet and takes the target's first variant
 */
PosternSettingsRenderer *
postern_settings_renderer_new (PosternTarget   *target,
                               PosternProvider *provider,
                               PosternRecord   *record)
{
  PosternSettingsRenderer *self;

  g_return_val_if_fail (POSTERN_IS_TARGET (target) && POSTERN_IS_RECORD (record), NULL);

  self = g_object_new (POSTERN_TYPE_SETTINGS_RENDERER, NULL);
  self->target = g_object_ref (target);
  self->record = g_object_ref (record);
  g_set_object (&self->provider, provider);

  return self;
}

/**
 * postern_settings_renderer_get_target:
 * @self: a renderer
 *
 * Returns: (transfer none): what wants the settings
 */
PosternTarget *
postern_settings_renderer_get_target (PosternSettingsRenderer *self)
{
  g_return_val_if_fail (POSTERN_IS_SETTINGS_RENDERER (self), NULL);

  return self->target;
}

/**
 * postern_settings_renderer_set_secret:
 * @self: a renderer
 * @secret: (nullable): the password
 */
void
postern_settings_renderer_set_secret (PosternSettingsRenderer *self,
                                      PosternSecret           *secret)
{
  g_return_if_fail (POSTERN_IS_SETTINGS_RENDERER (self));

  g_clear_pointer (&self->secret, postern_secret_unref);
  self->secret = secret == NULL ? NULL : postern_secret_ref (secret);
}

/**
 * postern_settings_renderer_has_secret:
 * @self: a renderer
 *
 * Returns: whether it knows the password
 */
gboolean
postern_settings_renderer_has_secret (PosternSettingsRenderer *self)
{
  g_return_val_if_fail (POSTERN_IS_SETTINGS_RENDERER (self), FALSE);

  return self->secret != NULL;
}

/**
 * postern_settings_renderer_get_variant:
 * @self: a renderer
 *
 * Returns: (transfer none) (nullable): the id of the variant that it takes, %NULL for the first
 */
const char *
postern_settings_renderer_get_variant (PosternSettingsRenderer *self)
{
  g_return_val_if_fail (POSTERN_IS_SETTINGS_RENDERER (self), NULL);

  return self->variant;
}

/**
 * postern_settings_renderer_set_variant:
 * @self: a renderer
 * @variant: (nullable): the id of one of the target's variants, %NULL for the first
 */
void
postern_settings_renderer_set_variant (PosternSettingsRenderer *self,
                                       const char              *variant)
{
  g_return_if_fail (POSTERN_IS_SETTINGS_RENDERER (self));

  g_free (self->variant);
  self->variant = g_strdup (variant);
}

/**
 * postern_settings_renderer_render:
 * @self: a renderer
 * @reveal: whether the password is in the settings, if it is known, in place of a mask
 * @error: see postern_settings_render()
 *
 * Returns: (transfer full): the settings, or %NULL with @error set
 */
PosternSettings *
postern_settings_renderer_render (PosternSettingsRenderer  *self,
                                  gboolean                  reveal,
                                  GError                  **error)
{
  PosternSettingsInput input = { NULL };

  g_return_val_if_fail (POSTERN_IS_SETTINGS_RENDERER (self), NULL);

  input.endpoint = postern_record_get_endpoint (self->record);
  input.user = postern_record_get_sign_in_name (self->record);
  input.from = postern_record_get_from (self->record);
  input.from_name = postern_record_get_from_name (self->record);
  input.secret = reveal ? self->secret : NULL;
  input.variant = self->variant;
  input.provider = self->provider;
  if (input.from == NULL)
    input.from = postern_record_get_account (self->record);

  return postern_settings_render (self->target, &input, error);
}
