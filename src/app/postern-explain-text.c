/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-explain-text.h"

#include "app/pages/postern-letter-copy.h"
#include "app/postern-look.h"
#include "core/diagnosis/postern-host-probe.h"

typedef struct
{
  PosternContext *context;
  char           *text;
  char           *host;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->context);
  g_free (job->text);
  g_free (job->host);
  g_free (job);
}

static void
free_finding (gpointer finding)
{
  postern_finding_free (finding);
}

/* Without a look from here it is read by itself. */
static void
compare (GTask *task)
{
  Job *job = g_task_get_task_data (task);
  PosternFinding *finding =
    postern_diagnosis_explain_host_probe (postern_context_get_catalogue (job->context), job->text,
                                          postern_context_get_desk (job->context, job->host));

  g_task_return_pointer (task, finding, free_finding);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternLook) look = postern_look_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    compare (task);
}

static void
explain_probe (GTask            *task,
               PosternHostProbe *probe)
{
  Job *job = g_task_get_task_data (task);

  job->host = g_strdup (probe->host);
  if (postern_context_get_desk (job->context, job->host) != NULL)
    compare (task);
  else
    postern_look_async (job->context, job->host, NULL, g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

/**
 * postern_explain_text_async:
 * @context: what all pages share
 * @text: an error message, a log, or what a probe has printed
 * @provider: (nullable): a provider's id
 * @cancellable: (nullable): ends it at any time
 * @callback: called when it is explained
 * @user_data: for @callback
 *
 * Explains a text that was pasted. What a probe printed at the web host is compared with what this computer sees of the
 * same server, for which it looks now unless it has done so lately.
 */
void
postern_explain_text_async (PosternContext      *context,
                            const char          *text,
                            const char          *provider,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (PosternHostProbe) probe = NULL;
  Job *job;

  g_return_if_fail (POSTERN_IS_CONTEXT (context) && text != NULL);

  job = g_new0 (Job, 1);
  job->context = g_object_ref (context);
  job->text = g_strdup (text);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_explain_text_async);
  g_task_set_task_data (task, job, job_free);
  probe = postern_host_probe_new_from_text (text);
  if (probe != NULL)
    explain_probe (task, probe);
  else
    g_task_return_pointer (task, postern_diagnosis_explain_reply (postern_context_get_catalogue (context), text,
                                                                  provider, NULL), free_finding);
}

/**
 * postern_explain_text_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the finding, or %NULL
 */
PosternFinding *
postern_explain_text_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_explain_text_dup:
 * @view: a box into which something was pasted
 *
 * Returns: (transfer full): what stands in it, without white space at the ends
 */
char *
postern_explain_text_dup (GtkTextView *view)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * postern_explain_text_write_letter:
 * @widget: the widget that was pressed
 * @context: what all pages share
 * @text: the text that was explained
 * @provider: (nullable): a provider's id
 * @reason: a letter's id
 *
 * Copies a letter that tells of the text.
 */
void
postern_explain_text_write_letter (GtkWidget      *widget,
                                   PosternContext *context,
                                   const char     *text,
                                   const char     *provider,
                                   const char     *reason)
{
  g_autoptr (PosternHostProbe) probe = postern_host_probe_new_from_text (text);
  PosternCatalogue *catalogue = postern_context_get_catalogue (context);
  PosternProvider *known = provider == NULL ? NULL : postern_catalogue_get_provider (catalogue, provider);
  g_autoptr (PosternProvider) found = NULL;
  g_autoptr (PosternHostProbeVerdict) verdict = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  PosternLetterInput input = { .date = now };

  if (probe != NULL)
    {
      found = postern_catalogue_find_by_host (catalogue, probe->host);
      verdict = postern_host_probe_judge (probe, found);
      known = found;
      input.host = probe->host;
      input.port = verdict->port == NULL ? 0 : verdict->port->port;
      input.reply = verdict->port == NULL ? NULL : verdict->port->greeting;
    }
  else
    input.reply = text;
  input.provider = known == NULL ? NULL : known->name;
  postern_letter_copy_write (widget, context, reason, &input);
}
