/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternMakeFunc:
 * @data: what the file is made of, which nothing else changes meanwhile
 * @error: return location for an error
 *
 * Makes the bytes of a file, in a thread of its own.
 *
 * Returns: (transfer full): the bytes, wiped when their last reference goes if they hold secrets; or %NULL with @error
 */
typedef GBytes *(*PosternMakeFunc) (gpointer   data,
                                    GError   **error);

/**
 * postern_saving_run:
 * @task: returns whether the file was saved
 * @path: where to save it; only its owner can read it
 * @make: makes its bytes
 * @data: (transfer full): what it makes them of
 * @free_data: frees @data
 *
 * Makes a file and saves it, both in a thread, for a key may take a second to be made. A task that is cancelled returns
 * at once; from then on, no file is written.
 */
void postern_saving_run (GTask           *task,
                         const char      *path,
                         PosternMakeFunc  make,
                         gpointer         data,
                         GDestroyNotify   free_data);

G_END_DECLS
