/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/smtp/postern-smtp-address.h"
#include "ctl/ctl-delivery-print.h"
#include "ctl/ctl-wait.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl delivery web@example.org --provider microsoft365\n" \
  "  posternctl delivery info@example.org --account web@example.org --host mail.example.org --json\n"

typedef struct
{
  char             *account;
  char             *provider_id;
  char             *host;
  gboolean          json;

  PosternCatalogue *catalogue;
  PosternProvider  *provider;
  CtlWait           wait;
  PosternDelivery  *delivery;
  GError           *error;
} DeliveryCommand;

static void
delivery_command_clear (DeliveryCommand *self)
{
  g_free (self->account);
  g_free (self->provider_id);
  g_free (self->host);
  g_clear_object (&self->catalogue);
  ctl_wait_clear (&self->wait);
  postern_delivery_unref (self->delivery);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeliveryCommand, delivery_command_clear)

static gboolean
prepare (DeliveryCommand *self,
         const char      *from,
         GError         **error)
{
  if (!postern_smtp_address_check (from, error) ||
      (self->account != NULL && !postern_smtp_address_check (self->account, error)))
    return FALSE;
  if (self->provider_id != NULL && self->host != NULL)
    return ctl_refuse (error, _("Give either --provider or --host, not both."));
  if (self->host != NULL && !postern_smtp_host_check (self->host))
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is no server’s name."), self->host);
  self->catalogue = postern_catalogue_new ();
  self->provider = postern_catalogue_get_provider (self->catalogue, self->provider_id);
  if (self->provider_id != NULL && self->provider == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider_id);

  return TRUE;
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  DeliveryCommand *self = data;

  self->delivery = postern_delivery_check_finish (result, &self->error);
  ctl_wait_end (&self->wait);
}

static void
run (DeliveryCommand *self,
     const char      *from)
{
  const PosternDeliveryQuestion question = { from, self->account, self->host, self->provider };

  ctl_wait_begin (&self->wait);
  postern_delivery_check_async (self->catalogue, &question, self->wait.cancellable, finished_cb, self);
  ctl_wait_run (&self->wait);
}

static CtlStatus
conclude (DeliveryCommand *self)
{
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The check was stopped before its end, so it says nothing."));
  if (self->delivery == NULL)
    return ctl_fail_error (self->error);

  if (self->json)
    ctl_delivery_print_json (self->delivery, FALSE);
  else
    ctl_delivery_print_text (self->delivery);

  return self->delivery->state == POSTERN_DELIVERY_PROBLEM ? CTL_PROBLEM : CTL_DONE;
}

/**
 * ctl_delivery:
 * @arguments: the subcommand and its arguments
 *
 * Checks what the DNS says of mail from an address, and writes the records that are missing.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_delivery (char **arguments)
{
  g_auto (DeliveryCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self.account, N_("The account that signs in, if not the sender"),
      N_("ADDRESS") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider_id,
      N_("The mail provider that sends, see “posternctl providers”"), N_("ID") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self.host, N_("The mail server that sends, if it is no such provider’s"),
      N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("delivery", _("ADDRESS"),
                                             _("Looks up whether mail from an address is trusted by those who get it "
                                               "(MX, SPF, DKIM and DMARC), and writes the DNS records that are "
                                               "missing. Nothing is sent."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  if (!prepare (&self, rest[1], &error))
    return ctl_fail_error (error);
  run (&self, rest[1]);

  return conclude (&self);
}
