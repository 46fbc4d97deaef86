/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>

#include "core/base/postern-passphrase.h"
#include "core/handover/postern-sheet.h"

static gboolean
fail (GError    **error,
      qpdf_data   pdf)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: %s is the reason that a library gave. */
               _("The sheet can’t be encrypted, so it was not made: %s"),
               qpdf_has_error (pdf) ? qpdf_get_error_full_text (pdf, qpdf_get_error (pdf)) : "qpdf");

  return FALSE;
}

/* AES-256 (ISO 32000-2, revision 6). Who can read it may do anything with it: a viewer would not keep anybody from
 * that, and screen readers need it. The owner's password is nobody's. */
static gboolean
write_encrypted (qpdf_data       pdf,
                 PosternSecret  *passphrase,
                 PosternSecret  *owner,
                 GError        **error)
{
  if ((qpdf_init_write_memory (pdf) & QPDF_ERRORS) != 0)
    return fail (error, pdf);
  qpdf_set_r6_encryption_parameters2 (pdf, postern_secret_peek (passphrase), postern_secret_peek (owner), QPDF_TRUE,
                                      QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);

  return (qpdf_write (pdf) & QPDF_ERRORS) == 0 || fail (error, pdf);
}

/**
 * postern_sheet_lock:
 * @pdf: a PDF
 * @passphrase: what opens it from then on
 * @error: return location for %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full): the PDF, encrypted with AES-256; or %NULL with @error set
 */
GBytes *
postern_sheet_lock (GBytes         *pdf,
                    PosternSecret  *passphrase,
                    GError        **error)
{
  g_autoptr (PosternSecret) owner = postern_passphrase_new (error);
  GBytes *locked = NULL;
  qpdf_data handle;
  QPDF_ERROR_CODE code;

  g_return_val_if_fail (pdf != NULL && passphrase != NULL, NULL);

  if (owner == NULL)
    return NULL;
  handle = qpdf_init ();
  qpdf_set_suppress_warnings (handle, QPDF_TRUE);
  qpdf_silence_errors (handle);
  code = qpdf_read_memory (handle, "sheet", g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL);
  if ((code & QPDF_ERRORS) != 0)
    fail (error, handle);
  else if (write_encrypted (handle, passphrase, owner, error))
    locked = g_bytes_new (qpdf_get_buffer (handle), qpdf_get_buffer_length (handle));
  qpdf_cleanup (&handle);

  return locked;
}
