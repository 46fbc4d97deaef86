/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-process.h"

G_BEGIN_DECLS

/** What this machine lacks to run OpenSMTPD, as words for g_test_skip(); (nullable): nothing. */
const char         *postern_test_opensmtpd_get_missing (void);

/**
 * postern_test_opensmtpd_start:
 * @folder: a scratch folder with "smtpd.conf" and what that names; OpenSMTPD sees it as /mnt
 * @port: where smtpd.conf lets it listen
 *
 * Starts the OpenSMTPD that build-aux/unpack has made, with a spool of its own, and waits until it
 * listens. Fails the test, with what it said, when it does not.
 *
 * Returns: (transfer full): the program
 */
PosternTestProcess *postern_test_opensmtpd_start       (const char *folder,
                                                        guint16     port);

G_END_DECLS
