/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/** What may stand between a target and a provider. The names are those of data/remedies and of JSON. */
#define POSTERN_OBSTACLE_TOO_LONG      "too-long"      /* the target takes only shorter passwords */
#define POSTERN_OBSTACLE_FORBIDDEN     "forbidden"     /* the target does not take this password's characters */
#define POSTERN_OBSTACLE_NO_ENCRYPTION "no-encryption" /* the target lacks the kind of encryption */
#define POSTERN_OBSTACLE_OLD_TLS       "old-tls"       /* the provider wants a newer TLS than the target has */
#define POSTERN_OBSTACLE_NO_MECHANISM  "no-mechanism"  /* they have no way to sign in in common */
#define POSTERN_OBSTACLE_NO_SIGN_IN    "no-sign-in"    /* the target can't sign in at all */
#define POSTERN_OBSTACLE_NO_OAUTH      "no-oauth"      /* the target can't sign in with OAuth 2.0 */

/**
 * PosternRemedy:
 * @id: kebab-case
 * @obstacles: the obstacles that it leads round, NULL-terminated
 * @provider: (nullable): the one provider with which it works
 * @targets: the targets to set up for it, NULL-terminated; perhaps not all are in the catalogue
 * @name: translated, a few words
 * @text: translated sentences
 * @link: (nullable): the page to open
 * @sources: (element-type PosternLink): where the facts are from
 *
 * A way round. All fields are read-only.
 */
#define POSTERN_TYPE_REMEDY (postern_remedy_get_type ())
G_DECLARE_FINAL_TYPE (PosternRemedy, postern_remedy, POSTERN, REMEDY, GObject)

struct _PosternRemedy
{
  GObject       parent_instance;

  char         *id;
  char        **obstacles;
  char         *provider;
  char        **targets;
  char         *name;
  char         *text;
  PosternLink  *link;
  GPtrArray    *sources;
};

gboolean postern_remedy_helps (PosternRemedy *self,
                               const char    *obstacle,
                               const char    *provider);

G_END_DECLS
