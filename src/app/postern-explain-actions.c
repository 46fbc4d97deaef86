/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-explain-actions.h"

#include "app/postern-explain-window.h"
#include "app/postern-window.h"

static const char *
or_null (const char *text)
{
  return *text == '\0' ? NULL : text;
}

static void
open_window (GtkWidget          *widget,
             PosternExplainView  view,
             const char         *provider,
             const char         *server)
{
  PosternContext *context = postern_window_get_context (POSTERN_WINDOW (widget));
  GtkWidget *window;

  if (context == NULL)
    return;

  window = postern_explain_window_new (GTK_WINDOW (widget), context, or_null (provider));
  postern_explain_window_show (POSTERN_EXPLAIN_WINDOW (window), view, or_null (server));
  gtk_window_present (GTK_WINDOW (window));
}

static void
explain_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  open_window (widget, POSTERN_EXPLAIN_REPLY, g_variant_get_string (parameter, NULL), "");
}

static void
look_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *provider, *server;

  g_variant_get (parameter, "(&s&s)", &provider, &server);
  open_window (widget, POSTERN_EXPLAIN_SERVER, provider, server);
}

static void
host_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *provider, *server;

  g_variant_get (parameter, "(&s&s)", &provider, &server);
  open_window (widget, POSTERN_EXPLAIN_HOST, provider, server);
}

/**
 * postern_explain_actions_install:
 * @window_class: the class of #PosternWindow
 *
 * Installs the actions that open the window in which the person finds out why mail does not go out: "win.explain" (a
 * provider's id, perhaps ""), "win.look-at-server" and "win.host-probe" (a provider's id and a server, each perhaps
 * "").
 */
void
postern_explain_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.explain", "s", explain_action);
  gtk_widget_class_install_action (window_class, "win.look-at-server", "(ss)", look_action);
  gtk_widget_class_install_action (window_class, "win.host-probe", "(ss)", host_action);
}
