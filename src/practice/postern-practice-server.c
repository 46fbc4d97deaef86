/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-server.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "practice/postern-practice-certificate.h"
#include "practice/postern-practice-connection.h"
#include "practice/postern-practice-listener.h"

#define MAX_CONNECTIONS 64
#define MAX_THREADS (MAX_CONNECTIONS + 8)
#define SLOW_DELAY 2000
#define IDLE_SECONDS 300
#define MESSAGE_BUDGET ((gsize) 192 * 1024 * 1024)

/* A listening socket and the thread that accepts on it. */
typedef struct
{
  PosternPracticeServer *server;
  GSocket               *socket;
  GThread               *thread;
  gboolean               implicit_tls;
} Door;

typedef struct
{
  GSocket  *socket;
  gboolean  implicit_tls;
} Visitor;

struct _PosternPracticeServer
{
  GObject               parent_instance;

  PosternPracticeSetup  setup;
  GPtrArray            *doors;
  GThreadPool          *pool;
  int                   n_connections;
  guint16               port;
  guint16               tls_port;
  char                 *ca_file;
};

G_DEFINE_FINAL_TYPE (PosternPracticeServer, postern_practice_server, G_TYPE_OBJECT)

static void
free_door (gpointer data)
{
  Door *door = data;

  if (door->thread != NULL)
    g_thread_join (door->thread);
  g_socket_close (door->socket, NULL);
  g_object_unref (door->socket);
  g_free (door);
}

static void
free_visitor (Visitor *visitor)
{
  g_object_unref (visitor->socket);
  g_free (visitor);
}

static gboolean
open_doors (PosternPracticeServer *self,
            guint16                port,
            gboolean               implicit_tls,
            guint16               *opened,
            GError               **error)
{
  g_autoptr (GPtrArray) sockets = postern_practice_listener_open (port, opened, error);

  for (guint i = 0; sockets != NULL && i < sockets->len; i++)
    {
      Door *door = g_new0 (Door, 1);

      door->server = self;
      door->socket = g_object_ref (g_ptr_array_index (sockets, i));
      door->implicit_tls = implicit_tls;
      g_ptr_array_add (self->doors, door);
    }

  return sockets != NULL;
}

static gboolean
open_both (PosternPracticeServer *self,
           guint16                port,
           GError               **error)
{
  g_autoptr (GError) reason = NULL;

  if (open_doors (self, port, FALSE, &self->port, &reason) && open_doors (self, 0, TRUE, &self->tls_port, &reason))
    return TRUE;

  if (port != 0)
    g_set_error (error, reason->domain, reason->code,
                 /* Translators: %u is a port's number, %s the reason that the system gave. */
                 _("The practice server can’t use port %u: %s. Choose another port."), port, reason->message);
  else
    g_set_error (error, reason->domain, reason->code,
                 /* Translators: %s is the reason that the system gave. */
                 _("The practice server can’t be reached on this computer: %s"), reason->message);

  return FALSE;
}

static gboolean
make_certificate (PosternPracticeServer *self,
                  GError               **error)
{
  g_autofree char *authority = NULL;

  self->setup.certificate = postern_practice_certificate_new (&authority, error);
  if (self->setup.certificate != NULL)
    self->ca_file = postern_practice_certificate_publish (authority, error);

  return self->ca_file != NULL;
}

static void
serve_thread (gpointer data,
              gpointer user_data)
{
  PosternPracticeServer *self = user_data;
  Visitor *visitor = data;

  if (g_atomic_int_add (&self->n_connections, 1) < MAX_CONNECTIONS)
    postern_practice_connection_serve (&self->setup, visitor->socket, visitor->implicit_tls);
  else
    postern_practice_connection_refuse (&self->setup, visitor->socket);
  g_atomic_int_add (&self->n_connections, -1);
  free_visitor (visitor);
}

static gpointer
accept_thread (gpointer data)
{
  Door *door = data;
  PosternPracticeServer *self = door->server;

  while (!g_cancellable_is_cancelled (self->setup.cancellable))
    {
      g_autoptr (GSocket) socket = g_socket_accept (door->socket, self->setup.cancellable, NULL);
      Visitor *visitor;

      if (socket == NULL)
        {
          /* Out of descriptors, perhaps: give others time to close theirs. */
          g_usleep (G_USEC_PER_SEC / 100);
          continue;
        }
      visitor = g_new0 (Visitor, 1);
      visitor->socket = g_steal_pointer (&socket);
      visitor->implicit_tls = door->implicit_tls;
      g_thread_pool_push (self->pool, visitor, NULL);
    }

  return NULL;
}

static gboolean
open_for_business (PosternPracticeServer *self,
                   GError               **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  postern_practice_mailbox_attach (self->setup.mailbox, context);
  self->pool = g_thread_pool_new (serve_thread, self, MAX_THREADS, FALSE, error);
  if (self->pool == NULL)
    return FALSE;
  for (guint i = 0; i < self->doors->len; i++)
    {
      Door *door = g_ptr_array_index (self->doors, i);

      door->thread = g_thread_try_new ("practice-door", accept_thread, door, error);
      if (door->thread == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
postern_practice_server_finalize (GObject *object)
{
  PosternPracticeServer *self = POSTERN_PRACTICE_SERVER (object);

  postern_practice_server_stop (self);
  g_clear_pointer (&self->doors, g_ptr_array_unref);
  g_clear_object (&self->setup.mailbox);
  g_clear_object (&self->setup.cancellable);

  G_OBJECT_CLASS (postern_practice_server_parent_class)->finalize (object);
}

static void
postern_practice_server_class_init (PosternPracticeServerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = postern_practice_server_finalize;
}

static void
postern_practice_server_init (PosternPracticeServer *self)
{
  self->doors = g_ptr_array_new_with_free_func (free_door);
  self->setup.mailbox = postern_practice_mailbox_new ();
  self->setup.delay = SLOW_DELAY;
  self->setup.idle = IDLE_SECONDS;
  self->setup.budget.limit = MESSAGE_BUDGET;
}

/**
 * postern_practice_server_new:
 *
 * Returns: (transfer full): a practice server that is not started
 */
PosternPracticeServer *
postern_practice_server_new (void)
{
  return g_object_new (POSTERN_TYPE_PRACTICE_SERVER, NULL);
}

/**
 * postern_practice_server_start:
 * @self: a server that is not running
 * @port: the port for STARTTLS, or 0 for a free one
 * @error: return location for a #GIOErrorEnum, #GTlsError or #GFileError
 *
 * Makes an authority and a certificate, and listens on the loopback addresses. The mailbox changes on the
 * calling thread's default main context, which need not run for clients to be served.
 *
 * Returns: whether it runs
 */
gboolean
postern_practice_server_start (PosternPracticeServer *self,
                               guint16                port,
                               GError               **error)
{
  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self) && self->pool == NULL, FALSE);

  g_clear_object (&self->setup.cancellable);
  self->setup.cancellable = g_cancellable_new ();
  if (make_certificate (self, error) && open_both (self, port, error) && open_for_business (self, error))
    return TRUE;
  postern_practice_server_stop (self);

  return FALSE;
}

/**
 * postern_practice_server_stop:
 * @self: a server
 *
 * Ends all conversations, waits for their threads and removes the authority's file. The mailbox stays.
 */
void
postern_practice_server_stop (PosternPracticeServer *self)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (self));

  if (self->setup.cancellable != NULL)
    g_cancellable_cancel (self->setup.cancellable);
  g_ptr_array_set_size (self->doors, 0);
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, TRUE);
  self->pool = NULL;
  g_clear_pointer (&self->ca_file, postern_practice_certificate_withdraw);
  g_clear_object (&self->setup.certificate);
  self->port = 0;
  self->tls_port = 0;
}

/** Returns: the port for STARTTLS, 0 while it is not running */
guint16
postern_practice_server_get_port (PosternPracticeServer *self)
{
  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self), 0);

  return self->port;
}

/** Returns: the port for implicit TLS, 0 while it is not running */
guint16
postern_practice_server_get_tls_port (PosternPracticeServer *self)
{
  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self), 0);

  return self->tls_port;
}

/**
 * postern_practice_server_get_ca_file:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): the file with the authority's certificate while it is running
 */
const char *
postern_practice_server_get_ca_file (PosternPracticeServer *self)
{
  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self), NULL);

  return self->ca_file;
}

/**
 * postern_practice_server_get_mailbox:
 * @self: a server
 *
 * Returns: (transfer none): what it accepted, the newest last
 */
GListModel *
postern_practice_server_get_mailbox (PosternPracticeServer *self)
{
  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self), NULL);

  return G_LIST_MODEL (self->setup.mailbox);
}

/**
 * postern_practice_server_set_scenario:
 * @self: a server
 * @id: (nullable): a scenario for everybody, whatever the account; %NULL to let the account pick it again
 *
 * Holds for connections made from now on. Only so can a scenario be had that begins before the account is
 * known: "drops-at-connect", "-greeting", "-ehlo", "-starttls" and "-tls".
 *
 * Returns: whether there is such a scenario
 */
gboolean
postern_practice_server_set_scenario (PosternPracticeServer *self,
                                      const char            *id)
{
  const PosternPracticeScript *script;

  g_return_val_if_fail (POSTERN_IS_PRACTICE_SERVER (self), FALSE);

  script = id != NULL ? postern_practice_script_lookup (id) : NULL;
  if (id != NULL && script == NULL)
    return FALSE;
  g_atomic_pointer_set (&self->setup.forced, script);

  return TRUE;
}

/**
 * postern_practice_server_set_delay:
 * @self: a server
 * @milliseconds: how long the scenario "slow" holds each reply back, 2000 unless set
 */
void
postern_practice_server_set_delay (PosternPracticeServer *self,
                                   guint                  milliseconds)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (self));

  g_atomic_int_set (&self->setup.delay, milliseconds);
}

/**
 * postern_practice_server_set_idle_time:
 * @self: a server that is not running
 * @seconds: how long a client may be silent, 300 unless set
 */
void
postern_practice_server_set_idle_time (PosternPracticeServer *self,
                                       guint                  seconds)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (self) && self->pool == NULL);

  self->setup.idle = seconds;
}

/**
 * postern_practice_server_play_for:
 * @self: a server
 * @account: the account that the next test signs in with
 *
 * Sets the scenario that the account's name asks for where signing in would be too late to pick it.
 */
void
postern_practice_server_play_for (PosternPracticeServer *self,
                                  const char            *account)
{
  const PosternPracticeScript *script;
  g_autofree char *local = NULL;

  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (self) && account != NULL);

  local = g_strndup (account, strcspn (account, "@"));
  script = postern_practice_script_lookup (local);
  g_atomic_pointer_set (&self->setup.forced, script != NULL && script->early ? script : NULL);
}
