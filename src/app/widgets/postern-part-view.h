/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/postern-settings-renderer.h"

G_BEGIN_DECLS

/**
 * PosternPartView:
 *
 * One part of the settings, a file, a snippet or a form, with its name, where it goes, what it says, and the buttons
 * that copy, save and open. The password is hidden until it is asked for, and hidden again when the view leaves the
 * screen. Its window has win.toast.
 *
 * Signal: "failed" (string): the part can't be written; the sentence says why.
 */
#define POSTERN_TYPE_PART_VIEW (postern_part_view_get_type ())
G_DECLARE_FINAL_TYPE (PosternPartView, postern_part_view, POSTERN, PART_VIEW, AdwBin)

GtkWidget *postern_part_view_new    (PosternSettingsRenderer  *renderer,
                                     guint                     index);
void       postern_part_view_update (PosternPartView          *self);

G_END_DECLS
