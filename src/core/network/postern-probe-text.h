/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-probe.h"

G_BEGIN_DECLS

/** A fact for people: both are translated. */
typedef struct
{
  const char *label;
  char       *value;
} PosternProbeFact;

char      *postern_probe_port_dup_summary (const PosternProbePort *self);
GPtrArray *postern_probe_port_list_facts  (const PosternProbePort *self);
char      *postern_probe_dup_text         (const PosternProbe     *self,
                                           const char             *notice);

G_END_DECLS
