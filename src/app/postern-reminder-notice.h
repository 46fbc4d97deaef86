/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-context.h"

G_BEGIN_DECLS

/**
 * PosternReminderNotice:
 *
 * Tells the desktop what is due, once a day while the window is open. Pressing the notification shows it in the list
 * (app.show-due).
 */
#define POSTERN_TYPE_REMINDER_NOTICE (postern_reminder_notice_get_type ())
G_DECLARE_FINAL_TYPE (PosternReminderNotice, postern_reminder_notice, POSTERN, REMINDER_NOTICE, GObject)

PosternReminderNotice *postern_reminder_notice_new  (PosternContext        *context,
                                                     GSettings             *settings);
GNotification         *postern_reminder_notice_make (PosternReminderNotice *self,
                                                     GDateTime             *today);

G_END_DECLS
