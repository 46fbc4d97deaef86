/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-capabilities.h"

#include <string.h>

/* What follows @keyword in @line ("" when nothing does), or NULL when the line is about something else. */
static const char *
match (const char *line,
       const char *keyword)
{
  gsize length = strlen (keyword);

  if (g_ascii_strncasecmp (line, keyword, length) != 0)
    return NULL;
  if (line[length] == '\0')
    return line + length;
  /* Old servers write "AUTH=LOGIN" (draft-myers-smtp-auth). */
  if (line[length] == ' ' || line[length] == '\t' || (line[length] == '=' && g_str_equal (keyword, "AUTH")))
    return line + length + 1;

  return NULL;
}

static void
add_mechanisms (GPtrArray  *mechanisms,
                const char *names)
{
  g_auto (GStrv) words = g_strsplit_set (names, " \t", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = g_ascii_strup (words[i], -1);

      if (name[0] != '\0' && !g_ptr_array_find_with_equal_func (mechanisms, name, g_str_equal, NULL))
        g_ptr_array_add (mechanisms, g_steal_pointer (&name));
    }
}

/**
 * postern_smtp_capabilities_from_reply:
 * @reply: the reply to EHLO
 *
 * Returns: (transfer full): the lines after the first, NULL-terminated, perhaps empty
 */
char **
postern_smtp_capabilities_from_reply (const PosternSmtpReply *reply)
{
  char **capabilities = NULL;

  g_return_val_if_fail (reply != NULL && reply->lines[0] != NULL, NULL);

  capabilities = g_strdupv (reply->lines + 1);
  for (gsize i = 0; capabilities[i] != NULL; i++)
    g_strstrip (capabilities[i]);

  return capabilities;
}

/**
 * postern_smtp_capabilities_get:
 * @capabilities: capabilities, NULL-terminated
 * @keyword: an extension's keyword, such as "SIZE"; letter case doesn't matter
 *
 * Returns: (transfer none) (nullable): its parameters, perhaps "", or %NULL when the server doesn't offer it
 */
const char *
postern_smtp_capabilities_get (const char *const *capabilities,
                               const char        *keyword)
{
  g_return_val_if_fail (capabilities != NULL && keyword != NULL, NULL);

  for (gsize i = 0; capabilities[i] != NULL; i++)
    {
      const char *parameters = match (capabilities[i], keyword);

      if (parameters != NULL)
        return parameters;
    }

  return NULL;
}

/**
 * postern_smtp_capabilities_dup_mechanisms:
 * @capabilities: capabilities, NULL-terminated
 *
 * Collects the names of all AUTH lines (RFC 4954 §3), also of those written "AUTH=".
 *
 * Returns: (transfer full): the SASL mechanisms in upper case, each once, NULL-terminated, perhaps empty
 */
char **
postern_smtp_capabilities_dup_mechanisms (const char *const *capabilities)
{
  g_autoptr (GPtrArray) mechanisms = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (capabilities != NULL, NULL);

  for (gsize i = 0; capabilities[i] != NULL; i++)
    {
      const char *names = match (capabilities[i], "AUTH");

      if (names != NULL)
        add_mechanisms (mechanisms, names);
    }
  g_ptr_array_add (mechanisms, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&mechanisms), FALSE);
}
