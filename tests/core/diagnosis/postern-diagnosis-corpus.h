/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** One case of a file; corpus/README.md tells the format. */
typedef struct
{
  char *id;
  char *source;
  char *text;
} PosternDiagnosisCase;

/** (element-type PosternDiagnosisCase) (transfer container): all cases of all files of the folder corpus. */
GPtrArray *postern_diagnosis_corpus_read (void);

G_END_DECLS
