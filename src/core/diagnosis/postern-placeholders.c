/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-placeholders.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/diagnosis/postern-evidence.h"

/** How much of the server's words goes into a sentence, in characters. */
#define MAX_REPLY_LENGTH 400
/** How many names of a certificate go into a sentence. */
#define MAX_NAMES 3

typedef enum
{
  KEY_HOST,
  KEY_PORT,
  KEY_USER,
  KEY_FROM,
  KEY_PROVIDER,
  KEY_NAMES,
  KEY_REPLY,
  KEY_ACCOUNT,
  KEY_DATE,
  KEY_OPEN,
  KEY_ELSEWHERE,
  KEY_ISSUER,
  KEY_HERE_NAMES,
  KEY_HERE_ISSUER,
  KEY_HERE_REPLY,
  N_KEYS,
} Key;

static const char *const keys[N_KEYS] = {
  [KEY_HOST] = "{host}",         [KEY_PORT] = "{port}",   [KEY_USER] = "{user}",   [KEY_FROM] = "{from}",
  [KEY_PROVIDER] = "{provider}", [KEY_NAMES] = "{names}", [KEY_REPLY] = "{reply}",
  [KEY_ACCOUNT] = "{account}",   [KEY_DATE] = "{date}",   [KEY_OPEN] = "{open}",
  [KEY_ELSEWHERE] = "{elsewhere}", [KEY_ISSUER] = "{issuer}", [KEY_HERE_NAMES] = "{here-names}",
  [KEY_HERE_ISSUER] = "{here-issuer}", [KEY_HERE_REPLY] = "{here-reply}",
};

static char *
join_names (const char *const *names)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < MAX_NAMES && names[i] != NULL; i++)
    {
      g_autofree char *flat = postern_evidence_flatten (names[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", flat);
    }
  if (g_strv_length ((char **) names) > MAX_NAMES)
    g_string_append (joined, ", …");

  return g_string_free (joined, FALSE);
}

static char *
name_ports (const char *numbers)
{
  guint n = strchr (numbers, ',') == NULL ? 1 : 2;

  /* Translators: %s is the number of a port, or several with commas; it stands within a sentence. */
  return g_strdup_printf (ngettext ("port %s", "ports %s", n), numbers);
}

static char *
shorten (const char *text)
{
  g_autofree char *flat = postern_evidence_flatten (text);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (flat, -1) <= MAX_REPLY_LENGTH)
    return g_steal_pointer (&flat);

  cut = g_utf8_substring (flat, 0, MAX_REPLY_LENGTH);

  return g_strconcat (cut, "…", NULL);
}

/* The value as it is known, or NULL. */
static char *
dup_value (const PosternPlaceholders *self,
           Key                        key)
{
  const char *const plain[N_KEYS] = {
    [KEY_HOST] = self->host, [KEY_USER] = self->user, [KEY_FROM] = self->from, [KEY_PROVIDER] = self->provider,
    [KEY_ACCOUNT] = self->account, [KEY_DATE] = self->date, [KEY_ELSEWHERE] = self->elsewhere,
    [KEY_ISSUER] = self->issuer, [KEY_HERE_ISSUER] = self->here_issuer,
  };
  const char *const *names = key == KEY_HERE_NAMES ? self->here_names : self->names;
  const char *reply = key == KEY_HERE_REPLY ? self->here_reply : self->reply;

  if (key == KEY_PORT)
    return self->port == 0 ? NULL : g_strdup_printf ("%u", self->port);
  if (key == KEY_OPEN)
    return self->open == NULL || *self->open == '\0' ? NULL : name_ports (self->open);
  if (key == KEY_NAMES || key == KEY_HERE_NAMES)
    return names == NULL || names[0] == NULL ? NULL : join_names (names);
  if (key == KEY_REPLY || key == KEY_HERE_REPLY)
    return reply == NULL ? NULL : shorten (reply);

  return plain[key] == NULL || *plain[key] == '\0' ? NULL : postern_evidence_flatten (plain[key]);
}

/* What stands in a sentence for a thing that is not known. */
static const char *
get_substitute (Key key)
{
  static const char *const substitutes[N_KEYS] = {
    /* Translators: stands in a sentence in the place of a server's name: "Allow connections to the mail server". */
    [KEY_HOST] = N_("the mail server"),
    /* Translators: stands in a sentence in the place of a user name: "You signed in as your account". */
    [KEY_USER] = N_("your account"),
    [KEY_ACCOUNT] = N_("your account"),
    /* Translators: stands in a sentence in the place of an address: "You tried to send as a different address". */
    [KEY_FROM] = N_("a different address"),
    /* Translators: stands within a sentence in the place of a provider's name. */
    [KEY_PROVIDER] = N_("the mail provider"),
    /* Translators: stands within a sentence in the place of names: "Its certificate is for another server". */
    [KEY_NAMES] = N_("another server"),
    /* Translators: stands within a sentence in the place of a date. */
    [KEY_DATE] = N_("today"),
    /* Translators: stands within a sentence in the place of “port 465”. */
    [KEY_OPEN] = N_("another port"),
    /* Translators: stands within a sentence in the place of a provider’s name: “this mailbox is at …”. */
    [KEY_ELSEWHERE] = N_("another provider"),
    /* Translators: stands within a sentence: "Its certificate is from somebody unknown". */
    [KEY_ISSUER] = N_("somebody unknown"),
    [KEY_HERE_ISSUER] = N_("somebody unknown"),
    /* Translators: stands within a sentence: "Its certificate is for the right server". */
    [KEY_HERE_NAMES] = N_("the right server"),
  };

  if (key == KEY_PORT)
    return "587";

  return substitutes[key] == NULL ? "" : _(substitutes[key]);
}

/* What a person has to replace in a command. */
static const char *
get_example (Key key)
{
  static const char *const examples[N_KEYS] = {
    [KEY_HOST] = "smtp.example.com", [KEY_PORT] = "587",         [KEY_USER] = "account@example.com",
    [KEY_FROM] = "sender@example.com", [KEY_PROVIDER] = "provider", [KEY_NAMES] = "smtp.example.com",
    [KEY_REPLY] = "", [KEY_ACCOUNT] = "account@example.com", [KEY_DATE] = "", [KEY_OPEN] = "",
    [KEY_ELSEWHERE] = "",
    [KEY_ISSUER] = "", [KEY_HERE_NAMES] = "smtp.example.com", [KEY_HERE_ISSUER] = "", [KEY_HERE_REPLY] = "",
  };

  return examples[key];
}

/* A string literal of PowerShell: four typographic quotes count as a single quote there and are doubled as well. */
static char *
quote_word (const char *value)
{
  GString *quoted = g_string_new ("'");

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_string_append_unichar (quoted, character);
      if (character == '\'' || (character >= 0x2018 && character <= 0x201B))
        g_string_append_unichar (quoted, character);
    }

  return g_string_free (g_string_append_c (quoted, '\''), FALSE);
}

static gboolean
is_sentence_start (const GString *text)
{
  return text->len == 0 || g_str_has_suffix (text->str, ". ") || g_str_has_suffix (text->str, "“");
}

static void
append_substitute (GString    *text,
                   const char *substitute)
{
  gboolean is_start = is_sentence_start (text);

  if (*substitute == '\0')
    return;

  g_string_append_unichar (text, is_start ? g_unichar_toupper (g_utf8_get_char (substitute))
                                          : g_utf8_get_char (substitute));
  g_string_append (text, g_utf8_next_char (substitute));
}

static void
append_for_text (GString                   *text,
                 const PosternPlaceholders *self,
                 Key                        key)
{
  g_autofree char *value = dup_value (self, key);

  if (value != NULL)
    g_string_append (text, value);
  else
    append_substitute (text, get_substitute (key));
}

static void
append_for_machine (GString                   *text,
                    const PosternPlaceholders *self,
                    Key                        key,
                    PosternPlaceholderStyle    style)
{
  g_autofree char *known = dup_value (self, key);
  const char *value = known != NULL ? known : get_example (key);
  g_autofree char *escaped = NULL;

  if (style == POSTERN_PLACEHOLDER_LINK)
    escaped = g_uri_escape_string (value, NULL, FALSE);
  else
    escaped = key == KEY_PORT ? g_strdup (value) : quote_word (value);
  g_string_append (text, escaped);
}

static gboolean
find_key (const char *text,
          Key        *key)
{
  for (guint i = 0; i < N_KEYS; i++)
    {
      if (!g_str_has_prefix (text, keys[i]))
        continue;
      *key = (Key) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * postern_placeholders_fill:
 * @self: the values
 * @text: a text with {host}, {port}, {user}, {from}, {provider}, {names}, {reply}, {account}, {date}, {open},
 *   {elsewhere}, {issuer}, {here-names}, {here-issuer} or {here-reply} in it
 * @style: what the text is
 *
 * A value that is not known becomes a word that fits into a sentence, or an example in a command. Values are never
 * looked through for placeholders again.
 *
 * Returns: (transfer full): @text with all placeholders replaced
 */
char *
postern_placeholders_fill (const PosternPlaceholders *self,
                           const char                *text,
                           PosternPlaceholderStyle    style)
{
  GString *filled;
  Key key;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  filled = g_string_new (NULL);
  while (*text != '\0')
    {
      if (!find_key (text, &key))
        {
          g_string_append_c (filled, *text++);
          continue;
        }
      if (style == POSTERN_PLACEHOLDER_TEXT)
        append_for_text (filled, self, key);
      else
        append_for_machine (filled, self, key, style);
      text += strlen (keys[key]);
    }

  return g_string_free (filled, FALSE);
}

/**
 * postern_placeholders_know:
 * @self: the values
 * @text: a text with placeholders in it, as in postern_placeholders_fill()
 *
 * Returns: whether all of them are known, so that neither a word nor an example would stand in the place of one
 */
gboolean
postern_placeholders_know (const PosternPlaceholders *self,
                           const char                *text)
{
  Key key;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  for (; *text != '\0'; text++)
    {
      g_autofree char *value = NULL;

      /* There is a usual port, which is right nearly always. */
      if (!find_key (text, &key) || key == KEY_PORT)
        continue;
      value = dup_value (self, key);
      if (value == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * postern_placeholders_fill_action:
 * @self: the values
 * @action: an action of the catalogue
 * @finding: a finding that is being made
 *
 * Adds the action to the finding, with all placeholders replaced.
 */
void
postern_placeholders_fill_action (const PosternPlaceholders *self,
                                  const PosternAction       *action,
                                  PosternFinding            *finding)
{
  PosternPlaceholderStyle style = POSTERN_PLACEHOLDER_TEXT;
  g_autofree char *text = NULL;
  g_autofree char *value = NULL;

  g_return_if_fail (self != NULL && action != NULL && finding != NULL);

  if (action->kind == POSTERN_ACTION_COMMAND)
    style = POSTERN_PLACEHOLDER_COMMAND;
  else if (action->kind == POSTERN_ACTION_LINK)
    style = POSTERN_PLACEHOLDER_LINK;
  text = postern_placeholders_fill (self, action->text, POSTERN_PLACEHOLDER_TEXT);
  if (action->value != NULL)
    value = postern_placeholders_fill (self, action->value, style);

  postern_finding_add_action (finding, action->kind, text, value);
}
