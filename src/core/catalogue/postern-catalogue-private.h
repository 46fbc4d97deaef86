/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/postern-node.h"

G_BEGIN_DECLS

/** What an <action> must look like: a #PosternElementRule. */
#define POSTERN_ACTION_RULE { "action", "kind!=text|link|command|letter|guide|page value translatable", NULL }

/**
 * PosternParseFunc:
 * @bytes: a whole file
 * @file: its name or path, for messages; its base name must be the id that it holds
 * @today: the day from which advice counts
 *
 * Returns: (transfer full): what the file describes, or %NULL with a #PosternCatalogueError
 */
typedef GObject *(*PosternParseFunc) (GBytes      *bytes,
                                      const char  *file,
                                      GDateTime   *today,
                                      GError     **error);

PosternCatalogue *postern_catalogue_new_for_day (GDateTime    *today);

void              postern_catalogue_load_files  (const char   *folder,
                                                 PosternParseFunc parse,
                                                 GDateTime    *today,
                                                 GHashTable   *by_id,
                                                 GPtrArray    *problems);

GObject          *postern_provider_new_parsed   (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);
GObject          *postern_target_new_parsed     (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);
GObject          *postern_rule_new_parsed       (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);
GObject          *postern_remedy_new_parsed     (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);
GObject          *postern_letter_template_new_parsed
                                                (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);

GObject          *postern_guide_new_parsed      (GBytes       *bytes,
                                                 const char   *file,
                                                 GDateTime    *today,
                                                 GError      **error);

/** (transfer full) (element-type PosternProviderStep): the steps in @parent (nullable), perhaps none */
GPtrArray        *postern_provider_read_steps   (PosternNode  *parent);
/** (transfer full) (nullable): what the <oauth> in @node (nullable) says */
PosternProviderOauth *
                  postern_provider_oauth_new_from_node
                                                (PosternNode  *node);
GPtrArray        *postern_actions_new_from_node (PosternNode  *parent,
                                                 GError      **error);
PosternLink      *postern_link_new_from_node    (PosternNode  *node);
void              postern_link_free             (PosternLink  *self);
GPtrArray        *postern_links_new_from_node   (PosternNode  *parent,
                                                 const char   *name);
char             *postern_advice_fill_in        (const char   *text,
                                                 GDateTime    *date,
                                                 GDateTime    *today);

G_END_DECLS
