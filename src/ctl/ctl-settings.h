/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-settings.h"

G_BEGIN_DECLS

void ctl_settings_print_json  (PosternTarget   *target,
                               PosternProvider *provider,
                               PosternSettings *settings);
void ctl_settings_print_text  (PosternSettings *settings);
void ctl_settings_print_notes (PosternTarget   *target,
                               PosternProvider *provider,
                               PosternSettings *settings,
                               const char      *output);

G_END_DECLS
