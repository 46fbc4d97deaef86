/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-probe-private.h"

/* How many addresses of one family are tried. */
#define MAX_PER_FAMILY 2
/* Once one address has answered, the others have this long, in milliseconds: a lost first packet is sent again after
   one second (RFC 6298 §2). */
#define GRACE 1500

/* One address while it is dialled. */
typedef struct
{
  GSocket             *socket;  /* NULL once it has failed */
  PosternProbeAttempt *attempt;
  gboolean             pending;
} Dial;

static void
dial_free (gpointer data)
{
  Dial *self = data;

  g_clear_object (&self->socket);
  g_free (self);
}

static PosternProbeReach
to_reach (const GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return POSTERN_PROBE_REFUSED;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return POSTERN_PROBE_FILTERED;

  return POSTERN_PROBE_UNREACHABLE;
}

static void
settle (PosternProbeLook  *look,
        Dial              *dial,
        PosternProbeReach  reach)
{
  guint spent = look->plan->timeout - postern_smtp_deadline_get_remaining (look->deadline);

  dial->pending = FALSE;
  dial->attempt->reach = reach;
  dial->attempt->milliseconds = spent;
  if (reach != POSTERN_PROBE_OPEN)
    g_clear_object (&dial->socket);
}

static Dial *
start (PosternProbeLook *look,
       GInetAddress     *address)
{
  Dial *dial = g_new0 (Dial, 1);
  g_autoptr (GSocketAddress) remote = g_inet_socket_address_new (address, look->port->endpoint->port);
  g_autoptr (GError) reason = NULL;

  dial->attempt = g_new0 (PosternProbeAttempt, 1);
  dial->attempt->address = g_inet_address_to_string (address);
  dial->attempt->family = g_inet_address_get_family (address);
  g_ptr_array_add (look->port->attempts, dial->attempt);
  dial->socket = g_socket_new (dial->attempt->family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &reason);
  if (dial->socket != NULL)
    {
      g_socket_set_blocking (dial->socket, FALSE);
      if (g_socket_connect (dial->socket, remote, NULL, &reason))
        {
          settle (look, dial, POSTERN_PROBE_OPEN);
          return dial;
        }
    }
  dial->pending = g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PENDING);
  if (!dial->pending)
    settle (look, dial, to_reach (reason));

  return dial;
}

static GPtrArray *
start_all (PosternProbeLook *look)
{
  GPtrArray *dials = g_ptr_array_new_with_free_func (dial_free);
  guint n_ipv4 = 0;
  guint n_ipv6 = 0;

  for (GList *link = look->addresses; link != NULL; link = link->next)
    {
      guint *n = g_inet_address_get_family (link->data) == G_SOCKET_FAMILY_IPV6 ? &n_ipv6 : &n_ipv4;

      if ((*n)++ < MAX_PER_FAMILY)
        g_ptr_array_add (dials, start (look, link->data));
    }

  return dials;
}

/* The entries of @fds that belong to dials stand in their order behind the deadline's. */
static guint
list_pending (GPtrArray *dials,
              GPollFD   *fds)
{
  guint n = 0;

  for (guint i = 0; i < dials->len; i++)
    {
      Dial *dial = g_ptr_array_index (dials, i);

      if (dial->pending)
        fds[n++] = (GPollFD) { g_socket_get_fd (dial->socket), G_IO_OUT, 0 };
    }

  return n;
}

static void
settle_ready (PosternProbeLook *look,
              GPtrArray        *dials,
              const GPollFD    *fds)
{
  for (guint i = 0, n = 0; i < dials->len; i++)
    {
      Dial *dial = g_ptr_array_index (dials, i);
      g_autoptr (GError) reason = NULL;

      if (!dial->pending || fds[n++].revents == 0)
        continue;
      /* One that is broken off at once has come about all the same; the conversation shows that. */
      if (g_socket_check_connect_result (dial->socket, &reason) ||
          g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
        settle (look, dial, POSTERN_PROBE_OPEN);
      else
        settle (look, dial, to_reach (reason));
    }
}

static gboolean
has_open (GPtrArray *dials)
{
  for (guint i = 0; i < dials->len; i++)
    {
      Dial *dial = g_ptr_array_index (dials, i);

      if (!dial->pending && dial->attempt->reach == POSTERN_PROBE_OPEN)
        return TRUE;
    }

  return FALSE;
}

/* How long to wait on, in milliseconds; -1 for as long as the deadline lets. */
static int
get_patience (PosternProbeLook *look,
              GPtrArray        *dials)
{
  guint spent = look->plan->timeout - postern_smtp_deadline_get_remaining (look->deadline);
  guint grace = MIN (GRACE, look->plan->timeout / 3);

  if (!has_open (dials))
    return -1;

  return spent >= grace ? 0 : (int) (grace - spent);
}

static void
wait_for_all (PosternProbeLook *look,
              GPtrArray        *dials)
{
  GCancellable *cancellable = postern_smtp_deadline_get_cancellable (look->deadline);
  GPollFD fds[2 * MAX_PER_FAMILY + 1];
  guint n;

  while ((n = list_pending (dials, fds + 1)) > 0 && g_cancellable_make_pollfd (cancellable, fds))
    {
      int ready = g_poll (fds, n + 1, get_patience (look, dials));
      gboolean over = ready == 0 || fds[0].revents != 0;

      g_cancellable_release_fd (cancellable);
      if (over)
        break;
      settle_ready (look, dials, fds + 1);
    }
}

/* Documented in the private header. */
GSocketConnection *
postern_probe_connect (PosternProbeLook *look)
{
  g_autoptr (GPtrArray) dials = start_all (look);
  GSocketConnection *connection = NULL;

  wait_for_all (look, dials);
  look->port->reach = POSTERN_PROBE_UNREACHABLE;
  for (guint i = 0; i < dials->len; i++)
    {
      Dial *dial = g_ptr_array_index (dials, i);

      if (dial->pending)
        settle (look, dial, POSTERN_PROBE_FILTERED);
      if (dial->attempt->reach < look->port->reach)
        look->port->reach = dial->attempt->reach;
      if (dial->socket == NULL || connection != NULL)
        continue;
      g_socket_set_blocking (dial->socket, TRUE);
      connection = g_socket_connection_factory_create_connection (dial->socket);
    }

  return connection;
}
