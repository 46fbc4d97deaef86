/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-server.h"

#include "support/postern-test-peer.h"
#include "support/postern-test-wait.h"

struct _PosternTestServer
{
  char            **actions;
  GTlsCertificate  *certificate;
  GSocketListener  *listener;
  guint16           port;
  GThread          *thread;
  GCancellable     *cancellable;
  gint              reached;
  GMutex            mutex;
  GCond             served;
  guint             n_served;
  /* Written by the thread, read after the stop. */
  GString          *lines;
  GBytes           *message;
  char             *failure;
};

static void
serve (PosternTestServer *self,
       GSocketConnection *connection)
{
  PosternTestPeer peer = { .certificate = self->certificate, .cancellable = self->cancellable, .lines = self->lines };
  g_autoptr (GError) error = NULL;

  postern_test_peer_init (&peer, connection);
  for (gsize i = 0; self->actions[i] != NULL && error == NULL; i++)
    {
      g_atomic_int_set (&self->reached, (gint) i);
      g_main_context_wakeup (NULL);
      if (self->actions[i][0] == '\0' || postern_test_peer_run (&peer, self->actions[i], &error))
        continue;
      if (self->failure == NULL)
        self->failure = g_strdup_printf ("“%s”: %s", self->actions[i], error->message);
    }
  postern_test_peer_close (&peer);
  if (peer.message != NULL)
    {
      g_clear_pointer (&self->message, g_bytes_unref);
      self->message = peer.message;
    }
}

static gpointer
serve_thread (gpointer data)
{
  PosternTestServer *self = data;

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GSocketConnection) connection = NULL;

      connection = g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);
      if (connection == NULL)
        continue;
      serve (self, connection);
      g_mutex_lock (&self->mutex);
      self->n_served++;
      g_cond_signal (&self->served);
      g_mutex_unlock (&self->mutex);
    }

  return NULL;
}

static void
load_certificate (PosternTestServer *self,
                  const char        *folder,
                  const char        *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *certificate = g_strdup_printf ("%s/%s.pem", folder, name);
  g_autofree char *key = g_strdup_printf ("%s/%s.key", folder, name);

  self->certificate = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);
}

static void
listen_at (PosternTestServer *self,
           const char        *host)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

static void
wait_until_served (PosternTestServer *self)
{
  gint64 deadline = g_get_monotonic_time () + POSTERN_TEST_DEADLINE * G_TIME_SPAN_SECOND;
  gboolean in_time = TRUE;

  g_mutex_lock (&self->mutex);
  while (in_time && self->n_served == 0)
    in_time = g_cond_wait_until (&self->served, &self->mutex, deadline);
  g_mutex_unlock (&self->mutex);
  if (!in_time)
    g_error ("No client came to the end within %d seconds", POSTERN_TEST_DEADLINE);
}

static void
end_thread (PosternTestServer *self)
{
  if (self->thread == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
}

PosternTestServer *
postern_test_server_new_at (const char *address,
                            const char *script,
                            const char *folder,
                            const char *certificate)
{
  PosternTestServer *self = g_new0 (PosternTestServer, 1);

  self->actions = g_strsplit (script, "\n", -1);
  self->cancellable = g_cancellable_new ();
  self->lines = g_string_new (NULL);
  self->reached = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->served);
  if (certificate != NULL)
    load_certificate (self, folder, certificate);
  listen_at (self, address);
  self->thread = g_thread_new ("test-server", serve_thread, self);

  return self;
}

PosternTestServer *
postern_test_server_new (const char *script,
                         const char *folder,
                         const char *certificate)
{
  return postern_test_server_new_at ("127.0.0.1", script, folder, certificate);
}

guint16
postern_test_server_get_port (PosternTestServer *self)
{
  return self->port;
}

char *
postern_test_server_stop_early (PosternTestServer *self)
{
  wait_until_served (self);
  end_thread (self);

  return g_strdup (self->failure);
}

void
postern_test_server_stop (PosternTestServer *self)
{
  g_autofree char *failure = postern_test_server_stop_early (self);

  if (failure != NULL)
    g_error ("The script failed at %s", failure);
}

char *
postern_test_server_dup_lines (PosternTestServer *self)
{
  return g_strdup (self->lines->str);
}

GBytes *
postern_test_server_dup_message (PosternTestServer *self)
{
  return self->message == NULL ? NULL : g_bytes_ref (self->message);
}

gboolean
postern_test_server_has_reached (PosternTestServer *self,
                                 guint              n)
{
  return g_atomic_int_get (&self->reached) >= (gint) n;
}

void
postern_test_server_free (PosternTestServer *self)
{
  if (self == NULL)
    return;

  end_thread (self);
  g_clear_object (&self->certificate);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_strfreev (self->actions);
  g_string_free (self->lines, TRUE);
  g_clear_pointer (&self->message, g_bytes_unref);
  g_free (self->failure);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->served);
  g_free (self);
}
