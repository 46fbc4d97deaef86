/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-private-file.h"
#include "core/handover/postern-drawing.h"

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
  g_autoptr (GBytes) open = postern_sheet_draw (sheet, error);
  g_autoptr (GBytes) locked = open == NULL ? NULL : postern_sheet_lock (open, passphrase, error);

  return locked != NULL && postern_private_file_save (path, g_bytes_get_data (locked, NULL),
                                                      (gssize) g_bytes_get_size (locked), error);
}
