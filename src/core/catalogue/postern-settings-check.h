/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-settings.h"
#include "core/catalogue/postern-template.h"

G_BEGIN_DECLS

void       postern_settings_set_value_error (GError                     **error,
                                             PosternSettingsError         code,
                                             PosternValue                 value,
                                             const char                  *reason);
void       postern_settings_set_obstacle    (GError                     **error,
                                             const char                  *obstacle);
gboolean   postern_settings_check_input     (const char *const           *values,
                                             PosternSecret               *secret,
                                             GError                     **error);
gboolean   postern_settings_check_limits    (PosternTarget               *target,
                                             const char *const           *values,
                                             gboolean                     is_masked,
                                             GError                     **error);
gboolean   postern_settings_check_security  (PosternTarget               *target,
                                             const PosternTargetVariant  *variant,
                                             PosternSecurity              security,
                                             GError                     **error);
char     **postern_settings_warn            (PosternTarget               *target,
                                             const PosternSettingsInput  *input,
                                             char                      ***obstacles);

G_END_DECLS
