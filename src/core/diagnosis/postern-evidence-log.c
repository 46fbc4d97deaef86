/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-evidence.h"

#include <string.h>

/** How many tries of one log are looked at, the last ones. */
#define MAX_TRIES 64

/* The lines with which programs begin a try: PHPMailer, swaks, JavaMail and others, then Postfix, which has one line
 * for each delivery. */
#define OPENING                                                                                                        \
  "(?mi)^.*(?:Connection: opening to|=== Trying |trying to connect to host|Connecting to \\S+ at [0-9]"                \
  "|(?<!dis)connect from \\S+\\[|, status=(?:deferred|bounced|sent|expired))"
/* The greeting of a server (RFC 5321 §4.2), for logs that hold nothing but the conversation. */
#define GREETING "(?mi)^.*(?<![0-9])220[ -](?!2\\.)\\S+ [^\\n]*\\bE?SMTP\\b"

static void
add_part (GPtrArray  *parts,
          const char *text,
          gsize       length)
{
  if (length == 0)
    return;
  if (parts->len == MAX_TRIES)
    g_ptr_array_remove_index (parts, 0);
  g_ptr_array_add (parts, g_strndup (text, length));
}

static GPtrArray *
split_at (const char *text,
          const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  gsize begin = 0;

  g_assert (regex != NULL);

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      int start = 0;

      g_match_info_fetch_pos (match, 0, &start, NULL);
      add_part (parts, text + begin, (gsize) start - begin);
      begin = (gsize) start;
      if (!g_match_info_next (match, NULL))
        break;
    }
  add_part (parts, text + begin, strlen (text + begin));

  return parts;
}

/**
 * postern_evidence_split_log:
 * @text: a reply, an error message or a log, any bytes that end in NUL
 *
 * A log often holds several tries to send, of which the last one matters. What stands before the first try is a part
 * too, so a text with no try in it is one part.
 *
 * Returns: (transfer full): the parts in their order, at least one
 */
GStrv
postern_evidence_split_log (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  valid = g_utf8_make_valid (text + (length > POSTERN_EVIDENCE_MAX_LOG ? length - POSTERN_EVIDENCE_MAX_LOG : 0), -1);
  parts = split_at (valid, OPENING);
  if (parts->len <= 1)
    {
      g_ptr_array_unref (parts);
      parts = split_at (valid, GREETING);
    }
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (""));
  g_ptr_array_add (parts, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}
