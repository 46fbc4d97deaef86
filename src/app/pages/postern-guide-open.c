/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-guide-open.h"

/* What a record keeps may be half an address. */
static const char *
get_address (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * postern_guide_open:
 * @page: a page that is shown
 * @id: a guide's id
 * @editable: whether the person may choose addresses at the end, for "addresses-chosen"
 *
 * Opens a guide above the page, about the page's record.
 *
 * Returns: (transfer none) (nullable): the window, %NULL when there is no such guide
 */
PosternGuideWindow *
postern_guide_open (PosternPage *page,
                    const char  *id,
                    gboolean     editable)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  PosternRecord *record = postern_page_get_record (page);
  PosternContext *context = postern_page_get_context (page);
  PosternGuideWindow *window;

  g_return_val_if_fail (POSTERN_IS_PAGE (page) && GTK_IS_WINDOW (root), NULL);

  if (postern_catalogue_get_guide (postern_context_get_catalogue (context), id) == NULL)
    return NULL;

  window = postern_guide_window_new (GTK_WINDOW (root), context, postern_record_get_provider (record));
  postern_guide_window_set_addresses (window, get_address (postern_record_get_account (record)),
                                      get_address (postern_record_get_from (record)), editable);
  postern_guide_window_open (window, id);

  return window;
}
