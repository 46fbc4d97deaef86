/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-columns.h"
#include "core/batch/postern-onboarding.h"

G_BEGIN_DECLS

/** (transfer full): the draft of a line; or %NULL, with a translated sentence in @reason (transfer full) */
PosternNewAccount *postern_onboarding_read_row  (const PosternColumns   *columns,
                                                 const PosternTableRow  *row,
                                                 PosternCatalogue       *catalogue,
                                                 char                  **reason);
void               postern_new_account_free     (PosternNewAccount      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternNewAccount, postern_new_account_free)

G_END_DECLS
