/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** Whom a thread tells its news, in the main context of whoever started it. */
typedef struct _PosternListener PosternListener;

/**
 * PosternListenerFunc:
 * @func: the function of the listener, to be cast to what it is
 * @data: the data of the listener
 * @news: what there is to tell
 *
 * Calls @func.
 */
typedef void (*PosternListenerFunc) (GCallback func,
                                     gpointer  data,
                                     gpointer  news);

PosternListener *postern_listener_new   (GCallback            func,
                                         gpointer             data,
                                         GDestroyNotify       destroy);
void             postern_listener_tell  (PosternListener     *self,
                                         PosternListenerFunc  tell,
                                         gpointer             news,
                                         GDestroyNotify       free_news);
void             postern_listener_close (PosternListener     *self);

G_END_DECLS
