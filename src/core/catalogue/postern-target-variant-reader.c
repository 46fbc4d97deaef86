/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target-reader.h"

#include <glib/gi18n-lib.h>

/* @parent holds <where>, templates and fields; @node has the attribute “syntax”, which may be another one. */
static PosternTargetPart *
read_part (PosternNode         *parent,
           PosternNode         *node,
           const PosternNames  *names,
           GError             **error)
{
  g_autoptr (PosternTargetPart) self = g_new0 (PosternTargetPart, 1);
  PosternNode *where = postern_node_get_child (parent, "where");
  const PosternWriter *writer;

  self->syntax = g_strdup (postern_node_get_attribute (node, "syntax"));
  writer = postern_writer_lookup (self->syntax);
  if (writer == NULL)
    {
      postern_node_fail (node, error, _("The syntax is not known."));
      return NULL;
    }
  if (where != NULL)
    {
      self->path = g_strdup (postern_node_get_attribute (where, "path"));
      self->link = g_strdup (postern_node_get_attribute (where, "link"));
      self->where = postern_node_dup_text (where);
    }
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_template_free);
  self->fields = postern_target_read_fields (parent, writer, names, error);
  if (self->fields == NULL || !postern_target_read_templates (parent, writer, names, self->templates, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
check_form (const PosternTargetVariant  *variant,
            PosternNode                 *node,
            GError                     **error)
{
  const PosternTargetPart *first = g_ptr_array_index (variant->parts, 0);
  gboolean has_form = variant->form == POSTERN_TARGET_FIELDS;

  if (has_form && (first->fields->len == 0 || first->templates->len > 0))
    return postern_node_fail (node, error, _("The form “fields” has fields and no template."));
  if (!has_form && (first->fields->len > 0 || first->templates->len == 0))
    return postern_node_fail (node, error, _("This form has a template and no fields."));

  return TRUE;
}

/* Whether the password is in the settings themselves or in a file that belongs to them. */
static gboolean
holds_password (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const PosternTargetPart *part = g_ptr_array_index (parts, i);
      GPtrArray *templates = part->fields->len > 0 ? part->fields : part->templates;

      for (guint j = 0; j < templates->len; j++)
        {
          if (postern_template_has (g_ptr_array_index (templates, j), POSTERN_VALUE_PASSWORD))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_parts (PosternTargetVariant  *variant,
            PosternNode           *node,
            PosternNode           *form_node,
            const PosternNames    *names,
            GError               **error)
{
  PosternTargetPart *part = read_part (node, form_node, names, error);

  if (part == NULL)
    return FALSE;
  g_ptr_array_add (variant->parts, part);
  for (guint i = 0; i < node->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (node->children, i);

      if (!g_str_equal (child->name, "part"))
        continue;
      part = read_part (child, child, names, error);
      if (part == NULL)
        return FALSE;
      g_ptr_array_add (variant->parts, part);
    }

  return check_form (variant, node, error);
}

/* @node is <variant> or <target>; @root has the form and the syntax where a variant has none of its own. */
static PosternTargetVariant *
read_variant (PosternTarget  *target,
              PosternNode    *node,
              PosternNode    *root,
              GError        **error)
{
  g_autoptr (PosternTargetVariant) self = g_new0 (PosternTargetVariant, 1);
  PosternNode *form_node = postern_node_get_attribute (node, "form") == NULL ? root : node;
  const char *secret = postern_node_get_attribute (node, "secret");

  for (PosternTargetForm form = POSTERN_TARGET_PASTE; form <= POSTERN_TARGET_COMMANDS; form++)
    {
      if (g_str_equal (postern_target_form_to_nick (form), postern_node_get_attribute (form_node, "form")))
        self->form = form;
    }
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_target_part_free);
  if (!read_parts (self, node, form_node, &target->names, error))
    return NULL;

  if (node != root)
    {
      self->id = g_strdup (postern_node_get_attribute (node, "id"));
      self->name = postern_node_dup_child_text (node, "name");
    }
  self->keeps_secret_outside = secret == NULL ? !holds_password (self->parts) : g_str_equal (secret, "outside");

  return g_steal_pointer (&self);
}

static gboolean
add_variant (PosternTarget  *self,
             PosternNode    *node,
             PosternNode    *root,
             GError        **error)
{
  PosternTargetVariant *variant;
  const char *id = postern_node_get_attribute (node, "id");

  if ((postern_node_get_attribute (node, "form") == NULL) != (postern_node_get_attribute (node, "syntax") == NULL))
    return postern_node_fail (node, error, _("A variant has both “form” and “syntax”, or neither."));
  if (self->variants->len > 0 && postern_target_find_variant (self, id) != NULL)
    return postern_node_fail (node, error, _("Two variants have the same id."));

  variant = read_variant (self, node, root, error);
  if (variant == NULL)
    return FALSE;
  g_ptr_array_add (self->variants, variant);

  return TRUE;
}

static gboolean
holds_settings (PosternNode *root)
{
  static const char *const names[] = { "where", "template", "field", "part" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (postern_node_get_child (root, names[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What stands in the target itself is that of the first variant. */
static void
show_first (PosternTarget *self)
{
  const PosternTargetVariant *variant = g_ptr_array_index (self->variants, 0);
  const PosternTargetPart *part = g_ptr_array_index (variant->parts, 0);

  self->form = variant->form;
  self->syntax = part->syntax;
  self->path = part->path;
  self->where = part->where;
  self->link = part->link;
}

/**
 * postern_target_read_variants:
 * @self: a target that has its names already
 * @root: its element
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
 *
 * Reads the ways to give the settings; a target without <variant> has one.
 *
 * Returns: whether all could be read
 */
gboolean
postern_target_read_variants (PosternTarget  *self,
                              PosternNode    *root,
                              GError        **error)
{
  PosternNode *first = postern_node_get_child (root, "variant");

  self->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_target_variant_free);
  if (first != NULL && holds_settings (root))
    return postern_node_fail (first, error, _("A target has variants or settings of its own, not both."));
  if (first == NULL && !add_variant (self, root, root, error))
    return FALSE;
  for (guint i = 0; i < root->children->len; i++)
    {
      PosternNode *node = g_ptr_array_index (root->children, i);

      if (g_str_equal (node->name, "variant") && !add_variant (self, node, root, error))
        return FALSE;
    }
  show_first (self);

  return TRUE;
}
