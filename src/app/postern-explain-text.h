/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/postern-context.h"
#include "core/diagnosis/postern-diagnosis.h"

G_BEGIN_DECLS

void            postern_explain_text_async        (PosternContext        *context,
                                                   const char            *text,
                                                   const char            *provider,
                                                   GCancellable          *cancellable,
                                                   GAsyncReadyCallback    callback,
                                                   gpointer               user_data);
PosternFinding *postern_explain_text_finish       (GAsyncResult          *result,
                                                   GError               **error);
char           *postern_explain_text_dup          (GtkTextView           *view);
void            postern_explain_text_write_letter (GtkWidget             *widget,
                                                   PosternContext        *context,
                                                   const char            *text,
                                                   const char            *provider,
                                                   const char            *reason);

G_END_DECLS
