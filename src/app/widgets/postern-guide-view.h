/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-guide.h"

G_BEGIN_DECLS

/**
 * PosternGuideView:
 *
 * A guide of the catalogue, one question at a time, and at the end what to do. Where an end is about the sender, the
 * addresses are shown, or asked for if they are to be used.
 *
 * Signals: "command-copied" (no arguments); "letter-wanted" (strings: the letter's reason, who signs in and the sender,
 * each of the two %NULL when it is not known); "guide-wanted" (string: the id of another guide); "addresses-chosen"
 * (strings: who signs in, and the sender, %NULL when it is the same).
 */
#define POSTERN_TYPE_GUIDE_VIEW (postern_guide_view_get_type ())
G_DECLARE_FINAL_TYPE (PosternGuideView, postern_guide_view, POSTERN, GUIDE_VIEW, AdwBin)

GtkWidget *postern_guide_view_new           (void);
void       postern_guide_view_set_guide     (PosternGuideView *self,
                                             PosternGuide     *guide,
                                             const char       *provider);
void       postern_guide_view_set_addresses (PosternGuideView *self,
                                             const char       *account,
                                             const char       *from,
                                             gboolean          editable);

G_END_DECLS
