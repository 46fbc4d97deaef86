/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-test-report-private.h"

typedef struct
{
  PosternTestReport report;
  gatomicrefcount   refs;
} CountedReport;

G_DEFINE_BOXED_TYPE (PosternTestReport, postern_test_report, postern_test_report_ref, postern_test_report_unref)

static void
free_event (gpointer event)
{
  postern_test_event_free (event);
}

static void
free_contents (PosternTestReport *self)
{
  g_free (self->host);
  g_ptr_array_unref (self->events);
  g_date_time_unref (self->started);
  g_free (self->address);
  g_strfreev (self->deaf_addresses);
  g_free (self->tls_version);
  g_free (self->tls_cipher);
  postern_certificate_facts_free (self->certificate);
  g_strfreev (self->capabilities);
  g_free (self->mechanism);
  g_free (self->challenge);
  g_free (self->user);
  g_free (self->from);
  g_free (self->to);
  g_free (self->subject);
  g_free (self->message_id);
  g_free (self->transcript);
}

/**
 * postern_test_report_new:
 *
 * Returns: (transfer full): a report that begins now, to be filled in by its maker
 */
PosternTestReport *
postern_test_report_new (void)
{
  CountedReport *self = g_new0 (CountedReport, 1);

  g_atomic_ref_count_init (&self->refs);
  self->report.events = g_ptr_array_new_with_free_func (free_event);
  self->report.started = g_date_time_new_now_utc ();
  self->report.deaf_addresses = g_new0 (char *, 1);
  self->report.capabilities = g_new0 (char *, 1);

  return &self->report;
}

/**
 * postern_test_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self with one more reference
 */
PosternTestReport *
postern_test_report_ref (PosternTestReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((CountedReport *) self)->refs);

  return self;
}

/**
 * postern_test_report_unref:
 * @self: (transfer full) (nullable): a report
 */
void
postern_test_report_unref (PosternTestReport *self)
{
  CountedReport *counted = (CountedReport *) self;

  if (self == NULL || !g_atomic_ref_count_dec (&counted->refs))
    return;

  free_contents (self);
  g_free (counted);
}

/**
 * postern_test_report_get_failed:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the event of the step that ended the test, or %NULL when none failed
 */
const PosternTestEvent *
postern_test_report_get_failed (const PosternTestReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->events->len; i++)
    {
      const PosternTestEvent *event = g_ptr_array_index (self->events, i);

      if (event->state == POSTERN_STEP_STATE_FAILED)
        return event;
    }

  return NULL;
}
