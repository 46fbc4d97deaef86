/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery-private.h"
#include "core/network/postern-spf-check.h"

#define TYPE "TXT"

static const char *const ids[] = {
  [POSTERN_SPF_TOO_MANY_LOOKUPS] = "spf-too-many-lookups",
  [POSTERN_SPF_TOO_MANY_VOIDS] = "spf-too-many-voids",
  [POSTERN_SPF_UNCLEAR] = "spf-unclear",
  [POSTERN_SPF_UNKNOWN] = "spf-unknown",
};

/* The same where nobody in particular sends. */
static const char *const anonymous_ids[] = {
  [POSTERN_SPF_TOO_MANY_LOOKUPS] = "spf-too-long",
  [POSTERN_SPF_TOO_MANY_VOIDS] = "spf-voids",
};

/* A server of one's own is named by itself; of a provider it isn't known from where mail leaves. */
static gboolean
has_own_server (PosternDeliveryCheck *check)
{
  return check->host != NULL && !g_hostname_is_ip_address (check->host) &&
         (check->provider == NULL || check->provider->kind == POSTERN_PROVIDER_CUSTOM);
}

/* What allows the sender (transfer full): perhaps empty. */
static char **
list_additions (PosternDeliveryCheck *check)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **includes = check->provider != NULL ? check->provider->spf_includes : NULL;

  for (gsize i = 0; includes != NULL && includes[i] != NULL; i++)
    {
      g_autofree char *term = g_strconcat ("include:", includes[i], NULL);

      g_strv_builder_add (builder, term);
    }
  if (has_own_server (check))
    {
      g_autofree char *term = g_strconcat ("a:", check->host, NULL);

      g_strv_builder_add (builder, term);
    }

  return g_strv_builder_end (builder);
}

static PosternDeliveryNote *
note_found (PosternDeliveryCheck *check,
            PosternSpfAnswer     *answer,
            const char           *id,
            const char           *part)
{
  PosternDeliveryNote *note = postern_delivery_write (check, check->spf, id, part);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < answer->texts->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (answer->texts, i));
  g_ptr_array_add (found, NULL);
  if (answer->texts->len > 0)
    note->found = g_strjoinv ("\n", (char **) found->pdata);

  return note;
}

static void
note_record (PosternDeliveryCheck *check,
             PosternSpfAnswer     *answer,
             const char           *id,
             const char           *part)
{
  PosternDeliveryNote *note = note_found (check, answer, id, part);
  g_auto (GStrv) additions = list_additions (check);

  postern_delivery_note_set_record (note, check->ascii, TYPE,
                                    postern_spf_merge (answer->records, (const char *const *) additions));
}

/* Takes the culprit out; returns whether it stands in the record itself. */
static gboolean
remove_culprit (PosternSpfRecord *record,
                const char       *culprit)
{
  gboolean found = FALSE;

  for (guint i = record->terms->len; i > 0; i--)
    {
      const PosternSpfTerm *term = g_ptr_array_index (record->terms, i - 1);

      if (term->kind != POSTERN_SPF_INCLUDE || !g_str_equal (term->domain, culprit))
        continue;
      g_ptr_array_remove_index (record->terms, i - 1);
      found = TRUE;
    }
  if (g_strcmp0 (record->redirect, culprit) == 0)
    {
      g_clear_pointer (&record->redirect, g_free);
      found = TRUE;
    }

  return found;
}

static void
judge_broken (PosternDeliveryCheck *check,
              PosternSpfAnswer     *answer)
{
  if (remove_culprit (answer->records->pdata[0], answer->culprit))
    note_record (check, answer, "spf-broken-include", answer->culprit);
  else
    note_found (check, answer, "spf-broken-elsewhere", answer->culprit);
}

static void
judge_end (PosternDeliveryCheck *check,
           PosternSpfAnswer     *answer)
{
  const PosternSpfRecord *record = answer->records->pdata[0];
  const PosternSpfTerm *all = postern_spf_record_all (record);

  if (all == NULL ? record->redirect == NULL : all->qualifier == '?')
    note_record (check, answer, "spf-neutral", NULL);
}

static void
judge_allowed (PosternDeliveryCheck *check,
               PosternSpfAnswer     *answer)
{
  check->spf_allowed = TRUE;
  if (answer->lookups > POSTERN_SPF_MAX_LOOKUPS)
    note_found (check, answer, "spf-many-lookups", NULL);
  judge_end (check, answer);
  if (check->spf->len == 0)
    note_found (check, answer, "spf-good", NULL);
}

static gboolean
is_open (PosternSpfAnswer *answer)
{
  const PosternSpfTerm *all = postern_spf_record_all (answer->records->pdata[0]);

  return all != NULL && all->qualifier == '+';
}

/* One record without a fault. */
static void
judge_sender (PosternDeliveryCheck *check,
              PosternSpfAnswer     *answer)
{
  g_auto (GStrv) additions = list_additions (check);

  if (is_open (answer))
    {
      check->spf_allowed = TRUE;
      note_record (check, answer, "spf-open", NULL);
      return;
    }
  switch (answer->verdict)
    {
    case POSTERN_SPF_ALLOWED:
      judge_allowed (check, answer);
      break;
    case POSTERN_SPF_NOT_ALLOWED:
      note_record (check, answer, has_own_server (check) ? "spf-host-missing" : "spf-provider-missing", NULL);
      break;
    case POSTERN_SPF_BROKEN:
      judge_broken (check, answer);
      break;
    case POSTERN_SPF_TOO_MANY_LOOKUPS:
    case POSTERN_SPF_TOO_MANY_VOIDS:
      if (additions[0] != NULL)
        note_record (check, answer, ids[answer->verdict], NULL);
      else
        note_found (check, answer, anonymous_ids[answer->verdict], NULL);
      break;
    case POSTERN_SPF_UNCLEAR:
    case POSTERN_SPF_UNKNOWN:
    default:
      note_found (check, answer, ids[answer->verdict], NULL);
    }
}

static void
judge (PosternDeliveryCheck *check,
       PosternSpfAnswer     *answer)
{
  g_auto (GStrv) additions = list_additions (check);

  if (answer->outcome == POSTERN_DNS_FAILED)
    note_found (check, answer, "spf-unknown", NULL);
  else if (answer->records->len == 0 && additions[0] == NULL)
    note_found (check, answer, "spf-missing", NULL);
  else if (answer->records->len == 0)
    note_record (check, answer, "spf-missing", NULL);
  else if (answer->records->len > 1)
    note_record (check, answer, "spf-several", NULL);
  else if (((PosternSpfRecord *) answer->records->pdata[0])->fault != NULL)
    note_record (check, answer, "spf-invalid", ((PosternSpfRecord *) answer->records->pdata[0])->fault);
  else
    judge_sender (check, answer);
}

/* Documented in the private header. */
void
postern_delivery_look_at_spf (PosternDeliveryCheck *check)
{
  const char *const none[] = { NULL };
  const char *const *includes = check->provider != NULL ? (const char *const *) check->provider->spf_includes : none;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (PosternSpfAnswer) answer = NULL;

  if (has_own_server (check))
    postern_dns_lookup_addresses (check->host, check->cancellable, &addresses);
  answer = postern_spf_check (check->ascii, includes, addresses, check->cancellable);
  judge (check, answer);
}
