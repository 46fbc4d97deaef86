/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/postern-settings-renderer.h"

G_BEGIN_DECLS

void postern_part_fields_fill (GtkListBox               *list,
                               PosternSettingsRenderer  *renderer,
                               PosternSettings          *settings,
                               guint                     index);

G_END_DECLS
