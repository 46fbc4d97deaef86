/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-provider.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (PosternProvider, postern_provider, G_TYPE_OBJECT)

static const char *const kind_nicks[] = {
  [POSTERN_PROVIDER_MAILBOX] = "mailbox",
  [POSTERN_PROVIDER_TRANSACTIONAL] = "transactional",
  [POSTERN_PROVIDER_RELAY] = "relay",
  [POSTERN_PROVIDER_CUSTOM] = "custom",
};

static gboolean
is_of_alphabet (const char *text,
                const char *alphabet)
{
  gboolean letters_only = g_str_equal (alphabet, "lower");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (letters_only ? !g_ascii_islower (*c) : !g_ascii_isalnum (*c))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_blank (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!g_unichar_isspace (g_utf8_get_char (c)))
        return FALSE;
    }

  return TRUE;
}

static void
postern_provider_finalize (GObject *object)
{
  PosternProvider *self = POSTERN_PROVIDER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->summary);
  g_clear_pointer (&self->endpoints, g_ptr_array_unref);
  g_strfreev (self->mechanisms);
  g_free (self->oldest_tls);
  g_strfreev (self->mx_patterns);
  g_strfreev (self->spf_includes);
  g_clear_pointer (&self->dkim, g_ptr_array_unref);
  g_free (self->signing);
  g_free (self->user);
  g_free (self->user_name);
  g_free (self->password_name);
  g_free (self->password_alphabet);
  g_clear_pointer (&self->oauth, postern_provider_oauth_free);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_provider_parent_class)->finalize (object);
}

static void
postern_provider_class_init (PosternProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_provider_finalize;
}

static void
postern_provider_init (PosternProvider *self)
{
}

/**
 * postern_provider_kind_to_nick:
 * @kind: a #PosternProviderKind
 *
 * Returns: (transfer none): "mailbox", "transactional", "relay" or "custom"
 */
const char *
postern_provider_kind_to_nick (PosternProviderKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

/**
 * postern_provider_judge_password:
 * @self: the provider that is said to have made the password
 * @cleaned: the password without the spaces of copying
 *
 * Compares a password with the shape of those that the provider makes. A doubt is only that: people know
 * better, and providers change.
 *
 * Returns: what the password looks like
 */
PosternPasswordShape
postern_provider_judge_password (PosternProvider *self,
                                 PosternSecret   *cleaned)
{
  const char *text;
  gsize length;

  g_return_val_if_fail (POSTERN_IS_PROVIDER (self), POSTERN_PASSWORD_FITS);
  g_return_val_if_fail (cleaned != NULL, POSTERN_PASSWORD_EMPTY);

  text = postern_secret_peek (cleaned);
  length = postern_secret_get_length (cleaned);

  if (is_blank (text))
    return POSTERN_PASSWORD_EMPTY;
  if (self->password_alphabet != NULL && !is_of_alphabet (text, self->password_alphabet))
    return POSTERN_PASSWORD_NORMAL;
  if (self->password_length != 0 && length < self->password_length)
    return POSTERN_PASSWORD_SHORT;
  if (self->password_length != 0 && length > self->password_length)
    return POSTERN_PASSWORD_LONG;

  return POSTERN_PASSWORD_FITS;
}
