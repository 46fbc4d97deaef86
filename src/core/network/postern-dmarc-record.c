/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-dmarc-record.h"

#include <string.h>

static const char *const policies[] = {
  [POSTERN_DMARC_NONE] = "none",
  [POSTERN_DMARC_QUARANTINE] = "quarantine",
  [POSTERN_DMARC_REJECT] = "reject",
};

typedef struct
{
  PosternDmarcRecord *record;
  GString            *others;   /* the parts that are kept, beside v and p */
  const char         *p;        /* (nullable): of the record */
  gboolean            has_sub;
} Reader;

static gboolean
read_policy (const char         *value,
             PosternDmarcPolicy *policy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      if (g_ascii_strcasecmp (policies[i], value) == 0)
        {
          *policy = (PosternDmarcPolicy) i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_one_of (const char *value,
           const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains ((const char *const *) words, lower);
}

static gboolean
is_percentage (const char *value)
{
  guint64 number;

  return g_ascii_string_to_unsigned (value, 10, 0, 100, &number, NULL);
}

/* Unknown tags are passed over (RFC 7489 §6.3). */
static gboolean
take_tag (Reader     *self,
          const char *name,
          const char *value)
{
  PosternDmarcRecord *record = self->record;

  if (g_str_equal (name, "p"))
    {
      self->p = value;
      return read_policy (value, &record->policy);
    }
  if (g_str_equal (name, "sp"))
    {
      self->has_sub = read_policy (value, &record->subdomain_policy);
      return self->has_sub;
    }
  if (g_str_equal (name, "adkim") || g_str_equal (name, "aspf"))
    return is_one_of (value, "r|s");
  if (g_str_equal (name, "pct"))
    return is_percentage (value);

  return value[0] != '\0';
}

static void
take_part (Reader *self,
           char   *part)
{
  char *equals = strchr (part, '=');
  gboolean good = equals != NULL && equals != part;
  g_autofree char *name = good ? g_ascii_strdown (part, equals - part) : NULL;
  char *value = good ? g_strstrip (equals + 1) : NULL;

  good = good && take_tag (self, g_strchomp (name), value);
  if (!good && self->record->fault == NULL)
    self->record->fault = g_strdup (part);
  if (good && !g_str_equal (name, "p"))
    g_string_append_printf (self->others, "; %s=%s", name, value);
}

/* Only a policy that is there and right is kept; another one would be stricter than what counts today. */
static void
conclude (Reader *self)
{
  PosternDmarcRecord *record = self->record;

  if (self->p == NULL && record->fault == NULL)
    record->fault = g_strdup ("p=");
  if (!self->has_sub)
    record->subdomain_policy = record->policy;
  record->repaired = g_strdup_printf ("v=DMARC1; p=%s%s", policies[record->policy], self->others->str);
}

/**
 * postern_dmarc_is_record:
 * @text: a TXT record
 *
 * Returns: whether it is meant for DMARC: "v=DMARC1" comes first, in this very spelling (RFC 7489 §6.6.3)
 */
gboolean
postern_dmarc_is_record (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_regex_match_simple ("^v[ \\t]*=[ \\t]*DMARC1[ \\t]*(;|$)", text, 0, 0);
}

/**
 * postern_dmarc_record_parse:
 * @text: what postern_dmarc_is_record() says yes to
 *
 * Returns: (transfer full): the record; with @fault set when a part can't be read
 */
PosternDmarcRecord *
postern_dmarc_record_parse (const char *text)
{
  g_auto (GStrv) parts = NULL;
  Reader reader = { g_new0 (PosternDmarcRecord, 1), g_string_new (NULL), NULL, FALSE };

  g_return_val_if_fail (postern_dmarc_is_record (text), NULL);

  parts = g_strsplit (text, ";", -1);
  for (gsize i = 1; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);

      if (part[0] != '\0')
        take_part (&reader, part);
    }
  conclude (&reader);
  g_string_free (reader.others, TRUE);

  return reader.record;
}

/**
 * postern_dmarc_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
postern_dmarc_record_free (PosternDmarcRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->fault);
  g_free (self->repaired);
  g_free (self);
}
