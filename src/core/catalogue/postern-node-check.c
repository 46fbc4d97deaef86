/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-node.h"

#include <glib/gi18n-lib.h>

static gboolean
fail (PosternNode  *node,
      GError      **error,
      const char   *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (PosternNode  *node,
      GError      **error,
      const char   *format,
      ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  postern_node_set_error (node, error, reason);

  return FALSE;
}

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

static gboolean
is_https (const char *value)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https") && g_uri_get_host (uri) != NULL &&
         *g_uri_get_host (uri) != '\0';
}

/* "2026-12-31" */
static gboolean
is_date (const char *value)
{
  g_autofree char *midnight = g_strconcat (value, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, NULL);
  g_autofree char *again = date == NULL ? NULL : g_date_time_format (date, "%Y-%m-%d");

  return g_strcmp0 (again, value) == 0;
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
    { "length", is_length }, { "max-length", is_length }, { "code", is_reply_code },
    { "date", is_date }, { "checked", is_date }, { "valid-from", is_date }, { "valid-until", is_date },
    { "translatable", is_yes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].attribute, attribute))
        return kinds[i].test (value);
    }

  return TRUE;
}

static gboolean
is_one_of (const char *values,
           const char *value)
{
  g_auto (GStrv) choices = g_strsplit (values, "|", -1);

  return g_strv_contains ((const char *const *) choices, value);
}

/* @rule is "name", "name!" or either with "=a|b" behind. */
static gboolean
check_attribute (PosternNode  *node,
                 const char   *rule,
                 guint        *n_known,
                 GError      **error)
{
  gsize length = strcspn (rule, "!=");
  g_autofree char *name = g_strndup (rule, length);
  const char *values = strchr (rule, '=');
  const char *value = postern_node_get_attribute (node, name);

  if (value == NULL && rule[length] == '!')
    /* Translators: %s are names in an XML file, attribute and element. */
    return fail (node, error, _("The attribute “%s” of <%s> is missing."), name, node->name);
  if (value == NULL)
    return TRUE;
  (*n_known)++;
  if ((values != NULL && !is_one_of (values + 1, value)) || !is_kind (name, value))
    /* Translators: the first %s is what an XML file holds, the second one the name of an attribute in it. */
    return fail (node, error, _("“%s” is no good value of the attribute “%s”."), value, name);

  return TRUE;
}

static gboolean
check_attributes (PosternNode               *node,
                  const PosternElementRule  *rule,
                  GError                   **error)
{
  g_auto (GStrv) names = g_strsplit (rule->attributes, " ", -1);
  guint n_known = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (*names[i] != '\0' && !check_attribute (node, names[i], &n_known, error))
        return FALSE;
    }
  if (n_known * 2 != g_strv_length (node->attributes))
    /* Translators: %s is the name of an element in an XML file. */
    return fail (node, error, _("<%s> has an attribute that is not known."), node->name);

  return TRUE;
}

/* @rule is "name", "name!", "name*" or "name+". */
static gboolean
check_child (PosternNode  *node,
             const char   *rule,
             guint        *n_known,
             GError      **error)
{
  gsize length = strcspn (rule, "!*+");
  g_autofree char *name = g_strndup (rule, length);
  g_autoptr (GPtrArray) children = postern_node_get_children (node, name);

  if (children->len == 0 && (rule[length] == '!' || rule[length] == '+'))
    /* Translators: %s are names of elements in an XML file. */
    return fail (node, error, _("<%s> is missing in <%s>."), name, node->name);
  if (children->len > 1 && (rule[length] == '!' || rule[length] == '\0'))
    /* Translators: %s are names of elements in an XML file. */
    return fail (g_ptr_array_index (children, 1), error, _("<%s> may be in <%s> only once."), name, node->name);
  *n_known += children->len;

  return TRUE;
}

static gboolean
check_children (PosternNode               *node,
                const PosternElementRule  *rule,
                GError                   **error)
{
  g_auto (GStrv) names = g_strsplit (rule->children == NULL ? "" : rule->children, " ", -1);
  g_autofree char *text = postern_node_dup_text (node);
  guint n_known = 0;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (*names[i] != '\0' && !check_child (node, names[i], &n_known, error))
        return FALSE;
    }
  if (n_known != node->children->len)
    /* Translators: %s is the name of an element in an XML file. */
    return fail (node, error, _("<%s> holds an element that does not belong there."), node->name);
  if (rule->children == NULL && *text == '\0')
    /* Translators: %s is the name of an element in an XML file. */
    return fail (node, error, _("<%s> has no text."), node->name);
  if (rule->children != NULL && *text != '\0')
    /* Translators: %s is the name of an element in an XML file. */
    return fail (node, error, _("<%s> must hold no text."), node->name);

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
    return fail (node, error, _("The element <%s> is not known."), node->name);
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
    return fail (self, error, _("The file must hold one <%s>."), root);

  if (!check_tree (self, rules, error))
    return FALSE;
  if (!is_named_after_id (self))
    return fail (self, error, _("The id must be the file’s name without “.xml”."));

  return TRUE;
}
