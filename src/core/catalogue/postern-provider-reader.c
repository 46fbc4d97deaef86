/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The same as data/providers/provider.rng. */
static const PosternElementRule rules[] = {
  { "provider", "id! kind!=mailbox|transactional|relay|custom",
    "name! summary! endpoint* auth* tls rate mx* spf* dkim* signing user password oauth steps way* advice* source*" },
  { "name", "translatable", NULL },
  { "summary", "translatable", NULL },
  { "endpoint", "host! port! security!=starttls|tls|none", "" },
  { "auth", "mechanism!", "" },
  { "tls", "oldest!=1.0|1.1|1.2|1.3", "" },
  { "rate", "per-minute connections", "" },
  { "mx", "pattern!", "" },
  { "spf", "include!", "" },
  { "dkim", "selector! type!=TXT|CNAME", "" },
  { "signing", "translatable", NULL },
  { "user", "name", "name" },
  { "password", "length alphabet=lower|alnum", "name!" },
  { "oauth", "authorize! token! device scope! app-scope secret=needed letter ca-file", "reason! step*" },
  { "reason", "translatable", NULL },
  { "steps", "", "step*" },
  { "step", "id! guide", "title! text! link figure trouble*" },
  { "title", "translatable", NULL },
  { "text", "translatable when=after", NULL },
  { "link", "href! translatable", NULL },
  { "figure", "name! translatable", NULL },
  { "trouble", "id! who!=you|admin", "title! text!" },
  { "way", "id! kind!=transactional|oauth|app-password|high-volume|relay|direct provider date ends=yes",
    "title! case+" },
  { "case", "fit!=first|good|possible|last|no|none least most to=inside|outside oauth=yes|no "
    "service=mailbox|transactional|relay|custom when=before|after translatable", NULL },
  { "advice", "id! severity!=info|warning date", "title! text+ link" },
  { "source", "href! checked!", NULL },
  { NULL },
};

static const char *const kinds[] = { "mailbox", "transactional", "relay", "custom", NULL };

static void
trouble_free (gpointer data)
{
  PosternTrouble *self = data;

  g_free (self->id);
  g_free (self->who);
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

static void
step_free (gpointer data)
{
  PosternProviderStep *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  postern_link_free (self->link);
  g_free (self->figure);
  g_free (self->figure_alt);
  g_ptr_array_unref (self->troubles);
  g_free (self->guide);
  g_free (self);
}

static void
advice_free (gpointer data)
{
  PosternAdvice *self = data;

  g_free (self->id);
  g_free (self->severity);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self->title);
  g_free (self->text);
  postern_link_free (self->link);
  g_free (self);
}

static void
dkim_free (gpointer data)
{
  PosternDkim *self = data;

  g_free (self->selector);
  g_free (self->type);
  g_free (self);
}

static PosternTrouble *
read_trouble (PosternNode *node)
{
  PosternTrouble *self = g_new0 (PosternTrouble, 1);

  self->id = g_strdup (postern_node_get_attribute (node, "id"));
  self->who = g_strdup (postern_node_get_attribute (node, "who"));
  self->title = postern_node_dup_child_text (node, "title");
  self->text = postern_node_dup_child_text (node, "text");

  return self;
}

static PosternProviderStep *
read_step (PosternNode *node)
{
  PosternProviderStep *self = g_new0 (PosternProviderStep, 1);
  PosternNode *link = postern_node_get_child (node, "link");
  PosternNode *figure = postern_node_get_child (node, "figure");
  g_autoptr (GPtrArray) troubles = postern_node_get_children (node, "trouble");

  self->id = g_strdup (postern_node_get_attribute (node, "id"));
  self->guide = g_strdup (postern_node_get_attribute (node, "guide"));
  self->title = postern_node_dup_child_text (node, "title");
  self->text = postern_node_dup_child_text (node, "text");
  self->link = link == NULL ? NULL : postern_link_new_from_node (link);
  if (figure != NULL)
    {
      self->figure = g_strdup (postern_node_get_attribute (figure, "name"));
      self->figure_alt = postern_node_dup_text (figure);
    }
  self->troubles = g_ptr_array_new_with_free_func (trouble_free);
  for (guint i = 0; i < troubles->len; i++)
    g_ptr_array_add (self->troubles, read_trouble (g_ptr_array_index (troubles, i)));

  return self;
}

/* The text for before the date or, once it is over, the one for after it, if there is one. */
static char *
read_advice_text (PosternNode *node,
                  gboolean     is_over)
{
  g_autoptr (GPtrArray) texts = postern_node_get_children (node, "text");
  PosternNode *chosen = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      PosternNode *text = g_ptr_array_index (texts, i);
      gboolean is_for_after = postern_node_get_attribute (text, "when") != NULL;

      if (chosen == NULL || is_for_after == is_over)
        chosen = text;
    }

  return postern_node_dup_text (chosen);
}

static PosternAdvice *
read_advice (PosternNode *node,
             GDateTime   *today)
{
  PosternAdvice *self = g_new0 (PosternAdvice, 1);
  PosternNode *link = postern_node_get_child (node, "link");
  g_autofree char *text = NULL;

  self->id = g_strdup (postern_node_get_attribute (node, "id"));
  self->severity = g_strdup (postern_node_get_attribute (node, "severity"));
  self->date = postern_node_get_date (node, "date");
  self->title = postern_node_dup_child_text (node, "title");
  text = read_advice_text (node, self->date != NULL && postern_advice_count_days (today, self->date) < 0);
  self->text = postern_advice_fill_in (text, self->date, today);
  self->link = link == NULL ? NULL : postern_link_new_from_node (link);

  return self;
}

static void
read_endpoints (PosternProvider *self,
                PosternNode     *node)
{
  g_autoptr (GPtrArray) endpoints = postern_node_get_children (node, "endpoint");

  self->endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_endpoint_free);
  for (guint i = 0; i < endpoints->len; i++)
    {
      PosternNode *endpoint = g_ptr_array_index (endpoints, i);
      PosternSecurity security = POSTERN_SECURITY_STARTTLS;

      postern_security_from_nick (postern_node_get_attribute (endpoint, "security"), &security);
      g_ptr_array_add (self->endpoints, postern_endpoint_new (postern_node_get_attribute (endpoint, "host"),
                                                              (guint16) postern_node_get_number (endpoint, "port"),
                                                              security));
    }
}

static void
read_rate (PosternProvider *self,
           PosternNode     *node)
{
  PosternNode *rate = postern_node_get_child (node, "rate");

  if (rate == NULL)
    return;
  self->rate_per_minute = postern_node_get_number (rate, "per-minute");
  self->rate_connections = postern_node_get_number (rate, "connections");
}

static void
read_signing (PosternProvider *self,
              PosternNode     *node)
{
  g_autoptr (GPtrArray) keys = postern_node_get_children (node, "dkim");

  self->dkim = g_ptr_array_new_with_free_func (dkim_free);
  for (guint i = 0; i < keys->len; i++)
    {
      PosternNode *key = g_ptr_array_index (keys, i);
      PosternDkim *dkim = g_new0 (PosternDkim, 1);

      dkim->selector = g_strdup (postern_node_get_attribute (key, "selector"));
      dkim->type = g_strdup (postern_node_get_attribute (key, "type"));
      g_ptr_array_add (self->dkim, dkim);
    }
  if (postern_node_get_child (node, "signing") != NULL)
    self->signing = postern_node_dup_child_text (node, "signing");
}

static void
read_password (PosternProvider *self,
               PosternNode     *node)
{
  PosternNode *password = postern_node_get_child (node, "password");

  if (password == NULL)
    {
      self->password_name = g_strdup (_("password"));
      return;
    }

  self->password_name = postern_node_dup_child_text (password, "name");
  self->password_length = postern_node_get_number (password, "length");
  self->password_alphabet = g_strdup (postern_node_get_attribute (password, "alphabet"));
}

static void
read_user (PosternProvider *self,
           PosternNode     *node)
{
  PosternNode *user = postern_node_get_child (node, "user");

  if (user == NULL)
    return;

  self->user = g_strdup (postern_node_get_attribute (user, "name"));
  if (self->user == NULL)
    self->user_name = postern_node_dup_child_text (user, "name");
}

/* Documented in the private header. */
GPtrArray *
postern_provider_read_steps (PosternNode *parent)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);
  g_autoptr (GPtrArray) nodes = parent == NULL ? NULL : postern_node_get_children (parent, "step");

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    g_ptr_array_add (steps, read_step (g_ptr_array_index (nodes, i)));

  return steps;
}

static void
read_all_advice (PosternProvider *self,
                 PosternNode     *node,
                 GDateTime       *today)
{
  g_autoptr (GPtrArray) advice = postern_node_get_children (node, "advice");

  self->advice = g_ptr_array_new_with_free_func (advice_free);
  for (guint i = 0; i < advice->len; i++)
    g_ptr_array_add (self->advice, read_advice (g_ptr_array_index (advice, i), today));
}

static PosternProviderKind
read_kind (PosternNode *node)
{
  const char *nick = postern_node_get_attribute (node, "kind");
  PosternProviderKind kind = POSTERN_PROVIDER_MAILBOX;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (g_str_equal (kinds[i], nick))
        kind = (PosternProviderKind) i;
    }

  return kind;
}

static gboolean
check_advice (PosternNode  *node,
              GError      **error)
{
  g_autoptr (GPtrArray) advice = postern_node_get_children (node, "advice");

  for (guint i = 0; i < advice->len; i++)
    {
      PosternNode *one = g_ptr_array_index (advice, i);

      for (guint j = 0; j < one->children->len; j++)
        {
          PosternNode *child = g_ptr_array_index (one->children, j);

          if (postern_node_get_attribute (one, "date") == NULL &&
              (postern_node_get_attribute (child, "when") != NULL || strchr (child->text->str, '{') != NULL))
            return postern_node_fail (child, error, _("The text speaks of a date, but the advice has none."));
        }
    }

  return TRUE;
}

static gboolean
check_user (PosternNode  *node,
            GError      **error)
{
  PosternNode *user = postern_node_get_child (node, "user");

  if (user == NULL ||
      (postern_node_get_attribute (user, "name") != NULL) != (postern_node_get_child (user, "name") != NULL))
    return TRUE;

  return postern_node_fail (user, error, _("The user name is either given or said what it is called."));
}

/**
 * postern_provider_new_parsed:
 *
 * A #PosternParseFunc of the files in data/providers.
 */
GObject *
postern_provider_new_parsed (GBytes      *bytes,
                             const char  *file,
                             GDateTime   *today,
                             GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  PosternProvider *self;
  PosternNode *tls;

  if (root == NULL || !postern_node_check (root, "provider", rules, error) || !check_advice (root, error) ||
      !postern_ways_check_node (root, error) || !check_user (root, error))
    return NULL;

  self = g_object_new (POSTERN_TYPE_PROVIDER, NULL);
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  self->kind = read_kind (root);
  self->name = postern_node_dup_child_text (root, "name");
  self->summary = postern_node_dup_child_text (root, "summary");
  read_endpoints (self, root);
  tls = postern_node_get_child (root, "tls");
  self->mechanisms = postern_node_dup_values (root, "auth", "mechanism");
  self->oldest_tls = tls == NULL ? NULL : g_strdup (postern_node_get_attribute (tls, "oldest"));
  read_rate (self, root);
  self->mx_patterns = postern_node_dup_values (root, "mx", "pattern");
  self->spf_includes = postern_node_dup_values (root, "spf", "include");
  read_signing (self, root);
  read_user (self, root);
  read_password (self, root);
  self->steps = postern_provider_read_steps (postern_node_get_child (root, "steps"));
  self->oauth = postern_provider_oauth_new_from_node (postern_node_get_child (root, "oauth"));
  self->ways = postern_ways_new_from_node (root, today);
  read_all_advice (self, root, today);
  self->sources = postern_links_new_from_node (root, "source");

  return G_OBJECT (self);
}
