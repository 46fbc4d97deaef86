/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings-check.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-remedy.h"

/* What an error carries beside its message. */
typedef struct
{
  const char *obstacle;
} PosternSettingsErrorPrivate;

static const char *const value_labels[POSTERN_N_VALUES] = {
  [POSTERN_VALUE_HOST] = N_("Mail server"),
  [POSTERN_VALUE_PORT] = N_("Port"),
  [POSTERN_VALUE_SECURITY] = N_("Encryption"),
  [POSTERN_VALUE_USER] = N_("User name"),
  [POSTERN_VALUE_PASSWORD] = N_("Password"),
  [POSTERN_VALUE_FROM] = N_("Sender’s address"),
  [POSTERN_VALUE_FROM_NAME] = N_("Sender’s name"),
  [POSTERN_VALUE_DOMAIN] = N_("Sender’s domain"),
  [POSTERN_VALUE_LOCAL_PART] = N_("Sender’s address, before “@”"),
};

static void
postern_settings_error_private_init (PosternSettingsErrorPrivate *self)
{
  self->obstacle = NULL;
}

static void
postern_settings_error_private_copy (const PosternSettingsErrorPrivate *self,
                                     PosternSettingsErrorPrivate       *copy)
{
  copy->obstacle = self->obstacle;
}

static void
postern_settings_error_private_clear (PosternSettingsErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (PosternSettingsError, postern_settings_error)

/**
 * postern_settings_error_get_obstacle:
 * @error: an error of postern_settings_render()
 *
 * Returns: (transfer none) (nullable): what is in the way, as postern-remedy.h names it, when there are ways round it
 */
const char *
postern_settings_error_get_obstacle (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain != POSTERN_SETTINGS_ERROR ? NULL : postern_settings_error_get_private (error)->obstacle;
}

/**
 * postern_settings_set_obstacle:
 * @error: (nullable): an error that was set
 * @obstacle: what is in the way
 */
void
postern_settings_set_obstacle (GError     **error,
                               const char  *obstacle)
{
  if (error != NULL)
    postern_settings_error_get_private (*error)->obstacle = obstacle;
}

/**
 * postern_settings_set_value_error:
 * @error: return location for @code
 * @code: what kind of fault it is
 * @value: which value is at fault
 * @reason: translated sentence
 *
 * Sets "Password: It is too long."
 */
void
postern_settings_set_value_error (GError               **error,
                                  PosternSettingsError   code,
                                  PosternValue           value,
                                  const char            *reason)
{
  gboolean is_account = value == POSTERN_VALUE_PASSWORD || value == POSTERN_VALUE_USER;

  g_set_error (error, POSTERN_SETTINGS_ERROR, (int) code,
               /* Translators: the first %s is what a form asks for, such as “Password”, the second one a sentence
                * that says what is wrong with it. */
               _("%s: %s"), _(value_labels[value]), reason);
  if (is_account && (code == POSTERN_SETTINGS_ERROR_SYNTAX || code == POSTERN_SETTINGS_ERROR_LIMIT))
    postern_settings_set_obstacle (error, POSTERN_OBSTACLE_FORBIDDEN);
}
