/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternTestTraffic:
 *
 * Keeps every packet that this process and its children send in the network of their own, which
 * postern_test_dns_enter() has made.
 */
typedef struct _PosternTestTraffic PosternTestTraffic;

PosternTestTraffic *postern_test_traffic_start     (void);
/** Ends it, once, before it is looked at. */
void                postern_test_traffic_stop      (PosternTestTraffic *self);
/** How many packets there are. */
guint               postern_test_traffic_count     (PosternTestTraffic *self);
/** Whether one of the packets holds @text, in capitals or not. */
gboolean            postern_test_traffic_holds     (PosternTestTraffic *self,
                                                    const char         *text);
/** (transfer full): the names that the DNS was asked for, each once, sorted, with a line end behind each */
char               *postern_test_traffic_dup_names (PosternTestTraffic *self);
/** (transfer full): the servers that something was sent to, each once, sorted: "udp 53\n", "tcp 443\n" */
char               *postern_test_traffic_dup_ports (PosternTestTraffic *self);
void                postern_test_traffic_free      (PosternTestTraffic *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestTraffic, postern_test_traffic_free)

G_END_DECLS
