/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-follow-up.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-changes-group.h"
#include "app/pages/postern-retry-group.h"

struct _PosternFollowUp
{
  AdwBin               parent_instance;

  gboolean             failed;

  GtkLabel            *further;
  PosternRetryGroup   *retry;
  GtkWidget           *buttons;
  GtkButton           *port_button;
  GtkWidget           *ca_button;
  GtkWidget           *again_button;
  PosternChangesGroup *changes;
};

enum
{
  AGAIN,
  PORT_WANTED,
  CA_FILE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternFollowUp, postern_follow_up, ADW_TYPE_BIN)

/* A file of its own authority can only be given for a server that the person has named. */
static gboolean
needs_ca_file (PosternPage        *page,
               const PosternTrial *trial)
{
  PosternProvider *provider = postern_page_get_provider (page);
  const PosternCertificateFacts *certificate = trial->report->certificate;

  return provider != NULL && provider->kind == POSTERN_PROVIDER_CUSTOM && certificate != NULL &&
         (certificate->flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0;
}

static char *
describe_port (const PosternEndpoint *works_at,
               const PosternEndpoint *now)
{
  if (now == NULL || works_at->port != now->port)
    /* Translators: %u is a port of the mail server, such as 465. */
    return g_strdup_printf (_("Use port %u"), works_at->port);

  return works_at->security == POSTERN_SECURITY_TLS ? g_strdup (_("Use SSL/TLS")) : g_strdup (_("Use STARTTLS"));
}

static void
show_port (PosternFollowUp    *self,
           PosternPage        *page,
           const PosternTrial *trial)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->port_button), trial->works_at != NULL);
  if (trial->works_at == NULL)
    return;

  label = describe_port (trial->works_at, postern_record_get_endpoint (postern_page_get_record (page)));
  gtk_button_set_label (self->port_button, label);
}

/* While it waits, its own button tries again. */
static void
update_buttons (PosternFollowUp *self)
{
  gboolean waits;
  gboolean others;

  if (self->buttons == NULL)
    return;

  waits = gtk_widget_get_visible (GTK_WIDGET (self->retry));
  others = gtk_widget_get_visible (GTK_WIDGET (self->port_button)) || gtk_widget_get_visible (self->ca_button);
  gtk_widget_set_visible (self->again_button, !waits);
  gtk_widget_set_visible (self->buttons, self->failed && (others || !waits));
}

static void
again_clicked_cb (PosternFollowUp *self)
{
  g_signal_emit (self, signals[AGAIN], 0, FALSE);
}

static void
retry_due_cb (PosternFollowUp *self)
{
  g_signal_emit (self, signals[AGAIN], 0, TRUE);
}

static void
port_clicked_cb (PosternFollowUp *self)
{
  g_signal_emit (self, signals[PORT_WANTED], 0);
}

static void
ca_clicked_cb (PosternFollowUp *self)
{
  g_signal_emit (self, signals[CA_FILE_WANTED], 0);
}

static void
postern_follow_up_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_FOLLOW_UP);

  G_OBJECT_CLASS (postern_follow_up_parent_class)->dispose (object);
}

static void
postern_follow_up_class_init (PosternFollowUpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_follow_up_dispose;
  signals[AGAIN] = g_signal_new ("again", POSTERN_TYPE_FOLLOW_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_BOOLEAN);
  signals[PORT_WANTED] = g_signal_new ("port-wanted", POSTERN_TYPE_FOLLOW_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[CA_FILE_WANTED] = g_signal_new ("ca-file-wanted", POSTERN_TYPE_FOLLOW_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-follow-up.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, further);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, retry);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, buttons);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, port_button);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, ca_button);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, again_button);
  gtk_widget_class_bind_template_child (widget_class, PosternFollowUp, changes);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_due_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_clicked_cb);
}

static void
postern_follow_up_init (PosternFollowUp *self)
{
  g_type_ensure (POSTERN_TYPE_CHANGES_GROUP);
  g_type_ensure (POSTERN_TYPE_RETRY_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_follow_up_show:
 * @self: what follows
 * @page: its page
 * @trial: a test of the page's record
 *
 * Shows what can follow. After a test that was passed, only what was looked at beside it.
 */
void
postern_follow_up_show (PosternFollowUp    *self,
                        PosternPage        *page,
                        const PosternTrial *trial)
{
  g_return_if_fail (POSTERN_IS_FOLLOW_UP (self) && POSTERN_IS_PAGE (page) && trial != NULL);

  self->failed = !trial->finding->accepted;
  gtk_label_set_label (self->further, trial->further != NULL ? trial->further : "");
  gtk_widget_set_visible (GTK_WIDGET (self->further), trial->further != NULL);
  show_port (self, page, trial);
  gtk_widget_set_visible (self->ca_button, needs_ca_file (page, trial));
  if (self->failed)
    postern_changes_group_show (self->changes, postern_page_get_record (page));
  else
    postern_changes_group_hide (self->changes);
  if (self->failed && trial->retry_after > 0)
    postern_retry_group_wait (self->retry, trial->retry_after);
  else
    postern_retry_group_reset (self->retry);
  update_buttons (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->failed || trial->further != NULL);
}

/**
 * postern_follow_up_hide:
 * @self: what follows
 */
void
postern_follow_up_hide (PosternFollowUp *self)
{
  g_return_if_fail (POSTERN_IS_FOLLOW_UP (self));

  postern_retry_group_stop (self->retry);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * postern_follow_up_pause:
 * @self: what follows
 *
 * Tries nothing by itself until the next test.
 */
void
postern_follow_up_pause (PosternFollowUp *self)
{
  g_return_if_fail (POSTERN_IS_FOLLOW_UP (self));

  postern_retry_group_stop (self->retry);
}

/**
 * postern_follow_up_reset:
 * @self: what follows
 *
 * Hides it, and forgets how often something was tried by itself.
 */
void
postern_follow_up_reset (PosternFollowUp *self)
{
  g_return_if_fail (POSTERN_IS_FOLLOW_UP (self));

  postern_retry_group_reset (self->retry);
  postern_follow_up_hide (self);
}
