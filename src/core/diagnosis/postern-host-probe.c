/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-host-probe.h"

#include <string.h>

#define BEGIN_MARK "-----BEGIN POSTERN HOST PROBE-----"
#define END_MARK   "-----END POSTERN HOST PROBE-----"
#define MAX_BYTES  (64 * 1024)
#define MAX_PORTS  16
#define MAX_NAMES  64

static void
port_free (gpointer data)
{
  PosternHostProbePort *self = data;

  g_free (self->connect);
  g_free (self->greeting);
  g_free (self->issuer);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static PosternHostProbePort *
add_port (PosternHostProbe *self,
          const char       *value)
{
  PosternHostProbePort *port;

  if (self->ports->len >= MAX_PORTS)
    return NULL;

  port = g_new0 (PosternHostProbePort, 1);
  port->port = (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, 65535);
  port->names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_ptr_array_add (self->ports, port);

  return port;
}

static void
add_name (PosternHostProbePort *port,
          const char           *name)
{
  g_autofree char *lower = g_strstrip (g_ascii_strdown (name, -1));

  if (*lower != '\0' && port->names->len < MAX_NAMES)
    g_ptr_array_add (port->names, g_steal_pointer (&lower));
}

/* The common name stands for the certificate's names only where it has no others (RFC 6125 §6.4.4). It comes before
 * them in the block, and is taken back then. */
static void
take_subject (PosternHostProbePort *port,
              const char           *subject)
{
  g_autoptr (GRegex) regex = g_regex_new ("CN ?= ?([^,/+]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;

  if (!g_regex_match (regex, subject, 0, &match))
    return;

  name = g_match_info_fetch (match, 1);
  add_name (port, name);
}

static void
take_names (PosternHostProbePort *port,
            const char           *value)
{
  g_auto (GStrv) names = g_strsplit_set (value, ", ", -1);

  if (*value == '\0')
    return;

  g_ptr_array_set_size (port->names, 0);
  for (gsize i = 0; names[i] != NULL; i++)
    add_name (port, names[i]);
}

static void
replace (char       **field,
         const char  *value)
{
  g_free (*field);
  *field = *value == '\0' ? NULL : g_strdup (value);
}

static void
take_port_line (PosternHostProbePort *port,
                const char           *name,
                const char           *value)
{
  if (g_str_equal (name, "connect"))
    replace (&port->connect, value);
  else if (g_str_equal (name, "greeting"))
    replace (&port->greeting, value);
  else if (g_str_equal (name, "starttls"))
    port->starttls = g_str_equal (value, "yes");
  else if (g_str_equal (name, "tls"))
    {
      port->no_openssl = g_str_has_prefix (value, "impossible");
      port->encrypted = !port->no_openssl && !g_str_has_prefix (value, "failed");
    }
  else if (g_str_equal (name, "issuer"))
    replace (&port->issuer, value);
  else if (g_str_equal (name, "subject"))
    take_subject (port, value);
  else if (g_str_equal (name, "names"))
    take_names (port, value);
  else if (g_str_equal (name, "trusted"))
    port->distrusted = g_str_has_prefix (value, "no");
}

/* Returns the port that further lines are about. */
static PosternHostProbePort *
take_line (PosternHostProbe     *self,
           PosternHostProbePort *port,
           const char           *name,
           const char           *value)
{
  if (g_str_equal (name, "port"))
    return add_port (self, value);
  if (port != NULL)
    take_port_line (port, name, value);
  else if (g_str_equal (name, "host"))
    replace (&self->host, value);
  else if (g_str_equal (name, "addresses"))
    self->no_name = g_str_equal (value, "none");

  return port;
}

/* Mail programs put "> " before lines, and chats put spaces. */
static const char *
skip_quoting (const char *line)
{
  return line + strspn (line, "> \t|");
}

static void
read_lines (PosternHostProbe *self,
            const char       *block)
{
  g_auto (GStrv) lines = g_strsplit_set (block, "\r\n", -1);
  PosternHostProbePort *port = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = skip_quoting (lines[i]);
      const char *colon = strchr (line, ':');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (colon == NULL)
        continue;
      name = g_strndup (line, (gsize) (colon - line));
      value = postern_evidence_flatten (colon + 1);
      port = take_line (self, port, name, g_strchug (value));
    }
}

static gboolean
is_name_of (const char *pattern,
            const char *host)
{
  const char *dot = strchr (host, '.');

  if (g_ascii_strcasecmp (pattern, host) == 0)
    return TRUE;

  return g_str_has_prefix (pattern, "*.") && dot != NULL && g_ascii_strcasecmp (pattern + 1, dot) == 0;
}

/* Where no names are known, nothing speaks against it. */
static gboolean
is_right_server (const PosternHostProbe     *self,
                 const PosternHostProbePort *port)
{
  for (guint i = 0; i < port->names->len; i++)
    {
      if (is_name_of (g_ptr_array_index (port->names, i), self->host))
        return TRUE;
    }

  return port->names->len == 0;
}

static gboolean
is_connected (const PosternHostProbePort *port)
{
  return g_strcmp0 (port->connect, "ok") == 0;
}

static gboolean
is_good (const PosternHostProbe     *self,
         const PosternHostProbePort *port)
{
  return is_connected (port) && port->encrypted && is_right_server (self, port);
}

static const PosternHostProbePort *
find_port (const PosternHostProbe *self,
           guint                   number)
{
  for (guint i = 0; i < self->ports->len; i++)
    {
      const PosternHostProbePort *port = g_ptr_array_index (self->ports, i);

      if (port->port == number)
        return port;
    }

  return NULL;
}

/* The port that matters: the provider's first that was tried, else the first of all. */
static const PosternHostProbePort *
find_main_port (const PosternHostProbe *self,
                PosternProvider        *provider)
{
  for (guint i = 0; provider != NULL && i < provider->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (provider->endpoints, i);
      const PosternHostProbePort *port = find_port (self, endpoint->port);

      if (port != NULL)
        return port;
    }

  return self->ports->len == 0 ? NULL : g_ptr_array_index (self->ports, 0);
}

static char *
list_open (const PosternHostProbe     *self,
           const PosternHostProbePort *but)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->ports->len; i++)
    {
      const PosternHostProbePort *port = g_ptr_array_index (self->ports, i);

      if (port != but && is_good (self, port))
        g_string_append_printf (list, "%s%u", list->len > 0 ? ", " : "", port->port);
    }

  return g_string_free (list, FALSE);
}

static const char *
find_word (const PosternHostProbe     *self,
           const PosternHostProbePort *port,
           gboolean                    other_is_open)
{
  if (port == NULL || port->connect == NULL)
    return self->no_name ? "no-name" : "incomplete";
  if (!is_connected (port) && (self->no_name || g_str_equal (port->connect, "no-name")))
    return "no-name";
  if (!is_connected (port))
    return other_is_open ? "blocked" : "all-blocked";
  if (!port->encrypted)
    return port->no_openssl ? "no-openssl" : "disturbed";
  if (!is_right_server (self, port))
    return "intercepted";

  return port->distrusted ? "distrusted" : "open";
}

/**
 * postern_host_probe_new_from_text:
 * @text: any text that may hold what a probe has printed, quoted by a mail program perhaps
 *
 * Returns: (transfer full) (nullable): what the probe saw, %NULL when @text holds no whole block
 */
PosternHostProbe *
postern_host_probe_new_from_text (const char *text)
{
  const char *begin;
  const char *end;
  g_autofree char *block = NULL;
  g_autoptr (PosternHostProbe) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  begin = strstr (text, BEGIN_MARK);
  end = begin == NULL ? NULL : strstr (begin, END_MARK);
  if (end == NULL || end - begin > MAX_BYTES)
    return NULL;

  begin += strlen (BEGIN_MARK);
  block = g_strndup (begin, (gsize) (end - begin));
  self = g_new0 (PosternHostProbe, 1);
  self->ports = g_ptr_array_new_with_free_func (port_free);
  read_lines (self, block);

  return self->host == NULL ? NULL : g_steal_pointer (&self);
}

/**
 * postern_host_probe_free:
 * @self: (transfer full) (nullable): a probe
 */
void
postern_host_probe_free (PosternHostProbe *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_clear_pointer (&self->ports, g_ptr_array_unref);
  g_free (self);
}

/**
 * postern_host_probe_judge:
 * @self: what a probe saw
 * @provider: (nullable): the provider of the mail server, which tells the port that matters
 *
 * Returns: (transfer full): what it comes to; it points into @self
 */
PosternHostProbeVerdict *
postern_host_probe_judge (const PosternHostProbe *self,
                          PosternProvider        *provider)
{
  PosternHostProbeVerdict *verdict;

  g_return_val_if_fail (self != NULL, NULL);

  verdict = g_new0 (PosternHostProbeVerdict, 1);
  verdict->port = find_main_port (self, provider);
  verdict->open = list_open (self, verdict->port);
  verdict->word = find_word (self, verdict->port, *verdict->open != '\0');

  return verdict;
}

/**
 * postern_host_probe_verdict_free:
 * @self: (transfer full) (nullable): a verdict
 */
void
postern_host_probe_verdict_free (PosternHostProbeVerdict *self)
{
  if (self == NULL)
    return;

  g_free (self->open);
  g_free (self);
}

/**
 * postern_host_probe_make_evidence:
 * @verdict: what a probe comes to
 *
 * Returns: (transfer full): evidence with the words "host-probe WORD" and those of the comparison, for the rules that
 *   have them
 */
PosternEvidence *
postern_host_probe_make_evidence (const PosternHostProbeVerdict *verdict)
{
  PosternEvidence *evidence;

  g_return_val_if_fail (verdict != NULL, NULL);

  evidence = g_new0 (PosternEvidence, 1);
  evidence->words = g_strjoin (" ", "host-probe", verdict->word, verdict->view, NULL);
  if (verdict->port != NULL)
    evidence->reply = g_strdup (verdict->port->greeting);

  return evidence;
}
