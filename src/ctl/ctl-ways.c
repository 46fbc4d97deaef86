/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/ctl-ways.h"

#include "core/diagnosis/postern-ways.h"
#include "ctl/ctl-output.h"

static void
build_choice (JsonBuilder            *builder,
              const PosternWayChoice *choice,
              gboolean                recommended)
{
  g_autofree char *date = choice->way->date == NULL ? NULL : g_date_time_format (choice->way->date, "%Y-%m-%d");

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "kind", postern_way_kind_to_nick (choice->way->kind));
  ctl_json_set_string (builder, "fit", postern_way_fit_to_nick (choice->fit));
  ctl_json_set_boolean (builder, "recommended", recommended);
  ctl_json_set_string (builder, "title", choice->title);
  ctl_json_set_string (builder, "reason", choice->reason);
  ctl_json_set_string (builder, "provider", choice->provider == NULL ? NULL : choice->provider->id);
  ctl_json_set_string (builder, "date", date);
  json_builder_end_object (builder);
}

/**
 * ctl_ways_build:
 * @builder: where to
 * @choices: (element-type PosternWayChoice): the best first
 *
 * Adds an array of the choices.
 */
void
ctl_ways_build (JsonBuilder *builder,
                GPtrArray   *choices)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < choices->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (choices, i);

      build_choice (builder, choice, i == 0 && choice->fit < POSTERN_WAY_NO);
    }
  json_builder_end_array (builder);
}
