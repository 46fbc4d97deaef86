/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/diagnosis/postern-finding.h"
#include "core/smtp/postern-smtp-session.h"

G_BEGIN_DECLS

/** So many refused sign-ins with the same password, and nothing tries it again by itself: accounts lock. */
#define POSTERN_TRIAL_MAX_REFUSALS 2
/** A password younger than this, in seconds, may not have reached all of the provider's servers yet. */
#define POSTERN_TRIAL_FRESH_PASSWORD (15 * 60)

/**
 * PosternCircumstances:
 * @provider: (nullable): id of the provider
 * @password_time: when the password was recorded, Unix time in seconds, 0 when that is not known
 * @passed_time: when a test of the account was last passed, Unix time in seconds, 0 when there was none
 * @refusals: sign-ins in a row that were refused with this password, before this test
 * @may_look_further: whether other ports may be looked at and, where that tells two causes apart, tried
 * @app_only: whether an access token is the registration's own, not that of a person who has signed in
 *
 * What is known about an account beside what one test shows. Borrowed, not owned.
 */
typedef struct
{
  const char *provider;
  gint64      password_time;
  gint64      passed_time;
  guint       refusals;
  gboolean    may_look_further;
  gboolean    app_only;
} PosternCircumstances;

/**
 * PosternTrial:
 * @report: the test
 * @second: (nullable): the one more sign-in
 * @finding: what it all comes to
 * @further: (nullable): translated sentence: what was looked at beside the test itself, and what it showed
 * @works_at: (nullable): where @second was accepted, though the test was not: another port, or the same with another
 *   encryption
 * @refusals: sign-ins in a row that were refused with this password, this test included
 * @retry_after: when it makes sense to try the same again by itself, in seconds from now, for the password is new, or
 *   the server puts strangers off, or the line has come back; 0 when it does not
 *
 * A test, with everything that was done to explain it. Immutable once returned.
 */
typedef struct
{
  PosternTestReport *report;
  PosternTestReport *second;
  PosternFinding    *finding;
  char              *further;
  PosternEndpoint   *works_at;
  guint              refusals;
  guint              retry_after;
} PosternTrial;

#define POSTERN_TYPE_TRIAL (postern_trial_get_type ())

GType         postern_trial_get_type   (void) G_GNUC_CONST;
PosternTrial *postern_trial_ref        (PosternTrial               *self);
void          postern_trial_unref      (PosternTrial               *self);

/**
 * postern_trial_run_async:
 * @catalogue: rules and providers
 * @plan: the test; copied
 * @circumstances: what else is known; copied
 * @event_func: (nullable): called in the caller's main context for each event of the first test
 * @callback: called at the end
 *
 * Runs a test. Where its failure has several possible causes and a look at other ports, or one more try on another
 * port, tells them apart, that is done too; it signs in and sends no message. The domain's MX records are looked up
 * where they can matter. Never more than two sign-ins, and none after %POSTERN_TRIAL_MAX_REFUSALS refusals but the
 * first, which the person has asked for. With the practice server only the test itself counts.
 */
void          postern_trial_run_async  (PosternCatalogue           *catalogue,
                                        const PosternTestPlan      *plan,
                                        const PosternCircumstances *circumstances,
                                        PosternTestEventFunc        event_func,
                                        gpointer                    event_data,
                                        GDestroyNotify              event_destroy,
                                        GCancellable               *cancellable,
                                        GAsyncReadyCallback         callback,
                                        gpointer                    user_data);
/**
 * (transfer full): %NULL with what postern_test_plan_check() says, or with G_IO_ERROR_CANCELLED when the test was
 * stopped. What is stopped after the test is only left out: a refusal that the server has counted is never lost.
 */
PosternTrial *postern_trial_run_finish (GAsyncResult               *result,
                                        GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTrial, postern_trial_unref)

G_END_DECLS
