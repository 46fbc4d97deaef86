/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#define STAGES "resolve|connect|greeting|ehlo|starttls|tls|ehlo-tls|auth|mail|rcpt|data|quit"
#define CONDITIONS                                                                                                \
  "input|not-found|resolver|connection-refused|unreachable|timed-out|closed|not-smtp|injection|no-starttls|"      \
  "certificate|handshake|no-auth|no-mechanism|refused|oauth-declined|oauth-expired|oauth-client|oauth-consent|"   \
  "oauth-revoked|oauth-clock|oauth-refused"
#define CERTIFICATES "expired|not-yet-valid|other-name|unknown-issuer|self-signed"
#define PROBES                                                                                                    \
  "no-network|captive-portal|server-silent|mail-blocked|name-unanswered|clock-wrong|stripped|old-tls"

/* The same as data/rules/rule.rng. */
static const PosternElementRule rules[] = {
  { "rule",
    "id! provider stage=" STAGES " condition=" CONDITIONS " code enhanced certificate=" CERTIFICATES
    " sign-in=oauth|oauth-app doubt=password|none who!=you|admin|provider|device|network "
    "confidence!=certain|likely|possible valid-from valid-until",
    "words* evidence title! explanation! action* source*" },
  { "words", "", NULL },
  { "evidence",
    "doubt!=password|connection password=normal|short|long|fits age=fresh history=passed mailbox=elsewhere "
    "elsewhere=works|open|refused encryption=other probe=" PROBES " past", "" },
  { "title", "translatable", NULL },
  { "explanation", "translatable", NULL },
  POSTERN_ACTION_RULE,
  { "source", "href! checked!", NULL },
  { NULL },
};

static char **
read_words (PosternNode *root)
{
  char **words = postern_node_dup_texts (root, "words");

  for (gsize i = 0; words[i] != NULL; i++)
    {
      char *lower = g_utf8_strdown (words[i], -1);

      g_free (words[i]);
      words[i] = lower;
    }

  return words;
}

/* Each attribute as "key=value". */
static char **
read_evidence (PosternNode *root)
{
  PosternNode *node = postern_node_get_child (root, "evidence");
  GPtrArray *list = g_ptr_array_new ();

  for (gsize i = 0; node != NULL && node->attributes[i] != NULL; i += 2)
    g_ptr_array_add (list, g_strdup_printf ("%s=%s", node->attributes[i], node->attributes[i + 1]));
  g_ptr_array_add (list, NULL);

  return (char **) g_ptr_array_free (list, FALSE);
}

static void
read_match (PosternRule *self,
            PosternNode *root)
{
  self->provider = g_strdup (postern_node_get_attribute (root, "provider"));
  self->stage = g_strdup (postern_node_get_attribute (root, "stage"));
  self->condition = g_strdup (postern_node_get_attribute (root, "condition"));
  self->code = postern_node_get_number (root, "code");
  self->enhanced = g_strdup (postern_node_get_attribute (root, "enhanced"));
  self->words = read_words (root);
  self->certificate = g_strdup (postern_node_get_attribute (root, "certificate"));
  self->sign_in = g_strdup (postern_node_get_attribute (root, "sign-in"));
  self->doubt = g_strdup (postern_node_get_attribute (root, "doubt"));
  self->evidence = read_evidence (root);
  self->valid_from = postern_node_get_date (root, "valid-from");
  self->valid_until = postern_node_get_date (root, "valid-until");
}

/**
 * postern_rule_new_parsed:
 *
 * A #PosternParseFunc of the files in data/rules.
 */
GObject *
postern_rule_new_parsed (GBytes      *bytes,
                         const char  *file,
                         GDateTime   *today,
                         GError     **error)
{
  g_autoptr (PosternNode) root = postern_node_parse (bytes, file, error);
  g_autoptr (GPtrArray) actions = NULL;
  PosternRule *self;

  if (root == NULL || !postern_node_check (root, "rule", rules, error))
    return NULL;
  actions = postern_actions_new_from_node (root, error);
  if (actions == NULL)
    return NULL;

  self = g_object_new (POSTERN_TYPE_RULE, NULL);
  self->id = g_strdup (postern_node_get_attribute (root, "id"));
  read_match (self, root);
  postern_who_from_nick (postern_node_get_attribute (root, "who"), &self->who);
  postern_confidence_from_nick (postern_node_get_attribute (root, "confidence"), &self->confidence);
  self->title = postern_node_dup_child_text (root, "title");
  self->explanation = postern_node_dup_child_text (root, "explanation");
  self->actions = g_steal_pointer (&actions);
  self->sources = postern_links_new_from_node (root, "source");

  return G_OBJECT (self);
}
