/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/network/postern-hosting.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-wait.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl discover webmaster@example.org\n" \
  "  posternctl discover example.org --without openid,realm,ispdb --json\n"

typedef struct
{
  char           *without;
  char           *ca_file;
  gboolean        json;

  guint           left_out;
  CtlWait         wait;
  PosternHosting *found;
  GError         *error;
} DiscoverCommand;

static const char *const marks[] = {
  [POSTERN_CLUE_FOUND] = "✓",
  [POSTERN_CLUE_NOTHING] = "–",
  [POSTERN_CLUE_FAILED] = "!",
  [POSTERN_CLUE_SKIPPED] = " ",
};

static void
discover_command_clear (DiscoverCommand *self)
{
  g_free (self->without);
  g_free (self->ca_file);
  ctl_wait_clear (&self->wait);
  postern_hosting_free (self->found);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DiscoverCommand, discover_command_clear)

/* "mx,spf" */
static gboolean
read_without (DiscoverCommand  *self,
              GError          **error)
{
  g_auto (GStrv) nicks = g_strsplit (self->without != NULL ? self->without : "", ",", -1);

  for (char **nick = nicks; *nick != NULL; nick++)
    {
      PosternClueSource source = POSTERN_CLUE_MX;

      if (*g_strstrip (*nick) == '\0')
        continue;
      if (!postern_clue_source_from_nick (*nick, &source))
        /* Translators: %s is what the person typed. */
        return ctl_refuse (error, _("There is no look-up “%s”. Name some of mx, spf, openid, realm, autoconfig, ispdb "
                                    "and srv."), *nick);
      self->left_out |= 1u << source;
    }

  return TRUE;
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  DiscoverCommand *self = data;

  self->found = postern_hosting_find_finish (result, &self->error);
  ctl_wait_end (&self->wait);
}

static void
run (DiscoverCommand *self,
     const char      *text)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  const PosternHostingQuestion question = { text, self->left_out, self->ca_file, 0 };

  ctl_wait_begin (&self->wait);
  postern_hosting_find_async (catalogue, &question, self->wait.cancellable, finished_cb, self);
  ctl_wait_run (&self->wait);
}

static void
build_endpoint (JsonBuilder           *builder,
                const PosternEndpoint *endpoint)
{
  json_builder_set_member_name (builder, "endpoint");
  if (endpoint == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "host", endpoint->host);
  ctl_json_set_int (builder, "port", endpoint->port);
  ctl_json_set_string (builder, "security", postern_security_to_nick (endpoint->security));
  json_builder_end_object (builder);
}

static void
build_clue (JsonBuilder       *builder,
            const PosternClue *clue)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "source", postern_clue_source_to_nick (clue->source));
  ctl_json_set_string (builder, "state", postern_clue_state_to_nick (clue->state));
  json_builder_set_member_name (builder, "providers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < clue->providers->len; i++)
    json_builder_add_string_value (builder, ((PosternProvider *) g_ptr_array_index (clue->providers, i))->id);
  json_builder_end_array (builder);
  build_endpoint (builder, clue->endpoint);
  ctl_json_set_string (builder, "saw", clue->saw);
  ctl_json_set_string (builder, "text", clue->text);
  ctl_json_set_int (builder, "ms", clue->ms);
  json_builder_end_object (builder);
}

static void
print_json (const PosternHosting *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "domain", found->domain);
  ctl_json_set_string (builder, "provider", found->provider == NULL ? NULL : found->provider->id);
  ctl_json_set_string (builder, "name", found->provider == NULL ? NULL : found->provider->name);
  build_endpoint (builder, found->endpoint);
  ctl_json_set_string (builder, "sign_in", postern_realm_to_nick (found->realm));
  ctl_json_set_string (builder, "confidence", postern_hosting_confidence_to_nick (found->confidence));
  ctl_json_set_string (builder, "reason", found->reason);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->clues->len; i++)
    build_clue (builder, g_ptr_array_index (found->clues, i));
  json_builder_end_array (builder);
  ctl_json_set_int (builder, "ms", found->ms);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static const char *
describe_confidence (PosternHostingConfidence confidence)
{
  switch (confidence)
    {
    case POSTERN_HOSTING_CERTAIN:
      return _("certain");
    case POSTERN_HOSTING_LIKELY:
      return _("likely");
    case POSTERN_HOSTING_POSSIBLE:
      return _("possible");
    case POSTERN_HOSTING_NOTHING:
    default:
      return _("not known");
    }
}

static void
print_head (const PosternHosting *found)
{
  const char *name = found->provider != NULL ? found->provider->name : _("a server of its own");

  if (found->endpoint == NULL)
    /* Translators: %s is a domain. */
    ctl_print (_("%s: not known"), found->domain);
  else
    /* Translators: a domain, who serves it, and how sure that is: “certain”, “likely” or “possible”. */
    ctl_print (_("%s: %s (%s)"), found->domain, name, describe_confidence (found->confidence));
  ctl_print ("\n");
  if (found->endpoint != NULL)
    ctl_print ("%s, %u, %s\n", found->endpoint->host, found->endpoint->port,
               postern_security_to_nick (found->endpoint->security));
}

static void
print_text (const PosternHosting *found)
{
  print_head (found);
  ctl_print_wrapped ("", found->reason);
  ctl_print ("\n%s\n", _("What was looked up:"));
  for (guint i = 0; i < found->clues->len; i++)
    {
      const PosternClue *clue = g_ptr_array_index (found->clues, i);
      g_autofree char *lead = g_strdup_printf ("  %s ", marks[clue->state]);
      g_autofree char *line = g_strdup_printf ("%s: %s", postern_clue_source_to_name (clue->source), clue->text);

      ctl_print_wrapped (lead, line);
    }
}

static CtlStatus
conclude (DiscoverCommand *self)
{
  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ctl_fail (CTL_BROKEN, _("The search was stopped before its end, so it says nothing."));
  if (self->found == NULL)
    return ctl_fail_error (self->error);

  if (self->json)
    print_json (self->found);
  else
    print_text (self->found);

  return self->found->endpoint != NULL ? CTL_DONE : CTL_PROBLEM;
}

/**
 * ctl_discover:
 * @arguments: the subcommand and its arguments
 *
 * Finds out who serves an address, and says how we know.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_discover (char **arguments)
{
  g_auto (DiscoverCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "without", 0, 0, G_OPTION_ARG_STRING, &self.without,
      N_("Leave out some of the look-ups: mx,spf,openid,realm,autoconfig,ispdb,srv"), N_("LIST") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self.ca_file, N_("Trust the authorities of this PEM file too"),
      N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("discover", _("ADDRESS"),
                                             _("Finds out which provider serves an address, and says how we know. "
                                               "Only the domain leaves this computer, never the whole address."),
                                             EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 1, 1, &status))
    return status;
  if (!read_without (&self, &error))
    return ctl_fail_error (error);
  run (&self, rest[1]);

  return conclude (&self);
}
