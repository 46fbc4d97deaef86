/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-context.h"

struct _PosternContext
{
  GObject                parent_instance;

  PosternCatalogue      *catalogue;
  PosternStore          *store;
  PosternPracticeServer *practice;
};

G_DEFINE_FINAL_TYPE (PosternContext, postern_context, G_TYPE_OBJECT)

/* The port that the catalogue names, so that the settings shown for practice are true; any other if it is taken. */
static guint16
find_practice_port (PosternContext *self)
{
  PosternProvider *provider = postern_catalogue_get_provider (self->catalogue, "practice");

  if (provider == NULL || provider->endpoints->len == 0)
    return 0;

  return ((PosternEndpoint *) g_ptr_array_index (provider->endpoints, 0))->port;
}

static void
postern_context_dispose (GObject *object)
{
  PosternContext *self = POSTERN_CONTEXT (object);

  if (self->practice != NULL)
    postern_practice_server_stop (self->practice);
  g_clear_object (&self->practice);
  g_clear_object (&self->store);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (postern_context_parent_class)->dispose (object);
}

static void
postern_context_class_init (PosternContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = postern_context_dispose;
}

static void
postern_context_init (PosternContext *self)
{
}

/**
 * postern_context_new:
 * @catalogue: the catalogue
 * @store: the store
 *
 * Returns: (transfer full): a context that holds both
 */
PosternContext *
postern_context_new (PosternCatalogue *catalogue,
                     PosternStore     *store)
{
  PosternContext *self;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (POSTERN_IS_STORE (store), NULL);

  self = g_object_new (POSTERN_TYPE_CONTEXT, NULL);
  self->catalogue = g_object_ref (catalogue);
  self->store = g_object_ref (store);

  return self;
}

/**
 * postern_context_get_catalogue:
 * @self: a context
 *
 * Returns: (transfer none): the catalogue
 */
PosternCatalogue *
postern_context_get_catalogue (PosternContext *self)
{
  g_return_val_if_fail (POSTERN_IS_CONTEXT (self), NULL);

  return self->catalogue;
}

/**
 * postern_context_get_store:
 * @self: a context
 *
 * Returns: (transfer none): the store
 */
PosternStore *
postern_context_get_store (PosternContext *self)
{
  g_return_val_if_fail (POSTERN_IS_CONTEXT (self), NULL);

  return self->store;
}

/**
 * postern_context_get_practice:
 * @self: a context
 * @error: return location for an error of postern_practice_server_start()
 *
 * Starts the practice server when it does not run yet; it runs until the context goes.
 *
 * Returns: (transfer none): the running server, or %NULL with @error set
 */
PosternPracticeServer *
postern_context_get_practice (PosternContext *self,
                              GError        **error)
{
  g_autoptr (PosternPracticeServer) practice = NULL;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (self), NULL);

  if (self->practice != NULL)
    return self->practice;

  practice = postern_practice_server_new ();
  if (!postern_practice_server_start (practice, find_practice_port (self), NULL) &&
      !postern_practice_server_start (practice, 0, error))
    return NULL;
  self->practice = g_steal_pointer (&practice);

  return self->practice;
}

/**
 * postern_context_aim_at_practice:
 * @self: a context
 * @plan: a plan for an account of the practice server
 * @error: return location for an error of postern_practice_server_start()
 *
 * Lets the plan find the running practice server and trust it.
 *
 * Returns: whether there is one
 */
gboolean
postern_context_aim_at_practice (PosternContext   *self,
                                 PosternTestPlan  *plan,
                                 GError          **error)
{
  PosternPracticeServer *server;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (self) && plan != NULL, FALSE);

  server = postern_context_get_practice (self, error);
  if (server == NULL)
    return FALSE;

  postern_practice_server_play_for (server, plan->user);
  g_free (plan->ca_file);
  plan->ca_file = g_strdup (postern_practice_server_get_ca_file (server));
  plan->endpoint->port = plan->endpoint->security == POSTERN_SECURITY_TLS
                           ? postern_practice_server_get_tls_port (server)
                           : postern_practice_server_get_port (server);

  return TRUE;
}
