/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-text.h"

/**
 * postern_set_text:
 * @text: (inout): where a text is kept, no secret
 * @value: (nullable): the new one; may be the old one itself
 *
 * Replaces a text by a copy of another. GLib has the same only since 2.76.
 *
 * Returns: whether it has changed
 */
gboolean
postern_set_text (char       **text,
                  const char  *value)
{
  char *old;

  g_return_val_if_fail (text != NULL, FALSE);

  old = *text;
  if (g_strcmp0 (old, value) == 0)
    return FALSE;

  *text = g_strdup (value);
  g_free (old);

  return TRUE;
}
