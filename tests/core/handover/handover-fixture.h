/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-entry.h"

G_BEGIN_DECLS

/** What every format has to carry to the letter. */
#define HANDOVER_NASTY "p\"a's$s\\w#o rd;%{}<>&é,=|\tx"

/** (transfer full) (element-type PosternEntry): one with everything, one with the least and no password */
GPtrArray *handover_fixture_new_entries (void);
/** Runs a program with @input (nullable) as its standard input; returns what it printed, with @status as it ended. */
char      *handover_fixture_run         (const char *const  *argv,
                                         const char         *input,
                                         int                *status);

G_END_DECLS
