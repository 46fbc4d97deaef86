/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-process.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define POLL_INTERVAL 20
#define PATIENCE 5

struct _PosternTestProcess
{
  GPid      pid;
  gboolean  ended;
  int       status;
  char     *output;
};

static char *
get_path (const char *output,
          const char *suffix)
{
  return g_strconcat (output, suffix, NULL);
}

static int
create_file (const char  *output,
             const char  *suffix,
             GError     **error)
{
  g_autofree char *path = get_path (output, suffix);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd < 0)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));

  return fd;
}

static char *
read_file (PosternTestProcess *self,
           const char         *suffix)
{
  g_autofree char *path = get_path (self->output, suffix);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");

  return text;
}

/* Runs between fork and exec: only calls that are safe after a signal. */
static void
leave_with_parent (gpointer parent)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != GPOINTER_TO_INT (parent))
    _exit (1);
}

static gboolean
has_ended (gpointer process)
{
  return !postern_test_process_is_running (process);
}

static void
free_process (PosternTestProcess *self)
{
  g_free (self->output);
  g_free (self);
}

PosternTestProcess *
postern_test_process_start (const char *const  *argv,
                            char              **envp,
                            const char         *output,
                            GError            **error)
{
  PosternTestProcess *self = g_new0 (PosternTestProcess, 1);
  int out = create_file (output, ".out", error);
  int err = out < 0 ? -1 : create_file (output, ".err", error);
  gboolean started = FALSE;

  self->output = g_strdup (output);
  if (err >= 0)
    started = g_spawn_async_with_pipes_and_fds (NULL, argv, (const char *const *) envp,
                                                G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, leave_with_parent,
                                                GINT_TO_POINTER (getpid ()), -1, out, err, NULL, NULL, 0, &self->pid,
                                                NULL, NULL, NULL, error);
  if (out >= 0)
    close (out);
  if (err >= 0)
    close (err);
  if (!started)
    g_clear_pointer (&self, free_process);

  return self;
}

void
postern_test_process_stop (PosternTestProcess *self)
{
  if (postern_test_process_is_running (self))
    {
      kill (-self->pid, SIGTERM);
      if (!postern_test_poll (has_ended, self, PATIENCE))
        {
          kill (-self->pid, SIGKILL);
          waitpid (self->pid, &self->status, 0);
        }
    }
  free_process (self);
}

gboolean
postern_test_process_is_running (PosternTestProcess *self)
{
  if (!self->ended)
    self->ended = waitpid (self->pid, &self->status, WNOHANG) != 0;

  return !self->ended;
}

gboolean
postern_test_process_wait (PosternTestProcess *self,
                           guint               seconds,
                           int                *status)
{
  gboolean ended = postern_test_poll (has_ended, self, seconds);

  if (ended && status != NULL)
    *status = self->status;

  return ended;
}

GPid
postern_test_process_get_pid (PosternTestProcess *self)
{
  return self->pid;
}

char *
postern_test_process_read_output (PosternTestProcess *self)
{
  return read_file (self, ".out");
}

char *
postern_test_process_read_errors (PosternTestProcess *self)
{
  return read_file (self, ".err");
}

gboolean
postern_test_poll (PosternTestCondition condition,
                   gpointer             data,
                   guint                seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gboolean holds = condition (data);

  while (!holds && g_get_monotonic_time () < deadline)
    {
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      g_usleep (POLL_INTERVAL * 1000);
      holds = condition (data);
    }

  return holds;
}

guint16
postern_test_process_choose_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return port;
}

gboolean
postern_test_process_is_listening (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}
