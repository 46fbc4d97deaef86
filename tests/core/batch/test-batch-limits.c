/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-batch-limits.h"

#define HOST "smtp.example.org"
#define SECOND G_USEC_PER_SEC

static void
test_connections (void)
{
  g_autoptr (PosternBatchLimits) limits = postern_batch_limits_new ();

  postern_batch_limits_begin (limits, HOST, "a@example.org", 0);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "A@example.org", 0, 0, 0), ==, -1);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "b@example.org", 0, 0, 0), ==, 0);
  postern_batch_limits_begin (limits, HOST, "b@example.org", 0);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "c@example.org", 2, 0, 0), ==, -1);
  postern_batch_limits_begin (limits, HOST, "c@example.org", 0);
  g_assert_cmpint (postern_batch_limits_ask (limits, "SMTP.example.org", "d@example.org", 0, 0, 0), ==, -1);
  g_assert_cmpint (postern_batch_limits_ask (limits, "other.example.org", "a@example.org", 0, 0, 0), ==, 0);
  postern_batch_limits_end (limits, HOST, "a@example.org");
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "a@example.org", 0, 0, 0), ==, 0);
}

static void
test_rate (void)
{
  g_autoptr (PosternBatchLimits) limits = postern_batch_limits_new ();

  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "a@example.org", 0, 30, 5 * SECOND), ==, 0);
  postern_batch_limits_begin (limits, HOST, "a@example.org", 5 * SECOND);
  postern_batch_limits_end (limits, HOST, "a@example.org");
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "a@example.org", 0, 30, 6 * SECOND), ==, SECOND);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "a@example.org", 0, 30, 7 * SECOND), ==, 0);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "b@example.org", 0, 30, 6 * SECOND), ==, 0);
  g_assert_cmpint (postern_batch_limits_ask (limits, HOST, "a@example.org", 0, 0, 6 * SECOND), ==, 0);
}

static void
test_refusals (void)
{
  g_autoptr (PosternBatchLimits) limits = postern_batch_limits_new ();
  g_autoptr (PosternSecret) refused = postern_secret_new ("aaaa", -1);
  g_autoptr (PosternSecret) same = postern_secret_new ("aaaa", -1);
  g_autoptr (PosternSecret) other = postern_secret_new ("bbbb", -1);

  g_assert_false (postern_batch_limits_was_refused (limits, HOST, "a@example.org", same));
  postern_batch_limits_count_refusal (limits, HOST, "a@example.org", refused);
  g_assert_true (postern_batch_limits_was_refused (limits, HOST, "a@example.org", same));
  g_assert_false (postern_batch_limits_was_refused (limits, HOST, "a@example.org", other));
  g_assert_false (postern_batch_limits_was_refused (limits, HOST, "b@example.org", same));
  g_assert_cmpuint (postern_batch_limits_get_refusals (limits, HOST, "a@example.org"), ==, 1);
  postern_batch_limits_count_refusal (limits, HOST, "a@example.org", other);
  g_assert_cmpuint (postern_batch_limits_get_refusals (limits, HOST, "a@example.org"), ==, 2);
  postern_batch_limits_note_refused (limits, HOST, "b@example.org", other);
  g_assert_true (postern_batch_limits_was_refused (limits, HOST, "b@example.org", other));
  g_assert_cmpuint (postern_batch_limits_get_refusals (limits, HOST, "b@example.org"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/batch-limits/connections", test_connections);
  g_test_add_func ("/batch-limits/rate", test_rate);
  g_test_add_func ("/batch-limits/refusals", test_refusals);

  return g_test_run ();
}
