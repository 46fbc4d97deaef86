/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_N_PAGES 8u

/** The wizard's pages in their order. @id stands in a record's page: it never changes. */
extern const struct PosternPageEntry
{
  const char *id;
  GType     (*get_type) (void);
} postern_pages[POSTERN_N_PAGES];

G_END_DECLS
