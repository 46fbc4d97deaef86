/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-node.h"
#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

gboolean   postern_target_read_names      (PosternTarget        *self,
                                           PosternNode          *root,
                                           GError              **error);
gboolean   postern_target_read_variants   (PosternTarget        *self,
                                           PosternNode          *root,
                                           GError              **error);
gboolean   postern_target_read_templates  (PosternNode          *parent,
                                           const PosternWriter  *writer,
                                           const PosternNames   *names,
                                           GPtrArray            *templates,
                                           GError              **error);
GPtrArray *postern_target_read_fields     (PosternNode          *parent,
                                           const PosternWriter  *writer,
                                           const PosternNames   *names,
                                           GError              **error);
gboolean   postern_target_read_template   (PosternNode          *node,
                                           const char           *text,
                                           const PosternWriter  *writer,
                                           const PosternNames   *names,
                                           GPtrArray            *templates,
                                           GError              **error);

G_END_DECLS
