/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery-private.h"

#define TYPE "TXT"
/* Only watches: the record to begin with. */
#define FIRST_RECORD "v=DMARC1; p=none"

/* The DMARC records at one name. */
typedef struct
{
  char              *name;
  PosternDnsOutcome  outcome;
  GPtrArray         *texts;
} Place;

static void
place_clear (Place *self)
{
  g_free (self->name);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
look_up (PosternDeliveryCheck *check,
         const char           *domain,
         Place                *place)
{
  g_autoptr (GPtrArray) texts = NULL;

  place_clear (place);
  place->name = g_strconcat ("_dmarc.", domain, NULL);
  place->texts = g_ptr_array_new_with_free_func (g_free);
  place->outcome = postern_dns_lookup_texts (place->name, check->cancellable, &texts);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      if (postern_dmarc_is_record (g_ptr_array_index (texts, i)))
        g_ptr_array_add (place->texts, g_strdup (g_ptr_array_index (texts, i)));
    }
}

/* The first that can be read, if there is one. */
static PosternDmarcRecord *
choose_record (GPtrArray *texts)
{
  g_autoptr (PosternDmarcRecord) best = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (PosternDmarcRecord) record = postern_dmarc_record_parse (g_ptr_array_index (texts, i));

      if (best == NULL || (best->fault != NULL && record->fault == NULL))
        {
          g_clear_pointer (&best, postern_dmarc_record_free);
          best = g_steal_pointer (&record);
        }
    }

  return g_steal_pointer (&best);
}

static void
judge (PosternDeliveryCheck *check,
       const Place          *place,
       gboolean              inherited)
{
  g_autoptr (PosternDmarcRecord) record = choose_record (place->texts);
  PosternDmarcPolicy policy = inherited ? record->subdomain_policy : record->policy;
  const char *id = policy == POSTERN_DMARC_NONE ? "dmarc-watching" : "dmarc-good";
  PosternDeliveryNote *note;

  if (place->texts->len > 1)
    id = "dmarc-several";
  else if (record->fault != NULL)
    id = "dmarc-invalid";
  else
    check->strict = policy != POSTERN_DMARC_NONE;
  note = postern_delivery_write (check, check->dmarc, id, record->fault);
  note->found = g_strdup (g_ptr_array_index (place->texts, 0));
  if (place->texts->len > 1 || record->fault != NULL)
    postern_delivery_note_set_record (note, place->name, TYPE, g_steal_pointer (&record->repaired));
}

/* Documented in the private header. */
void
postern_delivery_look_at_dmarc (PosternDeliveryCheck *check)
{
  g_autofree char *organisation = postern_dns_dup_organisation (check->ascii);
  g_auto (Place) place = { NULL };
  gboolean inherited = FALSE;

  look_up (check, check->ascii, &place);
  if (place.outcome != POSTERN_DNS_FAILED && place.texts->len == 0 && !g_str_equal (organisation, check->ascii))
    {
      look_up (check, organisation, &place);
      inherited = TRUE;
    }

  if (place.outcome == POSTERN_DNS_FAILED)
    postern_delivery_write (check, check->dmarc, "dmarc-unknown", NULL);
  else if (place.texts->len > 0)
    judge (check, &place, inherited);
  else
    postern_delivery_note_set_record (postern_delivery_write (check, check->dmarc, "dmarc-missing", NULL), place.name,
                                      TYPE, g_strdup (FIRST_RECORD));
}
