/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PosternAbout:
 * @name: the program's name as people see it
 * @icon_name: its icon
 * @version: its version
 * @comments: (nullable): a sentence on what it does
 * @website: (nullable): https address
 * @issue_url: (nullable): https address
 *
 * What the window about the program says beside the licence.
 */
typedef struct
{
  const char *name;
  const char *icon_name;
  const char *version;
  const char *comments;
  const char *website;
  const char *issue_url;
} PosternAbout;

void      postern_compat_confirm_async    (GtkWidget            *parent,
                                           const char           *heading,
                                           const char           *body,
                                           const char           *cancel_label,
                                           const char           *confirm_label,
                                           gboolean              destructive,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  postern_compat_confirm_finish   (GAsyncResult         *result,
                                           GError              **error);
void      postern_compat_save_file_async  (GtkWindow            *parent,
                                           const char           *title,
                                           const char           *suggested_name,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GFile    *postern_compat_save_file_finish (GAsyncResult         *result,
                                           GError              **error);
void      postern_compat_open_file_async  (GtkWindow            *parent,
                                           const char           *title,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GFile    *postern_compat_open_file_finish (GAsyncResult         *result,
                                           GError              **error);
void      postern_compat_show_about       (GtkWindow            *parent,
                                           const PosternAbout   *about);

G_END_DECLS
