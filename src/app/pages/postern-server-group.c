/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-server-group.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-tls.h"

struct _PosternServerGroup
{
  AdwBin          parent_instance;

  GtkEditable    *host;
  GtkSpinButton  *port;
  AdwComboRow    *security;
  GtkWidget      *plain_row;
  GtkCheckButton *plain_confirmed;
  GtkEditable    *ca_file;
  GtkWidget      *ca_note;
  GtkLabel       *ca_problem;

  GCancellable   *cancellable;
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

/* A file in the person's home may be named as their shell does. */
static char *
dup_ca_path (PosternServerGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->ca_file)));

  if (*text == '\0')
    return NULL;
  if (g_str_has_prefix (text, "~/"))
    return g_build_filename (g_get_home_dir (), text + 2, NULL);

  return g_strdup (text);
}

static void
check_ca_file (PosternServerGroup *self)
{
  g_autofree char *path = dup_ca_path (self);
  g_autoptr (GError) error = NULL;
  gboolean usable = postern_smtp_tls_check_file (path, &error);

  gtk_label_set_label (self->ca_problem, usable ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->ca_problem), !usable);
  gtk_widget_set_visible (self->ca_note, usable);
}

static void
ca_file_changed_cb (PosternServerGroup *self)
{
  check_ca_file (self);
  changed_cb (self);
}

static void
ca_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PosternServerGroup) self = user_data;
  g_autoptr (GFile) file = postern_compat_open_file_finish (result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL && self->ca_file != NULL)
    gtk_editable_set_text (self->ca_file, g_file_peek_path (file));
}

static void
choose_clicked_cb (PosternServerGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  postern_compat_open_file_async (GTK_WINDOW (root), _("Choose the certificate file"), self->cancellable,
                                  ca_file_chosen_cb, g_object_ref (self));
}

/* An open question would keep the group. */
static void
postern_server_group_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (POSTERN_SERVER_GROUP (widget)->cancellable);

  GTK_WIDGET_CLASS (postern_server_group_parent_class)->unroot (widget);
}

static void
postern_server_group_dispose (GObject *object)
{
  g_clear_object (&POSTERN_SERVER_GROUP (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_SERVER_GROUP);

  G_OBJECT_CLASS (postern_server_group_parent_class)->dispose (object);
}

static void
postern_server_group_class_init (PosternServerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_server_group_dispose;
  widget_class->unroot = postern_server_group_unroot;
  signals[CHANGED] =
    g_signal_new ("changed", POSTERN_TYPE_SERVER_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-server-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, host);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, port);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, security);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, plain_row);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, plain_confirmed);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, ca_file);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, ca_note);
  gtk_widget_class_bind_template_child (widget_class, PosternServerGroup, ca_problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_file_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
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
  if (gtk_widget_get_visible (GTK_WIDGET (self->ca_problem)))
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

/**
 * postern_server_group_dup_ca_file:
 * @self: a group
 *
 * Returns: (transfer full) (nullable): the file with the server's own authority, %NULL when none was given or it can't
 *   be read
 */
char *
postern_server_group_dup_ca_file (PosternServerGroup *self)
{
  g_return_val_if_fail (POSTERN_IS_SERVER_GROUP (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->ca_problem)) ? NULL : dup_ca_path (self);
}

/**
 * postern_server_group_set_ca_file:
 * @self: a group
 * @path: (nullable): a file that was given before
 */
void
postern_server_group_set_ca_file (PosternServerGroup *self,
                                  const char         *path)
{
  g_return_if_fail (POSTERN_IS_SERVER_GROUP (self));

  gtk_editable_set_text (self->ca_file, path != NULL ? path : "");
}

/**
 * postern_server_group_focus_ca_file:
 * @self: a group
 *
 * Takes the person to the file, and the page there with them.
 */
void
postern_server_group_focus_ca_file (PosternServerGroup *self)
{
  g_return_if_fail (POSTERN_IS_SERVER_GROUP (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->ca_file));
}
