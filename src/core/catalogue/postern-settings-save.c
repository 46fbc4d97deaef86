/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-settings.h"

#include "core/base/postern-private-file.h"

/**
 * postern_settings_save:
 * @self: settings
 * @path: where to save them
 *
 * Saves the text in a file that only its owner can read (mode 0600). The file is there in full or not at all;
 * a file of that name is replaced, a link is not followed.
 *
 * Returns: whether it was saved; if not, @error is in %G_FILE_ERROR
 */
gboolean
postern_settings_save (PosternSettings  *self,
                       const char       *path,
                       GError          **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  return postern_private_file_save (path, self->text, error);
}
