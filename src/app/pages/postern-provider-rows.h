/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/** Puts a choice row for each provider into @list: the real ones first, then the one to fill in, then practice.
 * @chosen is called with @object as its first argument when a row's "active" changes. */
void postern_provider_rows_fill (GtkListBox       *list,
                                 PosternCatalogue *catalogue,
                                 GCallback         chosen,
                                 gpointer          object);

G_END_DECLS
