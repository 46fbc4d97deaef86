/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/records/postern-keyring-bus.h"
#include "core/records/postern-keyring-service.h"
#include "core/records/postern-vault.h"

struct _PosternKeyring
{
  SecretService *service;
};

/* msmtp and others look for service, host and user alone, under any schema. */
static const SecretSchema schema = {
  "io.github.postern.Password",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "port", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
    { "postern-record", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "postern-client", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "postern-former", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* libsecret's file is one object for all threads. */
static GMutex file_mutex;

/** Whether the passwords are in libsecret's file, and not in a Secret Service. */
gboolean
postern_keyring_uses_file (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL)
    return TRUE;

  return backend != NULL && *backend != '\0' && strcmp (backend, "service") != 0;
}

/* A service that hangs is found out by one call with a short limit, before the many of libsecret's. */
static gboolean
check_answers (GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GVariant) reply =
    postern_keyring_bus_call (POSTERN_KEYRING_BUS_PATH, "org.freedesktop.Secret.Service.ReadAlias",
                              g_variant_new ("(s)", SECRET_COLLECTION_DEFAULT), "(o)", cancellable, error);

  return reply != NULL;
}

static gboolean
unlock_all (PosternKeyring  *self,
            GList           *locked,
            GCancellable    *cancellable,
            GError         **error)
{
  guint wanted = g_list_length (locked);
  int unlocked;

  if (wanted == 0)
    return TRUE;
  unlocked = secret_service_unlock_sync (self->service, locked, cancellable, NULL, error);
  if (unlocked >= (int) wanted)
    return TRUE;
  if (unlocked >= 0)
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");

  return FALSE;
}

static gboolean
unlock_items (PosternKeyring  *self,
              GList           *items,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GList) locked = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    if (SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data))
      locked = g_list_prepend (locked, l->data);

  return unlock_all (self, locked, cancellable, error);
}

/** Returns: (transfer full): the keyring, ready to be asked, or %NULL with @error set */
PosternKeyring *
postern_keyring_open (GCancellable  *cancellable,
                      GError       **error)
{
  SecretService *service = NULL;
  PosternKeyring *self;

  if (postern_keyring_uses_file ())
    {
      g_mutex_lock (&file_mutex);
      /* libsecret reads the file once for all; another process may have written it since. */
      secret_service_disconnect ();
    }
  else
    {
      if (!check_answers (cancellable, error))
        return NULL;
      service = secret_service_open_sync (POSTERN_TYPE_KEYRING_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, cancellable,
                                          error);
      if (service == NULL)
        return NULL;
    }
  self = g_new0 (PosternKeyring, 1);
  self->service = service;

  return self;
}

/** Ends the conversation. */
void
postern_keyring_close (PosternKeyring *self)
{
  if (self == NULL)
    return;

  if (self->service == NULL)
    g_mutex_unlock (&file_mutex);
  g_clear_object (&self->service);
  g_free (self);
}

/** Unlocks the default collection, asking the person where that is needed; a missing one is no fault. */
gboolean
postern_keyring_unlock (PosternKeyring  *self,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GList) locked = NULL;

  if (self->service == NULL)
    return TRUE;
  collection = secret_collection_for_alias_sync (self->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                                 cancellable, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (collection != NULL && secret_collection_get_locked (collection))
    locked = g_list_prepend (NULL, collection);

  return unlock_all (self, locked, cancellable, error);
}

/** Writes an item into the default collection, in place of one with the very same attributes. */
gboolean
postern_keyring_put (PosternKeyring  *self,
                     GHashTable      *attributes,
                     const char      *label,
                     PosternSecret   *secret,
                     GCancellable    *cancellable,
                     GError         **error)
{
  /* The copy is in libsecret's locked memory and is wiped with the value. */
  g_autoptr (SecretValue) value =
    secret_value_new (postern_secret_peek (secret), (gssize) postern_secret_get_length (secret), "text/plain");

  if (self->service == NULL)
    return secret_password_storev_binary_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                                               cancellable, error);

  return secret_service_store_sync (self->service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                                    cancellable, error);
}

/** Finds all items that have @attributes, and unlocks them. @items: (out) (transfer full): of SecretRetrievable */
gboolean
postern_keyring_find (PosternKeyring  *self,
                      GHashTable      *attributes,
                      GList          **items,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->service == NULL)
    *items = secret_password_searchv_sync (&schema, attributes, SECRET_SEARCH_ALL, cancellable, &reason);
  else
    *items = secret_service_search_sync (self->service, &schema, attributes, SECRET_SEARCH_ALL, cancellable, &reason);
  if (reason == NULL && unlock_items (self, *items, cancellable, &reason))
    return TRUE;

  g_list_free_full (g_steal_pointer (items), g_object_unref);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/** Returns: (transfer full): the password of @item, or %NULL with @error set */
PosternSecret *
postern_keyring_read (PosternKeyring     *self,
                      SecretRetrievable  *item,
                      GCancellable       *cancellable,
                      GError            **error)
{
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_sync (item, cancellable, error);
  const char *text;
  gsize length;

  if (value == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, "");
      return NULL;
    }

  text = secret_value_get (value, &length);
  if (length > POSTERN_SECRET_MAX_LENGTH || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, POSTERN_VAULT_ERROR, POSTERN_VAULT_ERROR_FAILED,
                           _("What the keyring holds for this record is no password; another program may have "
                             "changed it. Make a new app password and record it."));
      return NULL;
    }

  return postern_secret_new (text, (gssize) length);
}

/** Deletes @item; one that is gone already counts as deleted. */
gboolean
postern_keyring_remove (PosternKeyring     *self,
                        SecretRetrievable  *item,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GError) reason = NULL;

  if (self->service != NULL)
    {
      secret_item_delete_sync (SECRET_ITEM (item), cancellable, &reason);
    }
  else
    {
      attributes = secret_retrievable_get_attributes (item);
      secret_password_clearv_sync (&schema, attributes, cancellable, &reason);
    }
  if (reason == NULL || g_error_matches (reason, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
      g_error_matches (reason, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

void
postern_keyring_set_patience (guint answer_ms,
                              guint prompt_ms)
{
  postern_keyring_bus_set_patience (answer_ms);
  postern_keyring_service_set_patience (prompt_ms);
}
