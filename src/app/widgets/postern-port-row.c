/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-port-row.h"

#include <glib/gi18n-lib.h>

#include "core/network/postern-probe-text.h"

struct _PosternPortRow
{
  AdwExpanderRow  parent_instance;

  GtkStack       *stack;
  GtkImage       *icon;
  GtkSpinner     *spinner;

  guint           port;
};

G_DEFINE_FINAL_TYPE (PosternPortRow, postern_port_row, ADW_TYPE_EXPANDER_ROW)

static void
show_state (PosternPortRow *self,
            const char     *icon_name,
            const char     *css_class)
{
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->icon));
}

static void
show_summary (PosternPortRow *self,
              const char     *summary)
{
  /* Translators: a port's number and what was found there. */
  g_autofree char *name = g_strdup_printf (_("Port %u: %s"), self->port, summary);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_fact (PosternPortRow         *self,
          const PosternProbeFact *fact)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", fact->label, "subtitle",
                                 fact->value, "selectable", FALSE, "activatable", FALSE, NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
postern_port_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_PORT_ROW);

  G_OBJECT_CLASS (postern_port_row_parent_class)->dispose (object);
}

static void
postern_port_row_class_init (PosternPortRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_port_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-port-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternPortRow, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternPortRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternPortRow, spinner);
}

static void
postern_port_row_init (PosternPortRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_port_row_new:
 * @port: a port's number
 *
 * Returns: (transfer floating): a row for a port that is being looked at
 */
GtkWidget *
postern_port_row_new (guint port)
{
  PosternPortRow *self = g_object_new (POSTERN_TYPE_PORT_ROW, NULL);
  g_autofree char *title = NULL;

  self->port = port;
  /* Translators: %u is a port's number. */
  title = g_strdup_printf (_("Port %u"), port);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  show_summary (self, _("Looking …"));

  return GTK_WIDGET (self);
}

/**
 * postern_port_row_get_port:
 * @self: a row
 *
 * Returns: the port's number
 */
guint
postern_port_row_get_port (PosternPortRow *self)
{
  g_return_val_if_fail (POSTERN_IS_PORT_ROW (self), 0);

  return self->port;
}

/**
 * postern_port_row_take_port:
 * @self: a row that has not got anything yet
 * @port: what was found on its port
 */
void
postern_port_row_take_port (PosternPortRow         *self,
                            const PosternProbePort *port)
{
  g_autofree char *summary = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  g_return_if_fail (POSTERN_IS_PORT_ROW (self) && port != NULL);

  summary = postern_probe_port_dup_summary (port);
  facts = postern_probe_port_list_facts (port);
  show_summary (self, summary);
  if (port->usable)
    show_state (self, "postern-done-symbolic", "success");
  else if (port->reach == POSTERN_PROBE_OPEN)
    show_state (self, "postern-failed-symbolic", "error");
  else
    show_state (self, "postern-skipped-symbolic", "dim-label");
  for (guint i = 0; i < facts->len; i++)
    add_fact (self, g_ptr_array_index (facts, i));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), facts->len > 0);
}
