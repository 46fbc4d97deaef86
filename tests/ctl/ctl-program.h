/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "support/postern-test-wait.h"

G_BEGIN_DECLS

/** The password of these tests; it must not be seen in anything that the program writes. */
#define CTL_PASSWORD "brtk-wqnd-mzxl-hfpc"

/* What one run of the real posternctl came to. */
typedef struct
{
  int   status;
  char *output;
  char *errors;
} CtlRun;

/** Runs posternctl with the arguments, %NULL-terminated, to its end; fails the test at the deadline. */
CtlRun      *ctl_program_run           (const char *const *arguments);
/** As above, with @input on standard input. */
CtlRun      *ctl_program_run_with      (const char        *input,
                                        const char *const *arguments);
GSubprocess *ctl_program_start         (const char *const *arguments);
/** Waits for the end of @process (transfer full), with what it has printed on standard output. */
CtlRun      *ctl_program_end           (GSubprocess       *process);
void         ctl_run_free              (CtlRun            *self);

/** A file with @text in a scratch folder (transfer full). */
char        *ctl_program_write         (const char        *text);
/** One line on standard error, as DESIGN §4 wants it, and nothing else. */
void         ctl_run_assert_refused    (CtlRun            *self,
                                        int                status,
                                        const char        *words);
/** The whole output as JSON (transfer full). */
JsonNode    *ctl_run_parse             (CtlRun            *self);
/** The last line of the output as JSON (transfer full). */
JsonNode    *ctl_run_parse_last_line   (CtlRun            *self);
/** The password stands in nothing that was printed. */
void         ctl_run_assert_no_secret  (CtlRun            *self);
/** The same for any bytes. */
void         ctl_assert_no_secret_in   (const char        *bytes,
                                        gsize              length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlRun, ctl_run_free)

#define ctl_run(...) ctl_program_run ((const char *const[]) { __VA_ARGS__, NULL })

G_END_DECLS
