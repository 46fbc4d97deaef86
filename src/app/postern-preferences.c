/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/postern-preferences.h"

#include "core/network/postern-hosting.h"

/* Beside a program that was built but not installed. */
static GSettingsSchemaSource *
open_built_source (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program == NULL ? NULL : g_path_get_dirname (program);
  g_autofree char *data = folder == NULL ? NULL : g_build_filename (folder, "data", NULL);

  if (data == NULL)
    return NULL;

  return g_settings_schema_source_new_from_directory (data, g_settings_schema_source_get_default (), TRUE, NULL);
}

/**
 * postern_preferences_open:
 *
 * Opens what the window remembers of itself, also when Postern runs without being installed.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL where their schema is missing
 */
GSettings *
postern_preferences_open (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, POSTERN_APP_ID, TRUE);
  if (schema == NULL)
    built = open_built_source ();
  if (built != NULL)
    schema = g_settings_schema_source_lookup (built, POSTERN_APP_ID, FALSE);

  return schema == NULL ? NULL : g_settings_new_full (schema, NULL, NULL);
}

/**
 * postern_preferences_get_without:
 * @settings: (nullable): the settings
 *
 * Returns: what may not be looked up, for a #PosternHostingQuestion; nothing may where the settings are missing
 */
guint
postern_preferences_get_without (GSettings *settings)
{
  guint without = 0;

  if (settings == NULL)
    return POSTERN_HOSTING_OFFLINE;

  for (guint i = POSTERN_CLUE_MX; i < POSTERN_N_CLUE_SOURCES; i++)
    {
      g_autofree char *key = g_strconcat (POSTERN_PREFERENCES_LOOK_UP,
                                          postern_clue_source_to_nick ((PosternClueSource) i), NULL);

      if (!g_settings_get_boolean (settings, key))
        without |= 1u << i;
    }

  return without;
}

/**
 * postern_preferences_restore_size:
 * @settings: (nullable): what the window remembers
 * @window: a window that is not shown yet
 *
 * Gives @window the size that it had.
 */
void
postern_preferences_restore_size (GSettings *settings,
                                  GtkWindow *window)
{
  if (settings == NULL)
    return;

  gtk_window_set_default_size (window, g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

/**
 * postern_preferences_save_size:
 * @settings: (nullable): what the window remembers
 * @window: a window that is about to close
 *
 * Keeps the size of @window.
 */
void
postern_preferences_save_size (GSettings *settings,
                               GtkWindow *window)
{
  int width, height;

  if (settings == NULL)
    return;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}
