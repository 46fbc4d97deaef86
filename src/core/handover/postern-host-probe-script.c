/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-host-probe-script.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-passphrase.h"
#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/writers/postern-writer.h"

#define KEY_BYTES 16
#define MAX_HOST  253

G_DEFINE_QUARK (postern-host-probe-error-quark, postern_host_probe_error)

static const struct { const char *nick; const char *file; } kinds[] = {
  [POSTERN_HOST_PROBE_PHP] = { "php", "probe.php" },
  [POSTERN_HOST_PROBE_SHELL] = { "shell", "probe.sh" },
  [POSTERN_HOST_PROBE_POWERSHELL] = { "powershell", "probe.ps1" },
};

static const PosternHostProbeTry usual_tries[] = { { 587, FALSE }, { 465, TRUE }, { 25, FALSE }, { 2525, FALSE } };

static char *
dup_host (const char  *host,
          GError     **error)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);

  if (ascii != NULL && g_ascii_isalnum (*ascii) && strlen (ascii) <= MAX_HOST &&
      ascii[strspn (ascii, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:_-")] == '\0')
    return g_steal_pointer (&ascii);

  g_set_error (error, POSTERN_HOST_PROBE_ERROR, POSTERN_HOST_PROBE_ERROR_HOST,
               /* Translators: %s is what the person typed. */
               _("“%s” is no server’s name. It has letters, digits, dots and hyphens, as in smtp.example.org."),
               host);

  return NULL;
}

static char *
make_key (GError **error)
{
  guint8 bytes[KEY_BYTES];
  GString *key;

  if (!postern_random_fill (bytes, sizeof bytes, NULL))
    {
      g_set_error_literal (error, POSTERN_HOST_PROBE_ERROR, POSTERN_HOST_PROBE_ERROR_RANDOM,
                           _("The system gives no random numbers just now, so no safe key can be made. Try again."));
      return NULL;
    }

  key = g_string_new (NULL);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (key, "%02x", bytes[i]);

  return g_string_free (key, FALSE);
}

/* The complete literal of @value. All values here have been checked to be plain ASCII, which no syntax refuses. */
static char *
write_literal (PosternHostProbeKind  kind,
               const char           *value)
{
  return postern_writer_lookup (kinds[kind].nick)->write (value, NULL);
}

/* A list of numbers and fixed words, as one literal. */
static char *
write_tries (PosternHostProbeKind       kind,
             const PosternHostProbeTry *tries,
             gsize                      n_tries)
{
  static const struct { const char *begin; const char *quote; const char *link; const char *comma; const char *end; }
  forms[] = {
    [POSTERN_HOST_PROBE_PHP] = { "array(", "'", "' => '", ", ", ")" },
    [POSTERN_HOST_PROBE_SHELL] = { "'", "", ":", " ", "'" },
    [POSTERN_HOST_PROBE_POWERSHELL] = { "@(", "'", ":", ", ", ")" },
  };
  GString *list = g_string_new (forms[kind].begin);

  for (gsize i = 0; i < n_tries; i++)
    g_string_append_printf (list, "%s%s%u%s%s%s", i > 0 ? forms[kind].comma : "", forms[kind].quote, tries[i].port,
                            forms[kind].link, tries[i].tls ? "tls" : "starttls", forms[kind].quote);

  return g_string_free (g_string_append (list, forms[kind].end), FALSE);
}

static GString *
read_template (PosternHostProbeKind kind)
{
  g_autofree char *path = g_strconcat ("host-probe/", kinds[kind].file, NULL);
  g_autoptr (GBytes) bytes = postern_catalogue_read_file (path);
  gsize length = 0;
  const char *data;

  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &length);

  return g_string_new_len (data, (gssize) length);
}

static void
fill_in (GString    *text,
         const char *placeholder,
         const char *literal)
{
  guint n = g_string_replace (text, placeholder, literal, 1);

  g_assert (n == 1);
}

/* The script holds only the hash, so that whoever reads it can't start it. */
static void
fill_in_key (GString    *text,
             const char *key,
             GDateTime  *now)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *literal = write_literal (POSTERN_HOST_PROBE_PHP, hash);
  g_autoptr (GDateTime) expires = g_date_time_add_hours (now, POSTERN_HOST_PROBE_HOURS);
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (expires));

  fill_in (text, "{{key_hash}}", literal);
  fill_in (text, "{{expires}}", moment);
}

/**
 * postern_host_probe_kind_from_nick:
 * @nick: (nullable): "php", "shell" or "powershell"
 * @kind: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_host_probe_kind_from_nick (const char           *nick,
                                   PosternHostProbeKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].nick, nick) != 0)
        continue;
      *kind = (PosternHostProbeKind) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * postern_host_probe_script_new:
 * @kind: what it is written in
 * @host: the mail server's name or address
 * @tries: (nullable) (array length=n_tries): the ports to try; %NULL for 587, 465, 25 and 2525
 * @n_tries: how many
 * @now: from when its time counts
 * @error: return location for a #PosternHostProbeError
 *
 * Writes a script that connects to the ports, says what it sees in a block of plain lines, and never signs in.
 *
 * Returns: (transfer full) (nullable): the script
 */
PosternHostProbeScript *
postern_host_probe_script_new (PosternHostProbeKind        kind,
                               const char                 *host,
                               const PosternHostProbeTry  *tries,
                               gsize                       n_tries,
                               GDateTime                  *now,
                               GError                    **error)
{
  g_autofree char *name = NULL;
  g_autofree char *literal = NULL;
  g_autofree char *list = NULL;
  g_autofree char *key = NULL;
  PosternHostProbeScript *self;
  GString *text;

  g_return_val_if_fail (host != NULL && now != NULL && kind < G_N_ELEMENTS (kinds), NULL);

  name = dup_host (host, error);
  if (name == NULL)
    return NULL;
  if (kind == POSTERN_HOST_PROBE_PHP && (key = make_key (error)) == NULL)
    return NULL;

  literal = write_literal (kind, name);
  list = tries != NULL ? write_tries (kind, tries, n_tries)
                       : write_tries (kind, usual_tries, G_N_ELEMENTS (usual_tries));
  text = read_template (kind);
  fill_in (text, "{{host}}", literal);
  fill_in (text, "{{ports}}", list);
  if (key != NULL)
    fill_in_key (text, key, now);

  self = g_new0 (PosternHostProbeScript, 1);
  self->text = g_string_free (text, FALSE);
  self->key = g_steal_pointer (&key);

  return self;
}

/**
 * postern_host_probe_script_free:
 * @self: (transfer full) (nullable): a script
 */
void
postern_host_probe_script_free (PosternHostProbeScript *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->key);
  g_free (self);
}
