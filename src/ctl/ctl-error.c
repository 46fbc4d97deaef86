/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/base/postern-secret.h"
#include "core/batch/postern-onboarding.h"
#include "core/catalogue/postern-settings.h"
#include "core/handover/postern-backup.h"
#include "core/handover/postern-envelope.h"
#include "core/network/postern-http.h"
#include "core/oauth/postern-oauth-error.h"
#include "core/records/postern-store.h"
#include "core/records/postern-vault.h"
#include "core/smtp/postern-smtp-error.h"
#include "ctl/ctl.h"

G_DEFINE_QUARK (ctl-error-quark, ctl_error)

static CtlStatus
classify (const GError *error)
{
  if (error->domain == POSTERN_STORE_ERROR)
    return error->code == POSTERN_STORE_ERROR_NOT_FOUND ? CTL_USAGE : CTL_BROKEN;
  if (error->domain == POSTERN_VAULT_ERROR)
    return error->code == POSTERN_VAULT_ERROR_NOT_FOUND ? CTL_USAGE : CTL_BROKEN;
  if (error->domain == POSTERN_OAUTH_ERROR)
    return error->code == POSTERN_OAUTH_ERROR_INPUT ? CTL_USAGE : CTL_PROBLEM;
  if (error->domain == POSTERN_HTTP_ERROR)
    return CTL_PROBLEM;
  if (g_error_matches (error, CTL_ERROR, CTL_ERROR_STOPPED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CTL_BROKEN;
  if (error->domain == POSTERN_BACKUP_ERROR || error->domain == POSTERN_ENVELOPE_ERROR ||
      error->domain == POSTERN_TABLE_ERROR || error->domain == POSTERN_ONBOARDING_ERROR)
    return CTL_USAGE;
  if (error->domain == CTL_ERROR || error->domain == POSTERN_SECRET_ERROR || error->domain == G_OPTION_ERROR ||
      error->domain == POSTERN_SETTINGS_ERROR || error->domain == POSTERN_SMTP_ERROR || error->domain == G_FILE_ERROR)
    return CTL_USAGE;

  return CTL_BROKEN;
}

/**
 * ctl_fail:
 * @status: how the program ends
 * @format: what was wrong and what to do; printf() style
 *
 * Prints one line on standard error.
 *
 * Returns: @status
 */
CtlStatus
ctl_fail (CtlStatus   status,
          const char *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (text, "\r\n", ' ');
  fprintf (stderr, "posternctl: %s\n", text);

  return status;
}

/**
 * ctl_fail_error:
 * @error: what went wrong
 *
 * Returns: the exit code for @error, whose message was printed
 */
CtlStatus
ctl_fail_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, CTL_BROKEN);

  return ctl_fail (classify (error), "%s", error->message);
}

/**
 * ctl_refuse:
 * @error: return location for %CTL_ERROR_USAGE
 * @format: what was wrong and what to do; printf() style
 * @...: for @format
 *
 * Returns: %FALSE
 */
gboolean
ctl_refuse (GError    **error,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, CTL_ERROR, CTL_ERROR_USAGE, text);

  return FALSE;
}
