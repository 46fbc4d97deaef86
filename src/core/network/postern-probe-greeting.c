/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmime/gmime.h>
#include <string.h>

#include "core/network/postern-probe-private.h"

/* Fewer than this many asterisks may be a decoration. */
#define MIN_STARS 5
/* Fewer than this many letters X may be the beginning of an extension's name. */
#define MIN_CROSSES 4

/* Inspecting firewalls write "X" over each letter of a keyword that they don't let through; one of another length gets
   another letter at its end: STARTTLS becomes XXXXXXXA (Cisco ASA, ESMTP inspection). */
static gboolean
is_crossed_out (const char *capability)
{
  gsize length = strcspn (capability, " =");
  gsize crosses = strspn (capability, "X");

  return crosses >= MIN_CROSSES && crosses + 1 >= length;
}

/**
 * postern_probe_is_masked:
 * @greeting: (nullable): the text of the greeting
 * @capabilities: what EHLO named, NULL-terminated
 *
 * Returns: whether a firewall has written asterisks over the greeting, or crosses over a capability
 */
gboolean
postern_probe_is_masked (const char        *greeting,
                         const char *const *capabilities)
{
  const char *stars = greeting != NULL ? strchr (greeting, '*') : NULL;

  for (; stars != NULL; stars = strchr (stars + strspn (stars, "*"), '*'))
    {
      if (strspn (stars, "*") >= MIN_STARS)
        return TRUE;
    }
  for (gsize i = 0; capabilities[i] != NULL; i++)
    {
      if (is_crossed_out (capabilities[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_probe_read_time:
 * @greeting: the text of a greeting
 *
 * Many servers end their greeting with a date as mail has it (RFC 5322 §3.3): "… ready at Tue, 24 Nov 2026 09:00:00
 * +0000".
 *
 * Returns: (transfer full) (nullable): that date
 */
GDateTime *
postern_probe_read_time (const char *greeting)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\\d{1,2} [A-Z][a-z]{2} \\d{4} "
                                          "\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *date = NULL;

  if (!g_regex_match (regex, greeting, 0, &match))
    return NULL;
  date = g_match_info_fetch (match, 0);

  return g_mime_utils_header_decode_date (date);
}

/**
 * postern_probe_read_stranger:
 * @line: (nullable): the first line that came
 *
 * Returns: whether it is a web server's answer, something else, or nothing
 */
PosternProbeSpeaks
postern_probe_read_stranger (const char *line)
{
  static const char *const web_signs[] = { "http/", "<!doctype html", "<html", "<head", "<?xml" };

  if (line == NULL || line[0] == '\0')
    return POSTERN_PROBE_SPEAKS_NOTHING;
  for (gsize i = 0; i < G_N_ELEMENTS (web_signs); i++)
    {
      if (g_ascii_strncasecmp (line, web_signs[i], strlen (web_signs[i])) == 0)
        return POSTERN_PROBE_SPEAKS_HTTP;
    }

  return POSTERN_PROBE_SPEAKS_OTHER;
}
