/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/postern-settings.h"

G_BEGIN_DECLS

/**
 * CtlShown:
 * @catalogue: the catalogue
 * @target: what wants the settings
 * @provider: (nullable): whose server it is
 *
 * What settings are shown of.
 */
typedef struct
{
  PosternCatalogue *catalogue;
  PosternTarget    *target;
  PosternProvider  *provider;
} CtlShown;

void ctl_settings_print_json  (const CtlShown   *shown,
                               PosternSettings  *settings);
void ctl_settings_print_text  (PosternSettings  *settings);
void ctl_settings_print_notes (const CtlShown   *shown,
                               PosternSettings  *settings,
                               const char       *output);
void ctl_settings_print_ways  (const CtlShown   *shown,
                               const char       *obstacle);

G_END_DECLS
