/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-store-rows.h"

/** How long after a change of the file the store looks into it, in milliseconds. */
#define PAUSE 200

typedef struct
{
  PosternStore *store;
  GFileMonitor *monitor;
  guint         pause_source;
} Following;

static void
following_free (Following *following)
{
  g_clear_handle_id (&following->pause_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (following->monitor, following);
  g_object_unref (following->monitor);
  g_free (following);
}

static void
pause_passed_cb (gpointer user_data)
{
  Following *following = user_data;
  g_autoptr (GError) error = NULL;

  following->pause_source = 0;
  if (!postern_store_refresh (following->store, &error))
    g_info ("The file of records was not read again: %s", error->message);
}

static void
changed_cb (Following *following)
{
  if (following->pause_source == 0)
    following->pause_source = g_timeout_add_once (PAUSE, pause_passed_cb, following);
}

/**
 * postern_store_follow:
 * @self: a store
 *
 * From now on, the store takes over a moment later what other processes change, as by postern_store_refresh(), where
 * the file system tells of changes.
 */
void
postern_store_follow (PosternStore *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFileMonitor) monitor = NULL;
  Following *following;

  g_return_if_fail (POSTERN_IS_STORE (self));

  folder = g_file_new_for_path (postern_store_get_folder (self));
  monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return;
  following = g_new0 (Following, 1);
  following->store = self;
  following->monitor = g_steal_pointer (&monitor);
  g_file_monitor_set_rate_limit (following->monitor, PAUSE);
  g_signal_connect_swapped (following->monitor, "changed", G_CALLBACK (changed_cb), following);
  g_object_set_data_full (G_OBJECT (self), "postern-following", following, (GDestroyNotify) following_free);
}
