/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-server-group.h"

#include "core/smtp/postern-smtp-address.h"

struct _PosternServerGroup
{
  AdwBin          parent_instance;

  GtkEditable    *host;
  GtkSpinButton  *port;
  AdwComboRow    *security;
  GtkWidget      *plain_row;
  GtkCheckButton *plain_confirmed;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/** The usual port of each kind of encryption (RFC 6409, RFC 8314). */
static const guint16 usual_ports[] = {
  [POSTERN_SECURITY_STARTTLS] = 587,
  [POSTERN_SECURITY_TLS] = 465,
  [POSTERN_SECURITY_NONE] = 25,
};

G_DEFINE_FINAL_TYPE (PosternServerGroup, postern_server_group, ADW_TYPE_BIN)

/* What stands there now: the spin button takes it as its value only when the keyboard leaves it. */
static guint16
get_port (PosternServerGroup *self)
{
  guint64 port = 0;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->port)), 10, 1, G_MAXUINT16, &port, NULL))
    return 0;

  return (guint16) port;
}

static gboolean
is_usual_port (guint16 port)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    {
      if (usual_ports[i] == port)
        return TRUE;
    }

  return FALSE;
}

static void
changed_cb (PosternServerGroup *self)
{
  gtk_widget_set_visible (self->plain_row, adw_combo_row_get_selected (self->security) == POSTERN_SECURITY_NONE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
security_changed_cb (PosternServerGroup *self)
{
  guint security = adw_combo_row_get_selected (self->security);

  gtk_check_button_set_active (self->plain_confirmed, FALSE);
  if (security < G_N_ELEMENTS (usual_ports) && is_usual_port (get_port (self)))
    gtk_spin_button_set_value (self->port, usual_ports[security]);
  changed_cb (self);
}

static void
postern_server_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_SERVER_GROUP);

  G_OBJECT_CLASS (postern_server_group_parent_class)->dispose (object);
}

static void
postern_server_group_class_init (PosternServerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_server_group_dispose;
  signals[CHANGED] =
    g_signal_new ("changed", POSTERN_TYPE_SERVER_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-server-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, host);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, port);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, security);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, plain_row);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, plain_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, security_changed_cb);
}

static void
postern_server_group_init (PosternServerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_server_group_dup_endpoint:
 * @self: a group
 *
 * Returns: (transfer full) (nullable): the server, or %NULL while an answer is missing
 */
PosternEndpoint *
postern_server_group_dup_endpoint (PosternServerGroup *self)
{
  PosternSecurity security;
  g_autofree char *host = NULL;

  g_return_val_if_fail (POSTERN_IS_SERVER_GROUP (self), NULL);

  host = g_strstrip (g_strdup (gtk_editable_get_text (self->host)));
  security = (PosternSecurity) adw_combo_row_get_selected (self->security);
  if (!postern_smtp_host_check (host) || get_port (self) == 0)
    return NULL;
  if (security == POSTERN_SECURITY_NONE && !gtk_check_button_get_active (self->plain_confirmed))
    return NULL;

  return postern_endpoint_new (host, get_port (self), security);
}

/**
 * postern_server_group_set_endpoint:
 * @self: a group
 * @endpoint: (nullable): a server that was named before
 */
void
postern_server_group_set_endpoint (PosternServerGroup    *self,
                                   const PosternEndpoint *endpoint)
{
  g_return_if_fail (POSTERN_IS_SERVER_GROUP (self));

  if (endpoint == NULL)
    return;

  gtk_editable_set_text (self->host, endpoint->host);
  adw_combo_row_set_selected (self->security, endpoint->security);
  gtk_spin_button_set_value (self->port, endpoint->port);
  gtk_check_button_set_active (self->plain_confirmed, endpoint->security == POSTERN_SECURITY_NONE);
}
