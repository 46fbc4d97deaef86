/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-dns.h"
#include "support/postern-test-https.h"

G_BEGIN_DECLS

/**
 * PosternTestHosting:
 * @ca_file: the authority that its servers have their certificates from
 * @https: the one server behind all names, at port 443
 *
 * The domains of support/hosting.zone and support/hosting.answers, served by a real name server and a real HTTPS server
 * in a network of its own, which postern_test_dns_enter() has made.
 */
typedef struct
{
  char               *ca_file;
  PosternTestHttps   *https;
  PosternTestProcess *dns;
} PosternTestHosting;

PosternTestHosting *postern_test_hosting_start (void);
void                postern_test_hosting_stop  (PosternTestHosting *self);
/** (transfer full): the lines of a file in tests/support, without the comments */
char              **postern_test_hosting_read  (const char         *name);

G_END_DECLS
