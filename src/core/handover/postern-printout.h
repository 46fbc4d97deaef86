/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-settings.h"
#include "core/handover/postern-drawing.h"

G_BEGIN_DECLS

/**
 * PosternPrintout:
 * @target: whose settings they are
 * @settings: masked, unless the password is to stand on the paper
 *
 * Settings on paper, to be typed in where no text can be pasted. Borrowed, not owned.
 */
typedef struct
{
  PosternTarget   *target;
  PosternSettings *settings;
} PosternPrintout;

void postern_printout_draw (const PosternPrintout *self,
                            PosternDrawing        *drawing);

G_END_DECLS
