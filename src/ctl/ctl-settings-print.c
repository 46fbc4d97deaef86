/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-settings.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "ctl/ctl-output.h"

static void
build_fields (JsonBuilder     *builder,
              PosternSettings *settings)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < settings->fields->len; i++)
    {
      const PosternSettingsField *field = g_ptr_array_index (settings->fields, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "label", field->label);
      ctl_json_set_string (builder, "value", field->value);
      ctl_json_set_boolean (builder, "secret", field->secret);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_parts (JsonBuilder     *builder,
             PosternSettings *settings)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (settings->parts, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "path", part->path);
      ctl_json_set_string (builder, "where", part->where);
      ctl_json_set_string (builder, "syntax", part->syntax);
      ctl_json_set_string (builder, "text", part->text);
      ctl_json_set_boolean (builder, "secret", part->secret);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
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
      ctl_json_set_string (builder, "secret", variant->keeps_secret_outside ? "outside" : "inside");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_oauth (JsonBuilder     *builder,
             PosternTarget   *target,
             PosternProvider *provider)
{
  const PosternTargetOauth *oauth = provider == NULL ? NULL : postern_target_find_oauth (target, provider->id);

  json_builder_set_member_name (builder, "oauth");
  if (oauth == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "provider", oauth->provider);
  ctl_json_set_string (builder, "since", oauth->since);
  ctl_json_set_string (builder, "text", oauth->text);
  json_builder_end_object (builder);
}

static void
build_remedy (JsonBuilder   *builder,
              PosternRemedy *remedy)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", remedy->id);
  ctl_json_set_string (builder, "name", remedy->name);
  ctl_json_set_string (builder, "text", remedy->text);
  ctl_json_set_string (builder, "link", remedy->link == NULL ? NULL : remedy->link->uri);
  ctl_json_set_strings (builder, "targets", (const char *const *) remedy->targets);
  json_builder_end_object (builder);
}

static void
build_obstacles (JsonBuilder     *builder,
                 const CtlShown  *shown,
                 PosternSettings *settings)
{
  const char *provider = shown->provider == NULL ? NULL : shown->provider->id;

  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (char **obstacle = settings->obstacles; *obstacle != NULL; obstacle++)
    {
      g_autoptr (GPtrArray) remedies = postern_catalogue_find_remedies (shown->catalogue, *obstacle, provider);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", *obstacle);
      json_builder_set_member_name (builder, "remedies");
      json_builder_begin_array (builder);
      for (guint i = 0; i < remedies->len; i++)
        build_remedy (builder, g_ptr_array_index (remedies, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * ctl_settings_print_json:
 * @shown: what is shown
 * @settings: the settings
 *
 * Prints the settings for other programs.
 */
void
ctl_settings_print_json (const CtlShown  *shown,
                         PosternSettings *settings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const PosternSettingsPart *first = g_ptr_array_index (settings->parts, 0);

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "target", shown->target->id);
  ctl_json_set_string (builder, "variant", settings->variant->id);
  ctl_json_set_string (builder, "syntax", first->syntax);
  ctl_json_set_string (builder, "path", first->path);
  ctl_json_set_string (builder, "text", settings->text);
  build_fields (builder, settings);
  build_parts (builder, settings);
  build_variants (builder, shown->target);
  build_oauth (builder, shown->target, shown->provider);
  build_obstacles (builder, shown, settings);
  ctl_json_set_strings (builder, "warnings", (const char *const *) settings->warnings);
  json_builder_end_object (builder);
  ctl_json_print (builder, TRUE);
}

/**
 * ctl_settings_print_text:
 * @settings: the settings
 *
 * Prints the settings alone, ready for a pipe; several files with a heading each, as head(1) has it.
 */
void
ctl_settings_print_text (PosternSettings *settings)
{
  for (guint i = 0; i < settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (settings->parts, i);
      const char *place = part->path != NULL ? part->path : part->where;

      if (settings->parts->len > 1)
        ctl_print ("%s==> %s <==\n", i == 0 ? "" : "\n", place == NULL ? "" : place);
      ctl_print ("%s%s", part->text, g_str_has_suffix (part->text, "\n") ? "" : "\n");
    }
}

static void
print_note (const char *text)
{
  g_autofree char *lines = ctl_wrap ("", text);

  fputs (lines, stderr);
}

static void
print_places (PosternSettings *settings)
{
  for (guint i = 0; i < settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (settings->parts, i);

      if (part->where != NULL)
        print_note (part->where);
    }
}

static void
print_variants (PosternTarget   *target,
                PosternSettings *settings)
{
  for (guint i = 0; i < target->variants->len; i++)
    {
      const PosternTargetVariant *variant = g_ptr_array_index (target->variants, i);
      g_autofree char *note = NULL;

      if (variant == settings->variant)
        continue;
      /* Translators: the first %s is an option of the command line, the second one what it leads to, such as “In the
       * file config.php”. */
      note = g_strdup_printf (_("Another way is --variant %s: %s"), variant->id, variant->name);
      print_note (note);
    }
}

static void
print_oauth (PosternTarget   *target,
             PosternProvider *provider)
{
  const PosternTargetOauth *oauth = provider == NULL ? NULL : postern_target_find_oauth (target, provider->id);
  g_autofree char *note = NULL;

  if (oauth == NULL)
    return;

  if (oauth->since != NULL)
    /* Translators: the first %s is a program or device, the second one its version, the third one a mail provider. */
    note = g_strdup_printf (_("%s can sign in to %s without an app password, from version %s. That is safer."),
                            target->name, provider->name, oauth->since);
  else
    /* Translators: the first %s is a program or device, the second one a mail provider. */
    note = g_strdup_printf (_("%s can sign in to %s without an app password. That is safer."), target->name,
                            provider->name);
  print_note (note);
  print_note (oauth->text);
}

/**
 * ctl_settings_print_ways:
 * @shown: what is shown
 * @obstacle: what is in the way
 *
 * Prints the ways round it on standard error.
 */
void
ctl_settings_print_ways (const CtlShown *shown,
                         const char     *obstacle)
{
  const char *provider = shown->provider == NULL ? NULL : shown->provider->id;
  g_autoptr (GPtrArray) remedies = postern_catalogue_find_remedies (shown->catalogue, obstacle, provider);

  if (remedies->len > 0)
    print_note (_("These ways lead round it:"));
  for (guint i = 0; i < remedies->len; i++)
    {
      const PosternRemedy *remedy = g_ptr_array_index (remedies, i);
      /* Translators: the first %s is the name of a way, the second one sentences about it. */
      g_autofree char *text = g_strdup_printf (_("%s. %s"), remedy->name, remedy->text);
      g_autofree char *lines = ctl_wrap ("  - ", text);

      fputs (lines, stderr);
    }
}

/**
 * ctl_settings_print_notes:
 * @shown: what is shown
 * @settings: the settings
 * @output: (nullable): where they were saved
 *
 * Prints what a person should know on standard error.
 */
void
ctl_settings_print_notes (const CtlShown  *shown,
                          PosternSettings *settings,
                          const char      *output)
{
  g_autofree char *saved = NULL;

  if (output != NULL)
    {
      /* Translators: %s is the name of a file or folder. */
      saved = g_strdup_printf (_("The settings are in “%s”. Only you can read it."), output);
      print_note (saved);
    }
  else
    print_places (settings);
  if (settings->masked)
    print_note (_("The password is masked. Add --reveal to show it."));
  for (char **warning = settings->warnings; *warning != NULL; warning++)
    print_note (*warning);
  for (char **obstacle = settings->obstacles; *obstacle != NULL; obstacle++)
    ctl_settings_print_ways (shown, *obstacle);
  print_oauth (shown->target, shown->provider);
  print_variants (shown->target, settings);
}
