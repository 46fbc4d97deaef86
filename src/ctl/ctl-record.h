/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/ctl-server.h"

G_BEGIN_DECLS

/** How many tests of the history are shown. */
#define CTL_RECORD_TESTS 10

/* Whether the keyring has what a record tells of. */
typedef enum
{
  CTL_KEYRING_NONE,
  CTL_KEYRING_UNKNOWN,
  CTL_KEYRING_THERE,
  CTL_KEYRING_MISSING,
  CTL_KEYRING_LOCKED,
  CTL_KEYRING_AWAY,
} CtlKeyring;

CtlKeyring  ctl_record_look             (PosternRecord *record);
const char *ctl_record_keyring_to_nick  (CtlKeyring     state);
const char *ctl_record_describe_keyring (CtlKeyring     state);

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
