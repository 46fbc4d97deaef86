/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-context.h"
#include "core/network/postern-probe.h"

G_BEGIN_DECLS

/**
 * PosternLook:
 * @discovery: how the server was found
 * @probe: what was seen of its ports
 */
typedef struct
{
  PosternDiscovery *discovery;
  PosternProbe     *probe;
} PosternLook;

/**
 * PosternLookFuncs:
 * @begun: (nullable): the server is found, and its ports are looked at now
 * @seen: (nullable): one of them is done
 *
 * Whom to tell while a look is under way; both before the callback.
 */
typedef struct
{
  void (*begun) (const PosternProbePlan *plan,
                 gpointer                data);
  void (*seen)  (const PosternProbePort *port,
                 gpointer                data);
} PosternLookFuncs;

void         postern_look_async  (PosternContext          *context,
                                  const char              *text,
                                  const PosternLookFuncs  *funcs,
                                  GCancellable            *cancellable,
                                  GAsyncReadyCallback      callback,
                                  gpointer                 user_data);
PosternLook *postern_look_finish (GAsyncResult            *result,
                                  GError                 **error);
void         postern_look_free   (PosternLook             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternLook, postern_look_free)

G_END_DECLS
