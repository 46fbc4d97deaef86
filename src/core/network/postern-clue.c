/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-clue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct { const char *nick; const char *name; } sources[POSTERN_N_CLUE_SOURCES] = {
  [POSTERN_CLUE_CATALOGUE] = { "catalogue", N_("Postern’s own list") },
  [POSTERN_CLUE_MX] = { "mx", N_("Where mail for the domain goes (MX)") },
  [POSTERN_CLUE_AUTOCONFIG] = { "autoconfig", N_("Settings that the domain gives to mail programs") },
  [POSTERN_CLUE_SRV] = { "srv", N_("Servers that the domain names in the DNS (SRV)") },
  [POSTERN_CLUE_ISPDB] = { "ispdb", N_("Thunderbird’s list of providers") },
  [POSTERN_CLUE_SPF] = { "spf", N_("Who may send for the domain (SPF)") },
  [POSTERN_CLUE_OPENID] = { "openid", N_("Organisations at Microsoft") },
  [POSTERN_CLUE_REALM] = { "realm", N_("Where people sign in at Microsoft") },
};

static const char *const state_nicks[] = {
  [POSTERN_CLUE_FOUND] = "found",
  [POSTERN_CLUE_NOTHING] = "nothing",
  [POSTERN_CLUE_FAILED] = "failed",
  [POSTERN_CLUE_SKIPPED] = "skipped",
};

static const char *const realm_nicks[] = {
  [POSTERN_REALM_UNKNOWN] = NULL,
  [POSTERN_REALM_MANAGED] = "managed",
  [POSTERN_REALM_FEDERATED] = "federated",
};

/**
 * postern_clue_new:
 * @source: who will say it
 *
 * Returns: (transfer full): a clue that was not asked for yet
 */
PosternClue *
postern_clue_new (PosternClueSource source)
{
  PosternClue *self = g_new0 (PosternClue, 1);

  self->source = source;
  self->state = POSTERN_CLUE_SKIPPED;
  self->providers = g_ptr_array_new_with_free_func (g_object_unref);
  self->text = g_strdup (_("This was not looked up."));

  return self;
}

/**
 * postern_clue_free:
 * @self: (transfer full) (nullable): a clue
 */
void
postern_clue_free (PosternClue *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->providers);
  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_free (self->saw);
  g_free (self->text);
  g_free (self);
}

/**
 * postern_clue_set:
 * @self: a clue
 * @state: what became of the question
 * @text: (transfer full): translated sentence
 */
void
postern_clue_set (PosternClue      *self,
                  PosternClueState  state,
                  char             *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  self->state = state;
  g_free (self->text);
  self->text = text;
}

/**
 * postern_clue_add_provider:
 * @self: a clue
 * @provider: (nullable): to whom it points; taken once
 */
void
postern_clue_add_provider (PosternClue     *self,
                           PosternProvider *provider)
{
  g_return_if_fail (self != NULL);

  if (provider != NULL && !postern_clue_names (self, provider))
    g_ptr_array_add (self->providers, g_object_ref (provider));
}

/**
 * postern_clue_get_provider:
 * @self: a clue
 *
 * Returns: (transfer none) (nullable): the one provider to which it points; %NULL when there is none, or more than one
 */
PosternProvider *
postern_clue_get_provider (const PosternClue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->providers->len == 1 ? g_ptr_array_index (self->providers, 0) : NULL;
}

/**
 * postern_clue_names:
 * @self: a clue
 * @provider: a provider
 *
 * Returns: whether it points to @provider, perhaps to others too
 */
gboolean
postern_clue_names (const PosternClue *self,
                    PosternProvider   *provider)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_ptr_array_find (self->providers, provider, NULL);
}

/**
 * postern_clue_source_to_nick:
 * @source: a source
 *
 * Returns: (transfer none): "catalogue", "mx", "autoconfig", "srv", "ispdb", "spf", "openid" or "realm"
 */
const char *
postern_clue_source_to_nick (PosternClueSource source)
{
  g_return_val_if_fail (source < POSTERN_N_CLUE_SOURCES, NULL);

  return sources[source].nick;
}

/**
 * postern_clue_source_from_nick:
 * @nick: text
 * @source: (out): the source with this nick
 *
 * Returns: whether there is one that can be looked up or left out
 */
gboolean
postern_clue_source_from_nick (const char        *nick,
                               PosternClueSource *source)
{
  g_return_val_if_fail (nick != NULL && source != NULL, FALSE);

  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    {
      if (strcmp (sources[i].nick, nick) != 0)
        continue;
      *source = (PosternClueSource) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * postern_clue_source_to_name:
 * @source: a source
 *
 * Returns: (transfer none): translated words for it
 */
const char *
postern_clue_source_to_name (PosternClueSource source)
{
  g_return_val_if_fail (source < POSTERN_N_CLUE_SOURCES, NULL);

  return _(sources[source].name);
}

/**
 * postern_clue_state_to_nick:
 * @state: a state
 *
 * Returns: (transfer none): "found", "nothing", "failed" or "skipped"
 */
const char *
postern_clue_state_to_nick (PosternClueState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_nicks), NULL);

  return state_nicks[state];
}

/**
 * postern_realm_to_nick:
 * @realm: where people sign in at Microsoft
 *
 * Returns: (transfer none) (nullable): "managed", "federated", or %NULL when it is not known
 */
const char *
postern_realm_to_nick (PosternRealm realm)
{
  g_return_val_if_fail (realm < G_N_ELEMENTS (realm_nicks), NULL);

  return realm_nicks[realm];
}
