/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-private-file.h"
#include "core/handover/postern-drawing.h"
#include "core/handover/postern-saving.h"

/* A4 in points; on US Letter the margins take up the difference. */
#define WIDTH 595.0
#define HEIGHT 842.0
#define MARGIN 56.0
#define MAX_BYTES (64 * 1024 * 1024)

static void
wipe_bytes (gpointer data)
{
  GByteArray *bytes = data;

  explicit_bzero (bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  GByteArray *bytes = closure;

  if (bytes->len + length > MAX_BYTES)
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (bytes, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static const char *
describe_security (PosternSecurity security)
{
  switch (security)
    {
    case POSTERN_SECURITY_STARTTLS:
      return _("STARTTLS");
    case POSTERN_SECURITY_TLS:
      return _("TLS from the start (SSL)");
    case POSTERN_SECURITY_NONE:
    default:
      return _("no encryption");
    }
}

static void
draw_entry (PosternDrawing     *self,
            const PosternEntry *entry,
            const char         *provider)
{
  g_autofree char *port = g_strdup_printf ("%u", entry->port);

  postern_drawing_text (self, entry->title, "Sans Bold 15", 10);
  postern_drawing_row (self, _("Account"), entry->account, "Sans 10");
  postern_drawing_row (self, _("Provider"), provider, "Sans 10");
  postern_drawing_row (self, _("Mail server"), entry->host, "Sans 10");
  postern_drawing_row (self, _("Port"), port, "Sans 10");
  postern_drawing_row (self, _("Encryption"), describe_security (entry->security), "Sans 10");
  postern_drawing_row (self, _("User name"), entry->user, "Sans 10");
  if (entry->secret != NULL)
    postern_drawing_row (self, _("Password"), postern_secret_peek (entry->secret), "Monospace 11");
  else
    postern_drawing_row (self, _("Password"), _("Not on this sheet. You get it by another way."), "Sans Italic 10");
  postern_drawing_row (self, _("Sender’s address"), entry->from, "Sans 10");
  postern_drawing_row (self, _("Used at"), entry->used_at, "Sans 10");
  postern_drawing_row (self, _("Review on"), entry->review, "Sans 10");
  postern_drawing_skip (self, 18);
}

static char *
describe_time (gint64 made)
{
  g_autoptr (GDateTime) time = made > 0 ? g_date_time_new_from_unix_local (made) : g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (time, "%x");

  /* Translators: %s is a date. */
  return g_strdup_printf (_("Made with Postern on %s. Whoever gets this sheet can send mail as these accounts: keep it "
                            "as safe as a key, and destroy it when it is no longer needed."),
                          day);
}

static void
draw_all (PosternDrawing     *self,
          const PosternSheet *sheet)
{
  g_autofree char *note = describe_time (sheet->made);

  postern_drawing_text (self,
                        ngettext ("Hand-over of a mail account", "Hand-over of mail accounts", sheet->entries->len),
                        "Sans Bold 20", 8);
  postern_drawing_text (self, note, "Sans 9", 22);
  for (guint i = 0; i < sheet->entries->len; i++)
    draw_entry (self, g_ptr_array_index (sheet->entries, i),
                sheet->provider_names == NULL ? NULL : sheet->provider_names[i]);
}

/**
 * postern_sheet_draw:
 * @sheet: what goes onto it
 * @error: return location for %G_IO_ERROR_FAILED
 *
 * Draws the sheet as a PDF that nothing protects yet.
 *
 * Returns: (transfer full): the PDF, wiped when its last reference goes; or %NULL with @error set
 */
GBytes *
postern_sheet_draw (const PosternSheet  *sheet,
                    GError             **error)
{
  GByteArray *bytes = NULL;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  PosternDrawing drawing;
  cairo_status_t status;

  g_return_val_if_fail (sheet != NULL && sheet->entries != NULL, NULL);

  bytes = g_byte_array_new ();
  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  postern_drawing_init (&drawing, cr, WIDTH, HEIGHT, MARGIN);
  draw_all (&drawing, sheet);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      wipe_bytes (bytes);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }

  return g_bytes_new_with_free_func (bytes->data, bytes->len, wipe_bytes, bytes);
}

/* A sheet that owns what is on it. */
typedef struct
{
  PosternSheet   sheet;
  char         **names;
  PosternSecret *passphrase;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  for (guint i = 0; content->names != NULL && i < content->sheet.entries->len; i++)
    g_free (content->names[i]);
  g_free (content->names);
  g_ptr_array_unref (content->sheet.entries);
  postern_secret_unref (content->passphrase);
  g_free (content);
}

static Content *
content_new (const PosternSheet *sheet,
             PosternSecret      *passphrase)
{
  Content *content = g_new0 (Content, 1);

  content->sheet = *sheet;
  content->sheet.entries = g_ptr_array_ref (sheet->entries);
  content->passphrase = postern_secret_ref (passphrase);
  if (sheet->provider_names == NULL)
    return content;
  content->names = g_new0 (char *, sheet->entries->len + 1);
  for (guint i = 0; i < sheet->entries->len; i++)
    content->names[i] = g_strdup (sheet->provider_names[i]);
  content->sheet.provider_names = (const char *const *) content->names;

  return content;
}

static GBytes *
make_locked (const PosternSheet  *sheet,
             PosternSecret       *passphrase,
             GError             **error)
{
  g_autoptr (GBytes) open = postern_sheet_draw (sheet, error);

  return open == NULL ? NULL : postern_sheet_lock (open, passphrase, error);
}

static GBytes *
make_file (gpointer   data,
           GError   **error)
{
  const Content *content = data;

  return make_locked (&content->sheet, content->passphrase, error);
}

/**
 * postern_sheet_save:
 * @sheet: what goes onto it
 * @passphrase: what opens it
 * @path: where to save it; only its owner can read it
 * @error: return location for %G_IO_ERROR_FAILED or %G_FILE_ERROR
 *
 * Returns: whether an encrypted PDF was saved
 */
gboolean
postern_sheet_save (const PosternSheet  *sheet,
                    PosternSecret       *passphrase,
                    const char          *path,
                    GError             **error)
{
  g_autoptr (GBytes) locked = make_locked (sheet, passphrase, error);

  return locked != NULL && postern_private_file_save (path, g_bytes_get_data (locked, NULL),
                                                      (gssize) g_bytes_get_size (locked), error);
}

/**
 * postern_sheet_save_async:
 * @sheet: what goes onto it; its entries are not to be changed any more
 * @passphrase: what opens it
 * @path: where to save it; only its owner can read it
 * @cancellable: (nullable): to stop; no file is written then
 * @callback: called at the end
 * @user_data: closure for @callback
 *
 * As postern_sheet_save(), with the drawing, the encryption and the writing in a thread.
 */
void
postern_sheet_save_async (const PosternSheet  *sheet,
                          PosternSecret       *passphrase,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, postern_sheet_save_async);
  postern_saving_run (task, path, make_file, content_new (sheet, passphrase), content_free);
}

/**
 * postern_sheet_save_finish:
 * @result: what the callback was given
 * @error: return location, as postern_sheet_save(), and %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was saved
 */
gboolean
postern_sheet_save_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, postern_sheet_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
