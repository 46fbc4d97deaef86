/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PosternTarget, postern_target, G_TYPE_OBJECT)

static const struct { const char *category; const char *title; } categories[] = {
  { "website", N_("Websites") },
  { "framework", N_("Web frameworks") },
  { "program", N_("Programs and servers") },
  { "device", N_("Printers, scanners and cameras") },
  { "home", N_("Smart home") },
  { "generic", N_("Other") },
};

static void
postern_target_finalize (GObject *object)
{
  PosternTarget *self = POSTERN_TARGET (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->category);
  g_free (self->summary);
  g_strfreev (self->aliases);
  g_free (self->syntax);
  g_free (self->path);
  g_free (self->where);
  g_free (self->test_hint);
  g_strfreev (self->pitfalls);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->limits, g_ptr_array_unref);

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
}

/**
 * postern_target_category_get_title:
 * @category: the category of a target
 *
 * Returns: (transfer none): the category's title, translated: "Websites"
 */
const char *
postern_target_category_get_title (const char *category)
{
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      if (g_strcmp0 (categories[i].category, category) == 0)
        return _(categories[i].title);
    }

  return _("Other");
}
