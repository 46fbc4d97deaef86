/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/base/postern-secret.h"

G_BEGIN_DECLS

/**
 * PosternPassphraseGroup:
 *
 * Shows a passphrase that was made for a file, with a button to copy it, and says that it is not shown again.
 */
#define POSTERN_TYPE_PASSPHRASE_GROUP (postern_passphrase_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternPassphraseGroup, postern_passphrase_group, POSTERN, PASSPHRASE_GROUP, AdwBin)

/** @passphrase: (nullable): what to show; %NULL to be hidden */
void postern_passphrase_group_show (PosternPassphraseGroup *self,
                                    PosternSecret          *passphrase);

G_END_DECLS
