/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl-output.h"
#include "ctl/ctl-targets.h"

#define ID_WIDTH 28

static gboolean
is_wanted (PosternTarget *target,
           const char    *category)
{
  return category == NULL || g_ascii_strcasecmp (target->category, category) == 0 ||
         (target->kind != NULL && g_ascii_strcasecmp (target->kind, category) == 0);
}

static gboolean
check_category (GListModel *targets,
                const char *category,
                CtlStatus  *status)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      if (is_wanted (target, category))
        return TRUE;
      if (!g_ptr_array_find_with_equal_func (known, target->category, g_str_equal, NULL))
        g_ptr_array_add (known, g_strdup (target->category));
    }
  g_ptr_array_add (known, NULL);
  list = g_strjoinv (", ", (char **) known->pdata);
  /* Translators: the first %s is what the person typed, the second a list of categories. */
  *status = ctl_fail (CTL_USAGE, _("There is no category “%s”. There are: %s."), category, list);

  return FALSE;
}

static void
build_variants (JsonBuilder   *builder,
                PosternTarget *target)
{
  json_builder_set_member_name (builder, "variants");
  json_builder_begin_array (builder);
  for (guint i = 0; i < target->variants->len; i++)
    {
      const PosternTargetVariant *variant = g_ptr_array_index (target->variants, i);

      if (variant->id == NULL)
        continue;
      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", variant->id);
      ctl_json_set_string (builder, "name", variant->name);
      ctl_json_set_string (builder, "form", postern_target_form_to_nick (variant->form));
      ctl_json_set_string (builder, "secret", variant->keeps_secret_outside ? "outside" : "inside");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_oauth (JsonBuilder   *builder,
             PosternTarget *target)
{
  json_builder_set_member_name (builder, "oauth");
  json_builder_begin_array (builder);
  for (guint i = 0; i < target->oauth->len; i++)
    {
      const PosternTargetOauth *oauth = g_ptr_array_index (target->oauth, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "provider", oauth->provider);
      ctl_json_set_string (builder, "since", oauth->since);
      ctl_json_set_string (builder, "text", oauth->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_target (JsonBuilder   *builder,
              PosternTarget *target)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", target->id);
  ctl_json_set_string (builder, "name", target->name);
  ctl_json_set_string (builder, "category", target->category);
  ctl_json_set_string (builder, "kind", target->kind);
  ctl_json_set_string (builder, "summary", target->summary);
  ctl_json_set_string (builder, "form", postern_target_form_to_nick (target->form));
  ctl_json_set_string (builder, "syntax", target->syntax);
  ctl_json_set_string (builder, "path", target->path);
  ctl_json_set_string (builder, "where", target->where);
  ctl_json_set_string (builder, "link", target->link);
  build_variants (builder, target);
  build_oauth (builder, target);
  ctl_json_set_string (builder, "test_hint", target->test_hint);
  ctl_json_set_strings (builder, "aliases", (const char *const *) target->aliases);
  ctl_json_set_strings (builder, "pitfalls", (const char *const *) target->pitfalls);
  json_builder_end_object (builder);
}

static void
print_json (GListModel *targets,
            const char *category)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      if (is_wanted (target, category))
        build_target (builder, target);
    }
  json_builder_end_array (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_text (GListModel *targets,
            const char *category)
{
  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      g_autofree char *lead = g_strdup_printf ("%*s", ID_WIDTH, "");

      if (!is_wanted (target, category))
        continue;
      ctl_print_padded (target->id, ID_WIDTH);
      ctl_print ("%s (%s)\n", target->name, target->category);
      ctl_print_wrapped (lead, target->summary);
    }
}

/* Files of the person's own that are left out; the others are there all the same. */
static void
print_problems (PosternCatalogue *catalogue)
{
  GPtrArray *problems = postern_catalogue_get_problems (catalogue);

  for (guint i = 0; i < problems->len; i++)
    fprintf (stderr, "posternctl: %s\n", (const char *) g_ptr_array_index (problems, i));
}

/**
 * ctl_targets:
 * @arguments: the subcommand and its arguments
 *
 * Lists the targets of the catalogue, or checks a file of one.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_targets (char **arguments)
{
  gboolean json = FALSE;
  g_autofree char *category = NULL;
  g_autofree char *check = NULL;
  const GOptionEntry entries[] = {
    { "category", 0, 0, G_OPTION_ARG_STRING, &category, N_("Only those of one category or kind"), N_("CATEGORY") },
    { "check", 0, 0, G_OPTION_ARG_FILENAME, &check, N_("Check a target’s file that you have written"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("targets", NULL,
                                             _("Lists the programs, sites and devices that can send the mail."),
                                             "  posternctl targets\n  posternctl targets --category printer --json\n"
                                             "  posternctl targets --check my-scanner.xml\n");
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  GListModel *targets;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (check != NULL)
    return ctl_targets_check (check);

  catalogue = postern_catalogue_new ();
  targets = postern_catalogue_get_targets (catalogue);
  if (category != NULL && !check_category (targets, category, &status))
    return status;
  if (json)
    {
      print_json (targets, category);
      return CTL_DONE;
    }
  print_text (targets, category);
  print_problems (catalogue);

  return CTL_DONE;
}
