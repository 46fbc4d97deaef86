/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings-fill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-secret-text.h"
#include "core/catalogue/postern-settings-check.h"

/* Clearly no password. */
#define MASK "••••••••"

/* Goes through the writers in the password's place, for it is the same in every syntax, however deep; the mask takes
 * its place at last. */
#define STAND_IN "qzPosternMaskzq"

static char *
write_literal (const PosternFilling  *self,
               const PosternWriter   *writer,
               PosternValue           value,
               GError               **error)
{
  g_autoptr (GError) local = NULL;
  const char *text = self->values[value];
  char *literal;

  /* Digits are the number literal of every syntax here. */
  if (value == POSTERN_VALUE_PORT)
    return g_strdup (text);

  if (*text == '\0' && (value == POSTERN_VALUE_DOMAIN || value == POSTERN_VALUE_LOCAL_PART))
    {
      postern_settings_set_value_error (error, POSTERN_SETTINGS_ERROR_INPUT, POSTERN_VALUE_FROM,
                                        _("This is no e-mail address. It needs a name, “@” and a domain."));
      return NULL;
    }
  literal = writer->write (text, &local);
  /* A sender without a name is called by its address where there must be one. */
  if (literal == NULL && value == POSTERN_VALUE_FROM_NAME && *text == '\0')
    return write_literal (self, writer, POSTERN_VALUE_FROM, error);
  if (literal == NULL)
    postern_settings_set_value_error (error, (PosternSettingsError) local->code, value, local->message);

  return literal;
}

static char *
write_template (const PosternFilling   *self,
                const PosternTemplate  *template,
                GError                **error);

/* The value that is most likely at fault where a composed one is refused. */
static PosternValue
find_suspect (const PosternTemplate *template)
{
  static const PosternValue suspects[] = { POSTERN_VALUE_PASSWORD, POSTERN_VALUE_USER, POSTERN_VALUE_FROM_NAME,
                                           POSTERN_VALUE_FROM };

  for (gsize i = 0; i < G_N_ELEMENTS (suspects); i++)
    {
      if (postern_template_has (template, suspects[i]))
        return suspects[i];
    }

  return POSTERN_VALUE_HOST;
}

/* Where a sender has no name, nothing of it is left in “NAME <ADDRESS>”. */
static const char *
skip_empty_name (const PosternFilling  *self,
                 const PosternTemplate *template,
                 const char            *text)
{
  const PosternSegment *first = g_ptr_array_index (template->segments, 0);
  gboolean is_name = first->text == NULL && first->words == NULL && first->compose == NULL &&
                     first->value == POSTERN_VALUE_FROM_NAME;

  return is_name && *self->values[POSTERN_VALUE_FROM_NAME] == '\0' ? text + strspn (text, " ") : text;
}

static char *
write_compose (const PosternFilling   *self,
               const PosternWriter    *writer,
               const PosternCompose   *compose,
               GError                **error)
{
  const PosternTemplate *template = postern_templates_find (compose->templates, self->security);
  g_autoptr (GError) local = NULL;
  char *text = write_template (self, template, error);
  char *literal;

  if (text == NULL)
    return NULL;
  literal = writer->write (skip_empty_name (self, template, text), &local);
  postern_secret_wipe (text);
  if (literal == NULL)
    postern_settings_set_value_error (error, (PosternSettingsError) local->code, find_suspect (template),
                                      local->message);

  return literal;
}

static char *
write_segment (const PosternFilling   *self,
               const PosternTemplate  *template,
               const PosternSegment   *segment,
               GError                **error)
{
  if (segment->text != NULL)
    return g_strdup (segment->text);
  if (segment->words != NULL)
    return g_strdup (segment->words->texts[self->security]);
  if (segment->compose != NULL)
    return write_compose (self, template->writer, segment->compose, error);

  return write_literal (self, template->writer, segment->value, error);
}

static char *
write_template (const PosternFilling   *self,
                const PosternTemplate  *template,
                GError                **error)
{
  g_autoptr (PosternSecretText) pieces = postern_secret_text_new ();

  for (guint i = 0; i < template->segments->len; i++)
    {
      char *piece = write_segment (self, template, g_ptr_array_index (template->segments, i), error);

      if (piece == NULL)
        return NULL;
      postern_secret_text_take (pieces, piece);
    }

  return postern_secret_text_join (pieces, NULL);
}

static char *
put_mask (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, STAND_IN, -1);

  return g_strjoinv (MASK, pieces);
}

/**
 * postern_filling_init:
 * @self: memory for it
 * @input: the values, which must outlive it
 */
void
postern_filling_init (PosternFilling             *self,
                      const PosternSettingsInput *input)
{
  const char *at = strrchr (input->from, '@');

  g_snprintf (self->port, sizeof self->port, "%u", (guint) input->endpoint->port);
  self->local_part = g_strndup (input->from, at == NULL ? 0 : (gsize) (at - input->from));
  self->security = input->endpoint->security;
  self->is_masked = input->secret == NULL;
  self->values[POSTERN_VALUE_HOST] = input->endpoint->host;
  self->values[POSTERN_VALUE_PORT] = self->port;
  self->values[POSTERN_VALUE_SECURITY] = postern_security_to_nick (input->endpoint->security);
  self->values[POSTERN_VALUE_USER] = input->user;
  self->values[POSTERN_VALUE_PASSWORD] = self->is_masked ? STAND_IN : postern_secret_peek (input->secret);
  self->values[POSTERN_VALUE_FROM] = input->from;
  self->values[POSTERN_VALUE_FROM_NAME] = input->from_name == NULL ? "" : input->from_name;
  self->values[POSTERN_VALUE_DOMAIN] = at == NULL ? "" : at + 1;
  self->values[POSTERN_VALUE_LOCAL_PART] = self->local_part;
}

/**
 * postern_filling_clear:
 * @self: what was filled in
 */
void
postern_filling_clear (PosternFilling *self)
{
  g_clear_pointer (&self->local_part, g_free);
}

/**
 * postern_filling_write:
 * @self: what to fill in
 * @template: a template that is for this kind of encryption
 * @error: return location for a #PosternSettingsError
 *
 * Returns: (transfer full): the template's text with each value as a complete literal of its syntax, to be wiped;
 *   %NULL with a #PosternSettingsError when that can't be done
 */
char *
postern_filling_write (const PosternFilling   *self,
                       const PosternTemplate  *template,
                       GError                **error)
{
  g_autofree char *text = NULL;

  if (!self->is_masked)
    return write_template (self, template, error);

  text = write_template (self, template, error);

  return text == NULL ? NULL : put_mask (text);
}
