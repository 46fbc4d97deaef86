/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-columns.h"

#include <string.h>

/* Names of columns in English and German, and those of the lists that user administrations and password managers
 * write; each as postern_columns_normalise() makes it, the surest first. */
static const char *const names[POSTERN_N_COLUMNS][24] = {
  [POSTERN_COLUMN_ACCOUNT] = { "account", "emailaddress", "email", "mailaddress", "mail", "mailbox", "emailaccount",
                               "userprincipalname", "primarysmtpaddress", "upn", "konto", "emailadresse",
                               "mailadresse", "emailkonto", "mailkonto", "postfach", "systemkonto", "address",
                               "adresse" },
  [POSTERN_COLUMN_NAME] = { "name", "title", "displayname", "label", "description", "bezeichnung", "anzeigename",
                            "titel", "beschreibung" },
  [POSTERN_COLUMN_PROVIDER] = { "provider", "mailprovider", "emailprovider", "anbieter", "mailanbieter",
                                "emailanbieter" },
  [POSTERN_COLUMN_HOST] = { "host", "smtpserver", "smtphost", "mailserver", "server", "hostname", "outgoingserver",
                            "outgoingmailserver", "servername", "postausgangsserver", "ausgangsserver" },
  [POSTERN_COLUMN_PORT] = { "port", "smtpport", "serverport" },
  [POSTERN_COLUMN_SECURITY] = { "security", "encryption", "connectionsecurity", "smtpsecurity", "ssltls", "tls",
                                "verschlüsselung", "verschluesselung", "verbindungssicherheit", "sicherheit" },
  [POSTERN_COLUMN_USER] = { "user", "username", "smtpuser", "smtpusername", "login", "loginname", "loginusername",
                            "signinname", "signsinas", "benutzer", "benutzername", "anmeldename", "smtpbenutzer" },
  [POSTERN_COLUMN_FROM] = { "from", "fromaddress", "sender", "senderaddress", "mailfrom", "absender",
                            "absenderadresse", "von" },
  [POSTERN_COLUMN_FROM_NAME] = { "fromname", "sendername", "absendername" },
  [POSTERN_COLUMN_TARGET] = { "target", "device", "software", "program", "application", "usedin", "system", "gerät",
                              "geraet", "programm", "anwendung", "ziel" },
  [POSTERN_COLUMN_USED_AT] = { "usedat", "usedby", "place", "location", "where", "room", "ort", "standort", "raum",
                               "verwendetin", "verwendetvon", "verwendungsort", "wo" },
  [POSTERN_COLUMN_REVIEW] = { "reviewdate", "review", "reviewon", "expires", "expirydate", "prüfdatum", "pruefdatum",
                              "überprüfung", "ueberpruefung", "wiedervorlage", "ablaufdatum" },
  [POSTERN_COLUMN_PASSWORD] = { "password", "apppassword", "loginpassword", "secret", "passwort", "apppasswort",
                                "kennwort", "appkennwort" },
};

/* How sure a name tells what a column is about, 0 for the surest, -1 for not at all. */
static int
rank (PosternColumn  column,
      const char    *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names[column]) && names[column][i] != NULL; i++)
    {
      if (strcmp (names[column][i], name) == 0)
        return (int) i;
    }

  return -1;
}

static int
find_column (char          *const *normal,
             PosternColumn         column)
{
  int best = -1;
  int best_rank = G_MAXINT;

  for (int i = 0; normal[i] != NULL; i++)
    {
      int its_rank = rank (column, normal[i]);

      if (its_rank >= 0 && its_rank < best_rank)
        {
          best = i;
          best_rank = its_rank;
        }
    }

  return best;
}

static gboolean
is_used (const PosternColumns *self,
         int                   place)
{
  for (guint i = 0; i < POSTERN_N_COLUMNS; i++)
    {
      if (self->places[i] == place)
        return TRUE;
    }

  return FALSE;
}

/* A list that calls its addresses the names to sign in with has no other account. */
static void
take_user_for_account (PosternColumns *self)
{
  if (self->places[POSTERN_COLUMN_ACCOUNT] >= 0)
    return;
  self->places[POSTERN_COLUMN_ACCOUNT] = self->places[POSTERN_COLUMN_USER];
  self->places[POSTERN_COLUMN_USER] = -1;
}

/**
 * postern_columns_normalise:
 * @name: what a column or a product is called
 *
 * Returns: (transfer full): the name in lower case without spaces, punctuation and what stands in square brackets
 */
char *
postern_columns_normalise (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *normal = g_string_new (NULL);
  gboolean in_brackets = FALSE;

  for (const char *c = composed != NULL ? composed : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '[' || letter == ']')
        in_brackets = letter == '[';
      else if (!in_brackets && g_unichar_isalnum (letter))
        g_string_append_unichar (normal, g_unichar_tolower (letter));
    }

  return g_string_free (normal, FALSE);
}

/**
 * postern_columns_new:
 * @table: a table
 *
 * Returns: (transfer full): which of its columns is about what
 */
PosternColumns *
postern_columns_new (const PosternTable *table)
{
  PosternColumns *self = g_new0 (PosternColumns, 1);
  g_autoptr (GPtrArray) normal = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) left_out = g_strv_builder_new ();

  for (guint i = 0; table->names[i] != NULL; i++)
    g_ptr_array_add (normal, postern_columns_normalise (table->names[i]));
  g_ptr_array_add (normal, NULL);
  for (guint i = 0; i < POSTERN_N_COLUMNS; i++)
    self->places[i] = find_column ((char **) normal->pdata, (PosternColumn) i);
  take_user_for_account (self);
  for (int i = 0; table->names[i] != NULL; i++)
    {
      if (!is_used (self, i) && *table->names[i] != '\0')
        g_strv_builder_add (left_out, table->names[i]);
    }
  self->left_out = g_strv_builder_end (left_out);

  return self;
}

/** @self: (transfer full) (nullable): columns */
void
postern_columns_free (PosternColumns *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->left_out);
  g_free (self);
}

/**
 * postern_columns_get:
 * @self: which column is about what
 * @row: a line of the table
 * @column: what is asked for
 *
 * Returns: (nullable): the text; %NULL when there is no such column, or nothing in it
 */
const char *
postern_columns_get (const PosternColumns  *self,
                     const PosternTableRow *row,
                     PosternColumn          column)
{
  const char *text = self->places[column] < 0 ? NULL : row->cells[self->places[column]];

  return text == NULL || *text == '\0' ? NULL : text;
}
