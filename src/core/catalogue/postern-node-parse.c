/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-node.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-catalogue.h"

/* Memory that is given back all at once. */
typedef struct
{
  GSList *blocks;
  char   *free;
  gsize   n_free;
} PosternArena;

/* The elements that are open, the root first. */
typedef struct
{
  const char   *file;
  PosternArena *arena;
  PosternNode  *root;
  PosternNode  *open[POSTERN_NODE_MAX_DEPTH];
  guint         n_open;
  guint         n_elements;
} PosternNodeBuilder;

#define ALIGNMENT (2 * sizeof (gpointer))
#define MIN_BLOCK 4096

static void *
take (PosternArena *arena,
      gsize         size)
{
  void *memory;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size > arena->n_free)
    {
      arena->n_free = MAX (size, MIN_BLOCK);
      arena->free = g_malloc (arena->n_free);
      arena->blocks = g_slist_prepend (arena->blocks, arena->free);
    }
  memory = arena->free;
  arena->free += size;
  arena->n_free -= size;

  return memory;
}

static char *
copy (PosternArena *arena,
      const char   *text,
      gsize         length)
{
  char *copied = take (arena, length + 1);

  memcpy (copied, text, length);
  copied[length] = '\0';

  return copied;
}

/* What is read takes about as much as the file, and the elements come on top. */
static PosternArena *
arena_new (gsize file_size)
{
  PosternArena *arena = g_new0 (PosternArena, 1);

  arena->n_free = 3 * file_size + MIN_BLOCK;
  arena->free = g_malloc (arena->n_free);
  arena->blocks = g_slist_prepend (NULL, arena->free);

  return arena;
}

static void
arena_free (PosternArena *arena)
{
  g_slist_free_full (arena->blocks, g_free);
  g_free (arena);
}

static const char **
copy_attributes (PosternArena  *arena,
                 const char   **names,
                 const char   **values)
{
  gsize n = g_strv_length ((char **) names);
  const char **attributes = take (arena, (2 * n + 1) * sizeof *attributes);

  for (gsize i = 0; i < n; i++)
    {
      attributes[2 * i] = copy (arena, names[i], strlen (names[i]));
      attributes[2 * i + 1] = copy (arena, values[i], strlen (values[i]));
    }
  attributes[2 * n] = NULL;

  return attributes;
}

static PosternNode *
node_new (PosternNodeBuilder  *builder,
          const char          *name,
          guint                line,
          const char         **names,
          const char         **values)
{
  static char empty[] = "";
  PosternNode *self = take (builder->arena, sizeof *self);

  memset (self, 0, sizeof *self);
  self->name = copy (builder->arena, name, strlen (name));
  self->file = builder->root == NULL ? copy (builder->arena, builder->file, strlen (builder->file))
                                     : builder->root->file;
  self->line = line;
  self->attributes = copy_attributes (builder->arena, names, values);
  self->own_text.str = empty;
  self->text = &self->own_text;
  self->children = &self->own_children;

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
  PosternNode *parent;

  if (builder->n_open >= POSTERN_NODE_MAX_DEPTH)
    {
      set_error (error, builder->file, line, _("Elements are nested too deeply."));
      return;
    }
  if (++builder->n_elements > POSTERN_NODE_MAX_ELEMENTS)
    {
      set_error (error, builder->file, line, _("There are too many elements."));
      return;
    }

  node = node_new (builder, name, line, names, values);
  parent = builder->n_open == 0 ? NULL : builder->open[builder->n_open - 1];
  if (parent == NULL)
    builder->root = node;
  else if (parent->first == NULL)
    parent->first = parent->last = node;
  else
    parent->last = parent->last->next = node;
  if (parent != NULL)
    parent->own_children.len++;
  builder->open[builder->n_open++] = node;
}

static void
end_element (GMarkupParseContext *context,
             const char          *name,
             gpointer             data,
             GError             **error)
{
  PosternNodeBuilder *builder = data;
  PosternNode *node = builder->open[--builder->n_open];
  guint n = 0;

  node->own_children.pdata = take (builder->arena, (node->own_children.len + 1) * sizeof *node->own_children.pdata);
  for (PosternNode *child = node->first; child != NULL; child = child->next)
    node->own_children.pdata[n++] = child;
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
  char *joined;

  if (builder->n_open == 0)
    return;
  node = builder->open[builder->n_open - 1];
  if (node->text->len + length > POSTERN_NODE_MAX_TEXT)
    {
      set_error (error, builder->file, node->line, _("The text is too long."));
      return;
    }
  joined = take (builder->arena, node->text->len + length + 1);
  memcpy (joined, node->text->str, node->text->len);
  memcpy (joined + node->text->len, characters, length);
  node->text->str = joined;
  node->text->len += length;
  joined[node->text->len] = '\0';
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

/**
 * postern_node_parse:
 * @bytes: the whole file
 * @file: its name, for messages
 * @error: return location for %POSTERN_CATALOGUE_ERROR_INVALID
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
  PosternNodeBuilder builder = { .file = file };
  g_autoptr (GMarkupParseContext) context = NULL;

  if (g_bytes_get_size (bytes) > POSTERN_NODE_MAX_BYTES)
    {
      set_error (error, file, 1, _("The file is too large."));
      return NULL;
    }

  builder.arena = arena_new (g_bytes_get_size (bytes));
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &builder, NULL);
  if (!parse (context, bytes, file, error) || builder.root == NULL)
    {
      arena_free (builder.arena);
      return NULL;
    }
  builder.root->memory = builder.arena;

  return builder.root;
}

/**
 * postern_node_free:
 * @self: (transfer full) (nullable): a root; its children go with it
 */
void
postern_node_free (PosternNode *self)
{
  if (self != NULL)
    arena_free (self->memory);
}

/**
 * postern_node_fail:
 * @self: where the fault is
 * @error: return location for "file:line: reason" as %POSTERN_CATALOGUE_ERROR_INVALID
 * @format: the reason, a translated sentence with placeholders as printf() has them
 * @...: what they stand for
 *
 * Returns: %FALSE
 */
gboolean
postern_node_fail (PosternNode  *self,
                   GError      **error,
                   const char   *format,
                   ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_error (error, self->file, self->line, reason);

  return FALSE;
}
