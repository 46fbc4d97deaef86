/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Hard limits of a catalogue file. */
#define POSTERN_NODE_MAX_BYTES    (256 * 1024)
#define POSTERN_NODE_MAX_DEPTH    8
#define POSTERN_NODE_MAX_ELEMENTS 2000
#define POSTERN_NODE_MAX_TEXT     8192

typedef struct _PosternNode PosternNode;

/** The elements in an element, as a #GPtrArray would hold them. */
typedef struct
{
  PosternNode **pdata;
  guint         len;
} PosternNodeList;

/** Text as a #GString would hold it. */
typedef struct
{
  char  *str;
  gsize  len;
} PosternNodeText;

/**
 * PosternNode:
 * @name: the element's name
 * @file: the file's name, for messages
 * @line: where it starts
 * @attributes: names and values in turn, NULL-terminated
 * @text: its own text, white space as in the file
 * @children: in the file's order
 *
 * An element of a catalogue file. All of a file's elements are one piece of memory, that of the root.
 */
struct _PosternNode
{
  const char       *name;
  const char       *file;
  guint             line;
  const char      **attributes;
  PosternNodeText  *text;
  PosternNodeList  *children;

  /*< private >*/
  PosternNodeText   own_text;
  PosternNodeList   own_children;
  PosternNode      *first;
  PosternNode      *last;
  PosternNode      *next;
  gpointer          memory;
};

/**
 * PosternElementRule:
 * @name: an element's name
 * @attributes: the attributes that it may have, separated by spaces: "id!" must be there, "who=you|admin"
 *   takes one of these values
 * @children: the elements that it may hold: "a" not at all or once, "a!" once, "a*" any number of times,
 *   "a+" at least once; "" for none; %NULL when it holds text
 *
 * What an element must look like. Dates, numbers, links and ids are checked by the attribute's name.
 */
typedef struct
{
  const char *name;
  const char *attributes;
  const char *children;
} PosternElementRule;

PosternNode *postern_node_parse          (GBytes                    *bytes,
                                          const char                *file,
                                          GError                   **error);
void         postern_node_free           (PosternNode               *self);
gboolean     postern_node_check          (PosternNode               *self,
                                          const char                *root,
                                          const PosternElementRule  *rules,
                                          GError                   **error);
gboolean     postern_node_fail           (PosternNode               *self,
                                          GError                   **error,
                                          const char                *format,
                                          ...) G_GNUC_PRINTF (3, 4);

const char  *postern_node_get_attribute  (PosternNode               *self,
                                          const char                *name);
guint        postern_node_get_number     (PosternNode               *self,
                                          const char                *name);
GDateTime   *postern_node_get_date       (PosternNode               *self,
                                          const char                *name);
char        *postern_node_dup_text       (PosternNode               *self);
PosternNode *postern_node_get_child      (PosternNode               *self,
                                          const char                *name);
char        *postern_node_dup_child_text (PosternNode               *self,
                                          const char                *name);
GPtrArray   *postern_node_get_children   (PosternNode               *self,
                                          const char                *name);
char       **postern_node_dup_texts      (PosternNode               *self,
                                          const char                *name);
char       **postern_node_dup_values     (PosternNode               *self,
                                          const char                *name,
                                          const char                *attribute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternNode, postern_node_free)

G_END_DECLS
