/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/ctl-server.h"

G_BEGIN_DECLS

/** How many tests of the history are shown. */
#define CTL_RECORD_TESTS 10

void ctl_record_build (JsonBuilder   *builder,
                       PosternRecord *record,
                       PosternSecret *secret,
                       GPtrArray     *tests);
void ctl_record_print (PosternRecord *record,
                       PosternSecret *secret,
                       GPtrArray     *tests);
void ctl_record_fill  (PosternRecord *record,
                       CtlServer     *server);

void  ctl_record_build_tests (JsonBuilder   *builder,
                              PosternRecord *record,
                              GPtrArray     *tests);
void  ctl_record_print_tests (PosternRecord *record,
                              GPtrArray     *tests);
char *ctl_record_format_time (gint64         time);
void  ctl_record_print_line  (const char    *label,
                              const char    *value);

G_END_DECLS
