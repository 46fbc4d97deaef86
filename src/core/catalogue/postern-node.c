/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-node.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue.h"

/* The elements that are open, the root first. */
typedef struct
{
  const char  *file;
  PosternNode *root;
  GPtrArray   *open;
  guint        n_elements;
} PosternNodeBuilder;

static PosternNode *
node_new (const char  *name,
          const char  *file,
          guint        line,
          const char **names,
          const char **values)
{
  PosternNode *self = g_new0 (PosternNode, 1);
  g_autoptr (GStrvBuilder) attributes = g_strv_builder_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    g_strv_builder_add_many (attributes, names[i], values[i], NULL);
  self->name = g_strdup (name);
  self->file = g_strdup (file);
  self->line = line;
  self->attributes = g_strv_builder_end (attributes);
  self->text = g_string_new (NULL);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_node_free);

  return self;
}

static void
set_error (GError     **error,
           const char  *file,
           guint        line,
           const char  *reason)
{
  g_set_error (error, POSTERN_CATALOGUE_ERROR, POSTERN_CATALOGUE_ERROR_INVALID, "%s:%u: %s", file, line, reason);
}

/* The line on which the tag ends that was read last. */
static guint
get_line (GMarkupParseContext *context)
{
  int line;
  int column;

  /* In the first column the parser has stepped on the line end behind the tag, and counted it. */
  g_markup_parse_context_get_position (context, &line, &column);

  return (guint) (column <= 1 ? line - 1 : line);
}

static void
start_element (GMarkupParseContext *context,
               const char          *name,
               const char         **names,
               const char         **values,
               gpointer             data,
               GError             **error)
{
  PosternNodeBuilder *builder = data;
  guint line = get_line (context);
  PosternNode *node;

  if (builder->open->len >= POSTERN_NODE_MAX_DEPTH)
    {
      set_error (error, builder->file, line, _("Elements are nested too deeply."));
      return;
    }
  if (++builder->n_elements > POSTERN_NODE_MAX_ELEMENTS)
    {
      set_error (error, builder->file, line, _("There are too many elements."));
      return;
    }

  node = node_new (name, builder->file, line, names, values);
  if (builder->open->len == 0)
    builder->root = node;
  else
    g_ptr_array_add (((PosternNode *) g_ptr_array_index (builder->open, builder->open->len - 1))->children, node);
  g_ptr_array_add (builder->open, node);
}

static void
end_element (GMarkupParseContext *context,
             const char          *name,
             gpointer             data,
             GError             **error)
{
  PosternNodeBuilder *builder = data;

  g_ptr_array_set_size (builder->open, (gint) builder->open->len - 1);
}

static void
text (GMarkupParseContext *context,
      const char          *characters,
      gsize                length,
      gpointer             data,
      GError             **error)
{
  PosternNodeBuilder *builder = data;
  PosternNode *node;

  if (builder->open->len == 0)
    return;
  node = g_ptr_array_index (builder->open, builder->open->len - 1);
  if (node->text->len + length > POSTERN_NODE_MAX_TEXT)
    {
      set_error (error, builder->file, node->line, _("The text is too long."));
      return;
    }
  g_string_append_len (node->text, characters, (gssize) length);
}

static gboolean
parse (GMarkupParseContext  *context,
       GBytes               *bytes,
       const char           *file,
       GError              **error)
{
  g_autoptr (GError) local = NULL;
  const char *data = g_bytes_get_data (bytes, NULL);
  int line;

  /* The data of no bytes may be NULL. */
  if (g_markup_parse_context_parse (context, data == NULL ? "" : data, (gssize) g_bytes_get_size (bytes), &local) &&
      g_markup_parse_context_end_parse (context, &local))
    return TRUE;

  g_markup_parse_context_get_position (context, &line, NULL);
  if (local->domain == G_MARKUP_ERROR)
    set_error (error, file, (guint) line, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

/* One space for any run of white space, none at the ends: the same string that xgettext extracts (po/its). */
static char *
collapse (const char *string)
{
  GString *collapsed = g_string_sized_new (strlen (string));

  for (const char *c = string; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c))
        g_string_append_c (collapsed, *c);
      else if (collapsed->len > 0 && collapsed->str[collapsed->len - 1] != ' ')
        g_string_append_c (collapsed, ' ');
    }
  if (collapsed->len > 0 && collapsed->str[collapsed->len - 1] == ' ')
    g_string_truncate (collapsed, collapsed->len - 1);

  return g_string_free (collapsed, FALSE);
}

/**
 * postern_node_parse:
 * @bytes: the whole file
 * @file: its name, for messages
 *
 * Returns: (transfer full): the root element, or %NULL with a #PosternCatalogueError when it is no XML or
 *   goes over a limit
 */
PosternNode *
postern_node_parse (GBytes      *bytes,
                    const char  *file,
                    GError     **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, NULL, NULL };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  PosternNodeBuilder builder = { file, NULL, open, 0 };
  g_autoptr (GMarkupParseContext) context = NULL;

  if (g_bytes_get_size (bytes) > POSTERN_NODE_MAX_BYTES)
    {
      set_error (error, file, 1, _("The file is too large."));
      return NULL;
    }

  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &builder, NULL);
  if (!parse (context, bytes, file, error))
    g_clear_pointer (&builder.root, postern_node_free);

  return builder.root;
}

/**
 * postern_node_free:
 * @self: (transfer full) (nullable): a node; its children go with it
 */
void
postern_node_free (PosternNode *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->file);
  g_strfreev (self->attributes);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/**
 * postern_node_set_error:
 * @self: where the fault is
 * @reason: translated sentence
 *
 * Sets "file:line: reason" as %POSTERN_CATALOGUE_ERROR_INVALID.
 */
void
postern_node_set_error (PosternNode  *self,
                        GError      **error,
                        const char   *reason)
{
  set_error (error, self->file, self->line, reason);
}

/**
 * postern_node_get_attribute:
 *
 * Returns: (transfer none) (nullable): the attribute's value
 */
const char *
postern_node_get_attribute (PosternNode *self,
                            const char  *name)
{
  for (gsize i = 0; self->attributes[i] != NULL; i += 2)
    {
      if (g_str_equal (self->attributes[i], name))
        return self->attributes[i + 1];
    }

  return NULL;
}

/**
 * postern_node_get_number:
 *
 * Returns: the number in an attribute that was checked, 0 when it is not there
 */
guint
postern_node_get_number (PosternNode *self,
                         const char  *name)
{
  const char *value = postern_node_get_attribute (self, name);

  return value == NULL ? 0 : (guint) g_ascii_strtoull (value, NULL, 10);
}

/**
 * postern_node_get_date:
 *
 * Returns: (transfer full) (nullable): the day in an attribute that was checked, at its first minute
 */
GDateTime *
postern_node_get_date (PosternNode *self,
                       const char  *name)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *value = postern_node_get_attribute (self, name);
  g_autofree char *midnight = value == NULL ? NULL : g_strconcat (value, "T00:00:00", NULL);

  return midnight == NULL ? NULL : g_date_time_new_from_iso8601 (midnight, zone);
}

/**
 * postern_node_dup_text:
 *
 * Returns: (transfer full): its text with white space collapsed, translated when it is marked so
 */
char *
postern_node_dup_text (PosternNode *self)
{
  g_autofree char *collapsed = collapse (self->text->str);

  if (*collapsed == '\0' || postern_node_get_attribute (self, "translatable") == NULL)
    return g_steal_pointer (&collapsed);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, collapsed));
}

/**
 * postern_node_get_child:
 *
 * Returns: (transfer none) (nullable): the first child of this name
 */
PosternNode *
postern_node_get_child (PosternNode *self,
                        const char  *name)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        return child;
    }

  return NULL;
}

/**
 * postern_node_dup_child_text:
 *
 * Returns: (transfer full) (nullable): the text of the first child of this name
 */
char *
postern_node_dup_child_text (PosternNode *self,
                             const char  *name)
{
  PosternNode *child = postern_node_get_child (self, name);

  return child == NULL ? NULL : postern_node_dup_text (child);
}

/**
 * postern_node_get_children:
 *
 * Returns: (transfer container) (element-type PosternNode): all children of this name
 */
GPtrArray *
postern_node_get_children (PosternNode *self,
                           const char  *name)
{
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; i < self->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        g_ptr_array_add (children, child);
    }

  return children;
}

/**
 * postern_node_dup_texts:
 *
 * Returns: (transfer full): the texts of all children of this name
 */
char **
postern_node_dup_texts (PosternNode *self,
                        const char  *name)
{
  return postern_node_dup_values (self, name, NULL);
}

/**
 * postern_node_dup_values:
 * @attribute: (nullable): an attribute, %NULL for the text
 *
 * Returns: (transfer full): this attribute of all children of this name
 */
char **
postern_node_dup_values (PosternNode *self,
                         const char  *name,
                         const char  *attribute)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GPtrArray) children = postern_node_get_children (self, name);

  for (guint i = 0; i < children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (children, i);
      g_autofree char *text_value = attribute == NULL ? postern_node_dup_text (child) : NULL;

      g_strv_builder_add (values, attribute == NULL ? text_value : postern_node_get_attribute (child, attribute));
    }

  return g_strv_builder_end (values);
}
