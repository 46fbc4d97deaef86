/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-remedy.h"

static const char *const security_labels[] = {
  [POSTERN_SECURITY_STARTTLS] = N_("STARTTLS"),
  [POSTERN_SECURITY_TLS] = N_("TLS from the start (SSL)"),
  [POSTERN_SECURITY_NONE] = N_("no encryption"),
};

static gboolean
fail (GError               **error,
      PosternSettingsError   code,
      PosternValue           value,
      const char            *reason)
{
  postern_settings_set_value_error (error, code, value, reason);

  return FALSE;
}

static gboolean
check_length (PosternTarget       *target,
              const PosternLimit  *limit,
              PosternValue         value,
              const char          *text,
              GError             **error)
{
  gsize length = limit->in_bytes ? strlen (text) : (gsize) g_utf8_strlen (text, -1);
  g_autofree char *reason = NULL;

  if (limit->max_length == 0 || length <= limit->max_length)
    return TRUE;

  if (limit->in_bytes)
    reason = g_strdup_printf (
        /* Translators: %s is a program or device, %u a number of bytes. */
        ngettext ("It is too long. %s takes at most %u byte, and letters with accents count as two or more.",
                  "It is too long. %s takes at most %u bytes, and letters with accents count as two or more.",
                  limit->max_length),
        target->name, limit->max_length);
  else
    reason = g_strdup_printf (
        /* Translators: %s is a program or device, %u a number of characters. */
        ngettext ("It is too long. %s takes at most %u character.", "It is too long. %s takes at most %u characters.",
                  limit->max_length),
        target->name, limit->max_length);
  fail (error, POSTERN_SETTINGS_ERROR_LIMIT, value, reason);
  if (error != NULL && postern_settings_error_get_obstacle (*error) != NULL)
    postern_settings_set_obstacle (error, POSTERN_OBSTACLE_TOO_LONG);

  return FALSE;
}

static gboolean
check_characters (PosternTarget       *target,
                  const PosternLimit  *limit,
                  PosternValue         value,
                  const char          *text,
                  GError             **error)
{
  g_autofree char *reason = NULL;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_utf8_strchr (limit->forbidden, -1, g_utf8_get_char (c)) == NULL)
        continue;
      /* All of them are named, for the one that was found may be a part of the password.
       * Translators: the first %s is a program or device, the second one a row of characters. */
      reason = g_strdup_printf (_("%s does not take any of these characters: %s Use another one without them."),
                                target->name, limit->forbidden);
      return fail (error, POSTERN_SETTINGS_ERROR_LIMIT, value, reason);
    }
  if (limit->refused == NULL || !g_regex_match (limit->refused, text, 0, NULL))
    return TRUE;

  /* Translators: %s is a program or device. */
  reason = g_strdup_printf (_("%s would not read it as it is written. Use another one."), target->name);

  return fail (error, POSTERN_SETTINGS_ERROR_LIMIT, value, reason);
}

/* The encryption is chosen in fields that are not for every kind of it. */
static guint
get_securities (const PosternTargetVariant *variant)
{
  const PosternTargetPart *part = g_ptr_array_index (variant->parts, 0);
  GPtrArray *templates = part->fields->len > 0 ? part->fields : part->templates;
  guint special = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      const PosternTemplate *template = g_ptr_array_index (templates, i);

      if (template->securities != POSTERN_TEMPLATE_ANY_SECURITY)
        special |= template->securities;
    }

  return special == 0 ? postern_templates_join (templates) : special;
}

static gboolean
holds_nul (PosternSecret *secret)
{
  return secret != NULL && strlen (postern_secret_peek (secret)) != postern_secret_get_length (secret);
}

/**
 * postern_settings_check_input:
 * @values: a text for each #PosternValue
 * @secret: (nullable): the password among them
 * @error: return location for %POSTERN_SETTINGS_ERROR_INPUT
 *
 * Returns: whether the values are usable anywhere
 */
gboolean
postern_settings_check_input (const char *const  *values,
                              PosternSecret      *secret,
                              GError            **error)
{
  for (guint i = 0; i < POSTERN_N_VALUES; i++)
    {
      const char *reason = NULL;

      if (!g_utf8_validate (values[i], -1, NULL))
        reason = _("It is not text in UTF-8.");
      else if (strpbrk (values[i], "\r\n") != NULL || (i == POSTERN_VALUE_PASSWORD && holds_nul (secret)))
        reason = _("It holds a line end. Copy it again, without the lines around it.");
      else if (*values[i] == '\0' && (i == POSTERN_VALUE_HOST || i == POSTERN_VALUE_FROM))
        reason = _("It is missing.");
      if (reason != NULL)
        return fail (error, POSTERN_SETTINGS_ERROR_INPUT, (PosternValue) i, reason);
    }

  return TRUE;
}

/**
 * postern_settings_check_limits:
 * @target: a target
 * @values: a text for each #PosternValue
 * @is_masked: whether a mask stands in the password's place, which is not to be judged
 * @error: return location for %POSTERN_SETTINGS_ERROR_LIMIT
 *
 * Returns: whether the target takes these values
 */
gboolean
postern_settings_check_limits (PosternTarget      *target,
                               const char *const  *values,
                               gboolean            is_masked,
                               GError            **error)
{
  for (guint i = 0; i < target->limits->len; i++)
    {
      const PosternLimit *limit = g_ptr_array_index (target->limits, i);

      for (guint j = 0; j < POSTERN_N_VALUES; j++)
        {
          if ((limit->values & (1u << j)) == 0 || (is_masked && j == POSTERN_VALUE_PASSWORD))
            continue;
          if (!check_length (target, limit, (PosternValue) j, values[j], error) ||
              !check_characters (target, limit, (PosternValue) j, values[j], error))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * postern_settings_check_security:
 * @target: a target
 * @variant: one of its ways to give the settings
 * @security: how the connection is to be encrypted
 * @error: return location for %POSTERN_SETTINGS_ERROR_SECURITY
 *
 * Returns: whether the variant has settings for this kind of encryption
 */
gboolean
postern_settings_check_security (PosternTarget               *target,
                                 const PosternTargetVariant  *variant,
                                 PosternSecurity              security,
                                 GError                     **error)
{
  guint securities = get_securities (variant);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  g_autofree char *list = NULL;

  if ((securities & (1u << security)) != 0)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (security_labels); i++)
    {
      if ((securities & (1u << i)) != 0)
        g_strv_builder_add (builder, _(security_labels[i]));
    }
  labels = g_strv_builder_end (builder);
  list = g_strjoinv (", ", labels);
  g_set_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_SECURITY,
               /* Translators: the first %s is a program or device, the second one a kind of encryption, the third
                * one a list of those. */
               _("%s has no settings for this kind of encryption: %s. It can do: %s. Choose another port of the "
                 "mail server."),
               target->name, _(security_labels[security]), list);
  postern_settings_set_obstacle (error, POSTERN_OBSTACLE_NO_ENCRYPTION);

  return FALSE;
}
