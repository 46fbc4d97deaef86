/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-vault-job-private.h"
#include "core/records/postern-vault.h"

gboolean
postern_vault_find_former (PosternVaultJob  *job,
                           PosternKeyring   *keyring,
                           GList           **items,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_autoptr (GHashTable) attributes = postern_vault_new_attributes ("postern-former", job->id);

  return postern_keyring_find (keyring, attributes, items, cancellable, error);
}

static PosternSecret *
read_former (PosternVaultJob  *job,
             PosternKeyring   *keyring,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autolist (SecretRetrievable) items = NULL;

  if (!postern_vault_find_former (job, keyring, &items, cancellable, error))
    return NULL;
  if (items != NULL)
    return postern_keyring_read (keyring, items->data, cancellable, error);
  g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, "");

  return NULL;
}

PosternSecret *
postern_vault_do_lookup_former (PosternVaultJob  *job,
                                PosternKeyring   *keyring,
                                GCancellable     *cancellable,
                                GError          **error)
{
  return postern_keyring_unlock (keyring, cancellable, error) ? read_former (job, keyring, cancellable, error) : NULL;
}

PosternSecret *
postern_vault_do_forget_former (PosternVaultJob  *job,
                                PosternKeyring   *keyring,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_autolist (SecretRetrievable) former = NULL;

  if (!postern_keyring_unlock (keyring, cancellable, error) ||
      !postern_vault_find_former (job, keyring, &former, cancellable, error) ||
      !postern_vault_remove_all (keyring, former, cancellable, error))
    return NULL;

  return postern_secret_new ("", 0);
}

static PosternSecret *
put_former (PosternVaultJob  *job,
            PosternKeyring   *keyring,
            PosternSecret    *secret,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (PosternSecret) stored = NULL;
  g_autoptr (GHashTable) attributes = postern_vault_new_attributes ("postern-former", job->id);

  postern_vault_set_attribute (attributes, "service", "smtp-former");
  if (!postern_keyring_put (keyring, attributes, job->former_label != NULL ? job->former_label : "SMTP", secret,
                            cancellable, error))
    return NULL;
  stored = read_former (job, keyring, cancellable, error);
  if (stored != NULL && !postern_secret_equal (stored, secret))
    {
      g_set_error_literal (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_FAILED,
                           _("The keyring did not keep the former password, so it was not replaced. Look into "
                             "“Passwords and Keys” whether the keyring works, and try again."));
      return NULL;
    }

  return g_steal_pointer (&stored);
}

PosternSecret *
postern_vault_do_keep_former (PosternVaultJob  *job,
                              PosternKeyring   *keyring,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_autoptr (PosternSecret) present = NULL;
  g_autolist (SecretRetrievable) items = NULL;
  g_autolist (SecretRetrievable) former = NULL;

  if (!postern_keyring_unlock (keyring, cancellable, error) ||
      !postern_vault_find_items (job, keyring, &items, cancellable, error) ||
      !postern_vault_find_former (job, keyring, &former, cancellable, error))
    return NULL;
  if (former != NULL && job->operation == POSTERN_VAULT_KEEP_FORMER)
    return read_former (job, keyring, cancellable, error);
  if (items != NULL)
    present = postern_keyring_read (keyring, postern_vault_choose_item (job, items), cancellable, error);
  if (items != NULL && present == NULL)
    return NULL;
  if (present == NULL || postern_secret_equal (present, job->secret))
    return postern_secret_new ("", 0);

  return put_former (job, keyring, present, cancellable, error);
}
