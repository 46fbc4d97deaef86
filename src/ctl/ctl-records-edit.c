/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-text.h"
#include "core/records/postern-records.h"
#include "core/records/postern-vault.h"
#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-tls.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-record.h"
#include "ctl/ctl-server.h"
#include "ctl/ctl.h"

#define EXAMPLES                                                                                                       \
  "  posternctl records edit 1f2e --name \"Scanner, 3rd floor\"\n"                                                     \
  "  posternctl records edit 1f2e --password-file new-password.txt\n"                                                  \
  "  posternctl records edit 1f2e --used-at \"\"\n"

typedef struct
{
  CtlServer  server;
  char      *name;
  char      *target;
  char      *used_at;
  char      *recipient;
  char      *from_name;
  char      *ca_file;
  gboolean   json;
} EditCommand;

static void
edit_command_clear (EditCommand *self)
{
  ctl_server_clear (&self->server);
  g_free (self->name);
  g_free (self->target);
  g_free (self->used_at);
  g_free (self->recipient);
  g_free (self->from_name);
  g_free (self->ca_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EditCommand, edit_command_clear)

/* An empty text takes the recorded one away; a missing option leaves it. */
static void
set_text (PosternRecord *record,
          const char    *property,
          const char    *text)
{
  if (text != NULL)
    g_object_set (record, property, *text == '\0' ? NULL : text, NULL);
}

static gboolean
check (EditCommand  *self,
       GError      **error)
{
  if (self->target != NULL && *self->target != '\0' &&
      postern_catalogue_get_target (self->server.catalogue, self->target) == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no target “%s”. “posternctl targets” lists them."), self->target);
  if (self->recipient != NULL && *self->recipient != '\0' && !postern_smtp_address_check (self->recipient, error))
    return FALSE;

  return self->ca_file == NULL || *self->ca_file == '\0' || postern_smtp_tls_check_file (self->ca_file, error);
}

/* Whether the password has to be put under another server or name in the keyring. */
static gboolean
is_elsewhere (PosternRecord         *record,
              const PosternEndpoint *endpoint,
              const char            *user)
{
  const PosternEndpoint *now = postern_record_get_endpoint (record);

  return endpoint == NULL || g_ascii_strcasecmp (endpoint->host, now->host) != 0 ||
         g_strcmp0 (user, postern_record_get_sign_in_name (record)) != 0;
}

static gboolean
keep (EditCommand            *self,
      const PosternEndpoint  *endpoint,
      const char             *user,
      GError                **error)
{
  PosternRecord *record = self->server.record;

  if (self->server.password_file != NULL && postern_record_get_endpoint (record) == NULL)
    return ctl_refuse (error, _("Name the mail server with --provider ID or with --host NAME."));
  if (self->server.password_file != NULL)
    return ctl_server_load_secret (&self->server, error) &&
           postern_records_keep_password (self->server.store, record, self->server.secret, NULL, error);
  if (postern_record_get_password_recorded (record) && is_elsewhere (record, endpoint, user) &&
      !postern_vault_move (record, NULL, error))
    return FALSE;

  return postern_store_save (self->server.store, record, error);
}

static gboolean
has_server_options (const CtlServer *server)
{
  return server->account != NULL || server->provider != NULL || server->host != NULL || server->port != 0 ||
         server->security != NULL || server->user != NULL || server->from != NULL;
}

static gboolean
load_record (CtlServer  *server,
             GError    **error)
{
  server->catalogue = postern_catalogue_new ();
  server->store = postern_store_open (NULL, error);
  if (server->store == NULL)
    return FALSE;
  server->record = postern_store_lookup (server->store, server->record_id, error);
  if (server->record == NULL)
    return FALSE;
  g_object_ref (server->record);

  return TRUE;
}

static void
fill_server (CtlServer *server)
{
  postern_record_set_user (server->record, NULL);
  postern_record_set_from (server->record, NULL);
  ctl_record_fill (server->record, server);
}

static gboolean
edit (EditCommand  *self,
      GError      **error)
{
  g_autoptr (PosternEndpoint) endpoint = NULL;
  g_autofree char *user = NULL;
  gboolean has_server = has_server_options (&self->server);
  PosternRecord *record;

  /* A draft may have no server yet, and may be given a name all the same. */
  if (has_server ? !ctl_server_resolve (&self->server, error) : !load_record (&self->server, error))
    return FALSE;
  if (!check (self, error))
    return FALSE;
  record = self->server.record;
  if (postern_record_get_endpoint (record) != NULL)
    endpoint = postern_endpoint_copy (postern_record_get_endpoint (record));
  user = g_strdup (postern_record_get_sign_in_name (record));
  if (has_server)
    fill_server (&self->server);
  set_text (record, "name", self->name);
  set_text (record, "target", self->target);
  set_text (record, "used-at", self->used_at);
  set_text (record, "recipient", self->recipient);
  set_text (record, "from-name", self->from_name);
  set_text (record, "ca-file", self->ca_file);

  return keep (self, endpoint, user, error);
}

static void
print (EditCommand *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  ctl_record_build (builder, self->server.record, NULL, NULL);
  if (self->json)
    ctl_json_print (builder, TRUE);
}

static void
add_options (EditCommand    *self,
             GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &self->name, N_("What to call it"), N_("NAME") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &self->target, N_("Where the password is used, see “posternctl targets”"),
      N_("ID") },
    { "used-at", 0, 0, G_OPTION_ARG_STRING, &self->used_at, N_("The same in your own words"), N_("TEXT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self->recipient, N_("Who gets the test messages"), N_("ADDRESS") },
    { "from-name", 0, 0, G_OPTION_ARG_STRING, &self->from_name, N_("The sender’s name"), N_("NAME") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file, N_("Trust the authorities of this PEM file too"),
      N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print the record as JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  ctl_server_add_options (&self->server, context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * ctl_records_edit:
 * @arguments: the subcommand and its arguments
 *
 * Changes what the options name of a record, and its password in the keyring along with it.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_records_edit (char **arguments)
{
  g_auto (EditCommand) self = { { NULL } };
  GOptionContext *context = ctl_options_new ("records edit", _("ID"),
                                             _("Changes a record. What no option names stays as it is."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  add_options (&self, context);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  self.server.record_id = g_strdup (rest[1]);
  if (self.ca_file != NULL && *self.ca_file != '\0')
    {
      g_autofree char *path = g_canonicalize_filename (self.ca_file, NULL);

      postern_set_text (&self.ca_file, path);
    }
  if (!edit (&self, &error))
    return ctl_fail_error (error);
  print (&self);

  return CTL_DONE;
}
