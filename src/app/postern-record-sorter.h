/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSorter *postern_record_sorter_new (const char *sort);

G_END_DECLS
