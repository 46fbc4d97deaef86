/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-page.h"
#include "core/catalogue/postern-catalogue.h"
#include "core/smtp/postern-test-report.h"
#include "practice/postern-practice-server.h"

G_BEGIN_DECLS

/**
 * PosternArrivalGroup:
 *
 * "Did it arrive?": inbox, junk or nowhere, each with its advice, and whether the sender is trusted there; in practice,
 * the message itself. Hidden until it asks.
 */
#define POSTERN_TYPE_ARRIVAL_GROUP (postern_arrival_group_get_type ())
G_DECLARE_FINAL_TYPE (PosternArrivalGroup, postern_arrival_group, POSTERN, ARRIVAL_GROUP, AdwBin)

void postern_arrival_group_reset  (PosternArrivalGroup     *self);
void postern_arrival_group_ask    (PosternArrivalGroup     *self,
                                   const char              *recipient,
                                   const char              *subject);
void postern_arrival_group_check  (PosternArrivalGroup     *self,
                                   PosternCatalogue        *catalogue,
                                   const PosternTestReport *report,
                                   const char              *account,
                                   PosternProvider         *provider);
void postern_arrival_group_show   (PosternArrivalGroup     *self,
                                   PosternPracticeMessage  *message);
void postern_arrival_group_follow (PosternArrivalGroup     *self,
                                   PosternPage             *page,
                                   const PosternTestReport *report);

G_END_DECLS
