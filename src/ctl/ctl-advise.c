/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/diagnosis/postern-ways.h"
#include "core/network/postern-hosting.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-ways.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl advise --account scanner@example.org --provider microsoft365 --volume 50 --to inside\n" \
  "  posternctl advise --account web@example.org --target wordpress-wp-mail-smtp --json\n"

typedef struct
{
  char             *account;
  char             *provider;
  char             *target;
  int               volume;
  char             *to;
  char             *oauth;
  gboolean          json;

  PosternCatalogue *catalogue;
  PosternHosting   *found;
} AdviseCommand;

static void
advise_command_clear (AdviseCommand *self)
{
  g_free (self->account);
  g_free (self->provider);
  g_free (self->target);
  g_free (self->to);
  g_free (self->oauth);
  g_clear_object (&self->catalogue);
  postern_hosting_free (self->found);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AdviseCommand, advise_command_clear)

static gboolean
read_words (AdviseCommand        *self,
            PosternWaysQuestion  *question,
            GError              **error)
{
  if (self->volume < 0)
    return ctl_refuse (error, _("Give the number of messages a day with --volume, such as 50."));
  if (self->to != NULL && strcmp (self->to, "inside") != 0 && strcmp (self->to, "outside") != 0)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is none of “inside” and “outside”, which --to takes."), self->to);
  if (self->oauth != NULL && strcmp (self->oauth, "yes") != 0 && strcmp (self->oauth, "no") != 0)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("“%s” is none of “yes” and “no”, which --oauth takes."), self->oauth);
  question->volume = (guint) self->volume;
  question->to = self->to;
  if (self->oauth != NULL)
    question->oauth = strcmp (self->oauth, "yes") == 0 ? POSTERN_WAYS_OAUTH_YES : POSTERN_WAYS_OAUTH_NO;

  return TRUE;
}

/* The provider that is named, else the one that the account's domain tells. */
static gboolean
find_provider (AdviseCommand        *self,
               PosternWaysQuestion  *question,
               GError              **error)
{
  const PosternHostingQuestion hosting = { .text = self->account };

  if (self->provider != NULL)
    {
      question->provider = postern_catalogue_get_provider (self->catalogue, self->provider);
      if (question->provider == NULL)
        /* Translators: %s is what the person typed. */
        return ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider);
      return TRUE;
    }
  if (self->account == NULL)
    return ctl_refuse (error, _("Name the account with --account, or its provider with --provider."));
  self->found = postern_hosting_find (self->catalogue, &hosting, NULL, error);
  if (self->found == NULL)
    return FALSE;
  question->provider = self->found->provider;

  return TRUE;
}

static gboolean
prepare (AdviseCommand        *self,
         PosternWaysQuestion  *question,
         GError              **error)
{
  self->catalogue = postern_catalogue_new ();
  if (!read_words (self, question, error))
    return FALSE;
  if (self->target != NULL)
    question->target = postern_catalogue_get_target (self->catalogue, self->target);
  if (self->target != NULL && question->target == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no target “%s”. “posternctl targets” lists them."), self->target);

  return find_provider (self, question, error);
}

static void
print_json (AdviseCommand             *self,
            const PosternWaysQuestion *question,
            GPtrArray                 *choices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "account", self->account);
  ctl_json_set_string (builder, "provider", question->provider == NULL ? NULL : question->provider->id);
  ctl_json_set_string (builder, "reason", self->found == NULL ? NULL : self->found->reason);
  ctl_json_set_string (builder, "target", question->target == NULL ? NULL : question->target->id);
  ctl_json_set_boolean (builder, "oauth", postern_ways_can_oauth (question));
  json_builder_set_member_name (builder, "ways");
  ctl_ways_build (builder, choices);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_text (AdviseCommand *self,
            GPtrArray     *choices)
{
  if (self->found != NULL)
    {
      ctl_print_wrapped ("", self->found->reason);
      ctl_print ("\n");
    }
  for (guint i = 0; i < choices->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *lead = choice->fit == POSTERN_WAY_NO ? g_strdup ("✗  ") : g_strdup_printf ("%u. ", i + 1);

      ctl_print_wrapped (lead, choice->title);
      ctl_print_wrapped ("   ", choice->reason);
      if (choice->provider != NULL)
        /* Translators: %s is the id of a provider. */
        ctl_print (_("   Set it up with the provider “%s”.\n"), choice->provider->id);
    }
}

/**
 * ctl_advise:
 * @arguments: the subcommand and its arguments
 *
 * Lists the ways to send, the best first.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_advise (char **arguments)
{
  g_auto (AdviseCommand) self = { NULL };
  PosternWaysQuestion question = { NULL };
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self.account, N_("The account that sends"), N_("ADDRESS") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider,
      N_("Who runs the mailbox; it is looked up when this is left out"), N_("ID") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &self.target, N_("What sends, see “posternctl targets”"), N_("ID") },
    { "volume", 0, 0, G_OPTION_ARG_INT, &self.volume, N_("How many messages a day"), N_("N") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self.to, N_("Whether all recipients are in the same organisation: inside or "
                                                    "outside"), N_("WHERE") },
    { "oauth", 0, 0, G_OPTION_ARG_STRING, &self.oauth, N_("Whether what sends can sign in with OAuth 2.0: yes or no"),
      N_("ANSWER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("advise", NULL,
                                             _("Lists the ways to send from an account, the best first, each with "
                                               "the reason."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (!prepare (&self, &question, &error))
    return ctl_fail_error (error);
  choices = postern_ways_rank (self.catalogue, &question);
  if (self.json)
    print_json (&self, &question, choices);
  else
    print_text (&self, choices);

  return CTL_DONE;
}
