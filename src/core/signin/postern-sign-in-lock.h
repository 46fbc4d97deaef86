/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternSignInLock:
 *
 * Held while tokens of one record are renewed or stored, against the window and any posternctl of this person at once:
 * many providers take a refresh token once only, and see a theft where it comes a second time. The system gives it back
 * when the program ends, however that happens.
 */
typedef struct _PosternSignInLock PosternSignInLock;

/** How long to wait for another one, in milliseconds: longer than one that has it needs at its slowest. */
#define POSTERN_SIGN_IN_LOCK_PATIENCE (40 * 1000)

PosternSignInLock *postern_sign_in_lock_take (PosternRecord      *record,
                                              guint               patience,
                                              GCancellable       *cancellable,
                                              GError            **error);
void               postern_sign_in_lock_free (PosternSignInLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSignInLock, postern_sign_in_lock_free)

G_END_DECLS
