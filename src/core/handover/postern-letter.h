/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-letter-template.h"

G_BEGIN_DECLS

/**
 * PosternLetterInput:
 * @account: (nullable): the account's address
 * @from: (nullable): the sender's address
 * @host: (nullable): the mail server's name
 * @port: its port, 0 when it is not known
 * @provider: (nullable): the provider's name
 * @reply: (nullable): what the server or the program said; without a password
 * @date: (nullable): when it was tried
 *
 * What a letter tells. Borrowed, not owned.
 */
typedef struct
{
  const char *account;
  const char *from;
  const char *host;
  guint       port;
  const char *provider;
  const char *reply;
  GDateTime  *date;
} PosternLetterInput;

/**
 * PosternLetter:
 * @to: who gets it, never %POSTERN_ADDRESSEE_EITHER
 * @subject: the subject, on one line
 * @body: the text, ready to be pasted into a mail or a chat
 *
 * A letter to somebody who has to change a setting.
 */
typedef struct
{
  PosternAddressee  to;
  char             *subject;
  char             *body;
} PosternLetter;

gboolean       postern_letter_needs_from (PosternLetterTemplate    *form);
PosternLetter *postern_letter_new        (PosternLetterTemplate    *form,
                                          PosternAddressee          to,
                                          const PosternLetterInput *input);
char          *postern_letter_dup_text   (const PosternLetter      *self);
void           postern_letter_free       (PosternLetter            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternLetter, postern_letter_free)

G_END_DECLS
