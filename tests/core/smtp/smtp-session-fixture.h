/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-session.h"
#include "support/postern-test-server.h"

G_BEGIN_DECLS

#define ACCOUNT "webmaster@example.org"
#define PASSWORD "Horse4Battery!Staple"

/* Pieces of scripts. */
#define GREETING "S 220 mail.example ESMTP ready\n"
#define EHLO(lines) "C ^EHLO \\[127\\.0\\.0\\.1\\]$\nS 250-mail.example Hello\n" lines
#define STARTTLS EHLO ("S 250-STARTTLS\nS 250 8BITMIME\n") "C ^STARTTLS$\nS 220 2.0.0 Go ahead\nTLS\n"
#define AUTH_PLAIN "C ^AUTH PLAIN [A-Za-z0-9+/=]+$\nS 235 2.7.0 Authentication successful\n"
#define OFFER_PLAIN EHLO ("S 250 AUTH LOGIN PLAIN\n")
#define MAIL "C ^MAIL FROM:<webmaster@example\\.org>$\nS 250 2.1.0 Sender OK\n"
#define RCPT "C ^RCPT TO:<webmaster@example\\.org>$\nS 250 2.1.5 Recipient OK\n"
#define DATA "C ^DATA$\nS 354 Send it\nBODY\nS 250 2.0.0 Queued as 7\n"
#define QUIT "C ^QUIT$\n"
#define ALL_OF_STARTTLS GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN MAIL RCPT DATA QUIT

/** Folder with the authority "ca" and the certificates "good" (localhost, 127.0.0.1), "other" (another name),
 * "expired", "early" (not yet valid), "self" (its own issuer) and "stranger" (of the unknown authority "unknown"). */
const char        *smtp_fixture_get_folder (void);
PosternTestServer *smtp_fixture_serve      (const char         *script);
/** A plan for @server that trusts "ca", with a time limit of 5 s. */
PosternTestPlan   *smtp_fixture_plan       (PosternTestServer  *server,
                                            PosternSecurity     security);
/** Runs @plan; never %NULL. */
PosternTestReport *smtp_fixture_run        (PosternTestPlan    *plan);
/** Serves @script to one run with STARTTLS or @security, and asserts that the script was followed. */
PosternTestReport *smtp_fixture_try        (const char         *script,
                                            PosternSecurity     security);
/** Asserts that the report's failure is at @step with @code. */
void               smtp_fixture_assert_failed (PosternTestReport *report,
                                               PosternStep        step,
                                               PosternSmtpError   code);
/** The event of @step, which the report has to have. */
const PosternTestEvent *smtp_fixture_find_event (PosternTestReport *report,
                                                 PosternStep        step);
/** Asserts that no form of the plan's secret is in the report. */
void               smtp_fixture_assert_discreet (PosternTestReport *report,
                                                 PosternTestPlan   *plan);

G_END_DECLS
