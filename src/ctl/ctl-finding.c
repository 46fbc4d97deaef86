/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-finding.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"

static void
build_trial (JsonBuilder        *builder,
             const PosternTrial *trial)
{
  if (trial->further != NULL)
    ctl_json_set_string (builder, "further", trial->further);
  if (trial->works_at != NULL)
    {
      json_builder_set_member_name (builder, "works_at");
      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "host", trial->works_at->host);
      json_builder_set_member_name (builder, "port");
      json_builder_add_int_value (builder, trial->works_at->port);
      ctl_json_set_string (builder, "security", postern_security_to_nick (trial->works_at->security));
      json_builder_end_object (builder);
    }
  if (trial->retry_after != 0)
    {
      json_builder_set_member_name (builder, "retry_after");
      json_builder_add_int_value (builder, trial->retry_after);
    }
}

static void
print_json (PosternFinding     *finding,
            const PosternTrial *trial)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "finding");
  ctl_json_set_string (builder, "id", finding->id);
  ctl_json_set_string (builder, "who", postern_who_to_nick (finding->who));
  ctl_json_set_string (builder, "confidence", postern_confidence_to_nick (finding->confidence));
  ctl_json_set_string (builder, "title", finding->title);
  ctl_json_set_string (builder, "explanation", finding->explanation);
  ctl_finding_build_actions (builder, finding);
  ctl_json_set_string (builder, "reply", finding->reply);
  ctl_json_set_boolean (builder, "accepted", finding->accepted);
  if (trial != NULL)
    build_trial (builder, trial);
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
}

static void
print_wait (const PosternTrial *trial)
{
  guint minutes = (trial->retry_after + 59) / 60;

  if (minutes > 0)
    ctl_print ("\n");
  if (minutes > 1)
    {
      /* Translators: %u is a number of minutes. */
      g_autofree char *text = g_strdup_printf (ngettext ("The same may work in %u minute. Run this test again then.",
                                                         "The same may work in %u minutes. Run this test again then.",
                                                         minutes), minutes);

      ctl_print_wrapped ("", text);
    }
  else if (minutes == 1)
    ctl_print_wrapped ("", _("The same may work in a moment. Run this test again then."));
}

static void
print_text (PosternFinding     *finding,
            const PosternTrial *trial)
{
  ctl_print_wrapped ("", finding->title);
  ctl_print ("\n");
  ctl_print_wrapped ("", finding->explanation);
  if (trial != NULL && trial->further != NULL)
    {
      ctl_print ("\n");
      ctl_print_wrapped ("", trial->further);
    }
  if (finding->reply != NULL && !finding->accepted)
    {
      /* Translators: what the mail server answered follows. */
      ctl_print ("\n%s\n", _("The server said:"));
      ctl_print_wrapped ("  ", finding->reply);
    }
  if (!finding->accepted)
    ctl_print ("\n%s · %s\n", postern_who_get_label (finding->who), postern_confidence_get_label (finding->confidence));
  else if (finding->actions->len > 0)
    ctl_print ("\n");
  ctl_finding_print_actions (finding);
  if (trial != NULL)
    print_wait (trial);
}

/**
 * ctl_finding_print:
 * @finding: a finding
 * @json: whether to print it as JSON
 *
 * Prints what happened, why, who must act and what to do.
 */
void
ctl_finding_print (PosternFinding *finding,
                   gboolean        json)
{
  g_return_if_fail (finding != NULL);

  if (json)
    print_json (finding, NULL);
  else
    print_text (finding, NULL);
}

/**
 * ctl_finding_print_trial:
 * @trial: a trial
 * @json: whether to print it as JSON
 *
 * Prints its finding, and beside it what else was done and where or when it works.
 */
void
ctl_finding_print_trial (const PosternTrial *trial,
                         gboolean            json)
{
  g_return_if_fail (trial != NULL);

  if (json)
    print_json (trial->finding, trial);
  else
    print_text (trial->finding, trial);
}

/**
 * ctl_finding_build_actions:
 * @builder: in an object
 * @finding: a finding
 *
 * Adds the member "actions".
 */
void
ctl_finding_build_actions (JsonBuilder    *builder,
                           PosternFinding *finding)
{
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "kind", postern_action_kind_to_nick (action->kind));
      ctl_json_set_string (builder, "text", action->text);
      ctl_json_set_string (builder, "value", action->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * ctl_finding_print_actions:
 * @finding: a finding
 *
 * Prints what to do, numbered.
 */
void
ctl_finding_print_actions (PosternFinding *finding)
{
  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);
      g_autofree char *number = g_strdup_printf ("%3u. ", i + 1);

      ctl_print_wrapped (number, action->text);
      if (action->kind == POSTERN_ACTION_LINK || action->kind == POSTERN_ACTION_COMMAND)
        ctl_print ("     %s\n", action->value);
      if (action->kind == POSTERN_ACTION_LETTER || action->kind == POSTERN_ACTION_GUIDE)
        ctl_print ("     posternctl %s %s\n", postern_action_kind_to_nick (action->kind), action->value);
      /* The only pages of the wizard that a rule leads to. */
      if (action->kind == POSTERN_ACTION_PAGE && g_str_equal (action->value, "oauth"))
        ctl_print ("     posternctl records sign-in ID\n");
      if (action->kind == POSTERN_ACTION_PAGE && g_str_equal (action->value, "password"))
        ctl_print ("     posternctl records edit ID --password-file FILE\n");
    }
}
