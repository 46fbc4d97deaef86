/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-finding.h"

G_BEGIN_DECLS

/**
 * PosternPlaceholders:
 * @host: (nullable): the server's name
 * @port: its port, 0 when it is not known
 * @user: (nullable): the name that signed in
 * @from: (nullable): the sender's address
 * @provider: (nullable): the provider's name
 * @names: (nullable) (array zero-terminated=1): the names in the server's certificate
 * @reply: (nullable): the server's own words, or with none those of the test
 * @account: (nullable): the account's address
 * @date: (nullable): a day or a moment, as people write it
 * @open: (nullable): the numbers of the ports that are open, with commas
 * @elsewhere: (nullable): the name of another provider
 * @issuer: (nullable): who issued the server's certificate
 * @here_names: (nullable) (array zero-terminated=1): the names in the certificate that this computer sees
 * @here_issuer: (nullable): who issued that one
 * @here_reply: (nullable): the server's words as this computer hears them
 *
 * What stands in the place of {host}, {port} and so on. Borrowed, not owned.
 */
typedef struct
{
  const char         *host;
  guint               port;
  const char         *user;
  const char         *from;
  const char         *provider;
  const char *const  *names;
  const char         *reply;
  const char         *account;
  const char         *date;
  const char         *open;
  const char         *elsewhere;
  const char         *issuer;
  const char *const  *here_names;
  const char         *here_issuer;
  const char         *here_reply;
} PosternPlaceholders;

/**
 * PosternPlaceholderStyle:
 * @POSTERN_PLACEHOLDER_TEXT: a sentence for people
 * @POSTERN_PLACEHOLDER_COMMAND: a command line; each value becomes one quoted word
 * @POSTERN_PLACEHOLDER_LINK: a URI; each value is percent-encoded
 */
typedef enum
{
  POSTERN_PLACEHOLDER_TEXT,
  POSTERN_PLACEHOLDER_COMMAND,
  POSTERN_PLACEHOLDER_LINK,
} PosternPlaceholderStyle;

char     *postern_placeholders_fill        (const PosternPlaceholders *self,
                                            const char                *text,
                                            PosternPlaceholderStyle    style);
void      postern_placeholders_fill_action (const PosternPlaceholders *self,
                                            const PosternAction       *action,
                                            PosternFinding            *finding);
gboolean  postern_placeholders_know        (const PosternPlaceholders *self,
                                            const char                *text);

G_END_DECLS
