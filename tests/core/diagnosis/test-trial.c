/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-fixture.h"

#include <string.h>

#define NORMAL_PASSWORD "Horse4Battery!Staple"

typedef struct
{
  PosternTestServer *main;
  PosternTestServer *other;
  PosternTestServer *witness;
  PosternCatalogue  *catalogue;
  PosternTestPlan   *plan;
} Scene;

static guint16
get_port (PosternTestServer *server)
{
  return server != NULL ? postern_test_server_get_port (server) : trial_fixture_find_closed ();
}

/* A script that is %NULL stands for a closed port. */
static Scene
scene_new (const char *main,
           const char *other,
           const char *password)
{
  Scene self = { NULL };
  TrialPorts ports = { 0 };

  self.main = main != NULL ? trial_fixture_serve (main) : NULL;
  self.other = other != NULL ? trial_fixture_serve (other) : NULL;
  self.witness = trial_fixture_serve ("WAIT");
  ports.main = get_port (self.main);
  ports.other = get_port (self.other);
  ports.witness = get_port (self.witness);
  self.catalogue = trial_fixture_catalogue (ports);
  self.plan = trial_fixture_plan ("mail.example", ports.main, password);

  return self;
}

static void
scene_clear (Scene *self)
{
  postern_test_server_free (self->main);
  postern_test_server_free (self->other);
  postern_test_server_free (self->witness);
  g_clear_object (&self->catalogue);
  postern_test_plan_free (self->plan);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static guint
count (PosternTestServer *server)
{
  return server == NULL ? 0 : trial_fixture_count (server);
}

static PosternCircumstances
make_circumstances (guint refusals)
{
  return (PosternCircumstances) { "acme", 0, 0, refusals, TRUE };
}

/* What a trial is to come to. */
typedef struct
{
  const char *main;
  const char *other;
  const char *password;
  guint       before;
  const char *id;
  guint       main_sign_ins;
  guint       other_sign_ins;
  guint       refusals;
  gboolean    works;
} Case;

static const Case cases[] = {
  /* Where the server answers, one more sign-in tells a password that is wrong from a port that is. */
  { REFUSED, ACCEPTED, APP_PASSWORD, 0, "accepted-on-other-port", 1, 1, 0, TRUE },
  { REFUSED, REFUSED, APP_PASSWORD, 0, "whole-password-refused", 1, 1, 2, FALSE },
  { REFUSED, NULL, APP_PASSWORD, 0, "whole-password-refused", 1, 0, 1, FALSE },
  /* One that was refused before is tried once, as the person asked. */
  { REFUSED, ACCEPTED, APP_PASSWORD, 1, "whole-password-refused", 1, 0, 2, FALSE },
  { REFUSED, ACCEPTED, APP_PASSWORD, 2, "whole-password-refused", 1, 0, 3, FALSE },
  { REFUSED, ACCEPTED, APP_PASSWORD, 7, "whole-password-refused", 1, 0, 8, FALSE },
  /* Its look says enough. */
  { REFUSED, ACCEPTED, NORMAL_PASSWORD, 0, "normal-password", 1, 0, 1, FALSE },
  { REFUSED, ACCEPTED, "abcdefgh", 0, "password-part-missing", 1, 0, 1, FALSE },
  { REFUSED, ACCEPTED, "abcdefghijklmnopqrst", 0, "password-too-long", 1, 0, 1, FALSE },
  { REFUSED, ACCEPTED, "abcd efgh ijkl mnop", 0, "accepted-on-other-port", 1, 1, 0, TRUE },
  /* So does the server's own word. */
  { GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nS 535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.\n" QUIT,
    ACCEPTED, APP_PASSWORD, 0, "tenant-disabled", 1, 0, 1, FALSE },
  { GREETING STARTTLS OFFER_PLAIN "C ^AUTH\nS 454 4.7.0 Temporary authentication failure\n" QUIT,
    ACCEPTED, APP_PASSWORD, 0, "sign-in-temporarily-failed", 1, 0, 0, FALSE },
  /* The port is in the way. */
  { NULL, ACCEPTED, APP_PASSWORD, 0, "works-on-other-port", 0, 1, 0, TRUE },
  { NULL, ACCEPTED, APP_PASSWORD, 1, "works-on-other-port", 0, 1, 0, TRUE },
  { NULL, ACCEPTED, APP_PASSWORD, 2, "other-port-open", 0, 0, 2, FALSE },
  { NULL, REFUSED, APP_PASSWORD, 0, "other-port-open", 0, 1, 1, FALSE },
  { NULL, REFUSED, APP_PASSWORD, 1, "other-port-open", 0, 1, 2, FALSE },
  { GREETING EHLO ("S 250 AUTH PLAIN\n") "C ^QUIT|^STARTTLS\n", ACCEPTED, APP_PASSWORD, 0, "works-on-other-port", 0, 1,
    0, TRUE },
  { GREETING STARTTLS EHLO ("S 250 SIZE\n") QUIT, ACCEPTED, APP_PASSWORD, 0, "works-on-other-port", 0, 1, 0, TRUE },
  { "CLOSE", ACCEPTED, APP_PASSWORD, 0, "works-on-other-port", 0, 1, 0, TRUE },
  { NULL, NULL, APP_PASSWORD, 0, "connection-refused", 0, 0, 0, FALSE },
  { ACCEPTED, ACCEPTED, NORMAL_PASSWORD, 2, "signed-in", 1, 0, 0, FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Scene) scene = scene_new (one->main, one->other, one->password);
  PosternCircumstances circumstances = make_circumstances (one->before);
  g_autoptr (PosternTrial) trial = trial_fixture_run (scene.catalogue, scene.plan, &circumstances);

  g_assert_cmpstr (trial->finding->id, ==, one->id);
  g_assert_cmpuint (count (scene.main), ==, one->main_sign_ins);
  g_assert_cmpuint (count (scene.other), ==, one->other_sign_ins);
  g_assert_cmpuint (trial->refusals, ==, one->refusals);
  g_assert_true ((trial->works_at != NULL) == one->works);
  g_assert_true ((trial->second != NULL) == (one->other_sign_ins > 0));
  if (one->works)
    {
      g_assert_cmpstr (trial->works_at->host, ==, "mail.example");
      g_assert_cmpuint (trial->works_at->port, ==, get_port (scene.other));
    }
  /* What was done by itself is said. */
  g_assert_true (trial->second == NULL || trial->further != NULL);
  g_assert_true (one->refusals < 2 || one->refusals == one->before || strstr (trial->further, "refused") != NULL);
  g_assert_cmpuint (trial->retry_after, ==, 0);
}

static void
test_may_not_look (void)
{
  static const char *const mains[] = { REFUSED, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (mains); i++)
    {
      g_auto (Scene) scene = scene_new (mains[i], ACCEPTED, APP_PASSWORD);
      PosternCircumstances circumstances = make_circumstances (0);
      g_autoptr (PosternTrial) trial = NULL;

      circumstances.may_look_further = FALSE;
      trial = trial_fixture_run (scene.catalogue, scene.plan, &circumstances);
      g_assert_cmpstr (trial->finding->id, ==, i == 0 ? "whole-password-refused" : "connection-refused");
      g_assert_null (trial->further);
      g_assert_false (postern_test_server_has_reached (scene.other, 0));
      g_assert_false (postern_test_server_has_reached (scene.witness, 0));
    }
}

/* A password never goes to a host that nobody chose: not even to the provider's, when another one was named. */
static void
test_other_host (void)
{
  g_auto (Scene) scene = scene_new (REFUSED, ACCEPTED, APP_PASSWORD);
  g_autoptr (PosternTestPlan) plan = trial_fixture_plan ("127.0.0.1", get_port (scene.main), APP_PASSWORD);
  PosternCircumstances circumstances = make_circumstances (0);
  g_autoptr (PosternTrial) trial = trial_fixture_run (scene.catalogue, plan, &circumstances);

  g_assert_cmpstr (trial->finding->id, ==, "whole-password-refused");
  g_assert_cmpuint (count (scene.main), ==, 1);
  g_assert_false (postern_test_server_has_reached (scene.other, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  trial_fixture_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trial/%" G_GSIZE_FORMAT "/%s", i, cases[i].id);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/trial/may-not-look", test_may_not_look);
  g_test_add_func ("/trial/other-host", test_other_host);

  return g_test_run ();
}
