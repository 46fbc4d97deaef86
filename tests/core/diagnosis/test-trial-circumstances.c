/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-fixture.h"

#include <string.h>

#include "support/postern-test-wait.h"

#define MINUTE 60
#define DAY    (24 * 60 * MINUTE)

/* Times in seconds before now, 0 for none. */
typedef struct
{
  const char *provider;
  const char *user;
  const char *password;
  gint64      made;
  gint64      passed;
  guint       before;
  const char *id;
  const char *words;
  guint       main_sign_ins;
  guint       other_sign_ins;
  gboolean    retry;
} Case;

static const Case cases[] = {
  /* A new one is tried again later, and so not elsewhere now; but never a third time. */
  { "acme", "bob@acme.example", APP_PASSWORD, MINUTE, 0, 0, "new-password-refused", NULL, 1, 0, TRUE },
  { "acme", "bob@acme.example", APP_PASSWORD, MINUTE, 0, 1, "new-password-refused", NULL, 1, 0, FALSE },
  { "acme", "bob@acme.example", APP_PASSWORD, MINUTE, 0, 2, "new-password-refused", NULL, 1, 0, FALSE },
  { "acme", "bob@acme.example", APP_PASSWORD, DAY, 0, 0, "accepted-on-other-port", NULL, 1, 1, FALSE },
  { "acme", "bob@acme.example", "Secret123!", MINUTE, 0, 0, "normal-password", NULL, 1, 0, FALSE },
  /* The domain's mail goes to another provider. */
  { "acme", "bob@moved.example", APP_PASSWORD, 0, 0, 0, "mailbox-elsewhere", "at gmail, not at acme", 1, 0, FALSE },
  { "acme", "bob@moved.example", APP_PASSWORD, MINUTE, 0, 0, "mailbox-elsewhere", NULL, 1, 0, FALSE },
  { "acme", "bob@moved.example", "Secret123!", 0, 0, 0, "mailbox-elsewhere", NULL, 1, 0, FALSE },
  { "acme", "bob@filtered.example", APP_PASSWORD, 0, 0, 0, "accepted-on-other-port", NULL, 1, 1, FALSE },
  /* Nobody said where it is. */
  { NULL, "bob@moved.example", APP_PASSWORD, 0, 0, 0, "sign-in-refused", NULL, 1, 0, FALSE },
  { "acme", "bob@acme.example", APP_PASSWORD, 3 * DAY, DAY, 1, "worked-before", NULL, 1, 0, FALSE },
  { "microsoft365", "bob@acme.example", APP_PASSWORD, DAY, 0, 1, "mailbox-elsewhere", NULL, 1, 0, FALSE },
  { "microsoft365", "bob@filtered.example", APP_PASSWORD, DAY, 0, 1, "switched-off-since", "31 January 2020",
    1, 0, FALSE },
};

static gint64
before_now (gint64 seconds)
{
  return seconds == 0 ? 0 : g_get_real_time () / G_USEC_PER_SEC - seconds;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (PosternTestServer) main = trial_fixture_serve (REFUSED);
  g_autoptr (PosternTestServer) other = trial_fixture_serve (ACCEPTED);
  guint16 port = postern_test_server_get_port (main);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", port, one->password);
  PosternCircumstances circumstances = { one->provider, before_now (one->made), before_now (one->passed), one->before,
                                         TRUE };
  g_autoptr (PosternTrial) trial = NULL;

  catalogue = trial_fixture_catalogue ((TrialPorts) { port, postern_test_server_get_port (other), 0 });
  g_free (plan->user);
  plan->user = g_strdup (one->user);
  trial = trial_fixture_run (catalogue, plan, &circumstances);

  g_assert_cmpstr (trial->finding->id, ==, one->id);
  g_assert_true (one->words == NULL || strstr (trial->finding->title, one->words) != NULL ||
                 strstr (trial->finding->explanation, one->words) != NULL);
  g_assert_cmpuint (trial_fixture_count (main), ==, one->main_sign_ins);
  g_assert_cmpuint (trial_fixture_count (other), ==, one->other_sign_ins);
  g_assert_true ((trial->retry_after != 0) == one->retry);
  g_assert_cmpuint (trial->retry_after, <, POSTERN_TRIAL_FRESH_PASSWORD);
}

static const char *
find_link (const PosternFinding *finding)
{
  const char *found = NULL;

  for (guint i = 0; i < finding->actions->len; i++)
    {
      const PosternAction *action = g_ptr_array_index (finding->actions, i);

      if (action->kind != POSTERN_ACTION_LINK)
        continue;
      g_assert_null (found);
      found = action->value;
    }

  return found;
}

/* The page where an app password is made, of the provider that has the mailbox. */
static void
test_page (void)
{
  static const struct { const char *user; const char *password; guint before; const char *link; } links[] = {
    { "bob@acme.example", "Secret123!", 0, "https://acme.example/passwords" },
    { "bob@acme.example", APP_PASSWORD, 1, "https://acme.example/passwords" },
    { "bob@moved.example", APP_PASSWORD, 0, "https://gmail.example/passwords" },
    /* The password is right. */
    { "bob@acme.example", APP_PASSWORD, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (PosternTestServer) main = trial_fixture_serve (REFUSED);
      g_autoptr (PosternTestServer) other = trial_fixture_serve (ACCEPTED);
      guint16 port = postern_test_server_get_port (main);
      g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", port, links[i].password);
      g_autoptr (PosternCatalogue) catalogue = NULL;
      g_autoptr (PosternTrial) trial = NULL;
      PosternCircumstances circumstances = { "acme", 0, 0, links[i].before, TRUE };

      catalogue = trial_fixture_catalogue ((TrialPorts) { port, postern_test_server_get_port (other), 0 });
      g_free (plan->user);
      plan->user = g_strdup (links[i].user);
      trial = trial_fixture_run (catalogue, plan, &circumstances);
      g_assert_cmpstr (find_link (trial->finding), ==, links[i].link);
    }
}

/* Strangers are put off: later it works. */
static void
test_put_off (void)
{
  g_autoptr (PosternTestServer) server = NULL;
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternTestPlan) plan = NULL;
  PosternCircumstances circumstances = { .provider = "acme", .refusals = 1, .may_look_further = TRUE };
  g_autoptr (PosternTrial) trial = NULL;

  server = trial_fixture_serve (GREETING STARTTLS OFFER_PLAIN AUTH_PLAIN
                                "C ^MAIL\nS 250 2.1.0 OK\nC ^RCPT\nS 450 4.2.0 Greylisted, try again later\n" QUIT);
  catalogue = trial_fixture_catalogue ((TrialPorts) { postern_test_server_get_port (server), 0, 0 });
  plan = trial_fixture_plan ("mail.example", postern_test_server_get_port (server), APP_PASSWORD);
  plan->sign_in_only = FALSE;
  trial = trial_fixture_run (catalogue, plan, &circumstances);
  g_assert_cmpstr (trial->finding->id, ==, "greylisted");
  g_assert_cmpuint (trial->retry_after, >, 0);
  /* The password is right. */
  g_assert_cmpuint (trial->refusals, ==, 0);
}

/* When to stop the trial, and what has to be kept of it. */
typedef struct
{
  const char *name;
  const char *user;
  const char *main;
  const char *other;
  guint       reached;
  gboolean    at_other;
  gboolean    at_lookup;
  const char *id;
  guint       refusals;
} Stop;

static const Stop stops[] = {
  { "greeting", "bob@acme.example", "WAIT", ACCEPTED, 0, FALSE, FALSE, NULL, 0 },
  { "sign-in", "bob@acme.example", GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nWAIT", ACCEPTED, 12, FALSE, FALSE, NULL, 0 },
  { "mailbox", "bob@silent.example", REFUSED, ACCEPTED, 0, FALSE, TRUE, "whole-password-refused", 1 },
  { "ports", "bob@acme.example", REFUSED, "WAIT", 0, TRUE, FALSE, "whole-password-refused", 1 },
  { "ports-after-no-connection", "bob@acme.example", "CLOSE", "WAIT", 0, TRUE, FALSE, "closed-at-greeting", 0 },
  /* The look at the port leaves where the sign-in would come. */
  { "second-sign-in", "bob@acme.example", REFUSED, GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nWAIT", 12, TRUE, FALSE,
    "whole-password-refused", 2 },
};

typedef struct
{
  const Stop        *stop;
  PosternTestServer *main;
  PosternTestServer *other;
  GCancellable      *cancellable;
} Watch;

/* Cancels when the trial has come to where it is to be stopped. */
static gboolean
watch_cb (gpointer data)
{
  Watch *self = data;
  PosternTestServer *server = self->stop->at_other ? self->other : self->main;

  if (self->stop->at_lookup ? !trial_fixture_is_hanging ()
                            : !postern_test_server_has_reached (server, self->stop->reached))
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static PosternTrial *
run_stopped (Watch                      *watch,
             PosternCatalogue           *catalogue,
             PosternTestPlan            *plan,
             const PosternCircumstances *circumstances,
             GError                    **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_timeout_add (20, watch_cb, watch);
  postern_trial_run_async (catalogue, plan, circumstances, NULL, NULL, NULL, watch->cancellable,
                           postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  g_assert_true (g_cancellable_is_cancelled (watch->cancellable));

  return postern_trial_run_finish (result, error);
}

static void
test_stop (gconstpointer data)
{
  const Stop *stop = data;
  g_autoptr (PosternTestServer) main = trial_fixture_serve (stop->main);
  g_autoptr (PosternTestServer) other = trial_fixture_serve (stop->other);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { stop, main, other, cancellable };
  guint16 port = postern_test_server_get_port (main);
  g_autoptr (PosternCatalogue) catalogue = NULL;
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail.example", port, APP_PASSWORD);
  PosternCircumstances circumstances = { .provider = "acme", .may_look_further = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTrial) trial = NULL;
  gint64 began = g_get_monotonic_time ();

  catalogue = trial_fixture_catalogue ((TrialPorts) { port, postern_test_server_get_port (other), 0 });
  plan->step_timeout = POSTERN_TEST_DEADLINE;
  g_free (plan->user);
  plan->user = g_strdup (stop->user);
  trial = run_stopped (&watch, catalogue, plan, &circumstances, &error);
  g_assert_cmpint (g_get_monotonic_time () - began, <, POSTERN_TEST_DEADLINE * G_TIME_SPAN_SECOND / 2);

  if (stop->id == NULL)
    {
      g_assert_null (trial);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return;
    }
  /* A refusal that the server has counted is not lost. */
  g_assert_no_error (error);
  g_assert_cmpstr (trial->finding->id, ==, stop->id);
  g_assert_cmpuint (trial->refusals, ==, stop->refusals);
  g_assert_null (trial->works_at);
}

/* A plan that can't be run is refused before anything is done. */
static void
test_unusable (void)
{
  g_autoptr (PosternCatalogue) catalogue = trial_fixture_catalogue ((TrialPorts) { 587, 465, 0 });
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("mail example", 587, APP_PASSWORD);
  PosternCircumstances circumstances = { .provider = "acme", .may_look_further = TRUE };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  postern_trial_run_async (catalogue, plan, &circumstances, NULL, NULL, NULL, NULL, postern_test_store_result, &slot);
  result = postern_test_wait_result (&slot);
  g_assert_null (postern_trial_run_finish (result, &error));
  g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  trial_fixture_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trial/circumstances/%" G_GSIZE_FORMAT "/%s", i, cases[i].id);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trial/stop/%s", stops[i].name);

      g_test_add_data_func (path, &stops[i], test_stop);
    }
  g_test_add_func ("/trial/circumstances/page", test_page);
  g_test_add_func ("/trial/circumstances/put-off", test_put_off);
  g_test_add_func ("/trial/unusable", test_unusable);

  return g_test_run ();
}
