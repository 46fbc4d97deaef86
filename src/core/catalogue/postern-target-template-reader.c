/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "starttls none", or all kinds when the attribute is not there; 0 for an unknown one. */
static guint
read_securities (PosternNode *node)
{
  const char *value = postern_node_get_attribute (node, "security");
  g_auto (GStrv) nicks = NULL;
  guint securities = 0;

  if (value == NULL)
    return POSTERN_TEMPLATE_ANY_SECURITY;

  nicks = g_strsplit (value, " ", -1);
  for (gsize i = 0; nicks[i] != NULL; i++)
    {
      PosternSecurity security;

      if (!postern_security_from_nick (nicks[i], &security))
        return 0;
      securities |= 1u << security;
    }

  return securities;
}

static PosternTemplate *
read_template (PosternNode          *node,
               const char           *text,
               const PosternWriter  *writer,
               const PosternNames   *names,
               GError              **error)
{
  guint securities = read_securities (node);
  const char *reason = NULL;
  PosternTemplate *template;

  if (securities == 0)
    {
      postern_node_fail (node, error, _("“security” holds “starttls”, “tls” or “none”."));
      return NULL;
    }
  template = postern_template_new (text, securities, writer, names, &reason);
  if (template == NULL)
    postern_node_fail (node, error, "%s", reason);

  return template;
}

/**
 * postern_target_read_template:
 * @node: an element that may have the attribute “security”
 * @text: its text
 * @writer: how its values are written
 * @names: what the target's own placeholders stand for
 * @templates: (element-type PosternTemplate): where to add it
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
 *
 * Returns: whether it could be read, and no other of @templates is for the same kind of encryption
 */
gboolean
postern_target_read_template (PosternNode          *node,
                              const char           *text,
                              const PosternWriter  *writer,
                              const PosternNames   *names,
                              GPtrArray            *templates,
                              GError              **error)
{
  guint seen = postern_templates_join (templates);
  PosternTemplate *template = read_template (node, text, writer, names, error);

  if (template == NULL)
    return FALSE;
  g_ptr_array_add (templates, template);
  if ((seen & template->securities) == 0)
    return TRUE;

  return postern_node_fail (node, error, _("Two templates are for the same kind of encryption."));
}

/**
 * postern_target_read_templates:
 * @parent: an element that holds templates
 * @writer: how their values are written
 * @names: what the target's own placeholders stand for
 * @templates: (element-type PosternTemplate): where to add them
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
 *
 * Reads its <template> elements as postern_target_read_template() does.
 *
 * Returns: whether all could be read
 */
gboolean
postern_target_read_templates (PosternNode          *parent,
                               const PosternWriter  *writer,
                               const PosternNames   *names,
                               GPtrArray            *templates,
                               GError              **error)
{
  for (guint i = 0; i < parent->children->len; i++)
    {
      PosternNode *node = g_ptr_array_index (parent->children, i);
      const char *text = node->text->str;

      if (g_str_equal (node->name, "template") &&
          !postern_target_read_template (node, *text == '\n' ? text + 1 : text, writer, names, templates, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * postern_target_read_fields:
 * @parent: an element that holds fields
 * @writer: how their values are written
 * @names: what the target's own placeholders stand for
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
 *
 * Returns: (transfer full) (element-type PosternTemplate): the fields in the form's order, or %NULL
 */
GPtrArray *
postern_target_read_fields (PosternNode          *parent,
                            const PosternWriter  *writer,
                            const PosternNames   *names,
                            GError              **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_template_free);

  for (guint i = 0; i < parent->children->len; i++)
    {
      PosternNode *node = g_ptr_array_index (parent->children, i);
      PosternTemplate *field;

      if (!g_str_equal (node->name, "field"))
        continue;
      field = read_template (node, postern_node_get_attribute (node, "value"), writer, names, error);
      if (field == NULL)
        return NULL;
      field->label = postern_node_dup_child_text (node, "label");
      g_ptr_array_add (fields, field);
    }

  return g_steal_pointer (&fields);
}
