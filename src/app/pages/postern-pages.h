/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_N_PAGES 9u

/**
 * The wizard's pages in their order. @id stands in a record's page: it never changes. @applies is whether the page has
 * something to ask of a record, %NULL for always.
 */
extern const struct PosternPageEntry
{
  const char *id;
  GType     (*get_type) (void);
  gboolean  (*applies)  (PosternContext *context,
                         PosternRecord  *record);
} postern_pages[POSTERN_N_PAGES];

guint postern_pages_count (guint           last,
                           PosternContext *context,
                           PosternRecord  *record);
guint postern_pages_find  (guint           from,
                           int             step,
                           PosternContext *context,
                           PosternRecord  *record);

G_END_DECLS
