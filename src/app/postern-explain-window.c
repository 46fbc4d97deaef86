/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-explain-window.h"

#include "app/panels/postern-host-probe-panel.h"
#include "app/panels/postern-probe-panel.h"
#include "app/panels/postern-reply-panel.h"
#include "app/widgets/postern-stack.h"

struct _PosternExplainWindow
{
  AdwWindow              parent_instance;

  PosternExplainView     view;

  AdwToastOverlay       *toasts;
  GtkStack              *stack;
  PosternReplyPanel     *reply;
  PosternProbePanel     *server;
  PosternHostProbePanel *host;
};

enum
{
  PROP_VIEW = 1,
};

static const char *const view_nicks[] = {
  [POSTERN_EXPLAIN_REPLY] = "reply",
  [POSTERN_EXPLAIN_SERVER] = "server",
  [POSTERN_EXPLAIN_HOST] = "host",
};

G_DEFINE_FINAL_TYPE (PosternExplainWindow, postern_explain_window, ADW_TYPE_WINDOW)

static void
show_view (PosternExplainWindow *self,
           PosternExplainView    view)
{
  GtkWidget *const panels[] = {
    [POSTERN_EXPLAIN_REPLY] = GTK_WIDGET (self->reply),
    [POSTERN_EXPLAIN_SERVER] = GTK_WIDGET (self->server),
    [POSTERN_EXPLAIN_HOST] = GTK_WIDGET (self->host),
  };

  self->view = view;
  postern_stack_show (self->stack, panels[view]);
  g_object_notify (G_OBJECT (self), "view");
}

static void
toast_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PosternExplainWindow *self = POSTERN_EXPLAIN_WINDOW (widget);
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *escaped = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);

  adw_toast_set_title (toast, escaped);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* From the finding of what was pasted. */
static void
look_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_view (POSTERN_EXPLAIN_WINDOW (widget), POSTERN_EXPLAIN_SERVER);
}

static void
postern_explain_window_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  if (property_id == PROP_VIEW)
    g_value_set_string (value, view_nicks[POSTERN_EXPLAIN_WINDOW (object)->view]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_explain_window_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  if (property_id != PROP_VIEW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (view_nicks); i++)
    {
      if (g_strcmp0 (view_nicks[i], g_value_get_string (value)) == 0)
        show_view (POSTERN_EXPLAIN_WINDOW (object), (PosternExplainView) i);
    }
}

static void
postern_explain_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_EXPLAIN_WINDOW);

  G_OBJECT_CLASS (postern_explain_window_parent_class)->dispose (object);
}

static void
postern_explain_window_class_init (PosternExplainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = postern_explain_window_dispose;
  object_class->get_property = postern_explain_window_get_property;
  object_class->set_property = postern_explain_window_set_property;
  g_object_class_install_property (object_class, PROP_VIEW,
                                   g_param_spec_string ("view", NULL, NULL, "reply", G_PARAM_READWRITE |
                                                        G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/postern-explain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, reply);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, server);
  gtk_widget_class_bind_template_child (widget_class, PosternExplainWindow, host);
  gtk_widget_class_install_property_action (widget_class, "explain.view", "view");
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.look-at-server", "(ss)", look_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_explain_window_init (PosternExplainWindow *self)
{
  g_type_ensure (POSTERN_TYPE_HOST_PROBE_PANEL);
  g_type_ensure (POSTERN_TYPE_PROBE_PANEL);
  g_type_ensure (POSTERN_TYPE_REPLY_PANEL);
  gtk_widget_init_template (GTK_WIDGET (self));
  show_view (self, POSTERN_EXPLAIN_REPLY);
}

static const char *
get_server (PosternContext *context,
            const char     *id)
{
  PosternProvider *provider =
    id == NULL ? NULL : postern_catalogue_get_provider (postern_context_get_catalogue (context), id);
  const PosternEndpoint *first =
    provider == NULL || provider->endpoints->len == 0 ? NULL : g_ptr_array_index (provider->endpoints, 0);

  return first == NULL ? NULL : first->host;
}

/**
 * postern_explain_window_new:
 * @parent: the window above which it stands
 * @context: what all pages share
 * @provider: (nullable): id of the provider of the account that failed
 *
 * Returns: (transfer none): the window, not yet shown
 */
GtkWidget *
postern_explain_window_new (GtkWindow      *parent,
                            PosternContext *context,
                            const char     *provider)
{
  PosternExplainWindow *self;
  const char *server;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (POSTERN_IS_CONTEXT (context), NULL);

  self = g_object_new (POSTERN_TYPE_EXPLAIN_WINDOW, "transient-for", parent, NULL);
  server = get_server (context, provider);
  postern_reply_panel_set_context (self->reply, context, provider);
  postern_probe_panel_set_context (self->server, context);
  postern_host_probe_panel_set_context (self->host, context);
  postern_probe_panel_set_server (self->server, server);
  postern_host_probe_panel_set_server (self->host, server);

  return GTK_WIDGET (self);
}

/**
 * postern_explain_window_show:
 * @self: a window
 * @view: what to show first
 * @server: (nullable): the server that it is about; with %POSTERN_EXPLAIN_SERVER, it is looked at at once
 */
void
postern_explain_window_show (PosternExplainWindow *self,
                             PosternExplainView    view,
                             const char           *server)
{
  g_return_if_fail (POSTERN_IS_EXPLAIN_WINDOW (self));

  show_view (self, view);
  if (server == NULL)
    return;

  postern_probe_panel_set_server (self->server, server);
  postern_host_probe_panel_set_server (self->host, server);
  if (view == POSTERN_EXPLAIN_SERVER)
    postern_probe_panel_look (self->server);
}
