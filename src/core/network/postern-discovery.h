/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/network/postern-probe-plan.h"

G_BEGIN_DECLS

/** How long all look-ups may take together, in milliseconds. */
#define POSTERN_DISCOVERY_TIMEOUT 5000

/**
 * PosternDiscoveryWay:
 * @POSTERN_DISCOVERY_NAMED: it is a server's name or address already
 * @POSTERN_DISCOVERY_DOMAIN: the catalogue knows the domain; nothing was looked up
 * @POSTERN_DISCOVERY_MX: mail for the domain goes to a provider of the catalogue
 * @POSTERN_DISCOVERY_SRV: the domain says so itself (RFC 6186, RFC 8314 §5)
 * @POSTERN_DISCOVERY_GUESS: a usual name below the domain, such as smtp.example.org, is there
 */
typedef enum
{
  POSTERN_DISCOVERY_NAMED,
  POSTERN_DISCOVERY_DOMAIN,
  POSTERN_DISCOVERY_MX,
  POSTERN_DISCOVERY_SRV,
  POSTERN_DISCOVERY_GUESS,
} PosternDiscoveryWay;

/** "named", "domain", "mx", "srv", "guess" */
const char *postern_discovery_way_to_nick (PosternDiscoveryWay way);

/**
 * PosternDiscovery:
 * @asked: what was asked for, without the part before “@”
 * @way: how @host was found
 * @host: the server for sending
 * @endpoints: (element-type PosternEndpoint): what is known of its ports, the best first, perhaps empty
 * @provider: (nullable): the provider that runs it
 * @evidence: (nullable): the name in the DNS that told it: a mail exchanger, "_submission._tcp.example.org" …
 *
 * The server through which mail of a domain is sent. Immutable once returned.
 */
typedef struct
{
  char                *asked;
  PosternDiscoveryWay  way;
  char                *host;
  GPtrArray           *endpoints;
  PosternProvider     *provider;
  char                *evidence;
} PosternDiscovery;

void              postern_discovery_free       (PosternDiscovery        *self);
PosternDiscovery *postern_discovery_run        (PosternCatalogue        *catalogue,
                                                const char              *text,
                                                GCancellable            *cancellable,
                                                GError                 **error);
void              postern_discovery_run_async  (PosternCatalogue        *catalogue,
                                                const char              *text,
                                                GCancellable            *cancellable,
                                                GAsyncReadyCallback      callback,
                                                gpointer                 user_data);
PosternDiscovery *postern_discovery_run_finish (GAsyncResult            *result,
                                                GError                 **error);
char             *postern_discovery_dup_notice (const PosternDiscovery  *self);
PosternProbePlan *postern_discovery_make_plan  (const PosternDiscovery  *self,
                                                PosternCatalogue        *catalogue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternDiscovery, postern_discovery_free)

G_END_DECLS
