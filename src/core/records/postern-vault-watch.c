/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-vault-watch.h"

#include "core/records/postern-keyring-bus.h"

/** How long after a change it is told, in milliseconds. */
#define PAUSE 200

struct _PosternVaultWatch
{
  GObject          parent_instance;

  GCancellable    *cancellable;
  GDBusConnection *bus;
  guint            signal_id;
  guint            name_id;
  guint            pause_source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternVaultWatch, postern_vault_watch, G_TYPE_OBJECT)

static void
pause_passed_cb (gpointer user_data)
{
  PosternVaultWatch *self = user_data;

  self->pause_source = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
note (PosternVaultWatch *self)
{
  if (self->pause_source == 0)
    self->pause_source = g_timeout_add_once (PAUSE, pause_passed_cb, self);
}

static void
signalled_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         self)
{
  note (self);
}

static void
appeared_cb (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         self)
{
  note (self);
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         self)
{
  note (self);
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PosternVaultWatch) self = user_data;

  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  self->signal_id = g_dbus_connection_signal_subscribe (self->bus, POSTERN_KEYRING_BUS_NAME, NULL, NULL, NULL, NULL,
                                                        G_DBUS_SIGNAL_FLAGS_NONE, signalled_cb, self, NULL);
  self->name_id = g_bus_watch_name_on_connection (self->bus, POSTERN_KEYRING_BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                  appeared_cb, vanished_cb, self, NULL);
}

static void
postern_vault_watch_dispose (GObject *object)
{
  PosternVaultWatch *self = POSTERN_VAULT_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_handle_id (&self->name_id, g_bus_unwatch_name);
  if (self->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->signal_id);
  self->signal_id = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (postern_vault_watch_parent_class)->dispose (object);
}

static void
postern_vault_watch_finalize (GObject *object)
{
  g_object_unref (POSTERN_VAULT_WATCH (object)->cancellable);

  G_OBJECT_CLASS (postern_vault_watch_parent_class)->finalize (object);
}

static void
postern_vault_watch_class_init (PosternVaultWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = postern_vault_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_vault_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", POSTERN_TYPE_VAULT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
postern_vault_watch_init (PosternVaultWatch *self)
{
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, got_bus_cb, g_object_ref (self));
}

/** Returns: (transfer full): a watch over the keyring */
PosternVaultWatch *
postern_vault_watch_new (void)
{
  return g_object_new (POSTERN_TYPE_VAULT_WATCH, NULL);
}
