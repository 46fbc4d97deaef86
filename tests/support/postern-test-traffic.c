/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "support/postern-test-traffic.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_PACKET 65536
#define ROOM (8 * 1024 * 1024)
#define DNS_PORT 53
#define DNS_HEAD 12

struct _PosternTestTraffic
{
  int        fd;
  GThread   *thread;
  gint       stopped;
  GPtrArray *packets;
};

/* One packet, taken apart. */
typedef struct
{
  guint8        protocol;
  guint16       port;
  const guint8 *data;
  gsize         length;
} Content;

static gpointer
listen_thread (gpointer data)
{
  PosternTestTraffic *self = data;
  g_autofree guint8 *buffer = g_malloc (MAX_PACKET);

  while (TRUE)
    {
      gboolean stopped = g_atomic_int_get (&self->stopped) != 0;
      gssize length = recv (self->fd, buffer, MAX_PACKET, 0);

      if (length > 0)
        g_ptr_array_add (self->packets, g_bytes_new (buffer, (gsize) length));
      else if (length < 0 && errno != EAGAIN && errno != EINTR)
        break;
      else if (stopped)
        break;
    }

  return NULL;
}

/* The port of a server; of two that talk, the lower one. */
static Content
read_packet (GBytes *packet)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (packet, &length);
  gsize head = length > 0 && data[0] >> 4 == 4 ? (gsize) (data[0] & 15) * 4 : 40;
  Content content = { 0, 0, NULL, 0 };
  gsize inner;

  if (length < head + 20)
    return content;
  content.protocol = head == 40 ? data[6] : data[9];
  inner = content.protocol == IPPROTO_TCP ? (gsize) (data[head + 12] >> 4) * 4 : 8;
  content.port = (guint16) MIN (data[head] << 8 | data[head + 1], data[head + 2] << 8 | data[head + 3]);
  content.data = data + MIN (head + inner, length);
  content.length = length - MIN (head + inner, length);

  return content;
}

static char *
read_name (const guint8 *data,
           gsize         length)
{
  GString *name = g_string_new (NULL);
  gsize i = 0;

  while (i < length && data[i] != 0 && i + data[i] < length)
    {
      g_string_append_len (name, (const char *) data + i + 1, data[i]);
      g_string_append_c (name, '.');
      i += data[i] + 1u;
    }
  if (name->len > 0)
    g_string_truncate (name, name->len - 1);

  return g_string_free (g_string_ascii_down (name), FALSE);
}

/* NULL for what is no question. Over TCP, the length of a message comes before it. */
static char *
read_question (const Content *content)
{
  gsize start = content->protocol == IPPROTO_TCP ? 2 : 0;
  const guint8 *head = content->data + start;

  if (content->port != DNS_PORT || content->length <= start + DNS_HEAD || (head[2] & 0x80) != 0)
    return NULL;

  return read_name (head + DNS_HEAD, content->length - start - DNS_HEAD);
}

static int
compare_texts (gconstpointer one,
               gconstpointer other,
               gpointer      data)
{
  return strcmp (one, other);
}

static void
add_line (GSequence *lines,
          char      *line)
{
  if (line != NULL && g_sequence_lookup (lines, line, compare_texts, NULL) == NULL)
    g_sequence_insert_sorted (lines, line, compare_texts, NULL);
  else
    g_free (line);
}

static char *
join (GSequence *lines)
{
  GString *text = g_string_new (NULL);

  for (GSequenceIter *iter = g_sequence_get_begin_iter (lines); !g_sequence_iter_is_end (iter);
       iter = g_sequence_iter_next (iter))
    g_string_append_printf (text, "%s\n", (const char *) g_sequence_get (iter));

  return g_string_free (text, FALSE);
}

PosternTestTraffic *
postern_test_traffic_start (void)
{
  PosternTestTraffic *self = g_new0 (PosternTestTraffic, 1);
  const struct timeval patience = { 0, 100000 };
  const int room = ROOM;
  struct sockaddr_ll place = { .sll_family = AF_PACKET, .sll_protocol = htons (ETH_P_ALL) };

  place.sll_ifindex = (int) if_nametoindex ("lo");
  self->fd = socket (AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons (ETH_P_ALL));
  g_assert_cmpint (self->fd, >=, 0);
  setsockopt (self->fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  g_assert_cmpint (setsockopt (self->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), ==, 0);
  g_assert_cmpint (bind (self->fd, (const struct sockaddr *) &place, sizeof place), ==, 0);
  self->packets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->thread = g_thread_new ("test-traffic", listen_thread, self);

  return self;
}

/* The thread ends with a pause after this was said, so that it has read all that was sent before. */
void
postern_test_traffic_stop (PosternTestTraffic *self)
{
  struct tpacket_stats lost = { 0 };
  socklen_t size = sizeof lost;

  g_atomic_int_set (&self->stopped, 1);
  g_thread_join (g_steal_pointer (&self->thread));
  g_assert_cmpint (getsockopt (self->fd, SOL_PACKET, PACKET_STATISTICS, &lost, &size), ==, 0);
  g_assert_cmpuint (lost.tp_drops, ==, 0);
  close (self->fd);
}

guint
postern_test_traffic_count (PosternTestTraffic *self)
{
  return self->packets->len;
}

gboolean
postern_test_traffic_holds (PosternTestTraffic *self,
                            const char         *text)
{
  g_autofree char *wanted = g_ascii_strdown (text, -1);

  for (guint i = 0; i < self->packets->len; i++)
    {
      gsize length = 0;
      const char *data = g_bytes_get_data (self->packets->pdata[i], &length);
      g_autofree char *lower = g_malloc (length);

      for (gsize k = 0; k < length; k++)
        lower[k] = g_ascii_tolower (data[k]);
      if (memmem (lower, length, wanted, strlen (wanted)) != NULL)
        return TRUE;
    }

  return FALSE;
}

char *
postern_test_traffic_dup_names (PosternTestTraffic *self)
{
  g_autoptr (GSequence) names = g_sequence_new (g_free);

  for (guint i = 0; i < self->packets->len; i++)
    {
      Content content = read_packet (self->packets->pdata[i]);

      add_line (names, read_question (&content));
    }

  return join (names);
}

char *
postern_test_traffic_dup_ports (PosternTestTraffic *self)
{
  g_autoptr (GSequence) ports = g_sequence_new (g_free);

  for (guint i = 0; i < self->packets->len; i++)
    {
      Content content = read_packet (self->packets->pdata[i]);
      const char *protocol = content.protocol == IPPROTO_TCP ? "tcp" : "udp";

      if (content.protocol != IPPROTO_TCP && content.protocol != IPPROTO_UDP)
        protocol = "other";
      add_line (ports, g_strdup_printf ("%s %u", protocol, content.port));
    }

  return join (ports);
}

void
postern_test_traffic_free (PosternTestTraffic *self)
{
  g_ptr_array_unref (self->packets);
  g_free (self);
}
