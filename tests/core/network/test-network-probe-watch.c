/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe-fixture.h"

#include "support/postern-test-wait.h"

typedef struct
{
  GArray       *ports;
  gboolean      destroyed;
  GAsyncResult *result;
  gint64        first;
  gint64        last;
} Watched;

static void
watch (PosternProbe           *probe,
       const PosternProbePort *port,
       gpointer                data)
{
  Watched *watched = data;
  guint number = port->endpoint->port;

  g_assert_false (watched->destroyed);
  g_assert_null (watched->result);
  g_array_append_val (watched->ports, number);
  watched->last = g_get_monotonic_time ();
  if (watched->first == 0)
    watched->first = watched->last;
}

static void
destroy (gpointer data)
{
  ((Watched *) data)->destroyed = TRUE;
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  ((Watched *) data)->result = g_object_ref (result);
}

static gboolean
is_over (gpointer data)
{
  return ((Watched *) data)->result != NULL && ((Watched *) data)->destroyed;
}

static gboolean
has_news (gpointer data)
{
  return ((Watched *) data)->first != 0;
}

static void
clear (Watched *watched)
{
  g_array_unref (watched->ports);
  g_clear_object (&watched->result);
}

/* A port that is done is told of while another still waits for an answer. */
static void
test_live (void)
{
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);
  g_autoptr (PosternTestServer) server = probe_fixture_serve (GOOD_STARTTLS, "good");
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (PosternProbe) probe = NULL;
  Watched watched = { .ports = g_array_new (FALSE, FALSE, sizeof (guint)) };

  postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, postern_test_server_get_port (server), POSTERN_SECURITY_STARTTLS);
  postern_probe_watch_async (plan, watch, &watched, destroy, NULL, finished_cb, &watched);
  postern_test_wait (is_over, &watched);
  probe = postern_probe_run_finish (watched.result, NULL);
  g_assert_nonnull (probe);
  g_assert_cmpuint (watched.ports->len, ==, 2);
  g_assert_cmpuint (g_array_index (watched.ports, guint, 0), ==, postern_test_server_get_port (server));
  g_assert_cmpint (watched.last - watched.first, >, 100 * G_TIME_SPAN_MILLISECOND);
  clear (&watched);
}

static void
test_stopped (void)
{
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocket) hole = probe_fixture_make_black_hole ("127.0.0.1", 0, fillers);
  g_autoptr (PosternProbePlan) plan = probe_fixture_plan ("127.0.0.1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watched watched = { .ports = g_array_new (FALSE, FALSE, sizeof (guint)) };

  plan->timeout = POSTERN_TEST_DEADLINE * 1000;
  postern_probe_plan_add_port (plan, probe_fixture_find_closed (), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, probe_fixture_get_port (hole), POSTERN_SECURITY_STARTTLS);
  postern_probe_watch_async (plan, watch, &watched, destroy, cancellable, finished_cb, &watched);
  postern_test_wait (has_news, &watched);
  g_cancellable_cancel (cancellable);
  postern_test_wait (is_over, &watched);
  g_assert_null (postern_probe_run_finish (watched.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  clear (&watched);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  probe_fixture_init ();

  g_test_add_func ("/network/probe-watch/live", test_live);
  g_test_add_func ("/network/probe-watch/stopped", test_stopped);

  return g_test_run ();
}
