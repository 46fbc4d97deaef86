/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target.h"

G_DEFINE_FINAL_TYPE (PosternTarget, postern_target, G_TYPE_OBJECT)

static const char *const form_nicks[] = {
  [POSTERN_TARGET_PASTE] = "paste",
  [POSTERN_TARGET_FIELDS] = "fields",
  [POSTERN_TARGET_COMMANDS] = "commands",
};

static void
postern_target_finalize (GObject *object)
{
  PosternTarget *self = POSTERN_TARGET (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->category);
  g_free (self->kind);
  g_free (self->summary);
  g_strfreev (self->aliases);
  g_clear_pointer (&self->variants, g_ptr_array_unref);
  g_free (self->tls);
  g_strfreev (self->mechanisms);
  g_clear_pointer (&self->oauth, g_ptr_array_unref);
  g_free (self->test_hint);
  g_strfreev (self->pitfalls);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  postern_names_clear (&self->names);

  G_OBJECT_CLASS (postern_target_parent_class)->finalize (object);
}

static void
postern_target_class_init (PosternTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_target_finalize;
}

static void
postern_target_init (PosternTarget *self)
{
  postern_names_init (&self->names);
}

/**
 * postern_target_find_variant:
 * @self: a target
 * @id: (nullable): a variant's id, %NULL for the first
 *
 * Returns: (transfer none) (nullable): the variant
 */
const PosternTargetVariant *
postern_target_find_variant (PosternTarget *self,
                             const char    *id)
{
  g_return_val_if_fail (POSTERN_IS_TARGET (self), NULL);

  if (id == NULL)
    return g_ptr_array_index (self->variants, 0);

  for (guint i = 0; i < self->variants->len; i++)
    {
      const PosternTargetVariant *variant = g_ptr_array_index (self->variants, i);

      if (g_strcmp0 (variant->id, id) == 0)
        return variant;
    }

  return NULL;
}

/**
 * postern_target_find_oauth:
 * @self: a target
 * @provider: (nullable): a provider's id
 *
 * Returns: (transfer none) (nullable): how it signs in there with OAuth 2.0; %NULL when it can't
 */
const PosternTargetOauth *
postern_target_find_oauth (PosternTarget *self,
                           const char    *provider)
{
  g_return_val_if_fail (POSTERN_IS_TARGET (self), NULL);

  for (guint i = 0; i < self->oauth->len; i++)
    {
      const PosternTargetOauth *oauth = g_ptr_array_index (self->oauth, i);

      if (g_strcmp0 (oauth->provider, provider) == 0)
        return oauth;
    }

  return NULL;
}

/**
 * postern_target_form_to_nick:
 * @form: how settings are given
 *
 * Returns: (transfer none): "paste", "fields" or "commands"
 */
const char *
postern_target_form_to_nick (PosternTargetForm form)
{
  return form_nicks[form];
}

/**
 * postern_target_part_free:
 * @self: (transfer full) (nullable): a part
 */
void
postern_target_part_free (PosternTargetPart *self)
{
  if (self == NULL)
    return;

  g_free (self->syntax);
  g_free (self->path);
  g_free (self->where);
  g_free (self->link);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

/**
 * postern_target_variant_free:
 * @self: (transfer full) (nullable): a variant
 */
void
postern_target_variant_free (PosternTargetVariant *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}
