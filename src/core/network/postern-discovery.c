/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-discovery.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-deadline.h"
#include "core/smtp/postern-smtp-error.h"

typedef struct
{
  PosternCatalogue *catalogue;
  GCancellable     *cancellable;
  PosternDiscovery *found;
  gboolean          has_exchangers;
} Search;

/* Whether the search is over. */
typedef gboolean (*WayFunc) (Search     *search,
                             const char *domain);

static const char *const way_nicks[] = {
  [POSTERN_DISCOVERY_NAMED] = "named",
  [POSTERN_DISCOVERY_DOMAIN] = "domain",
  [POSTERN_DISCOVERY_MX] = "mx",
  [POSTERN_DISCOVERY_SRV] = "srv",
  [POSTERN_DISCOVERY_GUESS] = "guess",
};

/* The first labels that servers have, and which are tried below a domain, the best first. */
static const char *const server_labels[] = { "smtp", "mail", "smtps", "smtpauth", "mx", "relay", "email-smtp" };
static const char *const guesses[] = { "smtp", "mail" };

/* RFC 8314 §5.1 wants the implicit one to be preferred. */
static const struct { const char *service; PosternSecurity security; } services[] = {
  { "submissions", POSTERN_SECURITY_TLS },
  { "submission", POSTERN_SECURITY_STARTTLS },
};

static PosternDiscovery *
discovery_new (const char *asked)
{
  PosternDiscovery *self = g_new0 (PosternDiscovery, 1);

  self->asked = g_strdup (asked);
  self->host = g_strdup (asked);
  self->endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_endpoint_free);

  return self;
}

static void
take_host (PosternDiscovery    *self,
           PosternDiscoveryWay  way,
           const char          *host,
           const char          *evidence)
{
  g_free (self->host);
  g_free (self->evidence);
  self->way = way;
  self->host = g_strdup (host);
  self->evidence = g_strdup (evidence);
  if (evidence != NULL && g_str_has_suffix (evidence, "."))
    self->evidence[strlen (evidence) - 1] = '\0';
}

/* The provider's own ports; those of another host of it are left out. */
static void
take_provider (PosternDiscovery    *self,
               PosternDiscoveryWay  way,
               PosternProvider     *provider,
               const char          *evidence)
{
  const PosternEndpoint *first = g_ptr_array_index (provider->endpoints, 0);

  take_host (self, way, way == POSTERN_DISCOVERY_NAMED ? self->asked : first->host, evidence);
  self->provider = g_object_ref (provider);
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (g_ascii_strcasecmp (endpoint->host, self->host) == 0)
        g_ptr_array_add (self->endpoints, postern_endpoint_copy (endpoint));
    }
}

static gboolean
is_public_suffix (const char *domain)
{
  return strchr (domain, '.') == NULL || soup_tld_domain_is_public_suffix (domain);
}

/* smtp.example.org, but not mail.org. */
static gboolean
is_server_name (const char *name)
{
  const char *dot = strchr (name, '.');

  if (dot == NULL || g_hostname_is_ip_address (name))
    return TRUE;
  if (is_public_suffix (dot + 1))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (server_labels); i++)
    {
      gsize length = strlen (server_labels[i]);

      if (g_ascii_strncasecmp (name, server_labels[i], length) == 0 && !g_ascii_isalpha (name[length]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
try_name (Search     *search,
          const char *domain)
{
  g_autoptr (PosternProvider) provider = postern_catalogue_find_by_host (search->catalogue, domain);

  if (provider != NULL)
    take_provider (search->found, POSTERN_DISCOVERY_NAMED, provider, NULL);

  return provider != NULL || is_server_name (domain);
}

static gboolean
try_domain (Search     *search,
            const char *domain)
{
  g_autoptr (PosternProvider) provider = NULL;

  if (!is_public_suffix (domain))
    provider = postern_catalogue_find_by_domain (search->catalogue, domain);
  if (provider != NULL)
    take_provider (search->found, POSTERN_DISCOVERY_DOMAIN, provider, NULL);

  return provider != NULL;
}

static void
free_record (gpointer record)
{
  g_variant_unref (record);
}

static gboolean
try_exchangers (Search     *search,
                const char *domain)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *records = g_resolver_lookup_records (resolver, domain, G_RESOLVER_RECORD_MX, search->cancellable, NULL);
  gboolean found = FALSE;

  search->has_exchangers = records != NULL;
  for (GList *link = records; link != NULL && !found; link = link->next)
    {
      const char *exchanger = NULL;
      g_autoptr (PosternProvider) provider = NULL;

      g_variant_get (link->data, "(q&s)", NULL, &exchanger);
      provider = postern_catalogue_find_by_exchanger (search->catalogue, exchanger);
      found = provider != NULL;
      if (found)
        take_provider (search->found, POSTERN_DISCOVERY_MX, provider, exchanger);
    }
  g_list_free_full (records, free_record);

  return found;
}

/* The target “.” says that there is no such service (RFC 6186 §3.4). */
static gboolean
take_service (Search     *search,
              const char *domain,
              gsize       n)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *targets = g_resolver_lookup_service (resolver, services[n].service, "tcp", domain, search->cancellable, NULL);
  g_autofree char *evidence = g_strdup_printf ("_%s._tcp.%s", services[n].service, domain);
  gboolean found = FALSE;

  for (GList *link = targets; link != NULL && !found; link = link->next)
    {
      const char *host = g_srv_target_get_hostname (link->data);

      found = *host != '\0' && strcmp (host, ".") != 0 && g_srv_target_get_port (link->data) != 0;
      if (!found)
        continue;
      take_host (search->found, POSTERN_DISCOVERY_SRV, host, evidence);
      g_ptr_array_add (search->found->endpoints,
                       postern_endpoint_new (host, g_srv_target_get_port (link->data), services[n].security));
    }
  g_resolver_free_targets (targets);

  return found;
}

static gboolean
try_services (Search     *search,
              const char *domain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (take_service (search, domain, i))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_address (Search     *search,
             const char *name)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *addresses = g_resolver_lookup_by_name (resolver, name, search->cancellable, NULL);
  gboolean found = addresses != NULL;

  g_resolver_free_addresses (addresses);

  return found;
}

/* Below the name of a server there is nothing to guess, but a wildcard may answer. */
static gboolean
is_mail_domain (Search     *search,
                const char *domain)
{
  return search->has_exchangers || is_public_suffix (strchr (domain, '.') + 1);
}

static gboolean
try_guesses (Search     *search,
             const char *domain)
{
  if (!is_mail_domain (search, domain))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autofree char *name = g_strconcat (guesses[i], ".", domain, NULL);

      if (!has_address (search, name))
        continue;
      take_host (search->found, POSTERN_DISCOVERY_GUESS, name, name);
      return TRUE;
    }

  return FALSE;
}

/* In this order; the first that finds something ends the search. */
static const WayFunc ways[] = { try_name, try_domain, try_exchangers, try_services, try_guesses };

/* The domain of an address, else the text without the dots of a sentence and of the root. */
static char *
tidy (const char *text)
{
  const char *at = strrchr (text, '@');
  g_autofree char *name = g_strstrip (g_strdup (at != NULL ? at + 1 : text));
  gsize length = strlen (name);

  while (length > 0 && strchr (".>", name[length - 1]) != NULL)
    name[--length] = '\0';

  return g_steal_pointer (&name);
}

/**
 * postern_discovery_way_to_nick:
 * @way: a #PosternDiscoveryWay
 *
 * Returns: (transfer none): its nick
 */
const char *
postern_discovery_way_to_nick (PosternDiscoveryWay way)
{
  g_return_val_if_fail (way < G_N_ELEMENTS (way_nicks), NULL);

  return way_nicks[way];
}

/**
 * postern_discovery_free:
 * @self: (transfer full) (nullable): what was found
 */
void
postern_discovery_free (PosternDiscovery *self)
{
  if (self == NULL)
    return;

  g_free (self->asked);
  g_free (self->host);
  g_ptr_array_unref (self->endpoints);
  g_clear_object (&self->provider);
  g_free (self->evidence);
  g_free (self);
}

/**
 * postern_discovery_run:
 * @catalogue: the catalogue
 * @text: a domain, a mail address, or a server's name or address
 * @cancellable: (nullable): ends it at any time
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Finds the server through which mail of a domain is sent: by the catalogue, by the domain's mail exchangers (RFC 5321
 * §5), by its SRV records (RFC 6186, RFC 8314 §5), by usual names. Where nothing is found, the text itself is the
 * server. Blocks, for at most %POSTERN_DISCOVERY_TIMEOUT.
 *
 * Returns: (transfer full): what was found; %NULL when @text is no name or it was cancelled
 */
PosternDiscovery *
postern_discovery_run (PosternCatalogue  *catalogue,
                       const char        *text,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_autofree char *asked = NULL;
  g_autoptr (PosternSmtpDeadline) deadline = NULL;
  g_autoptr (PosternDiscovery) found = NULL;
  g_autofree char *ascii = NULL;
  Search search = { catalogue, NULL, NULL, FALSE };

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && text != NULL, NULL);

  asked = tidy (text);
  if (!postern_smtp_host_check (asked))
    {
      g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                   /* Translators: %s is what the person typed. */
                   _("“%s” is no server name. Give one such as “smtp.example.org”, or an IP address."), text);
      return NULL;
    }

  deadline = postern_smtp_deadline_new (cancellable, POSTERN_DISCOVERY_TIMEOUT);
  found = discovery_new (asked);
  ascii = g_hostname_is_ip_address (asked) ? g_strdup (asked) : g_hostname_to_ascii (asked);
  search.cancellable = postern_smtp_deadline_get_cancellable (deadline);
  search.found = found;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      if (ways[i] (&search, ascii))
        break;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&found);
}
