/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-desk.h"
#include "core/network/postern-discovery.h"
#include "core/records/postern-store.h"
#include "core/smtp/postern-test-plan.h"
#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/**
 * PosternContext:
 *
 * What all pages share: the catalogue, the store and the practice server.
 */
#define POSTERN_TYPE_CONTEXT (postern_context_get_type ())
G_DECLARE_FINAL_TYPE (PosternContext, postern_context, POSTERN, CONTEXT, GObject)

PosternContext        *postern_context_new             (PosternCatalogue  *catalogue,
                                                        PosternStore      *store);
PosternCatalogue      *postern_context_get_catalogue   (PosternContext    *self);
PosternStore          *postern_context_get_store       (PosternContext    *self);
PosternPracticeServer *postern_context_get_practice    (PosternContext    *self,
                                                        GError           **error);
gboolean               postern_context_aim_at_practice (PosternContext    *self,
                                                        PosternTestPlan   *plan,
                                                        GError           **error);
PosternProbePlan      *postern_context_make_probe_plan (PosternContext          *self,
                                                        const PosternDiscovery  *found,
                                                        GError                 **error);
void                   postern_context_take_desk       (PosternContext          *self,
                                                        PosternDesk             *desk);
const PosternDesk     *postern_context_get_desk        (PosternContext          *self,
                                                        const char              *host);

G_END_DECLS
