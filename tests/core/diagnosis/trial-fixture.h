/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-trial.h"
#include "core/smtp/smtp-session-fixture.h"

G_BEGIN_DECLS

/** As the provider "acme" of the fixture makes them. */
#define APP_PASSWORD "abcdefghijklmnop"

/* Pieces of scripts beside those of the sessions. */
#define REFUSED  GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nS 535 5.7.8 Authentication failed\n" QUIT
#define ACCEPTED GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN QUIT

/**
 * TrialPorts:
 * @main: of acme's server, the first choice
 * @other: another one of the same server, 0 for none; with STARTTLS
 * @witness: of another provider's server, 0 for none
 */
typedef struct
{
  guint16 main;
  guint16 other;
  guint16 witness;
} TrialPorts;

/** Must be called first: names get addresses and MX records from the test, see trial-fixture.c. */
void               trial_fixture_init        (void);
/** Whether names can be looked up at all; on at the beginning. */
void               trial_fixture_set_online  (gboolean                    online);
/** Whether the MX records of silent.example have been asked for; they never come. */
gboolean           trial_fixture_is_hanging  (void);
PosternTestServer *trial_fixture_serve       (const char                 *script);
/** The same with a certificate whose time is over. */
PosternTestServer *trial_fixture_serve_expired
                                             (const char                 *script);
/** The certificate of the servers (transfer full). */
GTlsCertificate   *trial_fixture_load_certificate
                                             (void);
/** A port where nothing listens. */
guint16            trial_fixture_find_closed (void);
/** The catalogue with the mailbox provider "acme" (app passwords of 16 small letters, mail.example, MX
 * *.acme.example); its other providers have their servers at witness.example. */
PosternCatalogue  *trial_fixture_catalogue   (TrialPorts                  ports);
/** Signs in as bob@acme.example with @password, with a time limit of 3 s. */
PosternTestPlan   *trial_fixture_plan        (const char                 *host,
                                              guint16                     port,
                                              const char                 *password);
/** Runs a trial to its end; never %NULL. */
PosternTrial      *trial_fixture_run         (PosternCatalogue           *catalogue,
                                              const PosternTestPlan      *plan,
                                              const PosternCircumstances *circumstances);
/** How many sign-ins @server has seen. Stops it. */
guint              trial_fixture_count       (PosternTestServer          *server);

G_END_DECLS
