/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-provider-step-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-figure.h"
#include "app/widgets/postern-trouble-item.h"
#include "app/widgets/postern-widget-utils.h"

struct _PosternProviderStepRow
{
  AdwExpanderRow  parent_instance;

  GtkCheckButton *check;
  GtkLabel       *text_label;
  GtkButton      *link_button;
  GtkLabel       *link_label;
  PosternFigure  *figure;
  GtkExpander    *trouble_expander;
  GtkBox         *trouble_box;
  GtkButton      *guide_button;

  char           *step_id;
  char           *uri;
  char           *guide;
};

enum
{
  PROP_DONE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  GUIDE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternProviderStepRow, postern_provider_step_row, ADW_TYPE_EXPANDER_ROW)

static void
show_title (PosternProviderStepRow *self,
            const char             *title,
            guint                   number)
{
  /* Translators: %u is the number of a step, %s its title. */
  g_autofree char *numbered = g_strdup_printf (_("%u. %s"), number, title);
  /* Translators: for screen readers; %s is the title of a step. */
  g_autofree char *trouble = g_strdup_printf (_("I don’t see this: %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), numbered);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trouble_expander), GTK_ACCESSIBLE_PROPERTY_LABEL, trouble, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->check), _("Tick off"));
}

static void
show_link (PosternProviderStepRow *self,
           const PosternLink      *link)
{
  if (link == NULL)
    return;

  self->uri = g_strdup (link->uri);
  gtk_label_set_label (self->link_label, link->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->link_button), link->uri);
  postern_app_set_button_name (self->link_button, link->label);
  gtk_widget_set_visible (GTK_WIDGET (self->link_button), TRUE);
}

static void
show_troubles (PosternProviderStepRow *self,
               GPtrArray              *troubles)
{
  for (guint i = 0; troubles != NULL && i < troubles->len; i++)
    gtk_box_append (self->trouble_box, postern_trouble_item_new (g_ptr_array_index (troubles, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_expander), troubles != NULL && troubles->len > 0);
}

static void
show_guide (PosternProviderStepRow *self,
            const char             *guide)
{
  self->guide = g_strdup (guide);
  gtk_widget_set_visible (GTK_WIDGET (self->guide_button), guide != NULL);
}

static void
guide_clicked_cb (PosternProviderStepRow *self)
{
  g_signal_emit (self, signals[GUIDE_WANTED], 0, self->guide);
}

static void
check_toggled_cb (PosternProviderStepRow *self)
{
  gboolean done = gtk_check_button_get_active (self->check);

  if (done)
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self), "done");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "done");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

static void
link_clicked_cb (PosternProviderStepRow *self)
{
  postern_app_open_uri (GTK_WIDGET (self), self->uri);
}

static void
postern_provider_step_row_get_property (GObject    *object,
                                        guint       property_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  if (property_id == PROP_DONE)
    g_value_set_boolean (value, postern_provider_step_row_get_done (POSTERN_PROVIDER_STEP_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_provider_step_row_set_property (GObject      *object,
                                        guint         property_id,
                                        const GValue *value,
                                        GParamSpec   *pspec)
{
  if (property_id == PROP_DONE)
    postern_provider_step_row_set_done (POSTERN_PROVIDER_STEP_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_provider_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_PROVIDER_STEP_ROW);

  G_OBJECT_CLASS (postern_provider_step_row_parent_class)->dispose (object);
}

static void
postern_provider_step_row_finalize (GObject *object)
{
  PosternProviderStepRow *self = POSTERN_PROVIDER_STEP_ROW (object);

  g_free (self->step_id);
  g_free (self->uri);
  g_free (self->guide);

  G_OBJECT_CLASS (postern_provider_step_row_parent_class)->finalize (object);
}

static void
postern_provider_step_row_class_init (PosternProviderStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_provider_step_row_get_property;
  object_class->set_property = postern_provider_step_row_set_property;
  object_class->dispose = postern_provider_step_row_dispose;
  object_class->finalize = postern_provider_step_row_finalize;

  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[GUIDE_WANTED] = g_signal_new ("guide-wanted", POSTERN_TYPE_PROVIDER_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (POSTERN_TYPE_FIGURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-provider-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, check);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, link_button);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, link_label);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, figure);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, trouble_expander);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, PosternProviderStepRow, guide_button);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_clicked_cb);
}

static void
postern_provider_step_row_init (PosternProviderStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_provider_step_row_new:
 * @step: what to do
 * @number: its number in the list, from 1
 *
 * Returns: (transfer floating): a new row, closed and not ticked off
 */
GtkWidget *
postern_provider_step_row_new (const PosternProviderStep *step,
                               guint                      number)
{
  PosternProviderStepRow *self;

  g_return_val_if_fail (step != NULL, NULL);

  self = g_object_new (POSTERN_TYPE_PROVIDER_STEP_ROW, NULL);
  self->step_id = g_strdup (step->id);
  show_title (self, step->title, number);
  gtk_label_set_label (self->text_label, step->text);
  show_link (self, step->link);
  postern_figure_set_name (self->figure, step->figure);
  postern_figure_set_alternative_text (self->figure, step->figure_alt);
  show_troubles (self, step->troubles);
  show_guide (self, step->guide);

  return GTK_WIDGET (self);
}

/**
 * postern_provider_step_row_get_step_id:
 * @self: a row
 *
 * Returns: (transfer none): the id of its step
 */
const char *
postern_provider_step_row_get_step_id (PosternProviderStepRow *self)
{
  g_return_val_if_fail (POSTERN_IS_PROVIDER_STEP_ROW (self), NULL);

  return self->step_id;
}

/**
 * postern_provider_step_row_get_done:
 * @self: a row
 *
 * Returns: whether it is ticked off
 */
gboolean
postern_provider_step_row_get_done (PosternProviderStepRow *self)
{
  g_return_val_if_fail (POSTERN_IS_PROVIDER_STEP_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * postern_provider_step_row_set_done:
 * @self: a row
 * @done: whether it is ticked off
 */
void
postern_provider_step_row_set_done (PosternProviderStepRow *self,
                                    gboolean                done)
{
  g_return_if_fail (POSTERN_IS_PROVIDER_STEP_ROW (self));

  gtk_check_button_set_active (self->check, done);
}
