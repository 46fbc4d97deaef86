/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/transfer/postern-test-all-window.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/transfer/postern-batch-row.h"
#include "app/widgets/postern-banner.h"
#include "core/batch/postern-batch-report.h"
#include "practice/postern-practice-aim.h"

typedef enum
{
  STATE_READY,
  STATE_RUNNING,
  STATE_OVER,
} State;

struct _PosternTestAllWindow
{
  AdwWindow           parent_instance;

  PosternContext     *context;
  PosternBatch       *batch;
  GCancellable       *cancellable;
  State               state;
  gint64              ended;
  gboolean            for_monitoring;

  PosternBanner      *banner;
  GtkLabel           *progress_label;
  GtkProgressBar     *progress;
  GtkButton          *start_button;
  GtkButton          *stop_button;
  GtkWidget          *save_button;
  GtkWidget          *list_frame;
  GtkListView        *list;
};

G_DEFINE_FINAL_TYPE (PosternTestAllWindow, postern_test_all_window, ADW_TYPE_WINDOW)

static guint
count (PosternTestAllWindow *self,
       PosternBatchState     state)
{
  return postern_batch_count (self->batch, state);
}

static char *
say_progress (PosternTestAllWindow *self,
              guint                 total,
              guint                 left)
{
  if (total == 0)
    return g_strdup (_("There is nothing to test yet. Set up an account first."));
  if (self->state == STATE_READY)
    return g_strdup_printf (ngettext ("%u account signs in once. Nothing is sent.",
                                      "%u accounts sign in once each. Nothing is sent.", total), total);
  if (self->state == STATE_RUNNING)
    /* Translators: the first %u is how many were tested, the second how many there are, the third how many are left. */
    return g_strdup_printf (_("%u of %u tested, %u left"), total - left, total, left);

  /* Translators: each %u is a number of accounts. */
  return g_strdup_printf (_("%u work, %u don’t, %u not tried"), count (self, POSTERN_BATCH_PASSED),
                          count (self, POSTERN_BATCH_FAILED),
                          count (self, POSTERN_BATCH_HELD_BACK) + count (self, POSTERN_BATCH_STOPPED));
}

static void
show_state (PosternTestAllWindow *self)
{
  guint total = g_list_model_get_n_items (postern_batch_get_items (self->batch));
  guint left = count (self, POSTERN_BATCH_WAITING) + count (self, POSTERN_BATCH_RUNNING);
  g_autofree char *text = say_progress (self, total, left);

  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, total == 0 ? 0 : (double) (total - left) / total);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->state == STATE_RUNNING);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), self->state == STATE_READY && total > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), self->state == STATE_RUNNING);
  gtk_widget_set_visible (self->save_button, self->state == STATE_OVER);
  gtk_widget_set_visible (self->list_frame, total > 0);
}

/* What has ended came from another main loop's turn; a window that was closed meanwhile shows nothing any more. */
static void
item_done_cb (PosternTestAllWindow *self)
{
  if (self->batch != NULL)
    show_state (self);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternTestAllWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_through = postern_batch_run_finish (POSTERN_BATCH (source), result, &error);

  if (self->batch == NULL)
    return;

  self->state = STATE_OVER;
  self->ended = g_get_real_time () / G_USEC_PER_SEC;
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_state (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    postern_banner_show_message (self->banner, "info", _("Stopped. What was tested until then is kept."));
  else if (error != NULL)
    postern_banner_show_message (self->banner, "error", error->message);
  else if (is_through && count (self, POSTERN_BATCH_FAILED) + count (self, POSTERN_BATCH_HELD_BACK) > 0)
    postern_banner_show_message (self->banner, "warning",
                                 _("Not all accounts work. Select one in the list of records to see what to do."));
  else
    postern_banner_show_message (self->banner, "success", _("All accounts work."));
}

static gboolean
aim_cb (PosternRecord    *record,
        PosternTestPlan  *plan,
        gpointer          data,
        GError          **error)
{
  PosternTestAllWindow *self = data;

  if (g_strcmp0 (postern_record_get_provider (record), POSTERN_PRACTICE_PROVIDER) != 0)
    return TRUE;

  if (self->context != NULL)
    return postern_context_aim_at_practice (self->context, plan, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped"));

  return FALSE;
}

static void
start_clicked_cb (PosternTestAllWindow *self)
{
  self->state = STATE_RUNNING;
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->stop_button));
  postern_batch_run_async (self->batch, self->cancellable, finished_cb, g_object_ref (self));
}

static void
stop_clicked_cb (PosternTestAllWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
save_report (PosternTestAllWindow *self,
             const char           *path)
{
  g_autofree char *text = self->for_monitoring ? postern_batch_write_prometheus (self->batch, self->ended)
                                               : postern_batch_write_junit (self->batch, self->ended);
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: %s is a file's name. */
  g_autofree char *saved = g_strdup_printf (_("The results are saved as “%s”."), name);
  g_autoptr (GError) error = NULL;

  if (postern_batch_save_report (path, text, &error))
    postern_banner_show_message (self->banner, "success", saved);
  else
    postern_banner_show_message (self->banner, "error", error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternTestAllWindow) self = user_data;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, NULL);
  const char *path = file == NULL ? NULL : g_file_peek_path (file);

  if (file == NULL || self->batch == NULL)
    return;
  if (path != NULL)
    save_report (self, path);
  else
    postern_banner_show_message (self->banner, "error", _("Choose a folder of this computer."));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternTestAllWindow *self = POSTERN_TEST_ALL_WINDOW (widget);

  self->for_monitoring = g_str_equal (g_variant_get_string (parameter, NULL), "prometheus");
  postern_compat_save_file_async (GTK_WINDOW (self), _("Save the results"),
                                  self->for_monitoring ? "postern.prom" : "postern.xml", self->cancellable, chosen_cb,
                                  g_object_ref (self));
}

static void
postern_test_all_window_dispose (GObject *object)
{
  PosternTestAllWindow *self = POSTERN_TEST_ALL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_TEST_ALL_WINDOW);
  g_clear_object (&self->batch);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_test_all_window_parent_class)->dispose (object);
}

static void
postern_test_all_window_finalize (GObject *object)
{
  g_clear_object (&POSTERN_TEST_ALL_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (postern_test_all_window_parent_class)->finalize (object);
}

/* A test that goes on unseen could not be stopped any more. What has begun keeps a window that is destroyed, which is
 * not disposed of before that has ended. */
static void
postern_test_all_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (POSTERN_TEST_ALL_WINDOW (widget)->cancellable);

  GTK_WIDGET_CLASS (postern_test_all_window_parent_class)->unrealize (widget);
}

static void
postern_test_all_window_class_init (PosternTestAllWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_test_all_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_test_all_window_finalize;
  widget_class->unrealize = postern_test_all_window_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/transfer/postern-test-all-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, list_frame);
  gtk_widget_class_bind_template_child (widget_class, PosternTestAllWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_install_action (widget_class, "results.save", "s", save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_test_all_window_init (PosternTestAllWindow *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_BATCH_ROW);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_test_all_window_new:
 * @parent: the window above which it stands
 * @context: what all pages share
 *
 * Returns: (transfer none): the window, not yet shown
 */
GtkWidget *
postern_test_all_window_new (GtkWindow      *parent,
                             PosternContext *context)
{
  PosternTestAllWindow *self = g_object_new (POSTERN_TYPE_TEST_ALL_WINDOW, "transient-for", parent, NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->context = g_object_ref (context);
  self->batch = postern_batch_new (postern_context_get_catalogue (context), postern_context_get_store (context));
  postern_batch_set_aim (self->batch, aim_cb, self);
  selection = gtk_no_selection_new (g_object_ref (postern_batch_get_items (self->batch)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->batch, "item-done", G_CALLBACK (item_done_cb), self, G_CONNECT_SWAPPED);
  show_state (self);

  return GTK_WIDGET (self);
}
