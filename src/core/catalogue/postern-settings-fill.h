/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-settings.h"

G_BEGIN_DECLS

/**
 * PosternFilling:
 * @values: a text for each #PosternValue
 * @security: how the connection is encrypted
 * @is_masked: whether a mask takes the password's place
 *
 * What is filled into templates. It borrows from a #PosternSettingsInput.
 */
typedef struct
{
  const char      *values[POSTERN_N_VALUES];
  PosternSecurity  security;
  gboolean         is_masked;

  /*< private >*/
  char             port[8];
  char            *local_part;
} PosternFilling;

void  postern_filling_init  (PosternFilling              *self,
                             const PosternSettingsInput  *input);
void  postern_filling_clear (PosternFilling              *self);
char *postern_filling_write (const PosternFilling        *self,
                             const PosternTemplate       *template,
                             GError                     **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PosternFilling, postern_filling_clear)

G_END_DECLS
