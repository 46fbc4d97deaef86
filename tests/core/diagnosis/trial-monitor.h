/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Stands in the place of the system's network monitor from now on: it says what it is told to, at first that all is
 * well. Must be called before anything asks for the system's. */
void trial_monitor_install (void);
void trial_monitor_say     (GNetworkConnectivity connectivity);

G_END_DECLS
