/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_SETTINGS_PAGE (postern_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (PosternSettingsPage, postern_settings_page, POSTERN, SETTINGS_PAGE, PosternPage)

G_END_DECLS
