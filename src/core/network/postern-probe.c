/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-probe.h"

#include "core/network/postern-probe-private.h"

/* How long another server is given to answer, in milliseconds. */
#define WITNESS_TIMEOUT 2000

typedef struct
{
  PosternProbe     parent;
  gatomicrefcount  refs;
} CountedProbe;

G_DEFINE_BOXED_TYPE (PosternProbe, postern_probe, postern_probe_ref, postern_probe_unref)

static PosternProbe *
probe_new (const PosternProbePlan *plan)
{
  CountedProbe *counted = g_new0 (CountedProbe, 1);
  PosternProbe *self = &counted->parent;

  g_atomic_ref_count_init (&counted->refs);
  self->host = g_strdup (plan->host);
  self->addresses = g_new0 (char *, 1);
  self->ports = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_probe_port_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_probe_verdict_free);

  return self;
}

static char *
to_ascii (const char *host)
{
  return g_hostname_is_ip_address (host) ? g_strdup (host) : g_hostname_to_ascii (host);
}

/* RFC 6761 §6.4: never exists; asking would only tell whether there is a DNS server. */
static gboolean
is_never_valid (const char *host)
{
  return g_str_has_suffix (host, ".invalid");
}

static GList *
look_up (const char         *host,
         guint               timeout,
         GCancellable       *cancellable,
         PosternProbeLookup *outcome)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (PosternSmtpDeadline) deadline = postern_smtp_deadline_new (cancellable, timeout);
  g_autoptr (GError) reason = NULL;
  GList *addresses = NULL;

  *outcome = POSTERN_PROBE_LOOKUP_NOT_FOUND;
  if (is_never_valid (host))
    return NULL;
  addresses = g_resolver_lookup_by_name (resolver, host, postern_smtp_deadline_get_cancellable (deadline), &reason);
  if (addresses != NULL)
    *outcome = POSTERN_PROBE_LOOKUP_FOUND;
  else if (!g_error_matches (reason, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    *outcome = POSTERN_PROBE_LOOKUP_FAILED;

  return addresses;
}

static void
keep_addresses (PosternProbe *self,
                GList        *addresses)
{
  GStrvBuilder *builder = g_strv_builder_new ();

  for (GList *link = addresses; link != NULL; link = link->next)
    {
      g_autofree char *text = g_inet_address_to_string (link->data);

      g_strv_builder_add (builder, text);
    }
  g_strfreev (self->addresses);
  self->addresses = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
}

/* One port with the one who wants to know of its end. */
typedef struct
{
  PosternProbeLook   look;
  PosternProbe      *probe;
  PosternProbeWatch  watch;
  gpointer           watch_data;
} WatchedLook;

static gpointer
look_thread (gpointer data)
{
  WatchedLook *self = data;

  postern_probe_look (&self->look);
  if (self->watch != NULL)
    self->watch (self->probe, self->look.port, self->watch_data);

  return NULL;
}

/* All ports side by side, one thread each. */
static void
look_at_all (const WatchedLook *first)
{
  GPtrArray *endpoints = first->look.plan->endpoints;
  GPtrArray *ports = first->probe->ports;
  guint n = endpoints->len;
  g_autofree WatchedLook *looks = g_new0 (WatchedLook, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (ports, postern_probe_port_new (g_ptr_array_index (endpoints, i)));
      looks[i] = *first;
      looks[i].look.port = g_ptr_array_index (ports, i);
      threads[i] = g_thread_new ("probe-port", look_thread, &looks[i]);
    }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

/* Whether the host itself has answered. That its name isn't known shows nothing, for without a network some systems say
   so of every name; nor that it refuses, for a firewall may do that in its place. */
static gboolean
has_answered (PosternProbe *self)
{
  for (guint i = 0; i < self->ports->len; i++)
    {
      const PosternProbePort *port = g_ptr_array_index (self->ports, i);

      if (port->reach == POSTERN_PROBE_OPEN)
        return TRUE;
    }

  return FALSE;
}

/* Only whether it takes a connection; nothing is said. */
static PosternProbeWitness
ask_witness (const PosternEndpoint *endpoint,
             GCancellable          *cancellable)
{
  g_autofree char *host = to_ascii (endpoint->host);
  g_autoptr (PosternProbePlan) plan = postern_probe_plan_new (endpoint->host);
  g_autoptr (PosternProbePort) port = postern_probe_port_new (endpoint);
  g_autoptr (PosternSmtpDeadline) deadline = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  PosternProbeLook look = { plan, host, NULL, cancellable, port, NULL, FALSE };
  PosternProbeLookup lookup;

  plan->timeout = WITNESS_TIMEOUT;
  look.addresses = look_up (host, WITNESS_TIMEOUT, cancellable, &lookup);
  if (look.addresses == NULL)
    return POSTERN_PROBE_WITNESS_UNKNOWN;
  deadline = postern_smtp_deadline_new (cancellable, WITNESS_TIMEOUT);
  look.deadline = deadline;
  connection = postern_probe_connect (&look);
  g_resolver_free_addresses (look.addresses);

  return connection != NULL ? POSTERN_PROBE_WITNESS_REACHED : POSTERN_PROBE_WITNESS_SILENT;
}

/* The best of what they say: REACHED, else SILENT, else UNKNOWN. */
static PosternProbeWitness
ask_witnesses (const PosternProbePlan *plan,
               GCancellable           *cancellable)
{
  PosternProbeWitness best = POSTERN_PROBE_WITNESS_NOT_ASKED;

  for (guint i = 0; i < plan->witnesses->len && best != POSTERN_PROBE_WITNESS_REACHED; i++)
    {
      PosternProbeWitness says = ask_witness (g_ptr_array_index (plan->witnesses, i), cancellable);

      if (best == POSTERN_PROBE_WITNESS_NOT_ASKED || says < best)
        best = says;
    }

  return best;
}

static void
free_contents (PosternProbe *self)
{
  g_free (self->host);
  g_strfreev (self->addresses);
  g_ptr_array_unref (self->ports);
  postern_probe_verdict_free (self->verdict);
  g_ptr_array_unref (self->notes);
}

/**
 * postern_probe_ref:
 * @self: what a look has found
 *
 * Returns: (transfer full): @self with one more reference
 */
PosternProbe *
postern_probe_ref (PosternProbe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((CountedProbe *) self)->refs);

  return self;
}

/**
 * postern_probe_unref:
 * @self: (transfer full) (nullable): what a look has found
 */
void
postern_probe_unref (PosternProbe *self)
{
  CountedProbe *counted = (CountedProbe *) self;

  if (self == NULL || !g_atomic_ref_count_dec (&counted->refs))
    return;

  free_contents (self);
  g_free (counted);
}

/* Documented in the private header. */
PosternProbe *
postern_probe_run_watched (const PosternProbePlan *plan,
                           PosternProbeWatch       watch,
                           gpointer                watch_data,
                           GCancellable           *cancellable,
                           GError                **error)
{
  WatchedLook look = { .watch = watch, .watch_data = watch_data };
  g_autoptr (PosternProbe) self = NULL;
  g_autofree char *host = NULL;
  GList *addresses = NULL;

  if (!postern_probe_plan_check (plan, error))
    return NULL;

  self = probe_new (plan);
  host = to_ascii (plan->host);
  addresses = look_up (host, plan->timeout, cancellable, &self->lookup);
  keep_addresses (self, addresses);
  look.look = (PosternProbeLook) { plan, host, addresses, cancellable, NULL, NULL, FALSE };
  look.probe = self;
  if (addresses != NULL)
    look_at_all (&look);
  g_resolver_free_addresses (addresses);
  if (!has_answered (self) && !is_never_valid (host) && !g_cancellable_is_cancelled (cancellable))
    self->witness = ask_witnesses (plan, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  postern_probe_judge (self);

  return g_steal_pointer (&self);
}

/**
 * postern_probe_run:
 * @plan: what to look at
 * @cancellable: (nullable): ends it at any time
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Looks at all ports of the plan side by side, without signing in: EHLO, STARTTLS, the handshake and QUIT are all that
 * a server gets to see. Blocks, for at most the plan's time limit twice (the look-up, then the ports), and a few
 * seconds more when nothing answers and others are asked.
 *
 * Returns: (transfer full): what was found; %NULL with @error set when the plan is unusable or it was cancelled
 */
PosternProbe *
postern_probe_run (const PosternProbePlan *plan,
                   GCancellable           *cancellable,
                   GError                **error)
{
  g_return_val_if_fail (plan != NULL && plan->timeout > 0, NULL);

  return postern_probe_run_watched (plan, NULL, NULL, cancellable, error);
}
