/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-dot-stuffing.h"

/**
 * postern_smtp_dot_stuff:
 * @message: a message; its lines should end in CRLF, a bare LF or CR becomes one
 *
 * Makes what follows DATA (RFC 5321 §4.5.2): a "." at the start of a line is doubled, and the line with the single "."
 * is added.
 *
 * Returns: (transfer full): the bytes to send
 */
GBytes *
postern_smtp_dot_stuff (GBytes *message)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (message, &length);
  GString *out = g_string_sized_new (length + length / 64 + 8);
  gboolean at_start = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean line_end = bytes[i] == '\n' || bytes[i] == '\r';

      if (bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n')
        i++;
      if (at_start && bytes[i] == '.')
        g_string_append_c (out, '.');
      if (line_end)
        g_string_append (out, "\r\n");
      else
        g_string_append_c (out, bytes[i]);
      at_start = line_end;
    }
  g_string_append (out, at_start ? ".\r\n" : "\r\n.\r\n");

  return g_string_free_to_bytes (out);
}
