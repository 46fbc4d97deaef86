/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-process.h"

G_BEGIN_DECLS

/** Where the name server listens, and an address that seems to be on the internet; both lead to this computer. */
#define POSTERN_TEST_DNS_SERVER "127.0.0.1"
#define POSTERN_TEST_DNS_PUBLIC "198.51.100.7"
#define POSTERN_TEST_DNS_SILENT "127.0.0.9"

/**
 * postern_test_dns_enter:
 *
 * Moves this process, and all that it will start, to a network of its own, which has nothing but loopback and where
 * names are asked of %POSTERN_TEST_DNS_SERVER. Must be called first in main(), before there are threads.
 *
 * Returns: (transfer none) (nullable): why that is not possible here, for g_test_skip()
 */
const char         *postern_test_dns_enter       (void);
/**
 * postern_test_dns_start:
 * @zone: a zone file of the root, in tests/; everything that is not in it does not exist
 *
 * Starts NSD. Names below broken.internal and torn.internal make it fail, and so does _dmarc.sick.internal;
 * _dmarc.torn.internal has a DMARC record.
 *
 * Returns: (transfer full): the server, to be given to postern_test_process_stop()
 */
PosternTestProcess *postern_test_dns_start       (const char *zone);
/** As g_test_add_func(); a test that is skipped when @missing, from postern_test_dns_enter(), says why. */
void                postern_test_dns_add         (const char *missing,
                                                  const char *path,
                                                  GTestFunc   run);
/** Has names asked of other addresses from now on, with a space between them. */
void                postern_test_dns_ask         (const char *addresses);
/** (transfer full): a name server at %POSTERN_TEST_DNS_SILENT that takes questions and says nothing */
GSocket            *postern_test_dns_keep_silent (void);
/** Has programs that are started from now on trust the authorities of @ca_file in place of the system's. */
void                postern_test_dns_trust       (const char *ca_file);

G_END_DECLS
