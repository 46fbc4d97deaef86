/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/postern-test-wait.h"

G_BEGIN_DECLS

/**
 * PosternTestProcess:
 *
 * A program that runs beside the test in a process group of its own. It ends with the test, however the
 * test ends: stopped in order, or by the kernel when the thread that started it dies.
 */
typedef struct _PosternTestProcess PosternTestProcess;

/**
 * postern_test_process_start:
 * @argv: the program, looked up in PATH, and its arguments, %NULL-terminated
 * @envp: (nullable): its whole environment, "NAME=value"; the test's own when %NULL
 * @output: path prefix of the files that take what it writes, "@output.out" and "@output.err"
 * @error: G_SPAWN_ERROR or G_FILE_ERROR
 *
 * Starts a program. Call it from a thread that lives as long as the program must, so mostly from main().
 *
 * Returns: (transfer full) (nullable): the process, to be given to postern_test_process_stop()
 */
PosternTestProcess *postern_test_process_start       (const char *const   *argv,
                                                      char               **envp,
                                                      const char          *output,
                                                      GError             **error);
/** Ends @self politely, with everything in its process group, after 5 s by force; frees @self. */
void                postern_test_process_stop        (PosternTestProcess  *self);
gboolean            postern_test_process_is_running  (PosternTestProcess  *self);
/**
 * postern_test_process_wait:
 * @self: a process
 * @seconds: how long to wait at most
 * @status: (out) (optional): what waitpid() told, once it has ended
 *
 * Returns: whether it has ended by itself within the time
 */
gboolean            postern_test_process_wait        (PosternTestProcess  *self,
                                                      guint                seconds,
                                                      int                 *status);
GPid                postern_test_process_get_pid     (PosternTestProcess  *self);
/** What it has written until now to standard output. (transfer full) */
char               *postern_test_process_read_output (PosternTestProcess  *self);
/** What it has written until now to standard error. (transfer full) */
char               *postern_test_process_read_errors (PosternTestProcess  *self);

/**
 * postern_test_poll:
 * @condition: asked every 20 ms
 * @data: closure
 * @seconds: how long to ask at most
 *
 * Turns the default main context until @condition holds. Unlike postern_test_wait() it also suits what no main
 * loop hears of, such as a file that another process writes, and leaves it to the caller to fail.
 *
 * Returns: whether it came to hold within the time
 */
gboolean            postern_test_poll                (PosternTestCondition condition,
                                                      gpointer             data,
                                                      guint                seconds);

/** A TCP port of 127.0.0.1 where nobody listens now. */
guint16             postern_test_process_choose_port (void);
/** Whether somebody listens at a port of 127.0.0.1. */
gboolean            postern_test_process_is_listening (guint16              port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestProcess, postern_test_process_stop)

G_END_DECLS
