/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Takes the person’s language and the program’s translations, also where it runs from the folder of its build. */
void postern_language_init (void);

G_END_DECLS
