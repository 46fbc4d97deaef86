/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/** Prints a step of a test that has ended, as a line for people or as one of JSON (DESIGN §4). */
void ctl_test_event_print (const PosternTestEvent *event,
                           gboolean                json);

G_END_DECLS
