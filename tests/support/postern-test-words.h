/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Journeys name things in English. With the words of another language they find them in a window of that language too.
 */

/** Loads a compiled translation (.mo); fails the program where it can't be read. */
void        postern_test_words_load  (const char *path);
/** Whether @name is what a journey calls @wanted, which may have “*” for any text; in English or as translated. */
gboolean    postern_test_words_match (const char *wanted,
                                      const char *name);
/** (transfer none): @text as the window has it, to type it. */
const char *postern_test_words_say   (const char *text);

G_END_DECLS
