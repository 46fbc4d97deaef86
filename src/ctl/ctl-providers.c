/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-catalogue.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl.h"

#define ID_WIDTH 20

static void
build_endpoints (JsonBuilder     *builder,
                 PosternProvider *provider)
{
  json_builder_set_member_name (builder, "endpoints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "host", endpoint->host);
      ctl_json_set_int (builder, "port", endpoint->port);
      ctl_json_set_string (builder, "security", postern_security_to_nick (endpoint->security));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_steps (JsonBuilder     *builder,
             PosternProvider *provider)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < provider->steps->len; i++)
    {
      const PosternProviderStep *step = g_ptr_array_index (provider->steps, i);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", step->id);
      ctl_json_set_string (builder, "title", step->title);
      ctl_json_set_string (builder, "text", step->text);
      ctl_json_set_string (builder, "link", step->link != NULL ? step->link->uri : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_advice (JsonBuilder     *builder,
              PosternProvider *provider)
{
  json_builder_set_member_name (builder, "advice");
  json_builder_begin_array (builder);
  for (guint i = 0; i < provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (provider->advice, i);
      g_autofree char *date = advice->date != NULL ? g_date_time_format (advice->date, "%Y-%m-%d") : NULL;

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", advice->id);
      ctl_json_set_string (builder, "severity", advice->severity);
      ctl_json_set_string (builder, "date", date);
      ctl_json_set_string (builder, "title", advice->title);
      ctl_json_set_string (builder, "text", advice->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_provider (JsonBuilder     *builder,
                PosternProvider *provider)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", provider->id);
  ctl_json_set_string (builder, "kind", postern_provider_kind_to_nick (provider->kind));
  ctl_json_set_string (builder, "name", provider->name);
  ctl_json_set_string (builder, "summary", provider->summary);
  build_endpoints (builder, provider);
  ctl_json_set_strings (builder, "mechanisms", (const char *const *) provider->mechanisms);
  ctl_json_set_string (builder, "user", provider->user);
  ctl_json_set_string (builder, "user_name", provider->user_name);
  ctl_json_set_string (builder, "password_name", provider->password_name);
  ctl_json_set_int (builder, "password_length", provider->password_length);
  build_steps (builder, provider);
  build_advice (builder, provider);
  json_builder_end_object (builder);
}

static void
print_json (GListModel *providers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      build_provider (builder, provider);
    }
  json_builder_end_array (builder);
  ctl_json_print (builder, TRUE);
}

static void
print_text (GListModel *providers)
{
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);
      g_autofree char *lead = g_strdup_printf ("%*s", ID_WIDTH, "");

      ctl_print_padded (provider->id, ID_WIDTH);
      ctl_print ("%s\n", provider->name);
      ctl_print_wrapped (lead, provider->summary);
      for (guint j = 0; j < provider->endpoints->len; j++)
        {
          const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, j);

          ctl_print ("%s%s:%u %s\n", lead, endpoint->host, endpoint->port,
                     postern_security_to_nick (endpoint->security));
        }
    }
}

/**
 * ctl_providers:
 * @arguments: the subcommand and its arguments
 *
 * Lists the providers of the catalogue.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_providers (char **arguments)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON for other programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("providers", NULL, _("Lists the mail providers that Postern knows."),
                                             "  posternctl providers\n  posternctl providers --json\n");
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;

  catalogue = postern_catalogue_new ();
  if (json)
    print_json (postern_catalogue_get_providers (catalogue));
  else
    print_text (postern_catalogue_get_providers (catalogue));

  return CTL_DONE;
}
