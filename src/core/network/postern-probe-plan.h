/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-endpoint.h"
#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/** How long one port may take, in milliseconds, unless the plan says otherwise. */
#define POSTERN_PROBE_TIMEOUT 5000

/**
 * PosternProbePlan:
 * @host: a host name or an IP address
 * @endpoints: (element-type PosternEndpoint): what to look at, the best first; all have @host
 * @witnesses: (element-type PosternEndpoint): other servers, perhaps none; asked only when nothing at all answers, to
 *   tell a broken network from a broken server
 * @ca_file: (nullable): a PEM file whose authorities are trusted beside the system's
 * @timeout: how long one port may take, in milliseconds
 *
 * What to look at. Writable until the run begins.
 */
typedef struct
{
  char      *host;
  GPtrArray *endpoints;
  GPtrArray *witnesses;
  char      *ca_file;
  guint      timeout;
} PosternProbePlan;

#define POSTERN_TYPE_PROBE_PLAN (postern_probe_plan_get_type ())

GType             postern_probe_plan_get_type      (void) G_GNUC_CONST;
PosternProbePlan *postern_probe_plan_new           (const char             *host);
PosternProbePlan *postern_probe_plan_copy          (const PosternProbePlan *self);
void              postern_probe_plan_free          (PosternProbePlan       *self);
void              postern_probe_plan_clear_ports   (PosternProbePlan       *self);
void              postern_probe_plan_add_port      (PosternProbePlan       *self,
                                                    guint16                 port,
                                                    PosternSecurity         security);
void              postern_probe_plan_add_witness   (PosternProbePlan       *self,
                                                    const PosternEndpoint  *endpoint);
void              postern_probe_plan_add_witnesses (PosternProbePlan       *self,
                                                    PosternCatalogue       *catalogue);
gboolean          postern_probe_plan_check         (const PosternProbePlan *self,
                                                    GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternProbePlan, postern_probe_plan_free)

G_END_DECLS
