/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *postern_smtp_dot_stuff (GBytes *message);

G_END_DECLS
