/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-letter-template.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue-private.h"

G_DEFINE_FINAL_TYPE (PosternLetterTemplate, postern_letter_template, G_TYPE_OBJECT)

/* The same as data/letters/letter.rng. */
static const PosternElementRule rules[] = {
  { "letter", "id! to!=admin|host|either provider", "title! subject! part+ source+" },
  { "title", "translatable", NULL },
  { "subject", "translatable", NULL },
  { "part", "kind!=text|step|command to=admin|host value translatable", NULL },
  { "source", "href! checked!", NULL },
  { NULL },
};

static const char *const addressee_nicks[] = {
  [POSTERN_ADDRESSEE_ADMIN] = "admin",
  [POSTERN_ADDRESSEE_HOST] = "host",
  [POSTERN_ADDRESSEE_EITHER] = "either",
};

static const char *const part_kinds[] = {
  [POSTERN_LETTER_TEXT] = "text",
  [POSTERN_LETTER_STEP] = "step",
  [POSTERN_LETTER_COMMAND] = "command",
};

static void
part_free (gpointer data)
{
  PosternLetterPart *self = data;

  g_free (self->text);
  g_free (self->command);
  g_free (self);
}

static PosternLetterPart *
read_part (PosternNode  *node,
           GError      **error)
{
  const char *kind = postern_node_get_attribute (node, "kind");
  const char *command = postern_node_get_attribute (node, "value");
  PosternLetterPart *self;

  if ((command != NULL) != g_str_equal (kind, "command"))
    {
      postern_node_fail (node, error, _("A part of a letter has a value only if its kind is “command”."));
      return NULL;
    }

  self = g_new0 (PosternLetterPart, 1);
  for (guint i = 0; i < G_N_ELEMENTS (part_kinds); i++)
    {
      if (g_str_equal (part_kinds[i], kind))
        self->kind = (PosternLetterPartKind) i;
    }
  self->to = POSTERN_ADDRESSEE_EITHER;
  postern_addressee_from_nick (postern_node_get_attribute (node, "to"), &self->to);
  self->text = postern_node_dup_text (node);
  self->command = g_strdup (command);

  return self;
}

static GPtrArray *
read_parts (PosternNode  *root,
            GError      **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "part");

  for (guint i = 0; i < nodes->len; i++)
    {
      PosternLetterPart *part = read_part (g_ptr_array_index (nodes, i), error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }

  return g_steal_pointer (&parts);
}

static void
postern_letter_template_finalize (GObject *object)
{
  PosternLetterTemplate *self = POSTERN_LETTER_TEMPLATE (object);

  g_free (self->id);
  g_free (self->provider);
  g_free (self->title);
  g_free (self->subject);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_letter_template_parent_class)->finalize (object);
}

static void
postern_letter_template_class_init (PosternLetterTemplateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_letter_template_finalize;
}

static void
postern_letter_template_init (PosternLetterTemplate *self)
{
}

/**
 * postern_letter_template_new_parsed:
 *
 * A #PosternParseFunc of the files in data/letters.
 */
GObject *
postern_letter_template_new_parsed (GBytes      *bytes,
                                    const char  *file,
                                    GDateTime   *today,
                                    GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (GPtrArray) parts = NULL;
  PosternLetterTemplate *self;

  if (root == NULL || !postern_node_check (root, "letter", rules, error))
    return NULL;
  parts = read_parts (root, error);
  if (parts == NULL)
    return NULL;

  self = g_object_new (POSTERN_TYPE_LETTER_TEMPLATE, NULL);
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  postern_addressee_from_nick (postern_node_get_attribute (root, "to"), &self->to);
  self->provider = g_strdup (postern_node_get_attribute (root, "provider"));
  self->title = postern_node_dup_child_text (root, "title");
  self->subject = postern_node_dup_child_text (root, "subject");
  self->parts = g_steal_pointer (&parts);
  self->sources = postern_links_new_from_node (root, "source");

  return G_OBJECT (self);
}

/**
 * postern_addressee_to_nick:
 * @addressee: a #PosternAddressee
 *
 * Returns: (transfer none): "admin", "host" or "either"
 */
const char *
postern_addressee_to_nick (PosternAddressee addressee)
{
  g_return_val_if_fail (addressee < G_N_ELEMENTS (addressee_nicks), NULL);

  return addressee_nicks[addressee];
}

/**
 * postern_addressee_from_nick:
 * @nick: (nullable): a nick of postern_addressee_to_nick()
 * @addressee: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_addressee_from_nick (const char       *nick,
                             PosternAddressee *addressee)
{
  g_return_val_if_fail (addressee != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (addressee_nicks); i++)
    {
      if (g_strcmp0 (addressee_nicks[i], nick) != 0)
        continue;
      *addressee = (PosternAddressee) i;
      return TRUE;
    }

  return FALSE;
}
