/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-context.h"

#include "practice/postern-practice-aim.h"

/* A network changes: what was seen before is looked at anew. */
#define DESK_MINUTES 10

struct _PosternContext
{
  GObject                parent_instance;

  PosternCatalogue      *catalogue;
  PosternStore          *store;
  PosternPracticeServer *practice;
  PosternDesk           *desk;
  gint64                 desk_time;
};

G_DEFINE_FINAL_TYPE (PosternContext, postern_context, G_TYPE_OBJECT)

/* The port that the catalogue names, so that the settings shown for practice are true; any other if it is taken. */
static guint16
find_practice_port (PosternContext *self)
{
  PosternProvider *provider = postern_catalogue_get_provider (self->catalogue, POSTERN_PRACTICE_PROVIDER);

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
  g_clear_pointer (&self->desk, postern_desk_free);
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

  postern_practice_aim_test (server, plan);

  return TRUE;
}

/**
 * postern_context_make_probe_plan:
 * @self: a context
 * @found: the server to look at
 * @error: return location for an error of postern_practice_server_start()
 *
 * Returns: (transfer full): a plan to look at its ports; %NULL when it is the practice server, which does not start
 */
PosternProbePlan *
postern_context_make_probe_plan (PosternContext          *self,
                                 const PosternDiscovery  *found,
                                 GError                 **error)
{
  g_autoptr (PosternProbePlan) plan = NULL;
  PosternPracticeServer *server;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (self) && found != NULL, NULL);

  plan = postern_discovery_make_plan (found, self->catalogue);
  if (found->provider == NULL || !g_str_equal (found->provider->id, POSTERN_PRACTICE_PROVIDER))
    return g_steal_pointer (&plan);

  server = postern_context_get_practice (self, error);
  if (server == NULL)
    return NULL;
  postern_practice_aim_probe (server, plan);

  return g_steal_pointer (&plan);
}

/**
 * postern_context_take_desk:
 * @self: a context
 * @desk: (transfer full): what this computer has seen of a mail server
 *
 * Keeps it until something newer comes, to be compared with what a web host sees.
 */
void
postern_context_take_desk (PosternContext *self,
                           PosternDesk    *desk)
{
  g_return_if_fail (POSTERN_IS_CONTEXT (self) && desk != NULL);

  g_clear_pointer (&self->desk, postern_desk_free);
  self->desk = desk;
  self->desk_time = g_get_monotonic_time ();
}

/**
 * postern_context_get_desk:
 * @self: a context
 * @host: a mail server
 *
 * Returns: (transfer none) (nullable): what this computer has seen of it, if it was the last one, and lately
 */
const PosternDesk *
postern_context_get_desk (PosternContext *self,
                          const char     *host)
{
  g_return_val_if_fail (POSTERN_IS_CONTEXT (self) && host != NULL, NULL);

  if (self->desk == NULL || g_ascii_strcasecmp (self->desk->host, host) != 0 ||
      g_get_monotonic_time () - self->desk_time > DESK_MINUTES * 60 * G_TIME_SPAN_SECOND)
    return NULL;

  return self->desk;
}
