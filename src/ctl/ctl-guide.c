/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-guide-finding.h"
#include "core/smtp/postern-smtp-address.h"
#include "ctl/ctl-finding.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define EXAMPLES \
  "  posternctl guide\n" \
  "  posternctl guide no-app-password-choice\n" \
  "  posternctl guide sender-address --provider microsoft365 --answer 3 --answer 1\n"

/* @node: what the answers have led to */
typedef struct
{
  char                   *account;
  char                   *from;
  char                   *provider;
  char                  **answers;
  gboolean                json;
  PosternCatalogue       *catalogue;
  PosternGuide           *guide;
  const PosternGuideNode *node;
} GuideCommand;

static void
guide_command_clear (GuideCommand *self)
{
  g_free (self->account);
  g_free (self->from);
  g_free (self->provider);
  g_strfreev (self->answers);
  g_clear_object (&self->catalogue);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuideCommand, guide_command_clear)

static CtlStatus
list_guides (GuideCommand *self)
{
  GListModel *guides = postern_catalogue_get_guides (self->catalogue);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (guides); i++)
    {
      g_autoptr (PosternGuide) guide = g_list_model_get_item (guides, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", guide->id);
      ctl_json_set_string (builder, "title", guide->title);
      ctl_json_set_string (builder, "provider", guide->provider);
      json_builder_end_object (builder);
      if (self->json)
        continue;
      ctl_print_padded (guide->id, 32);
      ctl_print ("%s\n", guide->title);
    }
  json_builder_end_array (builder);
  if (self->json)
    ctl_json_print (builder, TRUE);

  return CTL_DONE;
}

static gboolean
check (GuideCommand  *self,
       GError       **error)
{
  if (self->provider != NULL && postern_catalogue_get_provider (self->catalogue, self->provider) == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_refuse (error, _("There is no provider “%s”. “posternctl providers” lists them."), self->provider);
  if (self->account != NULL && !postern_smtp_address_check (self->account, error))
    return FALSE;

  return self->from == NULL || postern_smtp_address_check (self->from, error);
}

/* From the first question that the provider leaves open, one answer after the other. */
static gboolean
follow (GuideCommand  *self,
        GError       **error)
{
  const char *provider = self->provider != NULL ? self->provider : self->guide->provider;

  self->node = postern_guide_skip_known (self->guide, postern_guide_get_node (self->guide, NULL), provider);
  for (gsize i = 0; self->answers != NULL && self->answers[i] != NULL; i++)
    {
      guint n_answers = self->node->answers->len;
      guint64 number;

      if (n_answers == 0)
        /* Translators: %s is what the person typed. */
        return ctl_refuse (error, _("The answer “%s” is too much: the guide has come to its end before it."),
                           self->answers[i]);
      if (!g_ascii_string_to_unsigned (self->answers[i], 10, 1, n_answers, &number, NULL))
        /* Translators: the first %s is what the person typed, the second a question, %u a number. */
        return ctl_refuse (error, _("“%s” is no answer to “%s”. Give a number from 1 to %u."), self->answers[i],
                           self->node->title, n_answers);
      self->node = postern_guide_follow (self->guide, self->node, (guint) number - 1, provider);
    }

  return TRUE;
}

static void
print_question (GuideCommand *self)
{
  ctl_print_wrapped ("", self->node->title);
  if (self->node->text != NULL)
    ctl_print_wrapped ("", self->node->text);
  ctl_print ("\n");
  for (guint i = 0; i < self->node->answers->len; i++)
    {
      const PosternGuideAnswer *answer = g_ptr_array_index (self->node->answers, i);
      g_autofree char *number = g_strdup_printf ("%3u. ", i + 1);

      ctl_print_wrapped (number, answer->text);
    }
  ctl_print ("\n");
  ctl_print_wrapped ("", _("Run the same command again with --answer and the number behind it."));
}

static void
print_end (GuideCommand *self)
{
  g_autoptr (PosternFinding) finding = postern_guide_node_explain (self->node, self->account, self->from);

  ctl_print_wrapped ("", finding->title);
  ctl_print ("\n");
  ctl_print_wrapped ("", finding->explanation);
  ctl_print ("\n");
  if (self->node->sign_in != NULL)
    ctl_print ("%s %s\n%s %s\n\n", _("Sign in as:"), postern_guide_node_get_sign_in_label (self->node),
               _("Sender:"), postern_guide_node_get_from_label (self->node));
  ctl_print ("%s\n", postern_who_get_label (finding->who));
  ctl_finding_print_actions (finding);
}

static void
build_answers (JsonBuilder            *builder,
               const PosternGuideNode *node)
{
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < node->answers->len; i++)
    json_builder_add_string_value (builder, ((PosternGuideAnswer *) g_ptr_array_index (node->answers, i))->text);
  json_builder_end_array (builder);
}

static void
print_json (GuideCommand *self)
{
  gboolean is_end = postern_guide_node_is_end (self->node);
  g_autoptr (PosternFinding) finding = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "guide", self->guide->id);
  ctl_json_set_string (builder, "id", self->node->id);
  ctl_json_set_string (builder, "kind", is_end ? "end" : "question");
  ctl_json_set_string (builder, "title", self->node->title);
  ctl_json_set_string (builder, "text", self->node->text);
  if (is_end)
    {
      finding = postern_guide_node_explain (self->node, self->account, self->from);
      ctl_json_set_string (builder, "who", postern_who_to_nick (self->node->who));
      ctl_json_set_string (builder, "sign_in", self->node->sign_in);
      ctl_json_set_string (builder, "from", self->node->from);
      ctl_finding_build_actions (builder, finding);
    }
  else
    build_answers (builder, self->node);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

static CtlStatus
run (GuideCommand *self,
     const char   *id)
{
  g_autoptr (GError) error = NULL;

  self->catalogue = postern_catalogue_new ();
  if (id == NULL)
    return list_guides (self);

  self->guide = postern_catalogue_get_guide (self->catalogue, id);
  if (self->guide == NULL)
    /* Translators: %s is what the person typed. */
    return ctl_fail (CTL_USAGE, _("There is no guide “%s”. “posternctl guide” lists them."), id);
  if (!check (self, &error) || !follow (self, &error))
    return ctl_fail_error (error);

  if (self->json)
    print_json (self);
  else if (postern_guide_node_is_end (self->node))
    print_end (self);
  else
    print_question (self);

  return CTL_DONE;
}

/**
 * ctl_guide:
 * @arguments: the subcommand and its arguments
 *
 * Lists the guides, or shows the question or the end that the answers lead to.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_guide (char **arguments)
{
  g_auto (GuideCommand) self = { NULL };
  const GOptionEntry entries[] = {
    { "answer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.answers, N_("The answer to the next question, may be repeated"),
      N_("NUMBER") },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, N_("The mail provider, see “posternctl providers”"),
      N_("ID") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &self.account, N_("The address that signs in"), N_("ADDRESS") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &self.from, N_("The sender’s address, if not the account"), N_("ADDRESS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("guide", _("[ID]"),
                                             _("Asks a few questions that lead to what to do. Without an ID, it lists "
                                               "the guides."), EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 1, &status))
    return status;

  return run (&self, rest[1]);
}
