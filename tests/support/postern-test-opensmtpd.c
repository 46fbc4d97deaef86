/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-opensmtpd.h"

#include <unistd.h>

#define ROOT_VARIABLE "POSTERN_TEST_OPENSMTPD"

/* A mount namespace of its own: a spool that nobody else uses, and nothing to clean up afterwards. */
#define SCRIPT \
  "mount --make-rprivate / && " \
  "mount -t tmpfs -o mode=711 tmpfs \"$1/var/spool/smtpd\" && " \
  "mount -t tmpfs tmpfs \"$1/run\" && " \
  "mount --bind \"$2\" \"$1/mnt\" && " \
  "exec chroot \"$1\" /usr/sbin/smtpd -d -f /mnt/smtpd.conf"

const char *
postern_test_opensmtpd_get_missing (void)
{
  const char *root = g_getenv (ROOT_VARIABLE);

  if (geteuid () != 0)
    return "needs root to run OpenSMTPD";
  if (root == NULL || !g_file_test (root, G_FILE_TEST_IS_DIR))
    return "needs the package opensmtpd, unpacked by build-aux/unpack";

  return NULL;
}

typedef struct
{
  PosternTestProcess *process;
  guint16             port;
} Waiting;

static gboolean
is_ready_or_gone (gpointer data)
{
  Waiting *waiting = data;

  return !postern_test_process_is_running (waiting->process) || postern_test_process_is_listening (waiting->port);
}

PosternTestProcess *
postern_test_opensmtpd_start (const char *folder,
                              guint16     port)
{
  g_autofree char *output = g_build_filename (folder, "said", NULL);
  const char *const argv[] = {
    "unshare", "--mount", "sh", "-c", SCRIPT, "sh", g_getenv (ROOT_VARIABLE), folder, NULL,
  };
  g_autoptr (GError) error = NULL;
  PosternTestProcess *process = postern_test_process_start (argv, NULL, output, &error);
  Waiting waiting = { process, port };

  g_assert_no_error (error);
  if (!postern_test_poll (is_ready_or_gone, &waiting, POSTERN_TEST_DEADLINE) ||
      !postern_test_process_is_running (process))
    g_error ("OpenSMTPD does not listen: %s", postern_test_process_read_errors (process));

  return process;
}
