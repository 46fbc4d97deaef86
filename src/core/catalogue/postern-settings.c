/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-settings-check.h"
#include "core/catalogue/writers/postern-writer.h"

/* Clearly no password, and every syntax can carry it. */
#define MASK "••••••••"

G_DEFINE_QUARK (postern-settings-error-quark, postern_settings_error)

/* Joins the pieces in memory that has the right size at once, so that no copy of a password is left behind. */
static char *
join (GPtrArray *pieces)
{
  gsize length = 0;
  char *joined;
  char *end;

  for (guint i = 0; i < pieces->len; i++)
    length += strlen (g_ptr_array_index (pieces, i));
  joined = end = g_malloc (length + 1);
  *end = '\0';
  for (guint i = 0; i < pieces->len; i++)
    end = g_stpcpy (end, g_ptr_array_index (pieces, i));

  return joined;
}

static char *
write_value (const PosternWriter  *writer,
             PosternValue          value,
             const char           *text,
             GError              **error)
{
  g_autoptr (GError) local = NULL;
  char *literal;

  /* Digits are the number literal of every syntax here. */
  if (value == POSTERN_VALUE_PORT)
    return g_strdup (text);

  literal = writer->write (text, &local);
  if (literal == NULL)
    {
      g_autofree char *message = postern_settings_describe_value (value, local->message);

      g_set_error_literal (error, local->domain, local->code, message);
    }

  return literal;
}

static char *
fill_in (const PosternTemplate  *template,
         const PosternWriter    *writer,
         const char *const      *values,
         GError                **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_wipe);

  for (guint i = 0; i < template->segments->len; i++)
    {
      const PosternSegment *segment = g_ptr_array_index (template->segments, i);
      char *piece = segment->text != NULL ? g_strdup (segment->text)
                                          : write_value (writer, segment->value, values[segment->value], error);

      if (piece == NULL)
        return NULL;
      g_ptr_array_add (pieces, piece);
    }

  return join (pieces);
}

static void
field_free (gpointer data)
{
  PosternSettingsField *self = data;

  g_free (self->label);
  postern_secret_wipe (self->value);
  g_free (self);
}

static gboolean
render_fields (PosternSettings      *self,
               PosternTarget        *target,
               PosternSecurity       security,
               const char *const    *values,
               GError              **error)
{
  const PosternWriter *writer = postern_writer_lookup (target->syntax);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_wipe);

  for (guint i = 0; i < target->fields->len; i++)
    {
      const PosternTemplate *template = g_ptr_array_index (target->fields, i);
      PosternSettingsField *field;
      char *value;

      if ((template->securities & (1u << security)) == 0)
        continue;
      value = fill_in (template, writer, values, error);
      if (value == NULL)
        return FALSE;
      field = g_new0 (PosternSettingsField, 1);
      field->label = g_strdup (template->label);
      field->value = value;
      field->secret = postern_template_has (template, POSTERN_VALUE_PASSWORD);
      g_ptr_array_add (self->fields, field);
      self->masked |= field->secret;
      g_ptr_array_add (lines, g_strconcat (field->label, ": ", value, "\n", NULL));
    }
  if (lines->len > 0)
    self->text = join (lines);

  return TRUE;
}

static gboolean
render_template (PosternSettings      *self,
                 PosternTarget        *target,
                 PosternSecurity       security,
                 const char *const    *values,
                 GError              **error)
{
  const PosternWriter *writer = postern_writer_lookup (target->syntax);

  for (guint i = 0; i < target->templates->len && self->text == NULL; i++)
    {
      const PosternTemplate *template = g_ptr_array_index (target->templates, i);

      if ((template->securities & (1u << security)) == 0)
        continue;
      self->masked = postern_template_has (template, POSTERN_VALUE_PASSWORD);
      self->text = fill_in (template, writer, values, error);
      if (self->text == NULL)
        return FALSE;
    }

  return TRUE;
}

/* @values borrow from @input and @port. */
static void
collect_values (const PosternSettingsInput *input,
                char                        port[8],
                const char                **values)
{
  g_snprintf (port, 8, "%u", (guint) input->endpoint->port);
  values[POSTERN_VALUE_HOST] = input->endpoint->host;
  values[POSTERN_VALUE_PORT] = port;
  values[POSTERN_VALUE_SECURITY] = postern_security_to_nick (input->endpoint->security);
  values[POSTERN_VALUE_USER] = input->user;
  values[POSTERN_VALUE_PASSWORD] = input->secret == NULL ? MASK : postern_secret_peek (input->secret);
  values[POSTERN_VALUE_FROM] = input->from;
  values[POSTERN_VALUE_FROM_NAME] = input->from_name == NULL ? "" : input->from_name;
}

/**
 * postern_settings_render:
 * @target: what wants the settings
 * @input: the values
 *
 * Fills the values into the target's template, each as a complete literal of the target's syntax.
 *
 * Returns: (transfer full): the settings, or %NULL with a #PosternSettingsError when a value can't be carried
 *   exactly as it is
 */
PosternSettings *
postern_settings_render (PosternTarget               *target,
                         const PosternSettingsInput  *input,
                         GError                     **error)
{
  g_autoptr (PosternSettings) self = NULL;
  const char *values[POSTERN_N_VALUES];
  char port[8];

  g_return_val_if_fail (POSTERN_IS_TARGET (target), NULL);
  g_return_val_if_fail (input != NULL && input->endpoint != NULL, NULL);
  g_return_val_if_fail (input->user != NULL && input->from != NULL, NULL);

  collect_values (input, port, values);
  if (!postern_settings_check_input (values, input->secret, error) ||
      !postern_settings_check_security (target, input->endpoint->security, error) ||
      !postern_settings_check_limits (target, values, input->secret == NULL, error))
    return NULL;

  self = g_new0 (PosternSettings, 1);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->warnings = postern_settings_warn (input);
  if (!render_fields (self, target, input->endpoint->security, values, error) ||
      !render_template (self, target, input->endpoint->security, values, error))
    return NULL;
  self->masked = self->masked && input->secret == NULL;

  return g_steal_pointer (&self);
}

/**
 * postern_settings_free:
 * @self: (transfer full) (nullable): settings; their text and values are wiped
 */
void
postern_settings_free (PosternSettings *self)
{
  if (self == NULL)
    return;

  postern_secret_wipe (self->text);
  g_ptr_array_unref (self->fields);
  g_strfreev (self->warnings);
  g_free (self);
}
