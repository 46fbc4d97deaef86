/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/handover/postern-letter.h"
#include "core/smtp/postern-smtp-address.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl letter --list\n" \
  "  posternctl letter mailbox-disabled --account web@example.org --reply \"535 5.7.139 …\"\n" \
  "  posternctl letter port-blocked --account web@example.org --provider gmail --to host\n"

#define MAX_PORT 65535

typedef struct
{
  char             *account;
  char             *provider;
  char             *host;
  int               port;
  char             *from;
  char             *reply;
  char             *to;
  gboolean          list;
  gboolean          json;
  PosternAddressee  addressee;
  PosternCatalogue *catalogue;
} LetterCommand;

static void
letter_command_clear (LetterCommand *self)
{
  g_free (self->account);
  g_free (self->provider);
  g_free (self->host);
  g_free (self->from);
  g_free (self->reply);
  g_free (self->to);
  g_clear_object (&self->catalogue);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LetterCommand, letter_command_clear)

static CtlStatus
list_letters (LetterCommand *self)
{
  GListModel *letters = postern_catalogue_get_letters (self->catalogue);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (letters); i++)
    {
      g_autoptr (PosternLetterTemplate) form = g_list_model_get_item (letters, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", form->id);
      ctl_json_set_string (builder, "to", postern_addressee_to_nick (form->to));
      ctl_json_set_string (builder, "title", form->title);
      json_builder_end_object (builder);
      if (self->json)
        continue;
      ctl_print_padded (form->id, 24);
      ctl_print_padded (postern_addressee_to_nick (form->to), 8);
      ctl_print ("%s\n", form->title);
    }
  json_builder_end_array (builder);
  if (self->json)
    ctl_json_print (builder, TRUE);

  return CTL_DONE;
}

static gboolean
refuse_reason (LetterCommand  *self,
               const char     *reason,
               GError        **error)
{
  GListModel *letters = postern_catalogue_get_letters (self->catalogue);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (letters); i++)
    {
      g_autoptr (PosternLetterTemplate) form = g_list_model_get_item (letters, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", form->id);
    }

  /* Translators: the first %s is what the person typed, the second a list of names. */
  return ctl_refuse (error, _("There is no letter “%s”. There are: %s."), reason, names->str);
}

static gboolean
check_addressee (LetterCommand          *self,
                 PosternLetterTemplate  *form,
                 GError                **error)
{
  self->addressee = POSTERN_ADDRESSEE_EITHER;
  if (self->to == NULL)
    return TRUE;
  if (!postern_addressee_from_nick (self->to, &self->addressee) || self->addressee == POSTERN_ADDRESSEE_EITHER)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("A letter can’t go to “%s”. Use --to admin or --to host."), self->to);
  if (form->to == POSTERN_ADDRESSEE_EITHER || form->to == self->addressee)
    return TRUE;
  if (form->to == POSTERN_ADDRESSEE_ADMIN)
    return ctl_refuse (error, _("This letter is for the administrator of the mail accounts. Use --to admin."));

  return ctl_refuse (error, _("This letter is for the web host. Use --to host."));
}

static gboolean
check (LetterCommand          *self,
       PosternLetterTemplate  *form,
       GError                **error)
{
  if (self->account == NULL)
    return ctl_refuse (error, _("Name the account with --account ADDRESS."));
  if (!postern_smtp_address_check (self->account, error))
    return FALSE;
  if (self->from == NULL && postern_letter_needs_from (form))
    return ctl_refuse (error, _("This letter is about the sender. Name it with --from ADDRESS."));
  if (self->from != NULL && !postern_smtp_address_check (self->from, error))
    return FALSE;
  if (self->port < 0 || self->port > MAX_PORT)
    return ctl_refuse (error, _("A port is a number from 1 to 65535, mostly 587 or 465."));
  if (self->provider != NULL && postern_catalogue_get_provider (self->catalogue, self->provider) == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider);

  return TRUE;
}

static PosternLetter *
write_letter (LetterCommand         *self,
              PosternLetterTemplate *form)
{
  const char *id = self->provider != NULL || self->host != NULL ? self->provider : form->provider;
  PosternProvider *provider = postern_catalogue_get_provider (self->catalogue, id);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  PosternLetterInput input = {
    .account = self->account, .from = self->from, .host = self->host, .port = (guint) self->port,
    .reply = self->reply, .date = now,
  };

  if (provider != NULL)
    input.provider = provider->name;
  if (provider != NULL && provider->endpoints->len > 0 && self->host == NULL)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, 0);

      input.host = endpoint->host;
      input.port = self->port != 0 ? (guint) self->port : endpoint->port;
    }

  return postern_letter_new (form, self->addressee, &input);
}

static void
print_letter (LetterCommand         *self,
              PosternLetterTemplate *form)
{
  g_autoptr (PosternLetter) letter = write_letter (self, form);
  g_autofree char *text = postern_letter_dup_text (letter);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!self->json)
    {
      ctl_print ("%s", text);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", form->id);
  ctl_json_set_string (builder, "to", postern_addressee_to_nick (letter->to));
  ctl_json_set_string (builder, "subject", letter->subject);
  ctl_json_set_string (builder, "body", letter->body);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static CtlStatus
run (LetterCommand *self,
     const char    *reason)
{
  g_autoptr (GError) error = NULL;
  PosternLetterTemplate *form;

  self->catalogue = postern_catalogue_new ();
  if (self->list)
    return list_letters (self);
  if (reason == NULL)
    return ctl_fail (CTL_USAGE, _("Name the reason for the letter. “posternctl letter --list” lists them."));

  form = postern_catalogue_get_letter (self->catalogue, reason);
  if (form == NULL)
    refuse_reason (self, reason, &error);
  else if (check (self, form, &error) && check_addressee (self, form, &error))
    print_letter (self, form);

  return error == NULL ? CTL_DONE : ctl_fail_error (error);
}

/**
 * ctl_letter:
 * @arguments: the subcommand and its arguments
 *
 * Writes the letter to the administrator or the web host.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_letter (char **arguments)
{
  g_auto (LetterCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self.account, N_("The account’s e-mail address"), N_("ADDRESS") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, N_("The mail provider, see “posternctl providers”"),
      N_("ID") },
    { "host", 0, 0, G_OPTION_ARG_STRING, &self.host, N_("The mail server’s name or address"), N_("NAME") },
    { "port", 0, 0, G_OPTION_ARG_INT, &self.port, N_("The port that was tried"), N_("NUMBER") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self.from, N_("The sender’s address, if not the account"), N_("ADDRESS") },
    { "reply", 0, 0, G_OPTION_ARG_STRING, &self.reply, N_("What the server answered, or the error message"),
      N_("TEXT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self.to, N_("Who gets it: admin, or host for the web host"), N_("WHO") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &self.list, N_("List all letters"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("letter", _("[REASON]"),
                                             _("Writes the message to the administrator or the web host who has to "
                                               "change a setting."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 1, &status))
    return status;

  return run (&self, rest[1]);
}
