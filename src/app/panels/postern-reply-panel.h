/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternReplyPanel:
 *
 * "What does your site or device say?": a box to paste an error message of another program, and the finding for it.
 * Nothing of it is kept or sent.
 */
#define POSTERN_TYPE_REPLY_PANEL (postern_reply_panel_get_type ())
G_DECLARE_FINAL_TYPE (PosternReplyPanel, postern_reply_panel, POSTERN, REPLY_PANEL, AdwBin)

void postern_reply_panel_set_context (PosternReplyPanel *self,
                                      PosternContext    *context,
                                      const char        *provider);

G_END_DECLS
