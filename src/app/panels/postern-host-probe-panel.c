/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/postern-host-probe-panel.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/panels/postern-host-probe-steps.h"
#include "app/postern-explain-text.h"
#include "app/widgets/postern-action-item.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-finding-card.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/base/postern-private-file.h"

struct _PosternHostProbePanel
{
  AdwBin                  parent_instance;

  PosternContext         *context;
  GCancellable           *cancellable;
  GCancellable           *comparing;
  PosternHostProbeKind    kind;
  gboolean                saving;
  PosternHostProbeScript *script;
  char                   *name;

  GtkEditable            *server;
  PosternChoiceRow       *php;
  PosternChoiceRow       *shell;
  PosternChoiceRow       *powershell;
  GtkWidget              *save_button;
  GtkWidget              *copy_button;
  PosternBanner          *problem;
  GtkWidget              *steps_box;
  GtkBox                 *steps;
  GtkTextView            *text;
  GtkWidget              *compare_button;
  GtkSpinner             *spinner;
  PosternFindingCard     *finding;
};

G_DEFINE_FINAL_TYPE (PosternHostProbePanel, postern_host_probe_panel, ADW_TYPE_BIN)

static void
toast (PosternHostProbePanel *self,
       const char            *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

static void
command_copied_cb (PosternHostProbePanel *self)
{
  toast (self, _("Copied"));
}

static void
set_ready (PosternHostProbePanel *self,
           gboolean               ready)
{
  gtk_widget_set_sensitive (self->save_button, ready);
  gtk_widget_set_sensitive (self->copy_button, ready);
}

/* The steps are those of one script: another server or kind needs another. */
static void
forget_script (PosternHostProbePanel *self)
{
  g_autofree char *server = g_strstrip (g_strdup (gtk_editable_get_text (self->server)));

  g_clear_pointer (&self->script, postern_host_probe_script_free);
  gtk_widget_set_visible (self->steps_box, FALSE);
  postern_banner_set_revealed (self->problem, FALSE);
  set_ready (self, *server != '\0');
}

static void
show_steps (PosternHostProbePanel *self)
{
  g_autoptr (GPtrArray) steps = postern_host_probe_steps_list (self->kind, self->saving, self->name, self->script->key);
  GtkWidget *item;

  while ((item = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, item);
  for (guint i = 0; i < steps->len; i++)
    {
      item = postern_action_item_new (g_ptr_array_index (steps, i), i + 1, FALSE, FALSE);
      g_signal_connect_object (item, "command-copied", G_CALLBACK (command_copied_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->steps, item);
    }
  gtk_widget_set_visible (self->steps_box, TRUE);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PosternHostProbePanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = postern_compat_save_file_finish (result, &error);

  if (file == NULL || self->steps == NULL || self->script == NULL)
    return;

  if (!postern_private_file_save (g_file_peek_path (file), self->script->text, -1, &error))
    {
      postern_banner_show_message (self->problem, "error", error->message);
      return;
    }
  g_free (self->name);
  self->name = g_file_get_basename (file);
  show_steps (self);
  toast (self, _("Saved. Only you can read the file."));
}

static void
hand_over (PosternHostProbePanel *self)
{
  g_free (self->name);
  self->name = postern_host_probe_steps_name (self->kind);
  if (self->saving)
    {
      postern_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the script"),
                                      self->name, self->cancellable, file_chosen_cb, g_object_ref (self));
      return;
    }

  postern_clipboard_copy_text (GTK_WIDGET (self), self->script->text);
  show_steps (self);
  toast (self, _("Script copied"));
}

static PosternHostProbeScript *
write_script (PosternHostProbePanel   *self,
              const PosternDiscovery  *found,
              GError                 **error)
{
  g_autoptr (PosternProbePlan) plan = postern_context_make_probe_plan (self->context, found, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree PosternHostProbeTry *tries = NULL;

  if (plan == NULL)
    return NULL;

  tries = g_new0 (PosternHostProbeTry, plan->endpoints->len);
  for (guint i = 0; i < plan->endpoints->len; i++)
    {
      const PosternEndpoint *endpoint = g_ptr_array_index (plan->endpoints, i);

      tries[i].port = endpoint->port;
      tries[i].tls = endpoint->security == POSTERN_SECURITY_TLS;
    }

  return postern_host_probe_script_new (self->kind, plan->host, tries, plan->endpoints->len, now, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PosternHostProbePanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternDiscovery) found = postern_discovery_run_finish (result, &error);

  if (self->steps == NULL)
    return;

  set_ready (self, TRUE);
  if (found != NULL)
    self->script = write_script (self, found, &error);
  if (self->script != NULL)
    hand_over (self);
  else
    postern_banner_show_message (self->problem, "error", error->message);
}

static void
make_script (PosternHostProbePanel *self,
             gboolean               saving)
{
  forget_script (self);
  set_ready (self, FALSE);
  self->saving = saving;
  postern_discovery_run_async (postern_context_get_catalogue (self->context), gtk_editable_get_text (self->server),
                               self->cancellable, found_cb, g_object_ref (self));
}

static void
save_clicked_cb (PosternHostProbePanel *self)
{
  make_script (self, TRUE);
}

static void
copy_clicked_cb (PosternHostProbePanel *self)
{
  make_script (self, FALSE);
}

static void
kind_changed_cb (PosternHostProbePanel *self,
                 GParamSpec            *pspec,
                 PosternChoiceRow      *row)
{
  if (!postern_choice_row_get_active (row) ||
      !postern_host_probe_kind_from_nick (postern_choice_row_get_id (row), &self->kind) || self->server == NULL)
    return;

  forget_script (self);
}

static void
server_changed_cb (PosternHostProbePanel *self)
{
  forget_script (self);
}

static void
set_comparing (PosternHostProbePanel *self,
               gboolean               comparing)
{
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  if (comparing)
    self->comparing = g_cancellable_new ();
  gtk_spinner_set_spinning (self->spinner, comparing);
}

static void
text_changed_cb (PosternHostProbePanel *self)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  set_comparing (self, FALSE);
  gtk_widget_set_sensitive (self->compare_button, *text != '\0');
  postern_finding_card_set_finding (self->finding, NULL);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternHostProbePanel) self = user_data;
  g_autoptr (PosternFinding) finding = postern_explain_text_finish (result, NULL);

  if (finding == NULL || self->finding == NULL)
    return;

  set_comparing (self, FALSE);
  gtk_widget_set_sensitive (self->compare_button, TRUE);
  postern_finding_card_set_finding (self->finding, finding);
}

static void
compare_clicked_cb (PosternHostProbePanel *self)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  set_comparing (self, TRUE);
  gtk_widget_set_sensitive (self->compare_button, FALSE);
  postern_explain_text_async (self->context, text, NULL, self->comparing, compared_cb, g_object_ref (self));
}

static void
letter_wanted_cb (PosternHostProbePanel *self,
                  const char            *reason)
{
  g_autofree char *text = postern_explain_text_dup (self->text);

  postern_explain_text_write_letter (GTK_WIDGET (self), self->context, text, NULL, reason);
}

static void
postern_host_probe_panel_dispose (GObject *object)
{
  PosternHostProbePanel *self = POSTERN_HOST_PROBE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->comparing);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_HOST_PROBE_PANEL);
  g_clear_object (&self->comparing);
  g_clear_object (&self->context);
  g_clear_pointer (&self->script, postern_host_probe_script_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (postern_host_probe_panel_parent_class)->dispose (object);
}

static void
postern_host_probe_panel_finalize (GObject *object)
{
  g_clear_object (&POSTERN_HOST_PROBE_PANEL (object)->cancellable);

  G_OBJECT_CLASS (postern_host_probe_panel_parent_class)->finalize (object);
}

static void
postern_host_probe_panel_class_init (PosternHostProbePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_host_probe_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_host_probe_panel_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/panels/postern-host-probe-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, server);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, php);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, shell);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, powershell);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, save_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, problem);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, steps_box);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, steps);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, text);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, compare_button);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, PosternHostProbePanel, finding);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_wanted_cb);
}

static void
postern_host_probe_panel_init (PosternHostProbePanel *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_CHOICE_ROW);
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_host_probe_panel_set_context:
 * @self: a panel without a context
 * @context: what all pages share
 */
void
postern_host_probe_panel_set_context (PosternHostProbePanel *self,
                                      PosternContext        *context)
{
  g_return_if_fail (POSTERN_IS_HOST_PROBE_PANEL (self) && self->context == NULL);
  g_return_if_fail (POSTERN_IS_CONTEXT (context));

  self->context = g_object_ref (context);
}

/**
 * postern_host_probe_panel_set_server:
 * @self: a panel
 * @server: (nullable): the mail server, its domain or an address
 */
void
postern_host_probe_panel_set_server (PosternHostProbePanel *self,
                                     const char            *server)
{
  g_return_if_fail (POSTERN_IS_HOST_PROBE_PANEL (self));

  postern_app_set_editable_text (self->server, server);
}
