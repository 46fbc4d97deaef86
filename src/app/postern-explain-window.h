/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternExplainView:
 * @POSTERN_EXPLAIN_REPLY: paste what a site or device says
 * @POSTERN_EXPLAIN_SERVER: look at the mail server's ports
 * @POSTERN_EXPLAIN_HOST: test from the web host or the device
 */
typedef enum
{
  POSTERN_EXPLAIN_REPLY,
  POSTERN_EXPLAIN_SERVER,
  POSTERN_EXPLAIN_HOST,
} PosternExplainView;

/**
 * PosternExplainWindow:
 *
 * Why mail does not go out, found out in three ways.
 *
 * Properties: "view" (string: "reply", "server" or "host").
 */
#define POSTERN_TYPE_EXPLAIN_WINDOW (postern_explain_window_get_type ())
G_DECLARE_FINAL_TYPE (PosternExplainWindow, postern_explain_window, POSTERN, EXPLAIN_WINDOW, AdwWindow)

GtkWidget *postern_explain_window_new  (GtkWindow            *parent,
                                        PosternContext       *context,
                                        const char           *provider);
void       postern_explain_window_show (PosternExplainWindow *self,
                                        PosternExplainView    view,
                                        const char           *server);

G_END_DECLS
