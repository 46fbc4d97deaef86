/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/** Whether the keyring knows the password of @record by what the record says now; part of a page. */
typedef struct
{
  PosternRecord *record;
  char          *known_as;
  gboolean       moved;
} PosternPasswordMove;

void postern_password_move_begin (PosternPasswordMove *self,
                                  PosternRecord       *record);
void postern_password_move_run   (PosternPasswordMove *self,
                                  GTask               *task);
void postern_password_move_clear (PosternPasswordMove *self);

G_END_DECLS
