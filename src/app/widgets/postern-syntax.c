/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-syntax.h"

/* Ours: PHP without "<?php" before it, and lines that begin with a word, as so many programs' own files have. */
#define OWN_FOLDER "resource:///io/github/postern/Postern/languages"
#define PHP "postern-php"
#define LINES "postern-lines"

static const struct { const char *syntax; const char *language; } languages[] = {
  { "php", PHP },
  { "dotenv", "sh" },
  { "dotenv-compose", "sh" },
  { "dotenv-ruby", "sh" },
  { "shell", "sh" },
  { "shell-env", "sh" },
  { "yaml", "yaml" },
  { "json", "json" },
  { "toml", "toml" },
  { "ini", "ini" },
  { "ini-php", "ini" },
  { "ini-python", "ini" },
  { "ini-grafana", "ini" },
  { "ini-gitea", "ini" },
  { "powershell", "powershell" },
  { "xml", "xml" },
  { "ruby", "ruby" },
  { "python", "python3" },
  { "javascript", "js" },
  { "perl", "perl" },
  { "properties", "ini" },
  { "gitconfig", "ini" },
  { "postfix", "ini" },
  { "curlrc", "ini" },
  { "msmtprc", LINES },
  { "mailrc", LINES },
  { "muttrc", LINES },
  { "routeros", LINES },
  { "fortios", LINES },
  { "racadm", LINES },
  { "uci", LINES },
  { "monit", LINES },
};

static GtkSourceLanguageManager *
get_manager (void)
{
  static GtkSourceLanguageManager *manager;

  if (manager == NULL)
    {
      manager = gtk_source_language_manager_get_default ();
      gtk_source_language_manager_append_search_path (manager, OWN_FOLDER);
    }

  return manager;
}

/**
 * postern_syntax_get_language:
 * @syntax: (nullable): a writer's name, see postern-writers.h
 *
 * Returns: (transfer none) (nullable): how such text is coloured; %NULL where it has no colours
 */
GtkSourceLanguage *
postern_syntax_get_language (const char *syntax)
{
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_strcmp0 (languages[i].syntax, syntax) == 0)
        return gtk_source_language_manager_get_language (get_manager (), languages[i].language);
    }

  return NULL;
}

/**
 * postern_syntax_get_scheme:
 * @dark: whether it is for a dark window
 *
 * Returns: (transfer none) (nullable): the colours that go with libadwaita's
 */
GtkSourceStyleScheme *
postern_syntax_get_scheme (gboolean dark)
{
  return gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                     dark ? "Adwaita-dark" : "Adwaita");
}
