/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-evidence.h"
#include "core/diagnosis/postern-trial.h"
#include "core/network/postern-probe.h"

G_BEGIN_DECLS

/**
 * PosternTrialJob:
 * @provider: (nullable) (transfer none): the provider, which @catalogue keeps
 * @circumstances: its provider is owned
 * @portal: whether the system believes that the network wants a sign-in on a web page first; a hint only
 * @now: the moment of the trial, UTC
 * @trial: what is being made; it has a report
 * @evidence: what is known of the failure
 * @doubt: (nullable) (transfer none): what the server's words leave open
 * @probe: (nullable): a look at ports
 * @open: (nullable): another port of the host where it can be signed in
 * @again: whether the same port answers now
 * @mailbox: (nullable) (transfer none): the provider that gets the account's mail, by its domain
 * @past: (nullable) (transfer none): the provider's warning that has come true
 *
 * A trial on its way.
 */
typedef struct
{
  PosternCatalogue    *catalogue;
  PosternTestPlan     *plan;
  PosternProvider     *provider;
  PosternCircumstances circumstances;
  gboolean             portal;
  GDateTime           *now;

  PosternTrial        *trial;
  PosternEvidence     *evidence;
  const char          *doubt;
  PosternProbe        *probe;
  PosternEndpoint     *open;
  gboolean             again;
  PosternProvider     *mailbox;
  const PosternAdvice *past;
} PosternTrialJob;

/** Explains the first test; looks further where that helps. Blocks. What is cancelled is only left out. */
void             postern_trial_explain         (PosternTrialJob         *job,
                                                GCancellable            *cancellable);

/** Adds what is known without a look at the network. */
void             postern_trial_add_known       (PosternTrialJob         *job);
/** Looks at what the failure leaves open: the domain's mailbox, other ports, and one more sign-in. Blocks. */
void             postern_trial_look            (PosternTrialJob         *job,
                                                GCancellable            *cancellable);
/** (transfer full) (element-type PosternEndpoint): other ports of the plan's host, the best first. */
GPtrArray       *postern_trial_list_elsewhere  (const PosternEndpoint   *endpoint,
                                                PosternProvider         *provider);
/** (transfer none) (nullable): the provider that gets the mail for @address, by its domain's MX records. Blocks. */
PosternProvider *postern_trial_find_mailbox    (PosternCatalogue        *catalogue,
                                                const char              *address,
                                                GCancellable            *cancellable);

/** Whether a password went out and was turned down. */
gboolean         postern_trial_is_refused      (const PosternTestReport *report);
/** Whether an IPv6 address did not take the connection, though an IPv4 one of the same host did. */
gboolean         postern_trial_is_ipv6_broken  (const PosternTestReport *report);

/** (transfer full) (nullable): the sentences about what was done beside the test. */
char            *postern_trial_write_further   (const PosternTrialJob   *job);

G_END_DECLS
