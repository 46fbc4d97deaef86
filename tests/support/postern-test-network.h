/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * postern_test_network_leave:
 *
 * Gives this process, and what it starts from now on, a network with nothing but a loopback, where all ports are free,
 * and a mount namespace. Where root does not run the test, a user namespace too. To be called before any thread runs.
 *
 * Returns: whether this machine allows it
 */
gboolean postern_test_network_leave       (void);
/** Gives an interface, such as "lo:1", an address; after postern_test_network_leave(). */
void     postern_test_network_set_address (const char *name,
                                           const char *address);

G_END_DECLS
