/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

static const PosternWriter *const writers[] = {
  &postern_writer_php,
  &postern_writer_dotenv,
  &postern_writer_dotenv_compose,
  &postern_writer_dotenv_ruby,
  &postern_writer_shell,
  &postern_writer_shell_env,
  &postern_writer_msmtprc,
  &postern_writer_yaml,
  &postern_writer_json,
  &postern_writer_toml,
  &postern_writer_ini,
  &postern_writer_ini_php,
  &postern_writer_ini_python,
  &postern_writer_ini_grafana,
  &postern_writer_ini_gitea,
  &postern_writer_powershell,
  &postern_writer_xml,
  &postern_writer_ruby,
  &postern_writer_python,
  &postern_writer_javascript,
  &postern_writer_properties,
  &postern_writer_url,
  &postern_writer_postfix,
  &postern_writer_postfix_map,
  &postern_writer_exim_passwd,
  &postern_writer_opensmtpd_secrets,
  &postern_writer_mailrc,
  &postern_writer_muttrc,
  &postern_writer_gitconfig,
  &postern_writer_routeros,
  &postern_writer_fortios,
  &postern_writer_racadm,
  &postern_writer_uci,
  &postern_writer_curlrc,
  &postern_writer_line,
  &postern_writer_perl,
  &postern_writer_monit,
  &postern_writer_nullmailer,
  &postern_writer_word,
  &postern_writer_fields,
};

/**
 * postern_writer_lookup:
 * @name: (nullable): a syntax
 *
 * Returns: (nullable): its writer
 */
const PosternWriter *
postern_writer_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      if (g_strcmp0 (writers[i]->name, name) == 0)
        return writers[i];
    }

  return NULL;
}

/**
 * postern_writer_get_nth:
 * @n: a number, from 0
 *
 * Returns: (nullable): the writer in this place, %NULL behind the last one
 */
const PosternWriter *
postern_writer_get_nth (guint n)
{
  return n < G_N_ELEMENTS (writers) ? writers[n] : NULL;
}
