/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-node.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* "kebab-case-1" */
static gboolean
is_id (const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    {
      if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && (*c != '-' || c == value))
        return FALSE;
    }

  return *value != '\0';
}

/* As the schemas have it: "https://", a host, no blanks. */
static gboolean
is_https (const char *value)
{
  const char *host = value + strlen ("https://");

  if (!g_str_has_prefix (value, "https://") || *host == '\0' || *host == '/')
    return FALSE;
  for (const char *c = host; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c))
        return FALSE;
    }

  return TRUE;
}

/* "2026-12-31" */
static gboolean
is_date (const char *value)
{
  for (gsize i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7 ? value[i] != '-' : !g_ascii_isdigit (value[i]))
        return FALSE;
    }

  return value[10] == '\0' && g_date_valid_dmy ((GDateDay) atoi (value + 8), (GDateMonth) atoi (value + 5),
                                                (GDateYear) atoi (value));
}

static gboolean
is_port (const char *value)
{
  return g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT16, NULL, NULL);
}

static gboolean
is_length (const char *value)
{
  return g_ascii_string_to_unsigned (value, 10, 1, 65536, NULL, NULL);
}

static gboolean
is_reply_code (const char *value)
{
  return g_ascii_string_to_unsigned (value, 10, 200, 599, NULL, NULL);
}

static gboolean
is_yes (const char *value)
{
  return g_str_equal (value, "yes");
}

static gboolean
is_kind (const char *attribute,
         const char *value)
{
  static const struct { const char *attribute; gboolean (*test) (const char *value); } kinds[] = {
    { "id", is_id }, { "provider", is_id }, { "href", is_https }, { "link", is_https }, { "port", is_port },
    { "length", is_length }, { "max-length", is_length }, { "least", is_length },
    { "most", is_length }, { "per-minute", is_length },
    { "connections", is_length }, { "code", is_reply_code }, { "date", is_date }, { "checked", is_date },
    { "valid-from", is_date }, { "valid-until", is_date }, { "translatable", is_yes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].attribute, attribute))
        return kinds[i].test (value);
    }

  return TRUE;
}

/* Steps to the next word, with @separator between them. */
static gboolean
next_word (const char **word,
           gsize       *length,
           char         separator)
{
  const char *end;

  *word += *length;
  while (**word == separator)
    (*word)++;
  end = strchr (*word, separator);
  *length = end == NULL ? strlen (*word) : (gsize) (end - *word);

  return *length > 0;
}

static gboolean
is_named (const char *name,
          const char *wanted,
          gsize       length)
{
  return *name == *wanted && strncmp (name, wanted, length) == 0 && name[length] == '\0';
}

/* @values is "a|b" up to a space. */
static gboolean
is_one_of (const char *values,
           gsize       length,
           const char *value)
{
  gsize value_length = strlen (value);

  for (const char *c = values; c != NULL && c < values + length; c = strchr (c, '|'), c = c == NULL ? NULL : c + 1)
    {
      if (strncmp (c, value, value_length) == 0 &&
          (c + value_length == values + length || c[value_length] == '|'))
        return TRUE;
    }

  return FALSE;
}

static const char *
find_attribute (PosternNode *node,
                const char  *name,
                gsize        length)
{
  for (gsize i = 0; node->attributes[i] != NULL; i += 2)
    {
      if (is_named (node->attributes[i], name, length))
        return node->attributes[i + 1];
    }

  return NULL;
}

/* @rule is "name", "name!" or either with "=a|b" behind, of which @length bytes count. */
static gboolean
check_attribute (PosternNode  *node,
                 const char   *rule,
                 gsize         length,
                 guint        *n_known,
                 GError      **error)
{
  gsize name_length = strcspn (rule, "!= ");
  const char *values = memchr (rule, '=', length);
  const char *value = find_attribute (node, rule, name_length);
  g_autofree char *name = NULL;

  if (value == NULL && rule[name_length] != '!')
    return TRUE;

  name = g_strndup (rule, name_length);
  if (value == NULL)
    /* Translators: %s are names in an XML file, attribute and element. */
    return postern_node_fail (node, error, _("The attribute “%s” of <%s> is missing."), name, node->name);
  (*n_known)++;
  if ((values != NULL && !is_one_of (values + 1, length - (gsize) (values + 1 - rule), value)) ||
      !is_kind (name, value))
    /* Translators: the first %s is what an XML file holds, the second one the name of an attribute in it. */
    return postern_node_fail (node, error, _("“%s” is no good value of the attribute “%s”."), value, name);

  return TRUE;
}

static gboolean
check_attributes (PosternNode               *node,
                  const PosternElementRule  *rule,
                  GError                   **error)
{
  const char *word = rule->attributes;
  gsize length = 0;
  guint n_known = 0;

  while (next_word (&word, &length, ' '))
    {
      if (!check_attribute (node, word, length, &n_known, error))
        return FALSE;
    }
  if (node->attributes[2 * n_known] != NULL)
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (node, error, _("<%s> has an attribute that is not known."), node->name);

  return TRUE;
}

/* @rule is "name", "name!", "name*" or "name+", of which @length bytes count. */
static gboolean
check_child (PosternNode  *node,
             const char   *rule,
             gsize         length,
             guint        *n_known,
             GError      **error)
{
  gsize name_length = strcspn (rule, "!*+ ");
  char mark = name_length < length ? rule[name_length] : '\0';
  g_autofree char *name = NULL;
  PosternNode *second = NULL;
  guint n = 0;

  for (guint i = 0; i < node->children->len; i++)
    {
      PosternNode *child = g_ptr_array_index (node->children, i);

      if (is_named (child->name, rule, name_length) && ++n == 2)
        second = child;
    }
  *n_known += n;
  if (n == 1 || mark == '*' || (n > 1 && mark == '+') || (n == 0 && mark == '\0'))
    return TRUE;

  name = g_strndup (rule, name_length);
  if (n == 0)
    /* Translators: %s are names of elements in an XML file. */
    return postern_node_fail (node, error, _("<%s> is missing in <%s>."), name, node->name);

  /* Translators: %s are names of elements in an XML file. */
  return postern_node_fail (second, error, _("<%s> may be in <%s> only once."), name, node->name);
}

static gboolean
has_text (PosternNode *node)
{
  for (const char *c = node->text->str; *c != '\0'; c++)
    {
      if (!g_ascii_isspace (*c))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_children (PosternNode               *node,
                const PosternElementRule  *rule,
                GError                   **error)
{
  const char *word = rule->children == NULL ? "" : rule->children;
  gsize length = 0;
  guint n_known = 0;

  while (next_word (&word, &length, ' '))
    {
      if (!check_child (node, word, length, &n_known, error))
        return FALSE;
    }
  if (n_known != node->children->len)
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (node, error, _("<%s> holds an element that does not belong there."), node->name);
  if (rule->children == NULL && !has_text (node))
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (node, error, _("<%s> has no text."), node->name);
  if (rule->children != NULL && has_text (node))
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (node, error, _("<%s> must hold no text."), node->name);

  return TRUE;
}

static gboolean
check_tree (PosternNode               *node,
            const PosternElementRule  *rules,
            GError                   **error)
{
  const PosternElementRule *rule = rules;

  while (rule->name != NULL && !g_str_equal (rule->name, node->name))
    rule++;
  if (rule->name == NULL)
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (node, error, _("The element <%s> is not known."), node->name);
  if (!check_attributes (node, rule, error))
    return FALSE;
  for (guint i = 0; i < node->children->len; i++)
    {
      if (!check_tree (g_ptr_array_index (node->children, i), rules, error))
        return FALSE;
    }

  return check_children (node, rule, error);
}

static gboolean
is_named_after_id (PosternNode *root)
{
  g_autofree char *base = g_path_get_basename (root->file);
  g_autofree char *expected = g_strconcat (postern_node_get_attribute (root, "id"), ".xml", NULL);

  return g_str_equal (base, expected);
}

/**
 * postern_node_check:
 * @self: a root element
 * @root: the name that it must have
 * @rules: what elements must look like, ended by one without a name; the root's has "id!"
 *
 * Returns: whether the whole tree follows the rules; if not, @error names file, line and reason
 */
gboolean
postern_node_check (PosternNode               *self,
                    const char                *root,
                    const PosternElementRule  *rules,
                    GError                   **error)
{
  if (!g_str_equal (self->name, root))
    /* Translators: %s is the name of an element in an XML file. */
    return postern_node_fail (self, error, _("The file must hold one <%s>."), root);

  if (!check_tree (self, rules, error))
    return FALSE;
  if (!is_named_after_id (self))
    return postern_node_fail (self, error, _("The id must be the file’s name without “.xml”."));

  return TRUE;
}
