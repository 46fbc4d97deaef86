/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "core/records/postern-keyring-bus.h"
#include "core/records/postern-vault-job-private.h"
#include "core/records/postern-vault.h"

/* Whether the keyring has what a record tells of: two questions of the Secret Service that need no consent. */

static gboolean
is_default_locked (GCancellable *cancellable)
{
  g_autoptr (GVariant) alias =
    postern_keyring_bus_call (POSTERN_KEYRING_BUS_PATH, "org.freedesktop.Secret.Service.ReadAlias",
                              g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT), "(o)", cancellable, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) locked = NULL;
  const char *path = "/";

  if (alias != NULL)
    g_variant_get (alias, "(&o)", &path);
  if (!g_str_equal (path, "/"))
    reply = postern_keyring_bus_call (path, "org.freedesktop.DBus.Properties.Get",
                                      g_variant_new ("(ss)", "org.freedesktop.Secret.Collection", "Locked"), "(v)",
                                      cancellable, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(v)", &locked);

  return locked != NULL && g_variant_is_of_type (locked, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (locked);
}

static GVariant *
ask_for_items (const char    *id,
               GCancellable  *cancellable,
               GError       **error)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", POSTERN_VAULT_OWNER, id);

  return postern_keyring_bus_call (POSTERN_KEYRING_BUS_PATH, "org.freedesktop.Secret.Service.SearchItems",
                                   g_variant_new ("(a{ss})", &attributes), "(aoao)", cancellable, error);
}

static gboolean
look_for (const char    *id,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GVariant) reply = ask_for_items (id, cancellable, error);
  g_autoptr (GVariant) open = NULL;
  g_autoptr (GVariant) locked = NULL;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(@ao@ao)", &open, &locked);
  if (g_variant_n_children (open) > 0)
    return TRUE;
  if (g_variant_n_children (locked) > 0 || is_default_locked (cancellable))
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
  else
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, "");

  return FALSE;
}

static gboolean
look (const char    *id,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GError) reason = NULL;

  if (postern_keyring_uses_file ())
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("The file of passwords can’t be looked into without asking for its password."));
      return FALSE;
    }
  if (look_for (id, cancellable, &reason))
    return TRUE;
  postern_keyring_explain (&reason, cancellable);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (look (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * postern_vault_look:
 * @record: a record
 * @cancellable: (nullable): to stop
 * @error: return location for a #PosternVaultError, %G_IO_ERROR_CANCELLED, or %G_IO_ERROR_NOT_SUPPORTED where the
 *   keyring is a file (inside Flatpak or Snap)
 *
 * Looks whether the keyring has an item for the record. Nothing is unlocked, nobody is asked, no secret is read.
 * %POSTERN_VAULT_ERROR_LOCKED says that it can't be used now, not that it is gone. Blocks.
 *
 * Returns: %TRUE if it is there and the keyring is unlocked
 */
gboolean
postern_vault_look (PosternRecord  *record,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (record), FALSE);

  return look (postern_record_get_id (record), cancellable, error);
}

/** As postern_vault_look(), in a thread of its own. */
void
postern_vault_look_async (PosternRecord       *record,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (POSTERN_IS_RECORD (record));

  g_task_set_source_tag (task, postern_vault_look_async);
  g_task_set_task_data (task, g_strdup (postern_record_get_id (record)), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

/** Returns: %TRUE if it is there and the keyring is unlocked */
gboolean
postern_vault_look_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * postern_vault_unlock_async:
 * @record: a record
 * @cancellable: (nullable): to stop, for instance while a prompt is shown
 * @callback: called in the present main context when it is done or failed
 * @user_data: for @callback
 *
 * Unlocks the keyring, and the record's password in it; the person is asked for at most two minutes.
 */
void
postern_vault_unlock_async (PosternRecord       *record,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_RECORD (record));

  postern_vault_job_run_async (postern_vault_job_new (POSTERN_VAULT_UNLOCK, record, NULL), postern_vault_unlock_async,
                               cancellable, callback, user_data);
}

/** Returns: whether the keyring is unlocked */
gboolean
postern_vault_unlock_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_autoptr (PosternSecret) done = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, postern_vault_unlock_async), FALSE);

  done = g_task_propagate_pointer (G_TASK (result), error);

  return done != NULL;
}
