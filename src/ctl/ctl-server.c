/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-server.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/signin/postern-sign-in.h"
#include "core/smtp/postern-smtp-address.h"
#include "ctl/ctl.h"
#include "practice/postern-practice-aim.h"

#define MAX_PORT 65535

static const guint16 usual_ports[] = {
  [POSTERN_SECURITY_STARTTLS] = 587,
  [POSTERN_SECURITY_TLS] = 465,
  [POSTERN_SECURITY_NONE] = 25,
};

static void
take_over (char      **option,
           const char *recorded)
{
  if (*option == NULL)
    *option = g_strdup (recorded);
}

/* What the options leave open comes from the record. */
static gboolean
load_record (CtlServer *self,
             GError   **error)
{
  if (self->record_id == NULL)
    return TRUE;

  self->store = postern_store_open (NULL, error);
  if (self->store == NULL)
    return FALSE;
  self->record = postern_store_lookup (self->store, self->record_id, error);
  if (self->record == NULL)
    return FALSE;
  g_object_ref (self->record);
  take_over (&self->account, postern_record_get_account (self->record));
  take_over (&self->user, postern_record_get_user (self->record));
  take_over (&self->from, postern_record_get_from (self->record));
  take_over (&self->from_name, postern_record_get_from_name (self->record));
  if (self->host == NULL)
    take_over (&self->provider, postern_record_get_provider (self->record));

  return TRUE;
}

static gboolean
check_names (CtlServer *self,
             GError   **error)
{
  if (self->account == NULL)
    return ctl_refuse (error, _("Name the account with --account ADDRESS."));
  if (!postern_smtp_address_check (self->account, error))
    return FALSE;
  take_over (&self->from, self->account);

  return postern_smtp_address_check (self->from, error);
}

static gboolean
parse_security (CtlServer       *self,
                PosternSecurity *security,
                GError         **error)
{
  if (self->security == NULL || postern_security_from_nick (self->security, security))
    return TRUE;

  /* Translators: %s is what the person typed. */
  return ctl_refuse (error, _("“%s” is no kind of encryption. Use starttls, tls or none."), self->security);
}

static gboolean
find_provider (CtlServer        *self,
               PosternProvider **provider,
               GError          **error)
{
  if (self->provider == NULL)
    return TRUE;
  *provider = postern_catalogue_get_provider (self->catalogue, self->provider);
  if (*provider != NULL)
    return TRUE;

  /* Translators: %s is what the person typed. */
  return ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider);
}

/* Elsewhere the account's address is the name to sign in with. */
static gboolean
check_user (CtlServer       *self,
            PosternProvider *provider,
            GError         **error)
{
  if (provider != NULL)
    take_over (&self->user, provider->user);
  if (self->user == NULL && provider != NULL && provider->user_name != NULL)
    /* Translators: %s is what the name to sign in with is called at a provider, such as API key. */
    return ctl_refuse (error, _("Name the account’s “%s” with --user NAME."), provider->user_name);
  take_over (&self->user, self->account);

  return TRUE;
}

/* The endpoint that the provider or the record suggests: the first, or the first with the wanted encryption. */
static const PosternEndpoint *
find_suggestion (CtlServer       *self,
                 PosternProvider *provider,
                 PosternSecurity  wanted)
{
  const PosternEndpoint *recorded = NULL;

  if (self->record != NULL && g_strcmp0 (self->provider, postern_record_get_provider (self->record)) == 0)
    recorded = postern_record_get_endpoint (self->record);
  if (recorded != NULL && self->security == NULL)
    return recorded;
  for (guint i = 0; provider != NULL && i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      if (self->security == NULL || endpoint->security == wanted)
        return endpoint;
    }

  return recorded;
}

static gboolean
refuse_no_host (PosternProvider *provider,
                GError         **error)
{
  if (provider == NULL || provider->endpoints->len == 0)
    return ctl_refuse (error, _("Name the mail server with --provider ID or with --host NAME."));

  return ctl_refuse (error, _("This provider has no server with that kind of encryption. “posternctl providers” lists "
                              "what it has."));
}

static gboolean
choose_endpoint (CtlServer             *self,
                 PosternProvider       *provider,
                 const PosternEndpoint *suggestion,
                 PosternSecurity        security,
                 GError               **error)
{
  const char *host = self->host;
  guint16 port = (guint16) self->port;

  if (self->security == NULL && suggestion != NULL)
    security = suggestion->security;
  else if (self->security == NULL && self->port == usual_ports[POSTERN_SECURITY_TLS])
    security = POSTERN_SECURITY_TLS;
  if (host == NULL && suggestion != NULL)
    host = suggestion->host;
  if (host == NULL)
    return refuse_no_host (provider, error);
  if (port == 0)
    port = suggestion != NULL && suggestion->security == security ? suggestion->port : usual_ports[security];
  self->endpoint = postern_endpoint_new (host, port, security);

  return TRUE;
}

/* Plain text only where the person says so about a server of their own (DESIGN §5). */
static gboolean
check_plain (CtlServer       *self,
             PosternProvider *provider,
             GError         **error)
{
  gboolean own = provider == NULL || provider->kind == POSTERN_PROVIDER_CUSTOM ||
                 strcmp (provider->id, POSTERN_PRACTICE_PROVIDER) == 0;

  if (self->endpoint->security != POSTERN_SECURITY_NONE)
    return TRUE;
  if (!own || postern_catalogue_is_public (self->catalogue, self->endpoint->host))
    return ctl_refuse (error, _("This provider is never used without encryption. Use --security starttls or tls."));
  if (self->security == NULL || self->host == NULL)
    return ctl_refuse (error, _("Without encryption everybody on the way can read the password. If this is really "
                                "wanted, name the server with --host and say --security none."));

  return TRUE;
}

/**
 * ctl_server_add_options:
 * @self: where the options go
 * @context: where they are added
 */
void
ctl_server_add_options (CtlServer      *self,
                        GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self->account, N_("The account’s e-mail address"), N_("ADDRESS") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self->provider, N_("The mail provider, see “posternctl providers”"),
      N_("ID") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host, N_("The mail server’s name or address"), N_("NAME") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, N_("Its port (587, or 465 with tls)"), N_("NUMBER") },
    { "security", 0, 0, G_OPTION_ARG_STRING, &self->security, N_("starttls, tls, or none for a server of your own"),
      N_("KIND") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, N_("The name to sign in with, if not the account"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self->from, N_("The sender’s address, if not the account"), N_("ADDRESS") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_("Read the password from FILE; “-” is standard input"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_server_resolve:
 * @self: the options as given
 * @error: return location for an error
 *
 * Works out account, names and endpoint from the options, the record and the catalogue.
 *
 * Returns: whether they make sense
 */
gboolean
ctl_server_resolve (CtlServer *self,
                    GError   **error)
{
  PosternProvider *provider = NULL;
  PosternSecurity security = POSTERN_SECURITY_STARTTLS;

  self->catalogue = postern_catalogue_new ();
  if (!load_record (self, error) || !check_names (self, error) || !parse_security (self, &security, error) ||
      !find_provider (self, &provider, error) || !check_user (self, provider, error))
    return FALSE;
  if (self->port < 0 || self->port > MAX_PORT)
    return ctl_refuse (error, _("A port is a number from 1 to 65535, mostly 587 or 465."));
  if (self->host != NULL && *self->host == '\0')
    return ctl_refuse (error, _("The server’s name after --host is empty."));

  return choose_endpoint (self, provider, find_suggestion (self, provider, security), security, error) &&
         check_plain (self, provider, error);
}

/**
 * ctl_server_has_secret:
 * @self: the options as given
 *
 * Returns: whether they say where the password or token is
 */
gboolean
ctl_server_has_secret (const CtlServer *self)
{
  return self->password_file != NULL || self->token_file != NULL || self->record_id != NULL;
}

/**
 * ctl_server_has_token:
 * @self: options that were resolved
 *
 * Returns: whether the secret is an access token of OAuth 2.0 rather than a password
 */
gboolean
ctl_server_has_token (const CtlServer *self)
{
  if (self->password_file != NULL || self->record == NULL)
    return self->token_file != NULL;

  return self->token_file != NULL || postern_record_get_sign_in (self->record) != POSTERN_SIGN_IN_PASSWORD;
}

/**
 * ctl_server_load_secret:
 * @self: options that were resolved
 * @error: return location for a #PosternSecretError, #PosternVaultError or %CTL_ERROR_USAGE
 *
 * Reads the password or token from the file or the keyring; a token of a record is renewed.
 *
 * Returns: whether it is there
 */
gboolean
ctl_server_load_secret (CtlServer *self,
                        GError   **error)
{
  if (self->password_file != NULL && self->token_file != NULL)
    return ctl_refuse (error, _("Give either --password-file or --token-file, not both."));
  if (self->password_file != NULL)
    self->secret = postern_secret_read_file (self->password_file, error);
  else if (self->token_file != NULL)
    self->secret = postern_secret_read_file (self->token_file, error);
  else if (self->record != NULL)
    self->secret = postern_sign_in_obtain (self->catalogue, self->record, NULL, error);
  else
    return ctl_refuse (error, _("Say where the password is: --password-file FILE, or “-” for standard input."));

  return self->secret != NULL;
}

/**
 * ctl_server_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
ctl_server_clear (CtlServer *self)
{
  g_free (self->account);
  g_free (self->provider);
  g_free (self->host);
  g_free (self->security);
  g_free (self->user);
  g_free (self->from);
  g_free (self->from_name);
  g_free (self->password_file);
  g_free (self->token_file);
  g_free (self->record_id);
  g_clear_pointer (&self->secret, postern_secret_unref);
  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_clear_object (&self->catalogue);
}
