/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/**
 * PosternWaysOauth:
 * @POSTERN_WAYS_OAUTH_LOOK: as the catalogue says of the target
 * @POSTERN_WAYS_OAUTH_YES: it can, the person says
 * @POSTERN_WAYS_OAUTH_NO: it can't, the person says
 */
typedef enum
{
  POSTERN_WAYS_OAUTH_LOOK,
  POSTERN_WAYS_OAUTH_YES,
  POSTERN_WAYS_OAUTH_NO,
} PosternWaysOauth;

/**
 * PosternWaysQuestion:
 * @provider: (nullable): who runs the mailbox
 * @target: (nullable): what sends
 * @volume: how many messages a day at most, 0 when that is not known
 * @to: (nullable): "inside" when all recipients are in the same organisation, "outside" when not
 * @oauth: whether what sends can sign in with OAuth 2.0
 *
 * Borrowed, not owned.
 */
typedef struct
{
  PosternProvider  *provider;
  PosternTarget    *target;
  guint             volume;
  const char       *to;
  PosternWaysOauth  oauth;
} PosternWaysQuestion;

/**
 * PosternWayChoice:
 * @way: the way; belongs to the provider, or to "custom"
 * @fit: how well it fits
 * @title: translated
 * @reason: translated: why, a sentence or two
 * @provider: (nullable): the provider to set it up with, when it is another one
 *
 * A way, and what speaks for it or against it.
 */
typedef struct
{
  const PosternWay *way;
  PosternWayFit     fit;
  char             *title;
  char             *reason;
  PosternProvider  *provider;
} PosternWayChoice;

gboolean   postern_ways_can_oauth (const PosternWaysQuestion  *question);
GPtrArray *postern_ways_rank      (PosternCatalogue           *catalogue,
                                   const PosternWaysQuestion  *question);

G_END_DECLS
