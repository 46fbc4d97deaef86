/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/network/postern-delivery-private.h"
#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-deadline.h"

/* How long a check takes at most, in milliseconds. */
#define TIME_LIMIT 8000
#define N_SUBJECTS 4

typedef struct
{
  PosternDelivery  parent;
  gatomicrefcount  refs;
} CountedDelivery;

typedef void (*LookFunc) (PosternDeliveryCheck *check);

typedef struct
{
  LookFunc              look;
  PosternDeliveryCheck *check;
} Job;

G_DEFINE_BOXED_TYPE (PosternDelivery, postern_delivery, postern_delivery_ref, postern_delivery_unref)

static const char *const nicks[] = {
  [POSTERN_DELIVERY_GOOD] = "good",
  [POSTERN_DELIVERY_ADVICE] = "advice",
  [POSTERN_DELIVERY_PROBLEM] = "problem",
  [POSTERN_DELIVERY_UNKNOWN] = "unknown",
};

/* What matters more has a higher rank. */
static const guint ranks[] = {
  [POSTERN_DELIVERY_UNKNOWN] = 0,
  [POSTERN_DELIVERY_GOOD] = 1,
  [POSTERN_DELIVERY_ADVICE] = 2,
  [POSTERN_DELIVERY_PROBLEM] = 3,
};

static PosternDelivery *
delivery_new (const char *domain)
{
  CountedDelivery *counted = g_new0 (CountedDelivery, 1);
  PosternDelivery *self = &counted->parent;

  g_atomic_ref_count_init (&counted->refs);
  self->domain = g_strdup (domain);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_delivery_note_free);
  self->state = POSTERN_DELIVERY_UNKNOWN;

  return self;
}

static GPtrArray *
notes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) postern_delivery_note_free);
}

static char *
to_name (const char *address)
{
  g_autofree char *ascii = address != NULL ? g_hostname_to_ascii (postern_smtp_address_get_domain (address)) : NULL;

  return ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
}

static void
check_init (PosternDeliveryCheck          *self,
            const PosternDeliveryQuestion *question,
            PosternProvider               *sender)
{
  self->from = question->from;
  self->account = question->account;
  self->host = question->host;
  self->provider = sender;
  self->domain = g_strdup (postern_smtp_address_get_domain (self->from));
  self->ascii = to_name (self->from);
  self->account_domain = to_name (self->account);
  self->mx = notes_new ();
  self->spf = notes_new ();
  self->dkim = notes_new ();
  self->dmarc = notes_new ();
  self->sender = notes_new ();
}

static void
check_clear (PosternDeliveryCheck *self)
{
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->ascii, g_free);
  g_clear_pointer (&self->account_domain, g_free);
  g_clear_pointer (&self->mx, g_ptr_array_unref);
  g_clear_pointer (&self->spf, g_ptr_array_unref);
  g_clear_pointer (&self->dkim, g_ptr_array_unref);
  g_clear_pointer (&self->dmarc, g_ptr_array_unref);
  g_clear_pointer (&self->sender, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PosternDeliveryCheck, check_clear)

static gpointer
look_thread (gpointer data)
{
  Job *job = data;

  job->look (job->check);

  return NULL;
}

/* All subjects side by side, one thread each. */
static void
look_at_all (PosternDeliveryCheck *check)
{
  static const LookFunc looks[N_SUBJECTS] = {
    postern_delivery_look_at_mx, postern_delivery_look_at_spf, postern_delivery_look_at_dkim,
    postern_delivery_look_at_dmarc,
  };
  Job jobs[N_SUBJECTS];
  GThread *threads[N_SUBJECTS];

  for (guint i = 0; i < N_SUBJECTS; i++)
    {
      jobs[i] = (Job) { looks[i], check };
      threads[i] = g_thread_new ("delivery", look_thread, &jobs[i]);
    }
  for (guint i = 0; i < N_SUBJECTS; i++)
    g_thread_join (threads[i]);
}

static gboolean
is_only (GPtrArray  *notes,
         const char *id)
{
  return notes->len == 1 && g_str_equal (((PosternDeliveryNote *) notes->pdata[0])->id, id);
}

/* One note instead of four that say the same. */
static void
drop_pointless (PosternDeliveryCheck *check)
{
  gboolean silent = check->silent || (is_only (check->mx, "mx-unknown") && is_only (check->spf, "spf-unknown") &&
                                      is_only (check->dmarc, "dmarc-unknown"));

  if (check->exists && !silent)
    return;
  g_ptr_array_set_size (check->spf, 0);
  g_ptr_array_set_size (check->dkim, 0);
  g_ptr_array_set_size (check->dmarc, 0);
  if (silent)
    {
      g_ptr_array_set_size (check->mx, 0);
      postern_delivery_write (check, check->mx, "dns-failed", NULL);
    }
}

static void
look (PosternDeliveryCheck *check)
{
  if (postern_delivery_is_reserved (check->ascii))
    postern_delivery_write (check, check->sender, "domain-reserved", NULL);
  else if (postern_delivery_is_providers_own (check->ascii))
    postern_delivery_look_at_from (check);
  else
    {
      look_at_all (check);
      postern_delivery_look_at_from (check);
      drop_pointless (check);
    }
}

static guint
rank_in_list (const PosternDeliveryNote *note)
{
  /* What could not be found out comes before what is good. */
  return note->state == POSTERN_DELIVERY_GOOD ? 0 : MAX (1, ranks[note->state]);
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  guint one = rank_in_list (*(PosternDeliveryNote *const *) a);
  guint other = rank_in_list (*(PosternDeliveryNote *const *) b);

  return (other > one) - (other < one);
}

static void
move_notes (PosternDelivery *self,
            GPtrArray       *notes)
{
  g_ptr_array_extend_and_steal (self->notes, g_ptr_array_ref (notes));
  for (guint i = 0; i < self->notes->len; i++)
    {
      const PosternDeliveryNote *note = g_ptr_array_index (self->notes, i);

      if (ranks[note->state] > ranks[self->state])
        self->state = note->state;
    }
}

static PosternDelivery *
collect (PosternDeliveryCheck *check)
{
  PosternDelivery *self = delivery_new (check->domain);

  move_notes (self, check->sender);
  move_notes (self, check->spf);
  move_notes (self, check->dkim);
  move_notes (self, check->dmarc);
  move_notes (self, check->mx);
  g_ptr_array_sort (self->notes, compare_notes);

  return self;
}

/* A provider's server may have been typed in by hand; what is known of the provider then counts too. */
static PosternProvider *
find_provider (PosternCatalogue              *catalogue,
               const PosternDeliveryQuestion *question)
{
  PosternProvider *provider = question->provider;
  PosternProvider *owner = NULL;

  if (question->host != NULL && (provider == NULL || provider->kind == POSTERN_PROVIDER_CUSTOM))
    owner = postern_catalogue_find_by_host (catalogue, question->host);
  if (owner == NULL && provider != NULL)
    owner = g_object_ref (provider);

  return owner;
}

static gboolean
check_address (const char  *address,
               GError     **error)
{
  g_autoptr (GError) reason = NULL;

  if (address == NULL || postern_smtp_address_check (address, &reason))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, reason->message);

  return FALSE;
}

/* Documented in the private header. */
void
postern_delivery_note_free (PosternDeliveryNote *self)
{
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->found);
  g_free (self->record_name);
  g_free (self->record_type);
  g_free (self->record_value);
  g_free (self);
}

/* Documented in the private header. */
void
postern_delivery_note_set_record (PosternDeliveryNote *self,
                                  const char          *name,
                                  const char          *type,
                                  char                *value)
{
  self->record_name = g_strdup (name);
  self->record_type = g_strdup (type);
  self->record_value = value;
}

/** "good", "advice", "problem", "unknown" */
const char *
postern_delivery_state_to_nick (PosternDeliveryState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (nicks), NULL);

  return nicks[state];
}

/**
 * postern_delivery_ref:
 * @self: what a check has found
 *
 * Returns: (transfer full): @self with one more reference
 */
PosternDelivery *
postern_delivery_ref (PosternDelivery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((CountedDelivery *) self)->refs);

  return self;
}

/**
 * postern_delivery_unref:
 * @self: (transfer full) (nullable): what a check has found
 */
void
postern_delivery_unref (PosternDelivery *self)
{
  CountedDelivery *counted = (CountedDelivery *) self;

  if (self == NULL || !g_atomic_ref_count_dec (&counted->refs))
    return;

  g_free (self->domain);
  g_ptr_array_unref (self->notes);
  g_free (counted);
}

/* Documented in the header. */
PosternDelivery *
postern_delivery_check (PosternCatalogue               *catalogue,
                        const PosternDeliveryQuestion  *question,
                        GCancellable                   *cancellable,
                        GError                        **error)
{
  g_autoptr (PosternProvider) sender = NULL;
  g_auto (PosternDeliveryCheck) check = { 0 };
  g_autoptr (PosternSmtpDeadline) deadline = NULL;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && question != NULL && question->from != NULL, NULL);

  if (!check_address (question->from, error) || !check_address (question->account, error))
    return NULL;

  sender = find_provider (catalogue, question);
  deadline = postern_smtp_deadline_new (cancellable, TIME_LIMIT);
  check_init (&check, question, sender);
  check.cancellable = postern_smtp_deadline_get_cancellable (deadline);
  look (&check);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return collect (&check);
}
