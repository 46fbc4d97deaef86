/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-spf-record.h"

#include <string.h>

#define VERSION "v=spf1"
#define QUALIFIERS "+-~?"
#define BITS4 32
#define BITS6 128

static const struct
{
  const char     *name;
  PosternSpfKind  kind;
} mechanisms[] = {
  { "all", POSTERN_SPF_ALL },       { "include", POSTERN_SPF_INCLUDE }, { "a", POSTERN_SPF_A },
  { "mx", POSTERN_SPF_MX },         { "ptr", POSTERN_SPF_PTR },         { "ip4", POSTERN_SPF_IP4 },
  { "ip6", POSTERN_SPF_IP6 },       { "exists", POSTERN_SPF_EXISTS },
};

static void
term_free (gpointer data)
{
  PosternSpfTerm *self = data;

  g_free (self->text);
  g_free (self->domain);
  g_clear_object (&self->network);
  g_free (self);
}

/* "%{…}", "%%", "%_" and "%-" are all that may begin with a "%" (RFC 7208 §7.1). */
static gboolean
macros_are_whole (const char *text)
{
  for (const char *c = strchr (text, '%'); c != NULL; c = strchr (c, '%'))
    {
      const char *end = c[1] == '{' ? strchr (c, '}') : NULL;

      if (end != NULL && end - c > 2)
        c = end;
      else if (c[1] != '\0' && strchr ("%_-", c[1]) != NULL)
        c += 2;
      else
        return FALSE;
    }

  return TRUE;
}

/* A name with at least two labels, the last not a number; with macros, almost anything. */
static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = NULL;
  guint n;

  if (strchr (text, '%') != NULL)
    return macros_are_whole (text);

  labels = g_strsplit (text, ".", -1);
  n = g_strv_length (labels);
  if (n < 2 || strspn (labels[n - 1], "0123456789") == strlen (labels[n - 1]))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (labels[i][0] == '\0' || strlen (labels[i]) > 63)
        return FALSE;
      for (const char *c = labels[i]; *c != '\0'; c++)
        {
          if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
            return FALSE;
        }
    }

  return TRUE;
}

static char *
read_domain (const char *text)
{
  g_autofree char *domain = g_ascii_strdown (text, -1);
  gsize length = strlen (domain);

  while (length > 1 && domain[length - 1] == '.')
    domain[--length] = '\0';

  return is_domain (domain) ? g_steal_pointer (&domain) : NULL;
}

static gboolean
read_bits (const char *text,
           guint       most,
           guint      *bits)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, most, &number, NULL))
    return FALSE;
  *bits = (guint) number;

  return TRUE;
}

/* "/24", "//64" or "/24//64" is cut off @value (RFC 7208 §5.6). */
static gboolean
read_prefixes (PosternSpfTerm *term,
               char           *value)
{
  char *slash = strchr (value, '/');
  char *second = slash != NULL ? strstr (slash, "//") : NULL;

  if (second != NULL)
    {
      *second = '\0';
      if (!read_bits (second + 2, BITS6, &term->prefix6))
        return FALSE;
    }
  if (slash == NULL || slash == second)
    return TRUE;
  *slash = '\0';

  return read_bits (slash + 1, BITS4, &term->prefix4);
}

/* Bits behind the prefix are allowed here, but not in a GInetAddressMask. */
static gboolean
read_network (PosternSpfTerm *term,
              char           *value)
{
  gboolean is4 = term->kind == POSTERN_SPF_IP4;
  char *slash = strchr (value, '/');
  guint bits = is4 ? BITS4 : BITS6;
  g_autoptr (GInetAddress) address = NULL;
  g_autoptr (GInetAddress) base = NULL;
  guint8 bytes[16];
  gsize size;

  if (slash != NULL && !read_bits (slash + 1, bits, &bits))
    return FALSE;
  if (slash != NULL)
    *slash = '\0';
  address = g_inet_address_new_from_string (value);
  if (address == NULL || (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4) != is4)
    return FALSE;
  size = g_inet_address_get_native_size (address);
  memcpy (bytes, g_inet_address_to_bytes (address), size);
  for (gsize i = 0; i < size; i++)
    {
      guint kept = CLAMP ((int) bits - (int) (8 * i), 0, 8);

      bytes[i] &= (guint8) (0xff00 >> kept);
    }
  base = g_inet_address_new_from_bytes (bytes, g_inet_address_get_family (address));
  term->network = g_inet_address_mask_new (base, bits, NULL);

  return term->network != NULL;
}

/* @value: (nullable): what follows the name's ":"; @rest: what follows the name. */
static gboolean
read_value (PosternSpfTerm *term,
            char           *rest)
{
  char *value = rest[0] == ':' ? rest + 1 : NULL;

  switch (term->kind)
    {
    case POSTERN_SPF_ALL:
      return rest[0] == '\0';
    case POSTERN_SPF_IP4:
    case POSTERN_SPF_IP6:
      return value != NULL && read_network (term, value);
    case POSTERN_SPF_INCLUDE:
    case POSTERN_SPF_EXISTS:
      return value != NULL && (term->domain = read_domain (value)) != NULL;
    case POSTERN_SPF_A:
    case POSTERN_SPF_MX:
      if (strchr (rest, '%') == NULL && !read_prefixes (term, rest))
        return FALSE;
      return value == NULL ? rest[0] == '\0' : (term->domain = read_domain (value)) != NULL;
    case POSTERN_SPF_PTR:
    default:
      return value == NULL ? rest[0] == '\0' : (term->domain = read_domain (value)) != NULL;
    }
}

static PosternSpfTerm *
read_term (const char *text)
{
  PosternSpfTerm *term = g_new0 (PosternSpfTerm, 1);
  gboolean qualified = text[0] != '\0' && strchr (QUALIFIERS, text[0]) != NULL;
  const char *name = text + (qualified ? 1 : 0);
  gsize length = strcspn (name, ":/");
  g_autofree char *rest = g_strdup (name + length);

  term->text = g_strdup (text);
  term->qualifier = qualified ? text[0] : '+';
  term->prefix4 = BITS4;
  term->prefix6 = BITS6;
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      term->kind = mechanisms[i].kind;
      if (strlen (mechanisms[i].name) == length && g_ascii_strncasecmp (mechanisms[i].name, name, length) == 0 &&
          read_value (term, rest))
        return term;
    }
  term_free (term);

  return NULL;
}

/* A modifier is a name, "=" and a value; unknown ones are passed over (RFC 7208 §6). */
static gboolean
is_modifier (const char *text)
{
  gsize length = strcspn (text, "=:/");

  if (text[length] != '=' || !g_ascii_isalpha (text[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_modifier (PosternSpfRecord *self,
               const char       *text)
{
  if (g_ascii_strncasecmp (text, "redirect=", strlen ("redirect=")) != 0)
    {
      if (!macros_are_whole (text))
        return FALSE;
      g_ptr_array_add (self->others, g_strdup (text));
      return TRUE;
    }
  if (self->redirect != NULL)
    return FALSE;
  self->redirect = read_domain (text + strlen ("redirect="));

  return self->redirect != NULL;
}

static gboolean
take_term (PosternSpfRecord *self,
           const char       *text)
{
  PosternSpfTerm *term;

  if (is_modifier (text))
    return take_modifier (self, text);
  term = self->terms->len < POSTERN_SPF_MAX_TERMS ? read_term (text) : NULL;
  if (term != NULL)
    g_ptr_array_add (self->terms, term);

  return term != NULL;
}

/**
 * postern_spf_is_record:
 * @text: a TXT record
 *
 * Returns: whether it is meant for SPF (RFC 7208 §4.5)
 */
gboolean
postern_spf_is_record (const char *text)
{
  gsize length = strlen (VERSION);

  g_return_val_if_fail (text != NULL, FALSE);

  return g_ascii_strncasecmp (text, VERSION, length) == 0 && (text[length] == '\0' || text[length] == ' ');
}

/**
 * postern_spf_record_parse:
 * @text: what postern_spf_is_record() says yes to
 *
 * Returns: (transfer full): the record; with @fault set when a part can't be read
 */
PosternSpfRecord *
postern_spf_record_parse (const char *text)
{
  PosternSpfRecord *self = g_new0 (PosternSpfRecord, 1);
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (postern_spf_is_record (text), NULL);

  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  parts = g_strsplit (text + strlen (VERSION), " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] != '\0' && !take_term (self, parts[i]) && self->fault == NULL)
        self->fault = g_strdup (parts[i]);
    }

  return self;
}

/**
 * postern_spf_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
postern_spf_record_free (PosternSpfRecord *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->others);
  g_free (self->redirect);
  g_free (self->fault);
  g_free (self);
}

/**
 * postern_spf_record_all:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): its first "all"; nothing behind it is ever looked at
 */
const PosternSpfTerm *
postern_spf_record_all (const PosternSpfRecord *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const PosternSpfTerm *term = g_ptr_array_index (self->terms, i);

      if (term->kind == POSTERN_SPF_ALL)
        return term;
    }

  return NULL;
}
