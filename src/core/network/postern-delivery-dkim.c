/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/network/postern-delivery-private.h"

/* From the worst that can be said of a key to the best. */
typedef enum
{
  KEY_MISSING,
  KEY_WITHDRAWN,
  KEY_UNKNOWN,
  KEY_GOOD,
} Key;

static const char *const ids[] = {
  [KEY_MISSING] = "dkim-missing",
  [KEY_WITHDRAWN] = "dkim-withdrawn",
  [KEY_UNKNOWN] = "dkim-unknown",
  [KEY_GOOD] = "dkim-good",
};

/* "p=" holds the key; without one, it has been withdrawn (RFC 6376 §3.6.1). */
static Key
read_key (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      const char *value = part[0] == 'p' ? part + 1 + strspn (part + 1, " \t") : "";

      if (value[0] == '=')
        return value[1 + strspn (value + 1, " \t")] != '\0' ? KEY_GOOD : KEY_WITHDRAWN;
    }

  return KEY_MISSING;
}

static char *
name_of (PosternDeliveryCheck *check,
         const PosternDkim    *key)
{
  return g_strconcat (key->selector, "._domainkey.", check->ascii, NULL);
}

static Key
look_up (PosternDeliveryCheck *check,
         const PosternDkim    *key,
         char                **found)
{
  g_autofree char *name = name_of (check, key);
  g_autoptr (GPtrArray) texts = NULL;
  Key best = KEY_MISSING;

  if (postern_dns_lookup_texts (name, check->cancellable, &texts) == POSTERN_DNS_FAILED)
    return KEY_UNKNOWN;
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      best = MAX (best, read_key (g_ptr_array_index (texts, i)));
      g_free (*found);
      *found = g_strdup (g_ptr_array_index (texts, i));
    }

  return best;
}

/* Documented in the private header. */
void
postern_delivery_look_at_dkim (PosternDeliveryCheck *check)
{
  GPtrArray *keys = check->provider != NULL ? check->provider->dkim : NULL;
  Key best = keys == NULL || keys->len == 0 ? KEY_UNKNOWN : KEY_MISSING;
  g_autofree char *found = NULL;
  PosternDeliveryNote *note;

  for (guint i = 0; keys != NULL && i < keys->len && best != KEY_GOOD; i++)
    best = MAX (best, look_up (check, g_ptr_array_index (keys, i), &found));
  check->has_key = best == KEY_GOOD;
  note = postern_delivery_write (check, check->dkim, ids[best],
                                 check->provider != NULL ? check->provider->signing : NULL);
  note->found = g_steal_pointer (&found);
  if (best == KEY_MISSING || best == KEY_WITHDRAWN)
    {
      const PosternDkim *first = g_ptr_array_index (keys, 0);
      g_autofree char *name = name_of (check, first);

      postern_delivery_note_set_record (note, name, first->type, NULL);
    }
}
