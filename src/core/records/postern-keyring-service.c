/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-keyring-service.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-vault.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"
#define PROMPT_MS (120 * 1000)
#define CALL_MS 15000

struct _PosternKeyringService
{
  SecretService parent_instance;
};

typedef struct
{
  GDBusConnection     *connection;
  char                *name;
  char                *path;
  const GVariantType  *type;
  guint                completed_id;
  guint                watch_id;
  GSource             *deadline;
  GSource             *cancelled;
} Prompt;

static guint patience = PROMPT_MS;

G_DEFINE_FINAL_TYPE (PosternKeyringService, postern_keyring_service, SECRET_TYPE_SERVICE)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Each of these holds a reference to the task, so they must go for the task to go. */
static void
stop_waiting (Prompt *prompt)
{
  if (prompt->completed_id != 0)
    g_dbus_connection_signal_unsubscribe (prompt->connection, prompt->completed_id);
  prompt->completed_id = 0;
  g_clear_handle_id (&prompt->watch_id, g_bus_unwatch_name);
  clear_source (&prompt->deadline);
  clear_source (&prompt->cancelled);
}

static void
free_prompt (gpointer data)
{
  Prompt *prompt = data;

  g_object_unref (prompt->connection);
  g_free (prompt->name);
  g_free (prompt->path);
  g_free (prompt);
}

static void
call_prompt (Prompt              *prompt,
             const char          *method,
             GVariant            *arguments,
             GAsyncReadyCallback  callback,
             gpointer             data)
{
  g_dbus_connection_call (prompt->connection, prompt->name, prompt->path, PROMPT_INTERFACE, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_MS, NULL, callback, data);
}

/* Written out at once: the connection may be dropped with the operation. */
static void
dismiss (Prompt *prompt)
{
  call_prompt (prompt, "Dismiss", NULL, NULL, NULL);
  g_dbus_connection_flush_sync (prompt->connection, NULL, NULL);
}

static void
fail (GTask             *task,
      PosternVaultError  code,
      const char        *message)
{
  g_autoptr (GTask) held = g_object_ref (task);

  stop_waiting (g_task_get_task_data (held));
  if (!g_task_get_completed (held))
    g_task_return_new_error (held, POSTERN_VAULT_ERROR, (int) code, "%s", message);
}

static void
on_completed (GDBusConnection *connection,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Prompt *prompt = g_task_get_task_data (task);
  g_autoptr (GVariant) result = NULL;
  gboolean dismissed = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, &result);
  if (dismissed || (prompt->type != NULL && !g_variant_is_of_type (result, prompt->type)))
    {
      fail (task, POSTERN_VAULT_ERROR_LOCKED,
            _("The keyring stayed locked, because its password was not given or could not be asked for. "
              "Start “Passwords and Keys”, unlock the keyring there, and try again."));
      return;
    }

  stop_waiting (prompt);
  g_task_return_pointer (task, g_steal_pointer (&result), (GDestroyNotify) g_variant_unref);
}

static void
on_vanished (GDBusConnection *connection,
             const char      *name,
             gpointer         task)
{
  fail (task, POSTERN_VAULT_ERROR_UNAVAILABLE,
        _("The keyring stopped while it asked for your consent. Start “Passwords and Keys” and try again."));
}

static gboolean
on_deadline (gpointer task)
{
  dismiss (g_task_get_task_data (task));
  fail (task, POSTERN_VAULT_ERROR_TIMED_OUT,
        _("The keyring asked for its password, but nobody answered in time. Try again, and look for the keyring’s "
          "window behind the others."));

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Prompt *prompt = g_task_get_task_data (task);

  dismiss (prompt);
  stop_waiting (prompt);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
on_prompted (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply != NULL || g_task_get_completed (task))
    return;

  stop_waiting (g_task_get_task_data (task));
  g_task_return_error (task, g_steal_pointer (&error));
}

static GSource *
attach (GSource     *source,
        GSourceFunc  callback,
        GTask       *task)
{
  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));

  return source;
}

static void
wait_for_answer (GTask  *task,
                 Prompt *prompt)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  prompt->completed_id =
    g_dbus_connection_signal_subscribe (prompt->connection, prompt->name, PROMPT_INTERFACE, "Completed", prompt->path,
                                        NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_completed, g_object_ref (task),
                                        g_object_unref);
  prompt->watch_id = g_bus_watch_name_on_connection (prompt->connection, prompt->name, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                     NULL, on_vanished, g_object_ref (task), g_object_unref);
  prompt->deadline = attach (g_timeout_source_new (patience), on_deadline, task);
  if (cancellable != NULL)
    prompt->cancelled = attach (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (on_cancelled), task);
}

static void
postern_keyring_service_prompt_async (SecretService       *service,
                                      SecretPrompt        *secret_prompt,
                                      const GVariantType  *type,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  GDBusProxy *proxy = G_DBUS_PROXY (secret_prompt);
  Prompt *prompt = g_new0 (Prompt, 1);

  prompt->connection = g_object_ref (g_dbus_proxy_get_connection (proxy));
  prompt->name = g_strdup (g_dbus_proxy_get_name (proxy));
  prompt->path = g_strdup (g_dbus_proxy_get_object_path (proxy));
  prompt->type = type;
  g_task_set_source_tag (task, postern_keyring_service_prompt_async);
  g_task_set_task_data (task, prompt, free_prompt);

  wait_for_answer (task, prompt);
  call_prompt (prompt, "Prompt", g_variant_new ("(s)", ""), on_prompted, g_object_ref (task));
}

static GVariant *
postern_keyring_service_prompt_finish (SecretService  *service,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
postern_keyring_service_class_init (PosternKeyringServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = postern_keyring_service_prompt_async;
  service_class->prompt_finish = postern_keyring_service_prompt_finish;
}

static void
postern_keyring_service_init (PosternKeyringService *self)
{
}

void
postern_keyring_service_set_patience (guint milliseconds)
{
  patience = milliseconds;
}
