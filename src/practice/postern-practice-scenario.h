/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternPracticeScript:
 * @id: the scenario's name, the local part of an account
 * @title: untranslated sentence for lists
 * @password_refusal: (nullable): the reply to a password
 * @token_refusal: (nullable): the reply to an OAuth 2.0 token
 * @message_refusal: (nullable): the reply to a message; "{user}" and "{from}" are replaced
 * @drop: the step in which the connection is dropped, %POSTERN_N_STEPS for none
 * @early: whether it happens before the account is known, so that only the whole server can be set to it
 * @slow: whether each reply is held back
 *
 * What the practice server does differently for one scenario.
 */
typedef struct
{
  const char  *id;
  const char  *title;
  const char  *password_refusal;
  const char  *token_refusal;
  const char  *message_refusal;
  PosternStep  drop;
  gboolean     early;
  gboolean     slow;
} PosternPracticeScript;

const PosternPracticeScript *postern_practice_script_lookup  (const char                  *id);
const PosternPracticeScript *postern_practice_script_for     (const char                  *account);

G_END_DECLS
