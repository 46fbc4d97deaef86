/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-batch-limits.h"

#define MINUTE (60 * G_USEC_PER_SEC)
#define NEVER G_MININT64

typedef struct
{
  guint      n_running;
  gint64     begun;
  guint      refusals;
  GPtrArray *refused;
} Use;

struct _PosternBatchLimits
{
  GHashTable *hosts;
  GHashTable *accounts;
};

static void
use_free (gpointer data)
{
  Use *use = data;

  g_ptr_array_unref (use->refused);
  g_free (use);
}

/* @key: (transfer full) */
static Use *
get_use (GHashTable *uses,
         char       *key)
{
  Use *use = g_hash_table_lookup (uses, key);

  if (use != NULL)
    {
      g_free (key);
      return use;
    }
  use = g_new0 (Use, 1);
  use->begun = NEVER;
  use->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_secret_unref);
  g_hash_table_insert (uses, key, use);

  return use;
}

static Use *
get_host (PosternBatchLimits *self,
          const char         *host)
{
  return get_use (self->hosts, g_ascii_strdown (host, -1));
}

static Use *
get_account (PosternBatchLimits *self,
             const char         *host,
             const char         *user)
{
  g_autofree char *lower_host = g_ascii_strdown (host, -1);
  g_autofree char *lower_user = g_utf8_casefold (user, -1);

  return get_use (self->accounts, g_strconcat (lower_host, "\n", lower_user, NULL));
}

/** Returns: (transfer full): limits under which nothing runs yet */
PosternBatchLimits *
postern_batch_limits_new (void)
{
  PosternBatchLimits *self = g_new0 (PosternBatchLimits, 1);

  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, use_free);
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, use_free);

  return self;
}

/** @self: (transfer full): limits; the secrets that were refused go with them */
void
postern_batch_limits_free (PosternBatchLimits *self)
{
  g_hash_table_unref (self->hosts);
  g_hash_table_unref (self->accounts);
  g_free (self);
}

/**
 * postern_batch_limits_ask:
 * @self: what was begun so far
 * @host: the server
 * @user: who signs in
 * @connections: how many connections the server may have at once, 0 for the usual number
 * @per_minute: how many tests of the account may begin in a minute, 0 for any number
 * @now: the time
 *
 * Returns: 0 when a test may begin now, -1 when another one must end first, else how long to wait in microseconds
 */
gint64
postern_batch_limits_ask (PosternBatchLimits *self,
                          const char         *host,
                          const char         *user,
                          guint               connections,
                          guint               per_minute,
                          gint64              now)
{
  const Use *account = get_account (self, host, user);
  gint64 next;

  if (account->n_running > 0 ||
      get_host (self, host)->n_running >= (connections > 0 ? connections : POSTERN_BATCH_CONNECTIONS))
    return -1;
  if (per_minute == 0 || account->begun == NEVER)
    return 0;
  next = account->begun + MINUTE / per_minute;

  return next > now ? next - now : 0;
}

/** A test of this account begins @now, in microseconds. */
void
postern_batch_limits_begin (PosternBatchLimits *self,
                            const char         *host,
                            const char         *user,
                            gint64              now)
{
  Use *account = get_account (self, host, user);

  account->n_running++;
  account->begun = now;
  get_host (self, host)->n_running++;
}

/** A test of this account is over; every postern_batch_limits_begin() has one. */
void
postern_batch_limits_end (PosternBatchLimits *self,
                          const char         *host,
                          const char         *user)
{
  get_account (self, host, user)->n_running--;
  get_host (self, host)->n_running--;
}

/** The server has refused @secret before this run; it is kept to the end to be known again. */
void
postern_batch_limits_note_refused (PosternBatchLimits *self,
                                   const char         *host,
                                   const char         *user,
                                   PosternSecret      *secret)
{
  g_ptr_array_add (get_account (self, host, user)->refused, postern_secret_ref (secret));
}

/** The server has refused @secret in this run. */
void
postern_batch_limits_count_refusal (PosternBatchLimits *self,
                                    const char         *host,
                                    const char         *user,
                                    PosternSecret      *secret)
{
  get_account (self, host, user)->refusals++;
  postern_batch_limits_note_refused (self, host, user, secret);
}

/** Returns: how often the account was refused, with whatever password */
guint
postern_batch_limits_get_refusals (PosternBatchLimits *self,
                                   const char         *host,
                                   const char         *user)
{
  return get_account (self, host, user)->refusals;
}

/** Returns: whether the account was refused with this password: another record can have the same */
gboolean
postern_batch_limits_was_refused (PosternBatchLimits *self,
                                  const char         *host,
                                  const char         *user,
                                  PosternSecret      *secret)
{
  const Use *account = get_account (self, host, user);

  for (guint i = 0; i < account->refused->len; i++)
    {
      if (postern_secret_equal (g_ptr_array_index (account->refused, i), secret))
        return TRUE;
    }

  return FALSE;
}
