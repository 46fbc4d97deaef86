/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-discovery.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  PosternCatalogue *catalogue;
  char             *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->catalogue);
  g_free (job->text);
  g_free (job);
}

static void
free_discovery (gpointer discovery)
{
  postern_discovery_free (discovery);
}

static void
run_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  PosternDiscovery *found = postern_discovery_run (job->catalogue, job->text, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, free_discovery);
  else
    g_task_return_error (task, error);
}

static gboolean
has_port (GPtrArray *endpoints,
          guint16    port)
{
  for (guint i = 0; i < endpoints->len; i++)
    {
      if (((const PosternEndpoint *) g_ptr_array_index (endpoints, i))->port == port)
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_discovery_run_async:
 * @catalogue: the catalogue
 * @text: a domain, a mail address, or a server's name or address
 * @cancellable: (nullable): ends it at any time
 * @callback: called in the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Runs postern_discovery_run() in a thread of its own.
 */
void
postern_discovery_run_async (PosternCatalogue    *catalogue,
                             const char          *text,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (POSTERN_IS_CATALOGUE (catalogue) && text != NULL);

  job = g_new0 (Job, 1);
  job->catalogue = g_object_ref (catalogue);
  job->text = g_strdup (text);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, postern_discovery_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * postern_discovery_run_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): as postern_discovery_run()
 */
PosternDiscovery *
postern_discovery_run_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * postern_discovery_dup_notice:
 * @self: what was found
 *
 * Returns: (transfer full) (nullable): a translated sentence that says how the server was found; %NULL when it was
 *   named
 */
char *
postern_discovery_dup_notice (const PosternDiscovery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->way)
    {
    case POSTERN_DISCOVERY_DOMAIN:
      /* Translators: the first %s is a domain, the second a provider, the third a server's name. */
      return g_strdup_printf (_("Mail of %s is sent through %s, whose server is %s."), self->asked,
                              self->provider->name, self->host);
    case POSTERN_DISCOVERY_MX:
      /* Translators: the first and second %s are domains, the third a provider, the fourth a server's name. */
      return g_strdup_printf (_("Mail for %s goes to %s. That is %s, whose server for sending is %s."), self->asked,
                              self->evidence, self->provider->name, self->host);
    case POSTERN_DISCOVERY_SRV:
      /* Translators: the first %s is a domain, the second a server's name. */
      return g_strdup_printf (_("%s itself says that its server for sending is %s."), self->asked, self->host);
    case POSTERN_DISCOVERY_GUESS:
      /* Translators: the first %s is a domain, the second a server's name. */
      return g_strdup_printf (_("%s does not say which server is for sending. There is one with a usual name, %s, so "
                                "this is only a guess."), self->asked, self->host);
    case POSTERN_DISCOVERY_NAMED:
    default:
      return NULL;
    }
}

/**
 * postern_discovery_make_plan:
 * @self: what was found
 * @catalogue: the catalogue, for others that tell a broken network from a broken server
 *
 * Returns: (transfer full): a plan to look at the ports that are known of the server, and at the usual ones
 */
PosternProbePlan *
postern_discovery_make_plan (const PosternDiscovery *self,
                             PosternCatalogue       *catalogue)
{
  g_autoptr (PosternProbePlan) plan = NULL;
  g_autoptr (PosternProbePlan) usual = NULL;

  g_return_val_if_fail (self != NULL && POSTERN_IS_CATALOGUE (catalogue), NULL);

  plan = postern_probe_plan_new (self->host);
  usual = postern_probe_plan_copy (plan);
  postern_probe_plan_clear_ports (plan);
  for (guint i = 0; i < self->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (self->endpoints, i);

      if (endpoint->security != POSTERN_SECURITY_NONE)
        postern_probe_plan_add_port (plan, endpoint->port, endpoint->security);
    }
  for (guint i = 0; i < usual->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (usual->endpoints, i);

      if (!has_port (plan->endpoints, endpoint->port))
        postern_probe_plan_add_port (plan, endpoint->port, endpoint->security);
    }
  postern_probe_plan_add_witnesses (plan, catalogue);

  return g_steal_pointer (&plan);
}
