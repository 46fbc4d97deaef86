/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-hosting-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-json.h"
#include "core/network/postern-autoconfig.h"
#include "core/network/postern-dns.h"
#include "core/network/postern-http.h"

/* Microsoft's answers have 2 kB, files for mail programs up to 20. */
#define MAX_JSON (32 * 1024)
#define MAX_XML (128 * 1024)
#define MAX_SAW 200
#define MAX_DEPTH 8

/* All that leaves this computer is the domain. */
#define LOGIN "https://login.microsoftonline.com/"
#define OPENID LOGIN "%s/v2.0/.well-known/openid-configuration"
#define REALM LOGIN "getuserrealm.srf?login=%s&json=1"
#define ISPDB "https://autoconfig.thunderbird.net/v1.1/%s"
#define AUTOCONFIG "https://autoconfig.%s/mail/config-v1.1.xml"
#define WELL_KNOWN "https://%s/.well-known/autoconfig/mail/config-v1.1.xml"

static const char *const json_types[] = { "application/json", "text/json", "text/javascript",
                                          "application/x-javascript", NULL };
static const char *const xml_types[] = { "text/xml", "application/xml", NULL };

static PosternHttpAnswer *
get (const PosternHostingAsk *ask,
     PosternClue             *clue,
     const char              *uri,
     const char *const       *types,
     gsize                    max_body)
{
  const PosternHttpRequest request = { .uri = uri, .types = types, .ca_file = ask->ca_file, .max_body = max_body,
                                       .timeout = ask->timeout, .any_type_of_failure = TRUE };
  g_autoptr (GError) error = NULL;
  PosternHttpAnswer *answer = postern_http_send (&request, ask->cancellable, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    postern_clue_set (clue, POSTERN_CLUE_FAILED, g_strdup (_("There was no answer in time.")));
  else if (answer == NULL)
    postern_clue_set (clue, POSTERN_CLUE_FAILED, g_strdup (error->message));

  return answer;
}

static JsonNode *
get_json (const PosternHostingAsk *ask,
          PosternClue             *clue,
          const char              *format,
          guint                   *status)
{
  g_autofree char *domain = g_uri_escape_string (ask->domain, NULL, FALSE);
  g_autoptr (GString) uri = g_string_new (format);
  g_autoptr (PosternHttpAnswer) answer = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_string_replace (uri, "%s", domain, 1);
  answer = get (ask, clue, uri->str, json_types, MAX_JSON);
  *status = answer == NULL ? 0 : answer->status;
  if (answer == NULL)
    return NULL;
  if (strlen (answer->body) == answer->length)
    root = postern_json_parse (answer->body, MAX_DEPTH);
  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    g_clear_pointer (&root, json_node_unref);
  if (root == NULL)
    postern_clue_set (clue, POSTERN_CLUE_FAILED, g_strdup (_("The answer can’t be read, so it was put aside.")));

  return g_steal_pointer (&root);
}

static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (strlen (text), MAX_SAW));

  return g_steal_pointer (&valid);
}

static void
point_to_microsoft (const PosternHostingAsk *ask,
                    PosternClue             *clue)
{
  postern_clue_add_provider (clue, postern_catalogue_get_provider (ask->catalogue, POSTERN_HOSTING_MICROSOFT));
}

/* 400 with “invalid_tenant” says that there is no such organisation. */
void
postern_hosting_look_openid (const PosternHostingAsk *ask,
                             PosternClue             *clue)
{
  guint status = 0;
  g_autoptr (JsonNode) root = get_json (ask, clue, OPENID, &status);
  const char *issuer = root == NULL ? NULL : postern_json_get_text (json_node_get_object (root), "issuer");

  if (status == 200 && issuer != NULL)
    {
      clue->saw = shorten (issuer);
      point_to_microsoft (ask, clue);
      /* Translators: %s is a domain. */
      postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("Microsoft has an organisation with the domain "
                                                                     "%s."), ask->shown));
    }
  else if (status == 400 || status == 404 || root != NULL)
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("Microsoft knows no organisation with the domain "
                                                                     "%s."), ask->shown));
}

static void
say_realm (const PosternHostingAsk *ask,
           PosternClue             *clue)
{
  if (clue->realm == POSTERN_REALM_MANAGED)
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("People of %s sign in at Microsoft."), ask->shown));
  else if (clue->realm == POSTERN_REALM_FEDERATED)
    postern_clue_set (clue, POSTERN_CLUE_FOUND,
                      /* Translators: %s is a domain. */
                      g_strdup_printf (_("People of %s come from Microsoft to their organisation’s own page to sign "
                                         "in."), ask->shown));
  else
    postern_clue_set (clue, POSTERN_CLUE_NOTHING,
                      /* Translators: %s is a domain. */
                      g_strdup_printf (_("Nobody of %s can sign in at Microsoft."), ask->shown));
}

void
postern_hosting_look_realm (const PosternHostingAsk *ask,
                            PosternClue             *clue)
{
  guint status = 0;
  g_autoptr (JsonNode) root = get_json (ask, clue, REALM, &status);
  const char *kind = root == NULL ? NULL : postern_json_get_text (json_node_get_object (root), "NameSpaceType");

  if (root == NULL)
    return;
  if (kind != NULL && g_ascii_strcasecmp (kind, "Managed") == 0)
    clue->realm = POSTERN_REALM_MANAGED;
  else if (kind != NULL && g_ascii_strcasecmp (kind, "Federated") == 0)
    clue->realm = POSTERN_REALM_FEDERATED;
  clue->saw = kind == NULL ? NULL : shorten (kind);
  if (clue->realm != POSTERN_REALM_UNKNOWN)
    point_to_microsoft (ask, clue);
  say_realm (ask, clue);
}

static void
take_server (const PosternHostingAsk *ask,
             PosternClue             *clue,
             const char              *shown,
             PosternHttpAnswer       *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternProvider) provider = NULL;

  clue->endpoint = postern_autoconfig_parse (answer->body, answer->length, ask->domain, &error);
  if (clue->endpoint == NULL)
    {
      postern_clue_set (clue, POSTERN_CLUE_FAILED, g_strdup (error->message));
      return;
    }
  clue->saw = g_strdup_printf ("%s:%u", clue->endpoint->host, clue->endpoint->port);
  provider = postern_catalogue_find_by_host (ask->catalogue, clue->endpoint->host);
  postern_clue_add_provider (clue, provider);
  if (clue->source == POSTERN_CLUE_ISPDB)
    postern_clue_set (clue, POSTERN_CLUE_FOUND,
                      /* Translators: the first %s is a domain, the second a server's name. */
                      g_strdup_printf (_("Thunderbird’s list of providers says that %s sends through %s."), shown,
                                       clue->endpoint->host));
  else
    postern_clue_set (clue, POSTERN_CLUE_FOUND,
                      /* Translators: the first %s is a domain, the second a server's name. */
                      g_strdup_printf (_("%s itself tells mail programs to send through %s."), shown,
                                       clue->endpoint->host));
}

/* A name that has no address is no fault: most domains have no such server. */
static gboolean
is_there (const PosternHostingAsk *ask,
          const char              *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) addresses = NULL;

  return parsed != NULL &&
         postern_dns_lookup_addresses (g_uri_get_host (parsed), ask->cancellable, &addresses) != POSTERN_DNS_NOTHING;
}

/* @name, @shown: of whom the file tells, as in @uri and as people write it */
static void
look_file (const PosternHostingAsk *ask,
           PosternClue             *clue,
           const char              *format,
           const char              *name,
           const char              *shown)
{
  g_autoptr (GString) uri = g_string_new (format);
  g_autoptr (PosternHttpAnswer) answer = NULL;
  gboolean there;

  g_string_replace (uri, "%s", name, 1);
  there = clue->source == POSTERN_CLUE_ISPDB || is_there (ask, uri->str);
  answer = there ? get (ask, clue, uri->str, xml_types, MAX_XML) : NULL;
  if (answer != NULL && answer->status == 200)
    take_server (ask, clue, shown, answer);
  else if (answer != NULL || !there)
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("There is nothing about %s."), shown));
}

void
postern_hosting_look_autoconfig (const PosternHostingAsk *ask,
                                 PosternClue             *clue)
{
  look_file (ask, clue, AUTOCONFIG, ask->domain, ask->shown);
}

void
postern_hosting_look_well_known (const PosternHostingAsk *ask,
                                 PosternClue             *clue)
{
  look_file (ask, clue, WELL_KNOWN, ask->domain, ask->shown);
}

void
postern_hosting_look_ispdb (const PosternHostingAsk *ask,
                            PosternClue             *clue)
{
  look_file (ask, clue, ISPDB, ask->domain, ask->shown);
}

/* Who takes the mail of the domain (transfer full): NULL for a provider of the catalogue, and for the domain itself. */
static char *
find_unknown_exchanger (const PosternHostingAsk *ask)
{
  g_autoptr (GPtrArray) exchanges = NULL;
  g_autofree char *organisation = NULL;

  postern_dns_lookup_exchanges (ask->domain, ask->cancellable, &exchanges);
  for (guint i = 0; exchanges != NULL && i < exchanges->len; i++)
    {
      const PosternDnsExchange *exchange = g_ptr_array_index (exchanges, i);
      g_autoptr (PosternProvider) provider = postern_catalogue_find_by_exchanger (ask->catalogue, exchange->host);

      if (provider != NULL)
        return NULL;
      if (organisation == NULL && !postern_dns_are_neighbours (exchange->host, ask->domain))
        organisation = postern_dns_dup_organisation (exchange->host);
    }

  return organisation != NULL && *organisation != '\0' ? g_steal_pointer (&organisation) : NULL;
}

void
postern_hosting_look_ispdb_mx (const PosternHostingAsk *ask,
                               PosternClue             *clue)
{
  g_autofree char *organisation = find_unknown_exchanger (ask);

  if (organisation != NULL)
    look_file (ask, clue, ISPDB, organisation, organisation);
}
