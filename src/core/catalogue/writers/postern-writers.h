/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/writers/postern-writer.h"

G_BEGIN_DECLS

/* One a file, in the order of data/targets/target.rng. */
extern const PosternWriter postern_writer_php;
extern const PosternWriter postern_writer_dotenv;
extern const PosternWriter postern_writer_dotenv_compose;
extern const PosternWriter postern_writer_dotenv_ruby;
extern const PosternWriter postern_writer_shell;
extern const PosternWriter postern_writer_shell_env;
extern const PosternWriter postern_writer_msmtprc;
extern const PosternWriter postern_writer_yaml;
extern const PosternWriter postern_writer_json;
extern const PosternWriter postern_writer_toml;
extern const PosternWriter postern_writer_ini;
extern const PosternWriter postern_writer_ini_php;
extern const PosternWriter postern_writer_ini_python;
extern const PosternWriter postern_writer_ini_grafana;
extern const PosternWriter postern_writer_ini_gitea;
extern const PosternWriter postern_writer_powershell;
extern const PosternWriter postern_writer_xml;
extern const PosternWriter postern_writer_ruby;
extern const PosternWriter postern_writer_python;
extern const PosternWriter postern_writer_javascript;
extern const PosternWriter postern_writer_properties;
extern const PosternWriter postern_writer_url;
extern const PosternWriter postern_writer_postfix;
extern const PosternWriter postern_writer_postfix_map;
extern const PosternWriter postern_writer_exim_passwd;
extern const PosternWriter postern_writer_opensmtpd_secrets;
extern const PosternWriter postern_writer_mailrc;
extern const PosternWriter postern_writer_muttrc;
extern const PosternWriter postern_writer_gitconfig;
extern const PosternWriter postern_writer_routeros;
extern const PosternWriter postern_writer_fortios;
extern const PosternWriter postern_writer_racadm;
extern const PosternWriter postern_writer_uci;
extern const PosternWriter postern_writer_curlrc;
extern const PosternWriter postern_writer_line;
extern const PosternWriter postern_writer_perl;
extern const PosternWriter postern_writer_monit;
extern const PosternWriter postern_writer_nullmailer;
extern const PosternWriter postern_writer_word;
extern const PosternWriter postern_writer_fields;

G_END_DECLS
