/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PosternBanner:
 *
 * A strip with a message, perhaps with a button. A change is spoken by a screen reader.
 *
 * Properties: "title" (string, wraps), "severity" ("info", "warning", "error" or "success"), "button-label" (nullable
 * string, may hold a mnemonic), "revealed" (boolean, %FALSE at first).
 * Signal: "button-clicked" (no arguments).
 */
#define POSTERN_TYPE_BANNER (postern_banner_get_type ())
G_DECLARE_FINAL_TYPE (PosternBanner, postern_banner, POSTERN, BANNER, AdwBin)

GtkWidget  *postern_banner_new              (const char    *title);
const char *postern_banner_get_title        (PosternBanner *self);
void        postern_banner_set_title        (PosternBanner *self,
                                             const char    *title);
const char *postern_banner_get_severity     (PosternBanner *self);
void        postern_banner_set_severity     (PosternBanner *self,
                                             const char    *severity);
const char *postern_banner_get_button_label (PosternBanner *self);
void        postern_banner_set_button_label (PosternBanner *self,
                                             const char    *button_label);
gboolean    postern_banner_get_revealed     (PosternBanner *self);
void        postern_banner_set_revealed     (PosternBanner *self,
                                             gboolean       revealed);
void        postern_banner_show_message     (PosternBanner *self,
                                             const char    *severity,
                                             const char    *title);

G_END_DECLS
