/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-postfix.h"

G_BEGIN_DECLS

#define POSTERN_TEST_DOVECOT "/usr/sbin/dovecot"
#define POSTERN_TEST_POSTGREY "/usr/sbin/postgrey"

struct _PosternTestPostfix
{
  char                *folder;
  char                *ca_file;
  char                *mailbox;
  guint16              port;
  guint16              tls_port;
  guint16              postgrey_port;
  gsize                log_seen;
  const char          *wanted;
  char                *found;
  PosternTestProcess  *dovecot;
  PosternTestProcess  *postgrey;
  PosternTestProcess  *postfix;
};

/** Where @name lies in the scratch folder. (transfer full) */
char *postern_test_postfix_get_path  (PosternTestPostfix      *self,
                                      const char              *name);
/** Fills the scratch folder with all that the two programs need, and chooses the ports. */
void  postern_test_postfix_configure (PosternTestPostfix      *self,
                                      const char              *user,
                                      const char              *password,
                                      PosternTestPostfixFlags  flags);

G_END_DECLS
