/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/postern-probe-panel.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-letter-copy.h"
#include "app/postern-look.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-finding-card.h"
#include "app/widgets/postern-port-row.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/diagnosis/postern-diagnosis.h"
#include "core/network/postern-probe-text.h"

struct _PosternProbePanel
{
  AdwBin              parent_instance;

  PosternContext     *context;
  GCancellable       *running;
  PosternLook        *look;

  GtkEditable        *server;
  GtkWidget          *look_button;
  GtkWidget          *stop_button;
  GtkWidget          *copy_button;
  PosternBanner      *problem;
  GtkLabel           *notice;
  PosternFindingCard *finding;
  GtkListBox         *ports;
};

G_DEFINE_FINAL_TYPE (PosternProbePanel, postern_probe_panel, ADW_TYPE_BIN)

static void
clear_ports (PosternProbePanel *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->ports, 0)) != NULL)
    gtk_list_box_remove (self->ports, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->ports), FALSE);
}

static void
update (PosternProbePanel *self)
{
  gboolean idle = self->running == NULL;
  g_autofree char *server = g_strstrip (g_strdup (gtk_editable_get_text (self->server)));

  gtk_widget_set_sensitive (self->look_button, idle && *server != '\0');
  gtk_widget_set_visible (self->stop_button, !idle);
  gtk_widget_set_visible (self->copy_button, idle && self->look != NULL);
}

static void
begun (const PosternProbePlan *plan,
       gpointer                data)
{
  PosternProbePanel *self = data;

  if (self->ports == NULL)
    return;

  for (guint i = 0; i < plan->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (plan->endpoints, i);

      gtk_list_box_append (self->ports, postern_port_row_new (endpoint->port));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->ports), TRUE);
}

static void
seen (const PosternProbePort *port,
      gpointer                data)
{
  PosternProbePanel *self = data;
  GtkListBoxRow *row;

  if (self->ports == NULL)
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->ports, i)) != NULL; i++)
    {
      if (postern_port_row_get_port (POSTERN_PORT_ROW (row)) == port->endpoint->port)
        postern_port_row_take_port (POSTERN_PORT_ROW (row), port);
    }
}

static const PosternLookFuncs look_funcs = { begun, seen };

static void
show_look (PosternProbePanel *self)
{
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain_probe (self->look->probe);
  g_autofree char *notice = postern_discovery_dup_notice (self->look->discovery);

  if (self->look->probe->ports->len == 0)
    clear_ports (self);
  gtk_label_set_label (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  postern_finding_card_set_finding (self->finding, finding);
}

static void
show_problem (PosternProbePanel *self,
              const GError      *error)
{
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  clear_ports (self);
  postern_banner_show_message (self->problem, stopped ? "info" : "error",
                               stopped ? _("Stopped before the end, so it says nothing.") : error->message);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternProbePanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternLook) look = postern_look_finish (result, &error);

  if (self->ports == NULL)
    return;

  g_clear_object (&self->running);
  self->look = g_steal_pointer (&look);
  if (self->look != NULL)
    show_look (self);
  else
    show_problem (self, error);
  update (self);
}

static void
look_clicked_cb (PosternProbePanel *self)
{
  if (gtk_widget_get_sensitive (self->look_button))
    postern_probe_panel_look (self);
}

static void
stop_clicked_cb (PosternProbePanel *self)
{
  g_cancellable_cancel (self->running);
}

static void
copy_clicked_cb (PosternProbePanel *self)
{
  g_autofree char *notice = postern_discovery_dup_notice (self->look->discovery);
  g_autofree char *text = postern_probe_dup_text (self->look->probe, notice);

  postern_clipboard_copy_text (GTK_WIDGET (self), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Copied"));
}

static void
letter_wanted_cb (PosternProbePanel *self,
                  const char        *reason)
{
  const PosternProbe *probe = self->look->probe;
  const PosternProvider *provider = self->look->discovery->provider;
  const PosternProbePort *first = probe->ports->len > 0 ? g_ptr_array_index (probe->ports, 0) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const PosternLetterInput input = {
    .host = probe->host,
    .port = first != NULL ? first->endpoint->port : 0,
    .provider = provider != NULL ? provider->name : NULL,
    .reply = first != NULL ? first->greeting : NULL,
    .date = now,
  };

  postern_letter_copy_write (GTK_WIDGET (self), self->context, reason, &input);
}

static void
postern_probe_panel_dispose (GObject *object)
{
  PosternProbePanel *self = POSTERN_PROBE_PANEL (object);

  g_cancellable_cancel (self->running);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_PROBE_PANEL);
  g_clear_object (&self->running);
  g_clear_object (&self->context);
  g_clear_pointer (&self->look, postern_look_free);

  G_OBJECT_CLASS (postern_probe_panel_parent_class)->dispose (object);
}

static void
postern_probe_panel_class_init (PosternProbePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_probe_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/panels/postern-probe-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, server);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, look_button);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, problem);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, notice);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, finding);
  gtk_widget_class_bind_template_child (widget_class, PosternProbePanel, ports);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, look_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_wanted_cb);
}

static void
postern_probe_panel_init (PosternProbePanel *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_probe_panel_set_context:
 * @self: a panel without a context
 * @context: what all pages share
 */
void
postern_probe_panel_set_context (PosternProbePanel *self,
                                 PosternContext    *context)
{
  g_return_if_fail (POSTERN_IS_PROBE_PANEL (self) && self->context == NULL);
  g_return_if_fail (POSTERN_IS_CONTEXT (context));

  self->context = g_object_ref (context);
}

/**
 * postern_probe_panel_set_server:
 * @self: a panel
 * @server: (nullable): what is to be looked at
 */
void
postern_probe_panel_set_server (PosternProbePanel *self,
                                const char        *server)
{
  g_return_if_fail (POSTERN_IS_PROBE_PANEL (self));

  postern_app_set_editable_text (self->server, server);
}

/**
 * postern_probe_panel_look:
 * @self: a panel with a context and a server
 *
 * Looks at the server now, unless a look is under way.
 */
void
postern_probe_panel_look (PosternProbePanel *self)
{
  g_return_if_fail (POSTERN_IS_PROBE_PANEL (self) && self->context != NULL);

  if (self->running != NULL)
    return;

  self->running = g_cancellable_new ();
  g_clear_pointer (&self->look, postern_look_free);
  clear_ports (self);
  postern_banner_set_revealed (self->problem, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  postern_finding_card_set_finding (self->finding, NULL);
  update (self);
  postern_look_async (self->context, gtk_editable_get_text (self->server), &look_funcs, self->running, looked_cb,
                      g_object_ref (self));
}
