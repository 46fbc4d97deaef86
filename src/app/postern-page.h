/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/postern-context.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

#define POSTERN_TYPE_PAGE (postern_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (PosternPage, postern_page, POSTERN, PAGE, AdwBin)

/**
 * PosternPageClass:
 * @enter: the page is about to be shown: fill the widgets from the record
 * @leave_async: the person wants to go on: check and store what needs time; the default succeeds at once
 * @leave_finish: its result; with an error the page stays and shows it
 * @point_at: takes the person to one thing on the page, by a name that the page knows; nothing by default
 * @may_close: whether nothing is lost when the window is closed now; always by default
 *
 * One question of the wizard. A subclass has a template whose children become the page's content below its
 * title; it writes each answer into the record as soon as it is given, and the wizard saves the record.
 */
struct _PosternPageClass
{
  AdwBinClass parent_class;

  void     (*enter)        (PosternPage          *self);
  void     (*leave_async)  (PosternPage          *self,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  gboolean (*leave_finish) (PosternPage          *self,
                            GAsyncResult         *result,
                            GError              **error);
  void     (*point_at)     (PosternPage          *self,
                            const char           *what);
  gboolean (*may_close)    (PosternPage          *self);
};

PosternContext  *postern_page_get_context     (PosternPage          *self);
PosternRecord   *postern_page_get_record      (PosternPage          *self);
PosternProvider *postern_page_get_provider    (PosternPage          *self);
PosternTarget   *postern_page_get_target      (PosternPage          *self);
GCancellable    *postern_page_get_cancellable (PosternPage          *self);

void             postern_page_set_title       (PosternPage          *self,
                                               const char           *title);
void             postern_page_set_subtitle    (PosternPage          *self,
                                               const char           *subtitle);
void             postern_page_set_complete    (PosternPage          *self,
                                               gboolean              complete);
void             postern_page_set_busy        (PosternPage          *self,
                                               gboolean              busy);
void             postern_page_show_problem    (PosternPage          *self,
                                               const char           *message);
void             postern_page_show_note       (PosternPage          *self,
                                               const char           *message);
void             postern_page_toast           (PosternPage          *self,
                                               const char           *message);

gboolean         postern_page_may_close       (PosternPage          *self);
void             postern_page_enter           (PosternPage          *self);
void             postern_page_point_at        (PosternPage          *self,
                                               const char           *what);
void             postern_page_leave_async     (PosternPage          *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         postern_page_leave_finish    (PosternPage          *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
