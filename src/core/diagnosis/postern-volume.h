/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A record's volume: words with spaces between them. The first one is "little" (up to 100 messages a day), "some" (up
 * to 2000) or "much"; "inside" may follow where all recipients are in the same organisation, "oauth-2" where what sends
 * can sign in with OAuth 2.0, and the nick of the way that was chosen.
 */
gboolean    postern_volume_has        (const char *volume,
                                       const char *word);
const char *postern_volume_get_amount (const char *volume);
guint       postern_volume_get_number (const char *volume);
const char *postern_volume_get_to     (const char *volume);

G_END_DECLS
