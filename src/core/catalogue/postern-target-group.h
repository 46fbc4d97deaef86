/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

/**
 * PosternTargetGroup:
 * @id: a kind of targets, else a category: "printer", "cms", "home"
 * @title: translated: "Printers and scanners"
 * @icon: a symbolic icon of the desktop's theme
 *
 * What people look for a target under.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon;
} PosternTargetGroup;

guint              postern_target_group_count   (void);
/** The @n-th group in the order in which they are shown. */
PosternTargetGroup postern_target_group_get_nth (guint          n);
guint              postern_target_group_find    (PosternTarget *target);

gboolean           postern_target_matches       (PosternTarget *target,
                                                 const char    *query);

G_END_DECLS
