/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-vault-job.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-vault-job-private.h"
#include "core/records/postern-vault.h"

void
postern_vault_set_attribute (GHashTable *attributes,
                             const char *name,
                             const char *value)
{
  g_hash_table_insert (attributes, g_strdup (name), g_strdup (value));
}

GHashTable *
postern_vault_new_attributes (const char *name,
                              const char *id)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  postern_vault_set_attribute (attributes, name, id);

  return attributes;
}

/* Tokens are no password: other programs, which look for one, don't find them. */
static const char *
get_service (PosternRecord *record)
{
  return postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD ? "smtp" : "smtp-oauth2";
}

static void
add_place (PosternVaultJob       *job,
           const char            *service,
           const PosternEndpoint *endpoint,
           const char            *user)
{
  g_autofree char *port = g_strdup_printf ("%u", endpoint->port);

  /* Translators: the name of a password in the keyring; the first %s is a name to sign in with, the second a server. */
  job->label = g_strdup_printf (_("SMTP %s at %s"), user, endpoint->host);
  /* Translators: the name of a password in the keyring; the first %s is a name to sign in with, the second a server. */
  job->former_label = g_strdup_printf (_("Former SMTP %s at %s"), user, endpoint->host);
  postern_vault_set_attribute (job->attributes, "service", service);
  postern_vault_set_attribute (job->attributes, "host", endpoint->host);
  postern_vault_set_attribute (job->attributes, "user", user);
  postern_vault_set_attribute (job->attributes, "port", port);
}

/* The service adds attributes of its own, such as xdg:schema. */
static gboolean
has_attributes (SecretRetrievable *item,
                GHashTable        *wanted)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_strcmp0 (g_hash_table_lookup (attributes, name), value) != 0)
      return FALSE;

  return TRUE;
}

gboolean
postern_vault_find_items (PosternVaultJob  *job,
                          PosternKeyring   *keyring,
                          GList           **items,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_autoptr (GHashTable) attributes = postern_vault_new_attributes (job->owner, job->id);

  return postern_keyring_find (keyring, attributes, items, cancellable, error);
}

/* The one for the record's present server and name, else the latest: a move that was cut short leaves two. */
SecretRetrievable *
postern_vault_choose_item (PosternVaultJob *job,
                           GList           *items)
{
  SecretRetrievable *chosen = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    {
      if (has_attributes (l->data, job->attributes) && g_hash_table_contains (job->attributes, "host"))
        return l->data;
      if (chosen == NULL || secret_retrievable_get_modified (l->data) > secret_retrievable_get_modified (chosen))
        chosen = l->data;
    }

  return chosen;
}

static PosternSecret *
read_chosen (PosternVaultJob  *job,
             PosternKeyring   *keyring,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autolist (SecretRetrievable) items = NULL;

  if (!postern_vault_find_items (job, keyring, &items, cancellable, error))
    return NULL;
  if (items == NULL)
    {
      g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, "");
      return NULL;
    }

  return postern_keyring_read (keyring, postern_vault_choose_item (job, items), cancellable, error);
}

static gboolean
check_stored (PosternVaultJob  *job,
              PosternKeyring   *keyring,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (PosternSecret) stored = read_chosen (job, keyring, cancellable, error);

  if (stored == NULL)
    return FALSE;
  if (postern_secret_equal (stored, job->secret))
    return TRUE;
  g_set_error_literal (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_FAILED,
                       _("The keyring did not keep the password as it was given. Keep the password on the screen, "
                         "look into “Passwords and Keys” whether the keyring works, and try again."));

  return FALSE;
}

/* What an earlier server or name of the record left behind; it is tried again with the next store. */
static void
remove_stale (PosternVaultJob *job,
              PosternKeyring  *keyring,
              GCancellable    *cancellable)
{
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GError) error = NULL;

  if (!postern_vault_find_items (job, keyring, &items, cancellable, &error))
    g_info ("An older item was not looked for: %s", error->message);
  for (GList *l = items; l != NULL && error == NULL; l = l->next)
    if (!has_attributes (l->data, job->attributes) && !postern_keyring_remove (keyring, l->data, cancellable, &error))
      g_info ("An older item was not removed: %s", error->message);
}

static PosternSecret *
do_store (PosternVaultJob  *job,
          PosternKeyring   *keyring,
          GCancellable     *cancellable,
          GError          **error)
{
  if (!postern_keyring_unlock (keyring, cancellable, error) ||
      !postern_keyring_put (keyring, job->attributes, job->label, job->secret, cancellable, error) ||
      !check_stored (job, keyring, cancellable, error))
    return NULL;
  remove_stale (job, keyring, cancellable);

  return postern_secret_ref (job->secret);
}

static PosternSecret *
do_lookup (PosternVaultJob  *job,
           PosternKeyring   *keyring,
           GCancellable     *cancellable,
           GError          **error)
{
  if (!postern_keyring_unlock (keyring, cancellable, error))
    return NULL;

  return read_chosen (job, keyring, cancellable, error);
}

static PosternSecret *
do_move (PosternVaultJob  *job,
         PosternKeyring   *keyring,
         GCancellable     *cancellable,
         GError          **error)
{
  job->secret = do_lookup (job, keyring, cancellable, error);

  return job->secret == NULL ? NULL : do_store (job, keyring, cancellable, error);
}

gboolean
postern_vault_remove_all (PosternKeyring  *keyring,
                          GList           *items,
                          GCancellable    *cancellable,
                          GError         **error)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (!postern_keyring_remove (keyring, l->data, cancellable, error))
      return FALSE;

  return TRUE;
}

static gboolean
remove_items (PosternVaultJob  *job,
              PosternKeyring   *keyring,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autolist (SecretRetrievable) items = NULL;

  return postern_vault_find_items (job, keyring, &items, cancellable, error) &&
         postern_vault_remove_all (keyring, items, cancellable, error);
}

/* Nobody is asked to unlock a keyring for the sake of a draft that has no password. With a record go its former
 * password and the secret of its app registration. */
static PosternSecret *
do_clear (PosternVaultJob  *job,
          PosternKeyring   *keyring,
          GCancellable     *cancellable,
          GError          **error)
{
  g_autolist (SecretRetrievable) former = NULL;

  if ((job->recorded && !postern_keyring_unlock (keyring, cancellable, error)) ||
      !remove_items (job, keyring, cancellable, error) ||
      !postern_vault_find_former (job, keyring, &former, cancellable, error) ||
      !postern_vault_remove_all (keyring, former, cancellable, error))
    return NULL;
  job->owner = POSTERN_VAULT_OWNER_CLIENT;

  return remove_items (job, keyring, cancellable, error) ? postern_secret_new ("", 0) : NULL;
}

static PosternSecret *
do_unlock (PosternVaultJob  *job,
           PosternKeyring   *keyring,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autolist (SecretRetrievable) items = NULL;

  if (!postern_keyring_unlock (keyring, cancellable, error) ||
      !postern_vault_find_items (job, keyring, &items, cancellable, error))
    return NULL;

  return postern_secret_new ("", 0);
}

static const struct
{
  PosternSecret *(*run) (PosternVaultJob  *job,
                         PosternKeyring   *keyring,
                         GCancellable     *cancellable,
                         GError          **error);
} operations[] = {
  [POSTERN_VAULT_STORE] = { do_store },
  [POSTERN_VAULT_LOOKUP] = { do_lookup },
  [POSTERN_VAULT_MOVE] = { do_move },
  [POSTERN_VAULT_CLEAR] = { do_clear },
  [POSTERN_VAULT_UNLOCK] = { do_unlock },
  [POSTERN_VAULT_KEEP_FORMER] = { postern_vault_do_keep_former },
  [POSTERN_VAULT_RENEW_FORMER] = { postern_vault_do_keep_former },
  [POSTERN_VAULT_LOOKUP_FORMER] = { postern_vault_do_lookup_former },
  [POSTERN_VAULT_FORGET_FORMER] = { postern_vault_do_forget_former },
};

/** Returns: (transfer full): what @operation needs of @record, copied; @secret is the new one where one is stored */
PosternVaultJob *
postern_vault_job_new (PosternVaultOperation  operation,
                       PosternRecord         *record,
                       PosternSecret         *secret)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);
  const char *user = postern_record_get_sign_in_name (record);
  PosternVaultJob *job = g_new0 (PosternVaultJob, 1);

  job->operation = operation;
  job->id = g_strdup (postern_record_get_id (record));
  job->recorded = postern_record_get_password_recorded (record);
  job->secret = secret == NULL ? NULL : postern_secret_ref (secret);
  job->owner = POSTERN_VAULT_OWNER;
  job->attributes = postern_vault_new_attributes (job->owner, job->id);
  if (endpoint != NULL && user != NULL)
    add_place (job, get_service (record), endpoint, user);

  return job;
}

/** Returns: (transfer full): the same for the secret of the record's app registration, to be stored or looked up */
PosternVaultJob *
postern_vault_job_new_for_client (PosternVaultOperation  operation,
                                  PosternRecord         *record,
                                  PosternSecret         *secret)
{
  PosternVaultJob *job = postern_vault_job_new (operation, record, secret);

  job->owner = POSTERN_VAULT_OWNER_CLIENT;
  g_hash_table_unref (job->attributes);
  job->attributes = postern_vault_new_attributes (job->owner, job->id);
  g_free (job->label);
  /* Translators: the name of a secret in the keyring; %s is a name to sign in with. */
  job->label = g_strdup_printf (_("OAuth 2.0 client secret for %s"), postern_record_get_title (record));

  return job;
}

/** Gives back the copies. */
void
postern_vault_job_free (PosternVaultJob *job)
{
  if (job == NULL)
    return;

  g_free (job->id);
  g_hash_table_unref (job->attributes);
  g_free (job->label);
  g_free (job->former_label);
  g_clear_pointer (&job->secret, postern_secret_unref);
  g_free (job);
}

/** Does the work, blocking. Returns: (transfer full): the password, empty after a clear; %NULL with @error set */
PosternSecret *
postern_vault_job_run (PosternVaultJob  *job,
                       GCancellable     *cancellable,
                       GError          **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (context);
  PosternKeyring *keyring = NULL;
  PosternSecret *secret = NULL;
  g_autoptr (GError) reason = NULL;

  keyring = postern_keyring_open (cancellable, &reason);
  if (keyring != NULL)
    secret = operations[job->operation].run (job, keyring, cancellable, &reason);
  postern_keyring_close (keyring);
  if (secret == NULL)
    {
      postern_keyring_explain (&reason, cancellable);
      g_propagate_error (error, g_steal_pointer (&reason));
    }

  /* GDBus frees what its proxies held from within the context that they were made in. */
  while (g_main_context_iteration (context, FALSE))
    continue;

  return secret;
}
