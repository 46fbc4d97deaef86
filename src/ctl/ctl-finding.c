/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-finding.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"

static void
print_json (PosternFinding *finding)
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
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
}

static void
print_text (PosternFinding *finding)
{
  ctl_print_wrapped ("", finding->title);
  ctl_print ("\n");
  ctl_print_wrapped ("", finding->explanation);
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
    print_json (finding);
  else
    print_text (finding);
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
    }
}
