/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-postfix-private.h"

#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#define POSTFIX_MASTER "/usr/lib/postfix/sbin/master"
/* Postfix takes another user's rights for a moment, and by that loses the death signal that its parent set. */
#define KEEPER "trap 'kill $!; wait $!' TERM; \"$0\" \"$@\" & wait $!"
#define SASL_SOCKET "q/private/auth"

/* What keeps this machine from running Postfix, NULL if nothing. */
static const char *
get_missing (PosternTestPostfixFlags flags)
{
  if (geteuid () != 0)
    return "needs root to run Postfix";
  if (!g_file_test (POSTFIX_MASTER, G_FILE_TEST_IS_EXECUTABLE) || getpwnam ("postfix") == NULL)
    return "needs the package postfix";
  if (!g_file_test (POSTERN_TEST_DOVECOT, G_FILE_TEST_IS_EXECUTABLE))
    return "needs the package dovecot-core";
  if ((flags & POSTERN_TEST_POSTFIX_GREYLISTED) && !g_file_test (POSTERN_TEST_POSTGREY, G_FILE_TEST_IS_EXECUTABLE))
    return "needs the package postgrey";

  return NULL;
}

static gboolean
sasl_is_ready (gpointer postfix)
{
  g_autofree char *path = postern_test_postfix_get_path (postfix, SASL_SOCKET);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
postfix_is_ready (gpointer postfix)
{
  g_autofree char *log = postern_test_postfix_read_log (postfix);

  return strstr (log, "daemon started") != NULL;
}

static gboolean
postgrey_is_ready (gpointer postfix)
{
  PosternTestPostfix *self = postfix;

  return postern_test_process_is_listening (self->postgrey_port);
}

static PosternTestProcess *
start_program (PosternTestPostfix    *self,
               const char *const     *argv,
               const char            *name,
               PosternTestCondition   is_ready,
               GError               **error)
{
  g_autofree char *output = postern_test_postfix_get_path (self, name);
  g_autoptr (PosternTestProcess) process = postern_test_process_start (argv, NULL, output, error);
  g_autofree char *said = NULL;

  if (process == NULL)
    return NULL;
  if (postern_test_poll (is_ready, self, POSTERN_TEST_DEADLINE))
    return g_steal_pointer (&process);

  said = postern_test_process_read_errors (process);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s is not ready after %d s: %s", argv[0], POSTERN_TEST_DEADLINE,
               said);

  return NULL;
}

static gboolean
start_postgrey (PosternTestPostfix  *self,
                GError             **error)
{
  g_autofree char *where = g_strdup_printf ("--inet=127.0.0.1:%u", self->postgrey_port);
  g_autofree char *data = postern_test_postfix_get_path (self, "data");
  g_autofree char *folder = g_strconcat ("--dbdir=", data, NULL);
  const char *const argv[] = { POSTERN_TEST_POSTGREY, where, folder, "--user=postfix", "--group=postfix", NULL };

  self->postgrey = start_program (self, argv, "postgrey-said", postgrey_is_ready, error);

  return self->postgrey != NULL;
}

static gboolean
start_programs (PosternTestPostfix  *self,
                GError             **error)
{
  g_autofree char *dovecot_config = postern_test_postfix_get_path (self, "etc/dovecot.conf");
  g_autofree char *postfix_config = postern_test_postfix_get_path (self, "etc");
  const char *const dovecot[] = { POSTERN_TEST_DOVECOT, "-F", "-c", dovecot_config, NULL };
  const char *const postfix[] = { "sh", "-c", KEEPER, POSTFIX_MASTER, "-s", "-c", postfix_config, NULL };

  if (self->postgrey_port != 0 && !start_postgrey (self, error))
    return FALSE;
  self->dovecot = start_program (self, dovecot, "dovecot-said", sasl_is_ready, error);
  if (self->dovecot != NULL)
    self->postfix = start_program (self, postfix, "postfix-said", postfix_is_ready, error);

  return self->postfix != NULL;
}

/* Takes the next line with the wanted words out of the log; only complete lines count. */
static gboolean
find_log_line (gpointer postfix)
{
  PosternTestPostfix *self = postfix;
  g_autofree char *log = postern_test_postfix_read_log (self);
  const char *hit = self->log_seen < strlen (log) ? strstr (log + self->log_seen, self->wanted) : NULL;
  const char *end = hit == NULL ? NULL : strchr (hit, '\n');

  if (end == NULL)
    return FALSE;
  while (hit > log && hit[-1] != '\n')
    hit--;
  self->found = g_strndup (hit, (gsize) (end - hit));
  self->log_seen = (gsize) (end + 1 - log);

  return TRUE;
}

static char *
find_message (PosternTestPostfix *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->mailbox, 0, NULL);
  const char *name = folder == NULL ? NULL : g_dir_read_name (folder);

  return name == NULL ? NULL : g_build_filename (self->mailbox, name, NULL);
}

static gboolean
has_message (gpointer postfix)
{
  return postern_test_postfix_count_messages (postfix) > 0;
}

PosternTestPostfix *
postern_test_postfix_start (const char               *user,
                            const char               *password,
                            PosternTestPostfixFlags   flags,
                            GError                  **error)
{
  const char *missing = get_missing (flags);
  g_autoptr (PosternTestPostfix) self = NULL;

  if (missing != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, missing);
      return NULL;
    }
  self = g_new0 (PosternTestPostfix, 1);
  self->folder = postern_test_scratch ();
  postern_test_postfix_configure (self, user, password, flags);

  return start_programs (self, error) ? g_steal_pointer (&self) : NULL;
}

void
postern_test_postfix_stop (PosternTestPostfix *self)
{
  g_clear_pointer (&self->postfix, postern_test_process_stop);
  g_clear_pointer (&self->dovecot, postern_test_process_stop);
  g_clear_pointer (&self->postgrey, postern_test_process_stop);
  g_free (self->mailbox);
  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}

guint16
postern_test_postfix_get_port (PosternTestPostfix *self)
{
  return self->port;
}

guint16
postern_test_postfix_get_tls_port (PosternTestPostfix *self)
{
  return self->tls_port;
}

const char *
postern_test_postfix_get_ca_file (PosternTestPostfix *self)
{
  return self->ca_file;
}

guint
postern_test_postfix_count_messages (PosternTestPostfix *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->mailbox, 0, NULL);
  guint count = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    count++;

  return count;
}

GBytes *
postern_test_postfix_wait_for_message (PosternTestPostfix *self)
{
  g_autofree char *log = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!postern_test_poll (has_message, self, POSTERN_TEST_DEADLINE))
    {
      log = postern_test_postfix_read_log (self);
      g_error ("No message in the mailbox after %d s. Postfix says:\n%s", POSTERN_TEST_DEADLINE, log);
    }
  path = find_message (self);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);

  return g_bytes_new_take (text, length);
}

char *
postern_test_postfix_wait_for_log (PosternTestPostfix *self,
                                   const char         *text)
{
  self->wanted = text;
  if (!postern_test_poll (find_log_line, self, POSTERN_TEST_DEADLINE))
    {
      g_autofree char *log = postern_test_postfix_read_log (self);

      g_error ("Postfix has not logged “%s” after %d s, but:\n%s", text, POSTERN_TEST_DEADLINE, log);
    }

  return g_steal_pointer (&self->found);
}

char *
postern_test_postfix_read_log (PosternTestPostfix *self)
{
  g_autofree char *path = postern_test_postfix_get_path (self, "postfix.log");
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");

  return text;
}
