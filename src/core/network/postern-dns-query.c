/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-dns-query.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>

/* How long one name server is given at first, in seconds, before the next one is asked, and how often each is asked. */
#define PATIENCE 1
#define ATTEMPTS 3

/* One question. Its thread and whoever waits for it have a reference each. */
typedef struct
{
  gatomicrefcount    refs;
  GMutex             mutex;
  GCond              cond;
  char              *name;
  int                type;
  gboolean           over;     /* answered, or not waited for any longer */
  GBytes            *answer;
  PosternDnsOutcome  outcome;
  gboolean           exists;
} Query;

static Query *
query_new (const char *name,
           int         type)
{
  Query *self = g_new0 (Query, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->name = g_strdup (name);
  self->type = type;
  self->outcome = POSTERN_DNS_FAILED;

  return self;
}

static void
query_unref (Query *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->name);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static PosternDnsOutcome
read_failure (int reason)
{
  return reason == HOST_NOT_FOUND || reason == NO_DATA ? POSTERN_DNS_NOTHING : POSTERN_DNS_FAILED;
}

/* Not through GResolver: that of GLib 2.74 crashes on a TXT record that is not UTF-8 (it makes a GVariant of what comes
   without a look at it), and every domain that is looked at may have one. */
static GBytes *
ask (const Query       *self,
     PosternDnsOutcome *outcome,
     gboolean          *exists)
{
  struct __res_state state = { 0 };
  guint8 *answer;
  int length;

  if (res_ninit (&state) != 0)
    return NULL;
  state.retrans = PATIENCE;
  state.retry = ATTEMPTS;
  answer = g_malloc (POSTERN_DNS_MAX_ANSWER);
  length = res_nquery (&state, self->name, ns_c_in, self->type, answer, POSTERN_DNS_MAX_ANSWER);
  *outcome = length < 0 ? read_failure (state.res_h_errno) : POSTERN_DNS_FOUND;
  *exists = length >= 0 || state.res_h_errno == NO_DATA;
  res_nclose (&state);

  return g_bytes_new_take (answer, (gsize) CLAMP (length, 0, POSTERN_DNS_MAX_ANSWER));
}

static gpointer
query_thread (gpointer data)
{
  Query *self = data;
  PosternDnsOutcome outcome = POSTERN_DNS_FAILED;
  gboolean exists = FALSE;
  GBytes *answer = ask (self, &outcome, &exists);

  g_mutex_lock (&self->mutex);
  self->answer = answer;
  self->outcome = outcome;
  self->exists = exists;
  self->over = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  query_unref (self);

  return NULL;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  Query *self = data;

  g_mutex_lock (&self->mutex);
  self->over = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static PosternDnsOutcome
wait_for (Query     *self,
          GBytes   **answer,
          gboolean  *exists)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->over)
    g_cond_wait (&self->cond, &self->mutex);
  *answer = g_steal_pointer (&self->answer);
  if (exists != NULL)
    *exists = self->exists;

  return self->outcome;
}

/**
 * postern_dns_prepare:
 *
 * To be called once, when a program starts, before it has threads. Has the system's resolver ask the next name server
 * after a second rather than after five, so that a dead one does not take all the time that a search has; a person's
 * own RES_OPTIONS stays as it is (resolv.conf(5)).
 */
void
postern_dns_prepare (void)
{
  g_autofree char *options = g_strdup_printf ("timeout:%d attempts:%d", PATIENCE, ATTEMPTS);

  g_setenv ("RES_OPTIONS", options, FALSE);
}

/* Documented in the private header. Each question has a thread of its own: in the pool that GIO shares, the ones that
   matter would wait behind those of a web server that is not there. A name server that keeps silent is left alone with
   its thread when @cancellable ends it. */
PosternDnsOutcome
postern_dns_query (const char    *name,
                   int            type,
                   GCancellable  *cancellable,
                   GBytes       **answer,
                   gboolean      *exists)
{
  Query *query = query_new (name, type);
  PosternDnsOutcome outcome;
  gulong id = 0;

  g_atomic_ref_count_inc (&query->refs);
  g_thread_unref (g_thread_new ("dns", query_thread, query));
  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), query, NULL);
  outcome = wait_for (query, answer, exists);
  g_cancellable_disconnect (cancellable, id);
  query_unref (query);

  return outcome;
}
