/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-print-group.h"

#include <glib/gi18n-lib.h>

#include "core/handover/postern-printout.h"

/* In points, inside the printer's own margins. */
#define MARGIN 28.0

struct _PosternPrintGroup
{
  AdwBin                   parent_instance;

  GtkCheckButton          *with_password;
  PosternSettingsRenderer *renderer;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternPrintGroup, postern_print_group, ADW_TYPE_BIN)

static void
job_free (PosternPrintout *job)
{
  g_object_unref (job->target);
  postern_settings_free (job->settings);
  g_free (job);
}

/* Returns the number of the last page. */
static guint
draw (const PosternPrintout *job,
      GtkPrintContext       *context,
      guint                  page)
{
  PosternDrawing drawing;

  postern_drawing_init (&drawing, gtk_print_context_get_cairo_context (context),
                        gtk_print_context_get_width (context), gtk_print_context_get_height (context), MARGIN);
  drawing.shown = page;
  postern_printout_draw (job, &drawing);

  return drawing.page;
}

static void
begin_print_cb (GtkPrintOperation     *operation,
                GtkPrintContext       *context,
                const PosternPrintout *job)
{
  gtk_print_operation_set_n_pages (operation, (int) draw (job, context, POSTERN_DRAWING_NONE) + 1);
}

static void
draw_page_cb (GtkPrintOperation     *operation,
              GtkPrintContext       *context,
              int                    page,
              const PosternPrintout *job)
{
  draw (job, context, (guint) page);
}

static void
done_cb (PosternPrintGroup       *self,
         GtkPrintOperationResult  result,
         GtkPrintOperation       *operation)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
print_clicked_cb (PosternPrintGroup *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = postern_print_group_make (self, &error);

  if (operation == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static void
postern_print_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_PRINT_GROUP);

  G_OBJECT_CLASS (postern_print_group_parent_class)->dispose (object);
}

static void
postern_print_group_finalize (GObject *object)
{
  g_clear_object (&POSTERN_PRINT_GROUP (object)->renderer);

  G_OBJECT_CLASS (postern_print_group_parent_class)->finalize (object);
}

static void
postern_print_group_class_init (PosternPrintGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_print_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_print_group_finalize;

  signals[FAILED] = g_signal_new ("failed", POSTERN_TYPE_PRINT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-print-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternPrintGroup, with_password);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked_cb);
}

static void
postern_print_group_init (PosternPrintGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_print_group_show:
 * @self: a group
 * @renderer: what writes the settings; the password is not to be printed until it is asked for again
 */
void
postern_print_group_show (PosternPrintGroup       *self,
                          PosternSettingsRenderer *renderer)
{
  g_return_if_fail (POSTERN_IS_PRINT_GROUP (self) && POSTERN_IS_SETTINGS_RENDERER (renderer));

  g_set_object (&self->renderer, renderer);
  gtk_check_button_set_active (self->with_password, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->with_password), postern_settings_renderer_has_secret (renderer));
}

/**
 * postern_print_group_make:
 * @self: a group that shows a renderer
 * @error: see postern_settings_render()
 *
 * Returns: (transfer full): what prints the settings as they are now, or %NULL with @error set
 */
GtkPrintOperation *
postern_print_group_make (PosternPrintGroup  *self,
                          GError            **error)
{
  g_autoptr (PosternSettings) settings = NULL;
  g_autofree char *name = NULL;
  GtkPrintOperation *operation;
  PosternPrintout *job;

  g_return_val_if_fail (POSTERN_IS_PRINT_GROUP (self) && self->renderer != NULL, NULL);

  settings = postern_settings_renderer_render (self->renderer, gtk_check_button_get_active (self->with_password),
                                               error);
  if (settings == NULL)
    return NULL;

  job = g_new0 (PosternPrintout, 1);
  job->target = g_object_ref (postern_settings_renderer_get_target (self->renderer));
  job->settings = g_steal_pointer (&settings);
  operation = gtk_print_operation_new ();
  /* Translators: %s is a program or device. */
  name = g_strdup_printf (_("Settings for %s"), job->target->name);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "job", job, (GDestroyNotify) job_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);

  return operation;
}
