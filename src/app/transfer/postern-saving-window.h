/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_SAVING_WINDOW (postern_saving_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (PosternSavingWindow, postern_saving_window, POSTERN, SAVING_WINDOW, AdwWindow)

/**
 * PosternSavingWindowClass:
 * @begin: “Save” was pressed: ask what is to be asked, until the window is closed, then
 *   postern_saving_window_choose_file()
 * @list_records: (transfer full) (element-type PosternRecord): what is to be saved
 * @get_with_passwords: whether the passwords go along
 * @get_encrypted: whether the file gets a passphrase; it does by default
 * @refuse: (nullable): a translated sentence, why these entries, of which so many have no password, are not saved
 * @save_async: saves the entries in a thread, with the passphrase if there is one
 * @save_finish: its result
 * @say_saved: (transfer full): a translated sentence: that so many are in the file of that name
 *
 * A window that saves accounts in a file, and shows the passphrase that opens it once. What is in the template of a
 * subclass stands above its button “Save”. While it works it can be stopped, and closing it does that.
 */
struct _PosternSavingWindowClass
{
  AdwWindowClass parent_class;

  void        (*begin)              (PosternSavingWindow  *self,
                                     GCancellable         *cancellable);
  GPtrArray  *(*list_records)       (PosternSavingWindow  *self);
  gboolean    (*get_with_passwords) (PosternSavingWindow  *self);
  gboolean    (*get_encrypted)      (PosternSavingWindow  *self);
  const char *(*refuse)             (PosternSavingWindow  *self,
                                     GPtrArray            *entries,
                                     guint                 n_without);
  void        (*save_async)         (PosternSavingWindow  *self,
                                     GPtrArray            *entries,
                                     PosternSecret        *passphrase,
                                     const char           *path,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
  gboolean    (*save_finish)        (GAsyncResult         *result,
                                     GError              **error);
  char       *(*say_saved)          (PosternSavingWindow  *self,
                                     const char           *name,
                                     guint                 n,
                                     guint                 n_without);
};

PosternContext *postern_saving_window_get_context (PosternSavingWindow *self);
void            postern_saving_window_set_heading (PosternSavingWindow *self,
                                                   const char          *heading);
void            postern_saving_window_choose_file (PosternSavingWindow *self,
                                                   const char          *title,
                                                   const char          *name);
void            postern_saving_window_save        (PosternSavingWindow *self,
                                                   GFile               *file);

G_END_DECLS
