/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-delivery.h"

G_BEGIN_DECLS

/** Checks an address as Microsoft 365 would send it, signed in with that address itself; never %NULL. */
PosternDelivery           *delivery_fixture_check  (const char       *address);
/** @provider: (nullable): a provider's id */
PosternDelivery           *delivery_fixture_ask    (const char       *from,
                                                    const char       *account,
                                                    const char       *host,
                                                    const char       *provider);
/** The note with that id; fails the test when there is none, and when a note isn't written out. */
const PosternDeliveryNote *delivery_fixture_get    (PosternDelivery  *delivery,
                                                    const char       *id);
/** Whether there is a note with that id. */
gboolean                   delivery_fixture_has    (PosternDelivery  *delivery,
                                                    const char       *id);
/** What the note adds to the DNS. */
void                       delivery_fixture_assert_record (PosternDelivery *delivery,
                                                           const char      *id,
                                                           const char      *name,
                                                           const char      *type,
                                                           const char      *value);

G_END_DECLS
