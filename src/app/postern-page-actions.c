/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-page.h"

/**
 * postern_page_get_provider:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the provider that the record names
 */
PosternProvider *
postern_page_get_provider (PosternPage *self)
{
  PosternCatalogue *catalogue;
  const char *id;

  g_return_val_if_fail (POSTERN_IS_PAGE (self), NULL);

  catalogue = postern_context_get_catalogue (postern_page_get_context (self));
  id = postern_record_get_provider (postern_page_get_record (self));

  return id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);
}

/**
 * postern_page_get_target:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the target that the record names
 */
PosternTarget *
postern_page_get_target (PosternPage *self)
{
  PosternCatalogue *catalogue;
  const char *id;

  g_return_val_if_fail (POSTERN_IS_PAGE (self), NULL);

  catalogue = postern_context_get_catalogue (postern_page_get_context (self));
  id = postern_record_get_target (postern_page_get_record (self));

  return id == NULL ? NULL : postern_catalogue_get_target (catalogue, id);
}

/**
 * postern_page_toast:
 * @self: a page
 * @message: a few words, never a secret
 *
 * Shows a message at the bottom of the window for a moment.
 */
void
postern_page_toast (PosternPage *self,
                    const char  *message)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));
  g_return_if_fail (message != NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

/**
 * postern_page_may_close:
 * @self: a page
 *
 * Returns: whether nothing is lost when the window is closed now
 */
gboolean
postern_page_may_close (PosternPage *self)
{
  g_return_val_if_fail (POSTERN_IS_PAGE (self), TRUE);

  return POSTERN_PAGE_GET_CLASS (self)->may_close == NULL || POSTERN_PAGE_GET_CLASS (self)->may_close (self);
}

/**
 * postern_page_enter:
 * @self: a page
 *
 * Tells the page that it is about to be shown.
 */
void
postern_page_enter (PosternPage *self)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));

  postern_page_show_problem (self, NULL);
  if (POSTERN_PAGE_GET_CLASS (self)->enter != NULL)
    POSTERN_PAGE_GET_CLASS (self)->enter (self);
}

/**
 * postern_page_point_at:
 * @self: a page that is shown
 * @what: a name that the page knows
 *
 * Takes the person to one thing on the page.
 */
void
postern_page_point_at (PosternPage *self,
                       const char  *what)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));
  g_return_if_fail (what != NULL);

  if (POSTERN_PAGE_GET_CLASS (self)->point_at != NULL)
    POSTERN_PAGE_GET_CLASS (self)->point_at (self, what);
}

/**
 * postern_page_leave_async:
 * @self: a page
 * @cancellable: (nullable): a cancellable
 * @callback: called when the page may be left, or not
 * @user_data: closure for @callback
 *
 * Asks the page to check and store its answer before the person goes on.
 */
void
postern_page_leave_async (PosternPage         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));

  POSTERN_PAGE_GET_CLASS (self)->leave_async (self, cancellable, callback, user_data);
}

/**
 * postern_page_leave_finish:
 * @self: a page
 * @result: the result
 * @error: return location for the reason why the page can't be left, in words for the person
 *
 * Returns: whether the page may be left
 */
gboolean
postern_page_leave_finish (PosternPage   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (POSTERN_IS_PAGE (self), FALSE);

  return POSTERN_PAGE_GET_CLASS (self)->leave_finish (self, result, error);
}
