/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON that comes from outside and may hold secrets. */
JsonNode   *postern_json_parse    (const char *text,
                                   guint       max_depth);
void        postern_json_free     (JsonNode   *root);
const char *postern_json_get_text (JsonObject *object,
                                   const char *name);

G_END_DECLS
