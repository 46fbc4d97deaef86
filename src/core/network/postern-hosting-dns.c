/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-hosting-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/network/postern-dns.h"

/* Documented in the private header. */
void
postern_hosting_say_silent (PosternClue *clue)
{
  postern_clue_set (clue, POSTERN_CLUE_FAILED, g_strdup (_("The name servers gave no answer in time.")));
}

static void
say_exchanger (const PosternHostingAsk *ask,
               PosternClue             *clue)
{
  PosternProvider *provider = postern_clue_get_provider (clue);

  if (*clue->saw == '\0')
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("%s says that it takes no mail at all."),
                                                                 ask->shown));
  else if (provider != NULL)
    /* Translators: the first %s is a domain, the second a mail server, the third a provider such as Microsoft 365. */
    postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("Mail for %s goes to %s, a server of %s."),
                                                                 ask->shown, clue->saw, provider->name));
  else
    /* Translators: the first %s is a domain, the second a mail server. */
    postern_clue_set (clue, POSTERN_CLUE_FOUND,
                      g_strdup_printf (_("Mail for %s goes to %s, which is none of the providers that Postern knows."),
                                       ask->shown, clue->saw));
}

/* The first exchanger that belongs to a provider tells it, else the preferred one is shown. */
void
postern_hosting_look_mx (const PosternHostingAsk *ask,
                         PosternClue             *clue)
{
  g_autoptr (GPtrArray) exchanges = NULL;
  PosternDnsOutcome outcome = postern_dns_lookup_exchanges (ask->domain, ask->cancellable, &exchanges);

  if (outcome == POSTERN_DNS_FAILED)
    {
      postern_hosting_say_silent (clue);
      return;
    }
  for (guint i = 0; exchanges != NULL && i < exchanges->len; i++)
    {
      const PosternDnsExchange *exchange = g_ptr_array_index (exchanges, i);
      g_autoptr (PosternProvider) provider = postern_catalogue_find_by_exchanger (ask->catalogue, exchange->host);

      if (clue->saw == NULL || (provider != NULL && clue->providers->len == 0))
        {
          g_free (clue->saw);
          clue->saw = g_strdup (exchange->host);
        }
      postern_clue_add_provider (clue, provider);
    }
  if (clue->saw != NULL)
    say_exchanger (ask, clue);
  else
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("%s has no mail server in the DNS."), ask->shown));
}

static void
take_service (const PosternHostingAsk *ask,
              PosternClue             *clue,
              GSrvTarget              *target,
              PosternSecurity          security)
{
  const char *host = g_srv_target_get_hostname (target);
  guint16 port = g_srv_target_get_port (target);
  g_autoptr (PosternProvider) provider = NULL;

  /* The target “.” says that there is no such service (RFC 6186 §3.4). */
  if (clue->endpoint != NULL || *host == '\0' || strcmp (host, ".") == 0 || port == 0)
    return;
  clue->endpoint = postern_endpoint_new (host, port, security);
  clue->saw = g_strdup_printf ("%s:%u", host, port);
  provider = postern_catalogue_find_by_host (ask->catalogue, host);
  postern_clue_add_provider (clue, provider);
  /* Translators: the first %s is a domain, the second a server's name. */
  postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("%s itself says that its server for sending is %s."),
                                                               ask->shown, host));
}

static void
look_srv (const PosternHostingAsk *ask,
          PosternClue             *clue,
          const char              *service,
          PosternSecurity          security)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GError) error = NULL;
  GList *targets = g_resolver_lookup_service (resolver, service, "tcp", ask->domain, ask->cancellable, &error);

  for (GList *link = targets; link != NULL; link = link->next)
    take_service (ask, clue, link->data, security);
  g_resolver_free_targets (targets);
  if (clue->endpoint != NULL)
    return;
  if (error != NULL && !g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    postern_hosting_say_silent (clue);
  else
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("%s names no server for sending in the DNS."),
                                                                   ask->shown));
}

void
postern_hosting_look_srv_tls (const PosternHostingAsk *ask,
                              PosternClue             *clue)
{
  look_srv (ask, clue, "submissions", POSTERN_SECURITY_TLS);
}

void
postern_hosting_look_srv_starttls (const PosternHostingAsk *ask,
                                   PosternClue             *clue)
{
  look_srv (ask, clue, "submission", POSTERN_SECURITY_STARTTLS);
}
