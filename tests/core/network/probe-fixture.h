/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-probe.h"
#include "core/smtp/postern-smtp-error.h"
#include "support/postern-test-server.h"

G_BEGIN_DECLS

/* Pieces of scripts. */
#define GREETING "S 220 mail.example ESMTP ready\n"
#define EHLO(lines) "C ^EHLO \\[127\\.0\\.0\\.1\\]$\nS 250-mail.example Hello\n" lines
#define STARTTLS EHLO ("S 250-STARTTLS\nS 250 8BITMIME\n") "C ^STARTTLS$\nS 220 2.0.0 Go ahead\nTLS\n"
#define OFFER_AUTH EHLO ("S 250 AUTH LOGIN PLAIN\n")
#define QUIT "C ^QUIT$\n"
#define GOOD_STARTTLS GREETING STARTTLS OFFER_AUTH QUIT
#define GOOD_TLS "TLS\n" GREETING OFFER_AUTH QUIT

/** Shorter than the real one, so that silence ends soon; in milliseconds. */
#define PROBE_TIMEOUT 1500

/** Must be called first: names that end in "example" get addresses from the test, see probe-fixture.c. */
void               probe_fixture_init            (void);
/** Folder with the authority "ca" and the certificates "good" (of all hosts here), "other" (cpanel.example.net),
 * "expired", "early" (not yet valid), "self" (its own issuer) and "stranger" (of an unknown authority). */
const char        *probe_fixture_get_folder      (void);
PosternTestServer *probe_fixture_serve           (const char        *script,
                                                  const char        *certificate);
/** A plan without ports that trusts "ca". */
PosternProbePlan  *probe_fixture_plan            (const char        *host);
/** Runs @plan; never %NULL. */
PosternProbe      *probe_fixture_run             (PosternProbePlan  *plan);
/** Looks at one port of 127.0.0.1 where @script is served. */
PosternProbe      *probe_fixture_try             (const char        *script,
                                                  const char        *certificate,
                                                  PosternSecurity    security);
/** A port on which nothing listens. */
guint16            probe_fixture_find_closed     (void);
/** A listener whose queue is full: the kernel drops what would connect, as a firewall does. @fillers: keeps it full. */
GSocket           *probe_fixture_make_black_hole (const char        *address,
                                                  guint16            port,
                                                  GPtrArray         *fillers);
guint16            probe_fixture_get_port        (GSocket           *socket);
const PosternProbePort *probe_fixture_get        (PosternProbe      *probe,
                                                  guint              n);
/** Asserts the verdict, and that it and the notes are written out. */
void               probe_fixture_assert_verdict  (PosternProbe      *probe,
                                                  const char        *id);
/** Whether there is a note with that id. */
gboolean           probe_fixture_has_note        (PosternProbe      *probe,
                                                  const char        *id);

G_END_DECLS
