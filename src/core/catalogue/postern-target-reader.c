/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-template.h"
#include "core/catalogue/writers/postern-writer.h"

/* The same as data/targets/target.rng. */
static const PosternElementRule rules[] = {
  { "target", "id! category!=website|framework|program|device|home|generic form!=paste|fields|commands syntax!",
    "name! summary! alias* where template* field* limit* test! pitfall* source*" },
  { "name", "translatable", NULL },
  { "summary", "translatable", NULL },
  { "alias", "translatable", NULL },
  { "where", "path translatable", NULL },
  { "template", "security", NULL },
  { "field", "security value!", "label!" },
  { "label", "translatable", NULL },
  { "limit", "value max-length unit=characters|bytes forbidden refused", "" },
  { "test", "translatable", NULL },
  { "pitfall", "translatable", NULL },
  { "source", "href! checked!", NULL },
  { NULL },
};

static const char *const forms[] = {
  [POSTERN_TARGET_PASTE] = "paste",
  [POSTERN_TARGET_FIELDS] = "fields",
  [POSTERN_TARGET_COMMANDS] = "commands",
};

/* "starttls none", or all kinds when the attribute is not there; 0 for an unknown one. */
static guint
read_securities (PosternNode *node)
{
  const char *value = postern_node_get_attribute (node, "security");
  g_auto (GStrv) nicks = g_strsplit (value == NULL ? "" : value, " ", -1);
  guint securities = 0;

  if (value == NULL)
    return POSTERN_TEMPLATE_ANY_SECURITY;
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
read_template (PosternNode  *node,
               const char   *text,
               GError      **error)
{
  guint securities = read_securities (node);
  PosternTemplate *template;

  if (securities == 0)
    {
      postern_node_set_error (node, error, _("“security” holds “starttls”, “tls” or “none”."));
      return NULL;
    }
  template = postern_template_new (text, securities);
  if (template == NULL)
    postern_node_set_error (node, error, _("A placeholder between “{{” and “}}” is not known."));

  return template;
}

static gboolean
read_templates (PosternTarget  *self,
                PosternNode    *root,
                GError        **error)
{
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "template");
  guint seen = 0;

  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_template_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      PosternNode *node = g_ptr_array_index (nodes, i);
      const char *text = node->text->str;
      PosternTemplate *template = read_template (node, *text == '\n' ? text + 1 : text, error);

      if (template == NULL)
        return FALSE;
      g_ptr_array_add (self->templates, template);
      if ((seen & template->securities) != 0)
        {
          postern_node_set_error (node, error, _("Two templates are for the same kind of encryption."));
          return FALSE;
        }
      seen |= template->securities;
    }

  return TRUE;
}

static gboolean
read_fields (PosternTarget  *self,
             PosternNode    *root,
             GError        **error)
{
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "field");

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_template_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      PosternNode *node = g_ptr_array_index (nodes, i);
      PosternTemplate *field = read_template (node, postern_node_get_attribute (node, "value"), error);

      if (field == NULL)
        return FALSE;
      field->label = postern_node_dup_child_text (node, "label");
      g_ptr_array_add (self->fields, field);
    }

  return TRUE;
}

static PosternLimit *
read_limit (PosternNode  *node,
            GError      **error)
{
  g_autoptr (PosternLimit) self = g_new0 (PosternLimit, 1);
  const char *nick = postern_node_get_attribute (node, "value");
  const char *forbidden = postern_node_get_attribute (node, "forbidden");
  const char *refused = postern_node_get_attribute (node, "refused");
  PosternValue value = POSTERN_VALUE_HOST;

  if (nick != NULL && !postern_value_from_nick (nick, strlen (nick), &value))
    {
      postern_node_set_error (node, error, _("The limit is for a value that is not known."));
      return NULL;
    }
  self->values = nick == NULL ? (1u << POSTERN_N_VALUES) - 1 : 1u << value;
  self->max_length = postern_node_get_number (node, "max-length");
  self->in_bytes = g_strcmp0 (postern_node_get_attribute (node, "unit"), "bytes") == 0;
  self->forbidden = g_strdup (forbidden == NULL ? "" : forbidden);
  self->refused = refused == NULL ? NULL : g_regex_new (refused, G_REGEX_OPTIMIZE, 0, NULL);
  if (refused != NULL && self->refused == NULL)
    {
      postern_node_set_error (node, error, _("The attribute “refused” holds no regular expression."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
read_limits (PosternTarget  *self,
             PosternNode    *root,
             GError        **error)
{
  g_autoptr (GPtrArray) nodes = postern_node_get_children (root, "limit");

  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_limit_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      PosternLimit *limit = read_limit (g_ptr_array_index (nodes, i), error);

      if (limit == NULL)
        return FALSE;
      g_ptr_array_add (self->limits, limit);
    }

  return TRUE;
}

static gboolean
check_form (PosternTarget  *self,
            PosternNode    *root,
            GError        **error)
{
  gboolean has_form = self->form == POSTERN_TARGET_FIELDS;

  if (postern_writer_lookup (self->syntax) == NULL)
    postern_node_set_error (root, error, _("The syntax is not known."));
  else if (has_form && (self->fields->len == 0 || self->templates->len > 0))
    postern_node_set_error (root, error, _("The form “fields” has fields and no template."));
  else if (!has_form && (self->fields->len > 0 || self->templates->len == 0))
    postern_node_set_error (root, error, _("This form has a template and no fields."));
  else
    return TRUE;

  return FALSE;
}

static void
read_texts (PosternTarget *self,
            PosternNode   *root)
{
  PosternNode *where = postern_node_get_child (root, "where");

  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  self->name = postern_node_dup_child_text (root, "name");
  self->category = g_strdup (postern_node_get_attribute (root, "category"));
  self->summary = postern_node_dup_child_text (root, "summary");
  self->aliases = postern_node_dup_texts (root, "alias");
  self->syntax = g_strdup (postern_node_get_attribute (root, "syntax"));
  self->path = where == NULL ? NULL : g_strdup (postern_node_get_attribute (where, "path"));
  self->where = where == NULL ? NULL : postern_node_dup_text (where);
  self->test_hint = postern_node_dup_child_text (root, "test");
  self->pitfalls = postern_node_dup_texts (root, "pitfall");
  self->sources = postern_links_new_from_node (root, "source");
}

/**
 * postern_target_new_parsed:
 *
 * A #PosternParseFunc of the files in data/targets.
 */
GObject *
postern_target_new_parsed (GBytes      *bytes,
                           const char  *file,
                           GDateTime   *today,
                           GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (PosternTarget) self = NULL;

  if (root == NULL || !postern_node_check (root, "target", rules, error))
    return NULL;

  self = g_object_new (POSTERN_TYPE_TARGET, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (g_str_equal (forms[i], postern_node_get_attribute (root, "form")))
        self->form = (PosternTargetForm) i;
    }
  read_texts (self, root);
  if (!read_templates (self, root, error) || !read_fields (self, root, error) || !read_limits (self, root, error) ||
      !check_form (self, root, error))
    return NULL;

  return G_OBJECT (g_steal_pointer (&self));
}
