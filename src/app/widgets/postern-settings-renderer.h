/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-settings.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternSettingsRenderer:
 *
 * Writes the settings of one record for one target, in the way that the person chose, with the password or with a mask
 * in its place.
 */
#define POSTERN_TYPE_SETTINGS_RENDERER (postern_settings_renderer_get_type ())
G_DECLARE_FINAL_TYPE (PosternSettingsRenderer, postern_settings_renderer, POSTERN, SETTINGS_RENDERER, GObject)

PosternSettingsRenderer *postern_settings_renderer_new         (PosternTarget            *target,
                                                                PosternProvider          *provider,
                                                                PosternRecord            *record);
PosternTarget           *postern_settings_renderer_get_target  (PosternSettingsRenderer  *self);
void                     postern_settings_renderer_set_secret  (PosternSettingsRenderer  *self,
                                                                PosternSecret            *secret);
gboolean                 postern_settings_renderer_has_secret  (PosternSettingsRenderer  *self);
const char              *postern_settings_renderer_get_variant (PosternSettingsRenderer  *self);
void                     postern_settings_renderer_set_variant (PosternSettingsRenderer  *self,
                                                                const char               *variant);
PosternSettings         *postern_settings_renderer_render      (PosternSettingsRenderer  *self,
                                                                gboolean                  reveal,
                                                                GError                  **error);

G_END_DECLS
