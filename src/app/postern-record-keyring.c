/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-keyring.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-banner.h"
#include "core/records/postern-vault-watch.h"
#include "core/records/postern-vault.h"

/* What came of the last look. */
typedef enum
{
  STATE_FINE,
  STATE_NONE,
  STATE_MISSING,
  STATE_LOCKED,
  STATE_AWAY,
} State;

struct _PosternRecordKeyring
{
  AdwBin             parent_instance;

  PosternRecord     *record;
  PosternVaultWatch *watch;
  GCancellable      *cancellable;
  GtkWidget         *window;
  State              state;
  gboolean           recorded;
  gboolean           looking;
  gboolean           look_again;

  PosternBanner     *banner;
};

G_DEFINE_FINAL_TYPE (PosternRecordKeyring, postern_record_keyring, ADW_TYPE_BIN)

static gboolean
is_oauth (PosternRecordKeyring *self)
{
  return postern_record_get_sign_in (self->record) != POSTERN_SIGN_IN_PASSWORD;
}

/* What is out of use needs none; what the record does not tell of need not be looked for. */
static gboolean
needs_look (PosternRecordKeyring *self,
            State                *otherwise)
{
  gboolean recorded = postern_record_get_password_recorded (self->record);

  *otherwise = STATE_FINE;
  if (postern_record_get_state (self->record) != POSTERN_RECORD_READY)
    return FALSE;
  *otherwise = recorded ? STATE_FINE : STATE_NONE;

  return recorded;
}

static void
show (PosternRecordKeyring *self,
      const char           *severity,
      const char           *button,
      const char           *text)
{
  postern_banner_set_button_label (self->banner, button);
  postern_banner_show_message (self->banner, severity, text);
}

static void
show_missing (PosternRecordKeyring *self)
{
  if (is_oauth (self))
    show (self, "error", _("_Sign in again"),
          _("The sign-in is not in the keyring any more. Another program may have deleted it there. "
            "Sign in once more at the provider."));
  else
    show (self, "error", _("_Enter it again"),
          _("The password is not in the keyring any more. Another program may have deleted it there. "
            "Enter it again if you still have it. If not, “Replace the password” leads you to a new one."));
}

static void
show_none (PosternRecordKeyring *self)
{
  if (is_oauth (self))
    show (self, "warning", _("_Sign in again"),
          _("No sign-in is recorded for this account. Sign in once at the provider."));
  else
    show (self, "warning", _("_Enter it"), _("No password is recorded for this account. Enter it if you have it. "
                                             "If not, “Replace the password” leads you to a new one."));
}

static void
show_state (PosternRecordKeyring *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->state != STATE_FINE);
  switch (self->state)
    {
    case STATE_NONE:
      show_none (self);
      break;
    case STATE_MISSING:
      show_missing (self);
      break;
    case STATE_LOCKED:
      show (self, "info", _("_Unlock"),
            _("The keyring is locked, so the password can’t be used now. Unlock it before you test or take the "
              "settings."));
      break;
    case STATE_AWAY:
      show (self, "warning", _("_Look again"),
            _("The keyring can’t be reached, so Postern can’t see whether the password is still in it. Start "
              "“Passwords and Keys” (or KeePassXC), and look again."));
      break;
    case STATE_FINE:
    default:
      postern_banner_set_revealed (self->banner, FALSE);
      break;
    }
}

static State
understand (const GError *error)
{
  if (error == NULL || error->domain != POSTERN_VAULT_ERROR)
    return STATE_FINE;
  if (error->code == POSTERN_VAULT_ERROR_NOT_FOUND)
    return STATE_MISSING;

  return error->code == POSTERN_VAULT_ERROR_LOCKED ? STATE_LOCKED : STATE_AWAY;
}

static void look (PosternRecordKeyring *self);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternRecordKeyring) self = user_data;
  g_autoptr (GError) error = NULL;
  State state;

  (void) postern_vault_look_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->looking = FALSE;
  if (self->look_again)
    {
      look (self);
      return;
    }
  self->state = needs_look (self, &state) ? understand (error) : state;
  show_state (self);
}

/* One look at a time, and another one for all that has changed meanwhile. */
static void
look (PosternRecordKeyring *self)
{
  State state;

  self->look_again = self->looking;
  if (self->looking)
    return;
  if (!needs_look (self, &state))
    {
      self->state = state;
      show_state (self);
      return;
    }
  self->looking = TRUE;
  postern_vault_look_async (self->record, self->cancellable, looked_cb, g_object_ref (self));
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PosternRecordKeyring) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!postern_vault_unlock_finish (result, &error) && error->domain == POSTERN_VAULT_ERROR)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  self->looking = FALSE;
  if (!g_cancellable_is_cancelled (self->cancellable))
    look (self);
}

/* What the keyring tells of meanwhile is looked at afterwards. */
static void
unlock (PosternRecordKeyring *self)
{
  if (self->looking)
    return;
  self->looking = TRUE;
  postern_vault_unlock_async (self->record, self->cancellable, unlocked_cb, g_object_ref (self));
}

static void
clicked_cb (PosternRecordKeyring *self)
{
  if (self->state == STATE_MISSING || self->state == STATE_NONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "record.enter", NULL);
  else if (self->state == STATE_LOCKED)
    unlock (self);
  else
    look (self);
}

static void
active_changed_cb (PosternRecordKeyring *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self->window)))
    look (self);
}

/* A keyring that tells nothing of its changes is looked at when the person comes back from it. */
static void
postern_record_keyring_root (GtkWidget *widget)
{
  PosternRecordKeyring *self = POSTERN_RECORD_KEYRING (widget);

  GTK_WIDGET_CLASS (postern_record_keyring_parent_class)->root (widget);

  self->window = GTK_WIDGET (gtk_widget_get_root (widget));
  if (GTK_IS_WINDOW (self->window))
    g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
postern_record_keyring_unroot (GtkWidget *widget)
{
  PosternRecordKeyring *self = POSTERN_RECORD_KEYRING (widget);

  g_signal_handlers_disconnect_by_func (self->window, active_changed_cb, self);
  self->window = NULL;

  GTK_WIDGET_CLASS (postern_record_keyring_parent_class)->unroot (widget);
}

static void
postern_record_keyring_dispose (GObject *object)
{
  PosternRecordKeyring *self = POSTERN_RECORD_KEYRING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  /* Else both the template and AdwBin take the child out. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_KEYRING);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (postern_record_keyring_parent_class)->dispose (object);
}

static void
postern_record_keyring_finalize (GObject *object)
{
  g_object_unref (POSTERN_RECORD_KEYRING (object)->cancellable);

  G_OBJECT_CLASS (postern_record_keyring_parent_class)->finalize (object);
}

static void
postern_record_keyring_class_init (PosternRecordKeyringClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_keyring_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_record_keyring_finalize;
  widget_class->root = postern_record_keyring_root;
  widget_class->unroot = postern_record_keyring_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-keyring.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordKeyring, banner);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
postern_record_keyring_init (PosternRecordKeyring *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * postern_record_keyring_set_record:
 * @self: a notice
 * @record: whose password it looks for; after a change of it, the same again
 */
void
postern_record_keyring_set_record (PosternRecordKeyring *self,
                                   PosternRecord        *record)
{
  gboolean first;
  gboolean recorded;

  g_return_if_fail (POSTERN_IS_RECORD_KEYRING (self) && POSTERN_IS_RECORD (record));

  first = self->record == NULL;
  recorded = postern_record_get_password_recorded (record) && postern_record_get_state (record) == POSTERN_RECORD_READY;
  g_set_object (&self->record, record);
  if (first)
    {
      self->watch = postern_vault_watch_new ();
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
    }
  if (first || recorded != self->recorded)
    look (self);
  self->recorded = recorded;
}
