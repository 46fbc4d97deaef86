/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-password-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/records/postern-records-replace.h"

/** How long after the last change a password of unknown length is recorded, in milliseconds. */
#define RECORD_DELAY 300

typedef enum
{
  STATE_EMPTY,
  STATE_SHORT,
  STATE_LONG,
  STATE_QUESTIONED,
  STATE_REPLACING,
  STATE_WAITING,
  STATE_RECORDING,
  STATE_RECORDED,
  STATE_FAILED,
} State;

struct _PosternPasswordPage
{
  PosternPage    parent_instance;

  State          state;
  PosternSecret *secret;
  guint          n_removed;
  guint          record_source;
  gboolean       recording;
  gboolean       again;
  gboolean       own;
  char          *failure;
  GTask         *leaving;

  GtkEditable   *entry;
  GtkWidget     *paste_button;
  PosternBanner *message;
  GtkWidget     *spinner;
};

G_DEFINE_FINAL_TYPE (PosternPasswordPage, postern_password_page, POSTERN_TYPE_PAGE)

static void set_state (PosternPasswordPage *self, State state);
static void record_password (PosternPasswordPage *self);

static char *
describe_recorded (PosternPasswordPage *self)
{
  if (self->n_removed == 0)
    return g_strdup (_("Recorded. The password is in the keyring of this computer."));

  return g_strdup_printf (
    /* Translators: %u is how many characters, such as spaces, were left out of what was pasted. */
    ngettext ("Recorded. The password is in the keyring of this computer. "
              "%u space that does not belong to it was left out.",
              "Recorded. The password is in the keyring of this computer. "
              "%u spaces that do not belong to it were left out.",
              self->n_removed),
    self->n_removed);
}

static char *
describe_state (PosternPasswordPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  guint length = provider == NULL ? 0 : provider->password_length;

  switch (self->state)
    {
    case STATE_SHORT:
      /* Translators: %u is how many characters the password has. */
      return g_strdup_printf (_("A part is missing: this password has %u characters. Copy all of it."), length);
    case STATE_LONG:
      /* Translators: %u is how many characters the password has. */
      return g_strdup_printf (_("This is more than the password, which has %u characters. Copy only the password."),
                              length);
    case STATE_QUESTIONED:
      return g_strdup (_("This looks like your normal password, not like an app password. "
                         "With multi-factor authentication the normal one will not work here."));
    case STATE_REPLACING:
      return g_strdup (_("A password is recorded already. Shall this one take its place?"));
    case STATE_RECORDED:
      return describe_recorded (self);
    case STATE_FAILED:
      return g_strdup (self->failure);
    default:
      return NULL;
    }
}

static const struct { const char *severity; const char *button; } looks[] = {
  [STATE_SHORT] = { "info", N_("Keep it anyway") },
  [STATE_LONG] = { "warning", N_("Keep it anyway") },
  [STATE_QUESTIONED] = { "warning", N_("Keep it anyway") },
  [STATE_REPLACING] = { "warning", N_("Replace it") },
  [STATE_RECORDED] = { "success", NULL },
  [STATE_FAILED] = { "error", N_("Try again") },
};

static void
show_state (PosternPasswordPage *self)
{
  gboolean busy = self->state == STATE_WAITING || self->state == STATE_RECORDING;
  g_autofree char *text = describe_state (self);

  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  postern_page_set_complete (POSTERN_PAGE (self), self->state == STATE_RECORDED || busy);
  if (text == NULL)
    {
      postern_banner_set_revealed (self->message, FALSE);
      return;
    }

  postern_banner_set_button_label (self->message,
                                   looks[self->state].button == NULL ? NULL : _(looks[self->state].button));
  postern_banner_show_message (self->message, looks[self->state].severity, text);
}

static void
answer_leaving (PosternPasswordPage *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->leaving);

  if (task == NULL)
    return;
  if (self->state == STATE_RECORDED)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The password was not recorded");
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternPasswordPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = postern_records_replace_password_finish (POSTERN_STORE (source), result, &error);

  g_application_release (g_application_get_default ());
  self->recording = FALSE;
  if (self->entry == NULL)
    return;
  if (self->again && self->state == STATE_RECORDING)
    {
      record_password (self);
      return;
    }

  self->own = self->own || recorded;
  g_free (self->failure);
  self->failure = error == NULL ? NULL : g_strdup (error->message);
  if (self->state == STATE_RECORDING)
    set_state (self, recorded ? STATE_RECORDED : STATE_FAILED);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.settled", "b", self->state != STATE_FAILED);
}

/* What was begun is finished, even when the program is told to end meanwhile. */
static void
record_password (PosternPasswordPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);

  set_state (self, STATE_RECORDING);
  self->again = self->recording;
  if (self->recording)
    return;
  self->recording = TRUE;
  g_application_hold (g_application_get_default ());
  postern_records_replace_password_async (postern_context_get_store (postern_page_get_context (page)),
                                          postern_page_get_record (page), self->secret, NULL, recorded_cb,
                                          g_object_ref (self));
}

static void
record_delay_passed_cb (gpointer user_data)
{
  PosternPasswordPage *self = user_data;

  self->record_source = 0;
  record_password (self);
}

static void
set_state (PosternPasswordPage *self,
           State                state)
{
  self->state = state;
  g_clear_handle_id (&self->record_source, g_source_remove);
  if (state == STATE_WAITING)
    self->record_source = g_timeout_add_once (RECORD_DELAY, record_delay_passed_cb, self);
  show_state (self);
  if (state != STATE_WAITING && state != STATE_RECORDING)
    answer_leaving (self);
}

static State
judge (PosternPasswordPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));

  if (provider == NULL)
    return postern_secret_get_length (self->secret) == 0 ? STATE_EMPTY : STATE_WAITING;

  switch (postern_provider_judge_password (provider, self->secret))
    {
    case POSTERN_PASSWORD_EMPTY:
      return STATE_EMPTY;
    case POSTERN_PASSWORD_NORMAL:
      return STATE_QUESTIONED;
    case POSTERN_PASSWORD_SHORT:
      return STATE_SHORT;
    case POSTERN_PASSWORD_LONG:
      return STATE_LONG;
    default:
      return STATE_WAITING;
    }
}

static gboolean
has_known_length (PosternPasswordPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));

  return provider != NULL && provider->password_length > 0;
}

static void
clean (PosternPasswordPage *self,
       PosternSecret     *(*leave_out) (const char *text, guint *n_removed))
{
  g_clear_pointer (&self->secret, postern_secret_unref);
  self->secret = leave_out (gtk_editable_get_text (self->entry), &self->n_removed);
}

static void
entry_changed_cb (PosternPasswordPage *self)
{
  gboolean recorded = postern_record_get_password_recorded (postern_page_get_record (POSTERN_PAGE (self)));
  State state;

  clean (self, has_known_length (self) ? postern_secret_new_cleaned : postern_secret_new_trimmed);
  self->own = self->own && postern_secret_get_length (self->secret) > 0;
  state = recorded && postern_secret_get_length (self->secret) == 0 ? STATE_RECORDED : judge (self);

  /* A stray character must not take a recorded password's place. */
  if (state == STATE_WAITING && recorded && !self->own && !has_known_length (self))
    set_state (self, STATE_REPLACING);
  else if (state == STATE_WAITING && has_known_length (self))
    record_password (self);
  else
    set_state (self, state);
}

static void
message_button_clicked_cb (PosternPasswordPage *self)
{
  /* A person's own password may hold spaces. */
  if (self->state == STATE_QUESTIONED)
    clean (self, postern_secret_new_trimmed);
  record_password (self);
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PosternPasswordPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL && self->entry != NULL)
    gtk_editable_set_text (self->entry, text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    postern_page_toast (POSTERN_PAGE (self), _("There is no text to paste. Copy the password in the browser first."));
  postern_secret_wipe (text);
}

static void
paste_clicked_cb (PosternPasswordPage *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 postern_page_get_cancellable (POSTERN_PAGE (self)), clipboard_read_cb,
                                 g_object_ref (self));
}

static void
postern_password_page_enter (PosternPage *page)
{
  PosternPasswordPage *self = POSTERN_PASSWORD_PAGE (page);
  PosternProvider *provider = postern_page_get_provider (page);
  g_autofree char *title = NULL;

  /* Translators: %s is what the provider calls the password. */
  title = g_strdup_printf (_("Paste the %s"), provider == NULL ? _("password") : provider->password_name);
  postern_page_set_title (page, title);
  entry_changed_cb (self);
}

static void
postern_password_page_leave_async (PosternPage         *page,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  PosternPasswordPage *self = POSTERN_PASSWORD_PAGE (page);

  g_clear_object (&self->leaving);
  self->leaving = g_task_new (page, cancellable, callback, user_data);
  g_task_set_source_tag (self->leaving, postern_password_page_leave_async);
  if (self->state == STATE_WAITING)
    record_password (self);
  else if (self->state != STATE_RECORDING)
    answer_leaving (self);
}

static gboolean
postern_password_page_leave_finish (PosternPage   *page,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  PosternPasswordPage *self = POSTERN_PASSWORD_PAGE (page);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  /* It is safe in the keyring now: nothing more of it stays in the window. */
  if (self->entry != NULL)
    gtk_editable_set_text (self->entry, "");

  return TRUE;
}

static gboolean
postern_password_page_may_close (PosternPage *page)
{
  PosternPasswordPage *self = POSTERN_PASSWORD_PAGE (page);

  return self->record_source == 0 && !self->recording;
}

static void
postern_password_page_dispose (GObject *object)
{
  PosternPasswordPage *self = POSTERN_PASSWORD_PAGE (object);

  g_clear_handle_id (&self->record_source, g_source_remove);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, entry_changed_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_PASSWORD_PAGE);
  g_clear_object (&self->leaving);
  g_clear_pointer (&self->secret, postern_secret_unref);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (postern_password_page_parent_class)->dispose (object);
}

static void
postern_password_page_class_init (PosternPasswordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_password_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_password_page_enter;
  POSTERN_PAGE_CLASS (klass)->leave_async = postern_password_page_leave_async;
  POSTERN_PAGE_CLASS (klass)->leave_finish = postern_password_page_leave_finish;
  POSTERN_PAGE_CLASS (klass)->may_close = postern_password_page_may_close;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-password-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternPasswordPage, entry);
  gtk_widget_class_bind_template_child (widget_class, PosternPasswordPage, paste_button);
  gtk_widget_class_bind_template_child (widget_class, PosternPasswordPage, message);
  gtk_widget_class_bind_template_child (widget_class, PosternPasswordPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_button_clicked_cb);
}

static void
postern_password_page_init (PosternPasswordPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  postern_app_set_button_name (GTK_BUTTON (self->paste_button), NULL);
}
