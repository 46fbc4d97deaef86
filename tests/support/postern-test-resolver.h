/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternTestRecord:
 * @name: what is asked for: a name, a domain, or "_submission._tcp.example.org"
 * @type: "A", "MX" or "SRV"
 * @value: an address; an exchanger; "PORT TARGET"
 *
 * One answer of a name server that is not there. More records of one name and type are given in their order.
 */
typedef struct
{
  const char *name;
  const char *type;
  const char *value;
} PosternTestRecord;

/** From now on this process gets these answers, to its end, and for every other name that there is no such one. */
void  postern_test_resolver_answer (const PosternTestRecord *records,
                                    gsize                    n_records);
/** How many questions were asked so far. */
guint postern_test_resolver_count  (void);

G_END_DECLS
