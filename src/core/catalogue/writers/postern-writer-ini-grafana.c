/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/writers/postern-writers.h"

#include <string.h>

/* As Gitea's, from the same library; then Grafana replaces ${NAME} and $__env{NAME}. grafana,
 * pkg/setting/expanders.go. */
static char *
write_ini_grafana (const char  *value,
                  GError     **error)
{
  if (strstr (value, "${") != NULL || strstr (value, "$__") != NULL)
    return postern_writer_refuse_characters (error, "${ $__");

  return postern_writer_ini_gitea.write (value, error);
}

const PosternWriter postern_writer_ini_grafana = { "ini-grafana", write_ini_grafana };
