/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-transfer-actions.h"

#include <glib/gi18n-lib.h>

#include "app/postern-window.h"
#include "app/transfer/postern-export-window.h"
#include "app/transfer/postern-hand-over-window.h"
#include "app/transfer/postern-import-window.h"
#include "app/transfer/postern-test-all-window.h"

static void
test_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));

  if (context != NULL)
    gtk_window_present (GTK_WINDOW (postern_test_all_window_new (GTK_WINDOW (widget), context)));
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));

  if (context != NULL)
    gtk_window_present (GTK_WINDOW (postern_import_window_new (GTK_WINDOW (widget), context)));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));

  if (context != NULL)
    gtk_window_present (GTK_WINDOW (postern_export_window_new (GTK_WINDOW (widget), context)));
}

static void
hand_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));
  PosternRecord *record = NULL;

  if (context != NULL)
    record = postern_store_lookup (postern_context_get_store (context), g_variant_get_string (parameter, NULL), NULL);
  if (record != NULL)
    gtk_window_present (GTK_WINDOW (postern_hand_over_window_new (GTK_WINDOW (widget), context, record)));
}

static void
next_draft_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PosternWindow *window = POSTERN_WINDOW (widget);
  PosternContext *context = postern_window_get_context (window);
  PosternRecord *draft;

  if (context == NULL)
    return;
  postern_window_flush (window);
  draft = postern_transfer_get_next_draft (postern_context_get_store (context));
  if (draft != NULL)
    gtk_widget_activate_action (widget, "win.open", "s", postern_record_get_id (draft));
  else
    gtk_widget_activate_action (widget, "win.toast", "s", _("No account waits to be set up."));
}

static gboolean
is_waiting (PosternRecord *record)
{
  return postern_record_get_state (record) == POSTERN_RECORD_DRAFT && postern_record_get_account (record) != NULL &&
         !postern_record_get_password_recorded (record);
}

/**
 * postern_transfer_count_drafts:
 * @store: the records
 * @except: (nullable): one that does not count
 *
 * Returns: how many accounts wait to be set up
 */
guint
postern_transfer_count_drafts (PosternStore  *store,
                               PosternRecord *except)
{
  GListModel *records = postern_store_get_records (store);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      n += record != except && is_waiting (record);
    }

  return n;
}

/**
 * postern_transfer_get_next_draft:
 * @store: the records
 *
 * The drafts are the queue: who leaves one half done finds it at the end of it.
 *
 * Returns: (transfer none) (nullable): the account that waits longest to be set up, the first of a list of them
 */
PosternRecord *
postern_transfer_get_next_draft (PosternStore *store)
{
  GListModel *records = postern_store_get_records (store);

  for (guint i = g_list_model_get_n_items (records); i > 0; i--)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i - 1);

      if (is_waiting (record))
        return record;
    }

  return NULL;
}

/**
 * postern_transfer_actions_install:
 * @window_class: the class of #PosternWindow
 *
 * Installs the actions for many records at once, and for handing one over: "win.test-all", "win.import", "win.export",
 * "win.next-draft" and "win.hand-over" (a record's id).
 */
void
postern_transfer_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.test-all", NULL, test_all_action);
  gtk_widget_class_install_action (window_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (window_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (window_class, "win.next-draft", NULL, next_draft_action);
  gtk_widget_class_install_action (window_class, "win.hand-over", "s", hand_over_action);
}
