/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-hosting-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/network/postern-dns.h"

/* What a verdict rests on; the first of @order that has one ends the search. */
typedef struct
{
  const PosternClue        *clue;
  const PosternClue        *support;
  PosternHostingConfidence  confidence;
} Verdict;

typedef gboolean (*VerdictFunc) (const PosternHosting *self,
                                 Verdict              *verdict);

/* Where a domain names a server itself, in the order in which that counts. */
static const PosternClueSource named[] = { POSTERN_CLUE_AUTOCONFIG, POSTERN_CLUE_SRV, POSTERN_CLUE_ISPDB };

static const PosternClue *
find (const PosternHosting *self,
      PosternClueSource     source)
{
  const PosternClue *clue = postern_hosting_get_clue (self, source);

  return clue->state == POSTERN_CLUE_FOUND ? clue : NULL;
}

static gboolean
settle (Verdict                  *verdict,
        const PosternClue        *clue,
        const PosternClue        *support,
        PosternHostingConfidence  confidence)
{
  verdict->clue = clue;
  verdict->support = support;
  verdict->confidence = confidence;

  return TRUE;
}

static gboolean
by_catalogue (const PosternHosting *self,
              Verdict              *verdict)
{
  const PosternClue *clue = find (self, POSTERN_CLUE_CATALOGUE);

  return clue != NULL && settle (verdict, clue, NULL, POSTERN_HOSTING_CERTAIN);
}

/* Before what the domain tells mail programs: a web host often answers there for mail that has moved away long ago. */
static gboolean
by_exchanger (const PosternHosting *self,
              Verdict              *verdict)
{
  const PosternClue *clue = find (self, POSTERN_CLUE_MX);

  return clue != NULL && clue->providers->len > 0 && settle (verdict, clue, NULL, POSTERN_HOSTING_CERTAIN);
}

/* Whether mail goes to a server of the domain's own, which can be a gateway, but mostly has the mailboxes. */
static gboolean
has_own_exchanger (const PosternHosting *self)
{
  const PosternClue *exchanger = find (self, POSTERN_CLUE_MX);

  return exchanger != NULL && postern_dns_are_neighbours (exchanger->saw, self->domain);
}

/* A server that stands beside the one that takes the domain's mail. What Thunderbird's list has of somebody else's
   exchanger always does, and proves nothing: it can be a filter. */
static gboolean
by_neighbour (const PosternHosting *self,
              Verdict              *verdict)
{
  const PosternClue *exchanger = find (self, POSTERN_CLUE_MX);

  for (gsize i = 0; exchanger != NULL && i < G_N_ELEMENTS (named); i++)
    {
      const PosternClue *clue = find (self, named[i]);

      if (clue != NULL && (named[i] != POSTERN_CLUE_ISPDB || has_own_exchanger (self)) &&
          postern_dns_are_neighbours (clue->endpoint->host, exchanger->saw))
        return settle (verdict, clue, NULL, POSTERN_HOSTING_CERTAIN);
    }

  return FALSE;
}

/* Behind a filter for incoming mail, such as a mail security service, the exchangers tell nothing. Of the 2,110 + 2,118
   municipalities of Switzerland and Austria (mxmap.ch, mxmap.at, 2026), 827 are so: SPF names Microsoft, people sign in
   there, and mail goes to somebody unknown. 740 have their mailboxes at Microsoft, by DKIM or Autodiscover. Where mail
   goes to a server of their own, only 15 of 46. */
static gboolean
by_senders_at_microsoft (const PosternHosting *self,
                         Verdict              *verdict)
{
  const PosternClue *senders = find (self, POSTERN_CLUE_SPF);
  const PosternClue *realm = find (self, POSTERN_CLUE_REALM);
  const PosternClue *support = realm != NULL ? realm : find (self, POSTERN_CLUE_OPENID);
  PosternProvider *microsoft = support == NULL ? NULL : postern_clue_get_provider (support);

  if (senders == NULL || microsoft == NULL || !postern_clue_names (senders, microsoft))
    return FALSE;

  return settle (verdict, support, senders->providers->len == 1 ? senders : NULL,
                 has_own_exchanger (self) ? POSTERN_HOSTING_POSSIBLE : POSTERN_HOSTING_LIKELY);
}

static gboolean
by_named_server (const PosternHosting *self,
                 Verdict              *verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    {
      const PosternClue *clue = find (self, named[i]);

      if (clue != NULL)
        return settle (verdict, clue, NULL, POSTERN_HOSTING_LIKELY);
    }

  return FALSE;
}

static gboolean
by_senders (const PosternHosting *self,
            Verdict              *verdict)
{
  const PosternClue *clue = find (self, POSTERN_CLUE_SPF);

  return clue != NULL && postern_clue_get_provider (clue) != NULL && !has_own_exchanger (self) &&
         settle (verdict, clue, NULL, POSTERN_HOSTING_POSSIBLE);
}

/* Many organisations are at Microsoft with their computers only: of 880 of those municipalities whose mail goes to
   somebody unknown and whose SPF does not name Microsoft, 35 have their mailboxes there. So this counts only for a
   domain that has nothing else yet. */
static gboolean
by_sign_in (const PosternHosting *self,
            Verdict              *verdict)
{
  const PosternClue *realm = find (self, POSTERN_CLUE_REALM);
  const PosternClue *clue = realm != NULL ? realm : find (self, POSTERN_CLUE_OPENID);

  return clue != NULL && clue->providers->len > 0 && find (self, POSTERN_CLUE_MX) == NULL &&
         settle (verdict, clue, NULL, POSTERN_HOSTING_POSSIBLE);
}

static const VerdictFunc order[] = {
  by_catalogue, by_exchanger, by_neighbour, by_senders_at_microsoft, by_named_server, by_senders, by_sign_in,
};

/* A domain's own words that point to another provider. Who signs in at Microsoft says nothing about mail elsewhere, and
   a list that others keep may be old. */
static gboolean
is_contradicted (const PosternHosting *self)
{
  static const PosternClueSource words[] = { POSTERN_CLUE_MX, POSTERN_CLUE_AUTOCONFIG, POSTERN_CLUE_SRV,
                                             POSTERN_CLUE_SPF };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const PosternClue *clue = find (self, words[i]);

      if (clue != NULL && clue->providers->len > 0 && (self->provider == NULL ||
                                                       !postern_clue_names (clue, self->provider)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_of_one_country (const char *one,
                    const char *other)
{
  g_autofree char *base = postern_dns_dup_organisation (one);
  g_autofree char *other_base = postern_dns_dup_organisation (other);

  return g_strcmp0 (strchr (base, '.'), strchr (other_base, '.')) == 0;
}

static const PosternEndpoint *
find_endpoint (PosternProvider *provider,
               const char      *exchanger,
               gboolean       (*fits) (const char *, const char *))
{
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (fits (endpoint->host, exchanger))
        return endpoint;
    }

  return NULL;
}

/* A provider with servers in several countries has exchangers there too: mx.zoho.eu goes with smtppro.zoho.eu, and
   mx00.1and1.fr with smtp.ionos.fr. */
static const PosternEndpoint *
choose_endpoint (PosternProvider *provider,
                 const char      *exchanger)
{
  const PosternEndpoint *found = NULL;

  if (exchanger != NULL)
    found = find_endpoint (provider, exchanger, postern_dns_are_neighbours);
  if (exchanger != NULL && found == NULL)
    found = find_endpoint (provider, exchanger, are_of_one_country);
  if (found == NULL && provider->endpoints->len > 0)
    found = g_ptr_array_index (provider->endpoints, 0);

  return found;
}

static void
take_endpoint (PosternHosting    *self,
               const PosternClue *clue)
{
  const PosternEndpoint *endpoint = clue->endpoint;

  if (endpoint == NULL && self->provider != NULL)
    endpoint = choose_endpoint (self->provider, clue->source == POSTERN_CLUE_MX ? clue->saw : NULL);
  if (endpoint != NULL)
    self->endpoint = postern_endpoint_copy (endpoint);
}

static void
take_verdict (PosternHosting *self,
              const Verdict  *verdict)
{
  const PosternClue *realm = postern_hosting_get_clue (self, POSTERN_CLUE_REALM);

  self->confidence = verdict->confidence;
  if (verdict->clue->providers->len > 0)
    self->provider = g_object_ref (g_ptr_array_index (verdict->clue->providers, 0));
  take_endpoint (self, verdict->clue);
  if (self->confidence > POSTERN_HOSTING_POSSIBLE && is_contradicted (self))
    self->confidence--;
  if (self->provider != NULL && g_str_equal (self->provider->id, POSTERN_HOSTING_MICROSOFT))
    self->realm = realm->realm;
  if (verdict->support != NULL)
    self->reason = g_strdup_printf ("%s %s", verdict->clue->text, verdict->support->text);
  else
    self->reason = g_strdup (verdict->clue->text);
}

static gboolean
is_silent (const PosternHosting *self)
{
  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    {
      PosternClueState state = postern_hosting_get_clue (self, (PosternClueSource) i)->state;

      if (state == POSTERN_CLUE_FOUND || state == POSTERN_CLUE_NOTHING)
        return FALSE;
    }

  return TRUE;
}

/**
 * postern_hosting_decide:
 * @self: a hosting whose clues are complete
 *
 * Sets who serves the domain, by the first of these that has an answer: the catalogue; the mail exchangers; a server
 * beside them that the domain names; Microsoft's sign-in together with SPF; any server that the domain, or
 * Thunderbird's list, names; SPF alone; Microsoft's sign-in alone. Contrary words of the domain lower the confidence.
 */
void
postern_hosting_decide (PosternHosting *self)
{
  Verdict verdict = { NULL, NULL, POSTERN_HOSTING_NOTHING };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (!order[i] (self, &verdict))
        continue;
      take_verdict (self, &verdict);
      return;
    }
  if (is_silent (self))
    self->reason = g_strdup (_("Nothing could be looked up. Choose yourself who runs the mailbox."));
  else
    /* Translators: %s is a domain. */
    self->reason = g_strdup_printf (_("Nothing tells who runs the mailboxes of %s."), self->domain);
}
