/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-secret-provider.h"

#include <string.h>

/* Klipper, KDE Connect and others keep no history of what offers this type; its content is "secret". */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

/* GDK offers a type without a slash but refuses to hand out its content, and hands out only types in lower case: hence
 * the proper type of the same name, in both cases. */
static const char *const types[] = {
  "text/plain;charset=utf-8", "UTF8_STRING", "text/plain",
  HINT_TYPE, "text/" HINT_TYPE, "text/x-kde-passwordmanagerhint",
};

struct _PosternSecretProvider
{
  GdkContentProvider  parent_instance;

  PosternSecret      *secret;
  guint               seconds;
  guint               timeout;
  GdkClipboard       *clipboard;
};

G_DEFINE_FINAL_TYPE (PosternSecretProvider, postern_secret_provider, GDK_TYPE_CONTENT_PROVIDER)

static gboolean
is_hint (const char *mime_type)
{
  const char *name = g_str_has_prefix (mime_type, "text/") ? mime_type + strlen ("text/") : mime_type;

  return g_ascii_strcasecmp (name, HINT_TYPE) == 0;
}

static gboolean
time_is_up_cb (gpointer user_data)
{
  PosternSecretProvider *self = user_data;

  self->timeout = 0;
  gdk_clipboard_set_content (self->clipboard, NULL);

  return G_SOURCE_REMOVE;
}

static void
bytes_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
postern_secret_provider_attach_clipboard (GdkContentProvider *provider,
                                          GdkClipboard       *clipboard)
{
  PosternSecretProvider *self = POSTERN_SECRET_PROVIDER (provider);

  g_assert (self->timeout == 0);

  self->clipboard = clipboard;
  self->timeout = g_timeout_add_seconds (self->seconds, time_is_up_cb, self);
}

static void
postern_secret_provider_detach_clipboard (GdkContentProvider *provider,
                                          GdkClipboard       *clipboard)
{
  PosternSecretProvider *self = POSTERN_SECRET_PROVIDER (provider);

  self->clipboard = NULL;
  g_clear_handle_id (&self->timeout, g_source_remove);
}

static GdkContentFormats *
postern_secret_provider_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new ((const char **) types, G_N_ELEMENTS (types));
}

/* Nothing may be stored when the program ends. */
static GdkContentFormats *
postern_secret_provider_ref_storable_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (NULL, 0);
}

static void
postern_secret_provider_write_mime_type_async (GdkContentProvider  *provider,
                                               const char          *mime_type,
                                               GOutputStream       *stream,
                                               int                  io_priority,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data)
{
  PosternSecretProvider *self = POSTERN_SECRET_PROVIDER (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, postern_secret_provider_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  if (is_hint (mime_type))
    g_output_stream_write_all_async (stream, HINT, strlen (HINT), io_priority, cancellable, bytes_written_cb, task);
  else
    g_output_stream_write_all_async (stream, postern_secret_peek (self->secret),
                                     postern_secret_get_length (self->secret), io_priority, cancellable,
                                     bytes_written_cb, task);
}

static gboolean
postern_secret_provider_write_mime_type_finish (GdkContentProvider  *provider,
                                                GAsyncResult        *result,
                                                GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
postern_secret_provider_finalize (GObject *object)
{
  PosternSecretProvider *self = POSTERN_SECRET_PROVIDER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->secret, postern_secret_unref);

  G_OBJECT_CLASS (postern_secret_provider_parent_class)->finalize (object);
}

static void
postern_secret_provider_class_init (PosternSecretProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  object_class->finalize = postern_secret_provider_finalize;
  provider_class->attach_clipboard = postern_secret_provider_attach_clipboard;
  provider_class->detach_clipboard = postern_secret_provider_detach_clipboard;
  provider_class->ref_formats = postern_secret_provider_ref_formats;
  provider_class->ref_storable_formats = postern_secret_provider_ref_storable_formats;
  provider_class->write_mime_type_async = postern_secret_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = postern_secret_provider_write_mime_type_finish;
}

static void
postern_secret_provider_init (PosternSecretProvider *self)
{
}

/**
 * postern_secret_provider_new:
 * @secret: what to offer
 * @seconds: how long it stays on a clipboard
 *
 * Returns: (transfer full): content for one clipboard
 */
GdkContentProvider *
postern_secret_provider_new (PosternSecret *secret,
                             guint          seconds)
{
  PosternSecretProvider *self;

  g_return_val_if_fail (secret != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_SECRET_PROVIDER, NULL);
  self->secret = postern_secret_ref (secret);
  self->seconds = seconds;

  return GDK_CONTENT_PROVIDER (self);
}
