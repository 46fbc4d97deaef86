/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "ctl/ctl.h"

G_BEGIN_DECLS

CtlStatus ctl_targets_check (const char *path);

G_END_DECLS
