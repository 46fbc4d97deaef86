/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-test-page.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/pages/postern-arrival-group.h"
#include "app/pages/postern-follow-up.h"
#include "app/pages/postern-letter-copy.h"
#include "app/pages/postern-test-run.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-finding-card.h"
#include "app/widgets/postern-step-list.h"
#include "app/widgets/postern-widget-utils.h"
#include "core/records/postern-vault.h"
#include "core/smtp/postern-smtp-address.h"

struct _PosternTestPage
{
  PosternPage          parent_instance;

  GCancellable        *running;
  gboolean             entering;
  gboolean             sign_in_only;
  PosternTestResult   *tested;
  PosternTrial        *trial;

  GtkEditable         *recipient;
  GtkWidget           *sign_in_button;
  GtkWidget           *send_button;
  GtkWidget           *stop_button;
  PosternBanner       *moved;
  PosternStepList     *steps;
  PosternFindingCard  *finding;
  PosternFollowUp     *follow_up;
  PosternArrivalGroup *arrival;
  GtkWidget           *conversation;
  GtkTextView         *transcript;
};

G_DEFINE_FINAL_TYPE (PosternTestPage, postern_test_page, POSTERN_TYPE_PAGE)

static PosternRecord *
get_record (PosternTestPage *self)
{
  return postern_page_get_record (POSTERN_PAGE (self));
}

static void
update (PosternTestPage *self)
{
  PosternRecord *record = get_record (self);
  gboolean idle = self->running == NULL;
  gboolean ready = idle && postern_record_get_password_recorded (record) &&
                   postern_record_get_endpoint (record) != NULL && postern_record_get_account (record) != NULL;
  gboolean passed = postern_record_is_proven (record) && postern_record_get_last_accepted (record);
  gboolean addressed = postern_smtp_address_check (gtk_editable_get_text (self->recipient), NULL);

  gtk_widget_set_sensitive (self->sign_in_button, ready);
  gtk_widget_set_sensitive (self->send_button, ready && addressed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->follow_up), ready && (addressed || self->sign_in_only));
  gtk_widget_set_visible (self->stop_button, !idle);
  postern_page_set_busy (POSTERN_PAGE (self), !idle);
  postern_page_set_complete (POSTERN_PAGE (self), idle && passed);
}

static void
clear_outcome (PosternTestPage *self)
{
  g_clear_pointer (&self->trial, postern_trial_unref);
  postern_page_show_problem (POSTERN_PAGE (self), NULL);
  postern_finding_card_set_finding (self->finding, NULL);
  postern_follow_up_hide (self->follow_up);
  postern_arrival_group_reset (self->arrival);
  gtk_widget_set_visible (self->conversation, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
}

static void
show_trial (PosternTestPage *self)
{
  const PosternTrial *trial = self->trial;

  postern_letter_copy_attach (self->finding, POSTERN_PAGE (self), trial->report);
  postern_finding_card_set_finding (self->finding, trial->finding);
  postern_follow_up_show (self->follow_up, POSTERN_PAGE (self), trial);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->transcript), trial->report->transcript, -1);
  gtk_widget_set_visible (self->conversation, TRUE);
  if (trial->finding->accepted && !trial->report->sign_in_only)
    postern_arrival_group_follow (self->arrival, POSTERN_PAGE (self), trial->report);
}

static void
event_cb (const PosternTestEvent *event,
          gpointer                user_data)
{
  PosternTestPage *self = user_data;

  if (self->steps != NULL)
    postern_step_list_take_event (self->steps, event);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PosternTestPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *unsaved = NULL;
  g_autoptr (PosternTrial) trial = postern_test_run_finish (result, &unsaved, &error);
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->steps == NULL)
    return;

  g_clear_object (&self->running);
  self->trial = g_steal_pointer (&trial);
  if (self->trial != NULL)
    show_trial (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
  if (stopped)
    postern_page_show_note (POSTERN_PAGE (self), _("Stopped before the end, so the test says nothing."));
  else if (error != NULL && !postern_test_run_explain (POSTERN_PAGE (self), error, self->finding))
    postern_page_show_problem (POSTERN_PAGE (self), error->message);
  else if (unsaved != NULL)
    postern_page_show_problem (POSTERN_PAGE (self), unsaved);
  update (self);
}

static void
run (PosternTestPage *self)
{
  PosternRecord *record = get_record (self);

  clear_outcome (self);
  g_clear_pointer (&self->tested, postern_test_result_free);
  self->tested = postern_test_result_new_for (record);
  self->running = g_cancellable_new ();
  postern_step_list_reset (self->steps, self->sign_in_only, postern_record_get_endpoint (record)->security);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), TRUE);
  update (self);
  postern_test_run_async (POSTERN_PAGE (self), self->sign_in_only, gtk_editable_get_text (self->recipient), event_cb,
                          g_object_ref (self), g_object_unref, self->running, tested_cb, g_object_ref (self));
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternTestPage) self = user_data;

  if (postern_compat_confirm_finish (result, NULL) && self->steps != NULL && self->running == NULL)
    run (self);
}

static void
start (PosternTestPage *self,
       gboolean         sign_in_only)
{
  self->sign_in_only = sign_in_only;
  if (postern_record_get_refusals (get_record (self)) < POSTERN_TRIAL_MAX_REFUSALS)
    {
      run (self);
      return;
    }

  postern_compat_confirm_async (GTK_WIDGET (self), _("Try the same password again?"),
                                _("It was refused twice. After a few more refusals the provider may lock the account "
                                  "for a while. It is safer to make a new app password first."),
                                _("_Cancel"), _("_Try again"), FALSE,
                                postern_page_get_cancellable (POSTERN_PAGE (self)), confirmed_cb, g_object_ref (self));
}

/* The person's own wish: what was tried by itself before does not count any more. */
static void
start_anew (PosternTestPage *self,
            gboolean         sign_in_only)
{
  postern_follow_up_reset (self->follow_up);
  postern_banner_set_revealed (self->moved, FALSE);
  start (self, sign_in_only);
}

static void
sign_in_clicked_cb (PosternTestPage *self)
{
  start_anew (self, TRUE);
}

static void
send_clicked_cb (PosternTestPage *self)
{
  /* Enter comes here too. */
  if (gtk_widget_is_sensitive (GTK_WIDGET (self->send_button)))
    start_anew (self, FALSE);
}

/* By itself it never comes to the question: nothing is waited for after so many refusals. */
static void
again_cb (PosternTestPage *self,
          gboolean         by_itself)
{
  if (self->running != NULL)
    return;
  if (by_itself)
    start (self, self->sign_in_only);
  else
    start_anew (self, self->sign_in_only);
}

static void
ca_file_wanted_cb (PosternTestPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "s", "account/ca-file");
}

static void
settings_clicked_cb (PosternTestPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "s", "settings");
}

/* The keyring tells other programs the port too. */
static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PosternTestPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean moved = postern_vault_move_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->steps == NULL || self->running != NULL)
    return;

  if (moved)
    start (self, self->sign_in_only);
  else
    postern_page_show_problem (POSTERN_PAGE (self), error->message);
}

static void
port_wanted_cb (PosternTestPage *self)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_copy (self->trial->works_at);
  g_autofree char *message = NULL;

  /* Translators: %u is a port of the mail server, such as 465. */
  message = g_strdup_printf (_("From now on port %u is used. This changes the settings: copy them once more."),
                             endpoint->port);
  postern_record_set_endpoint (get_record (self), endpoint);
  postern_banner_show_message (self->moved, "info", message);
  clear_outcome (self);
  update (self);
  postern_vault_move_async (get_record (self), postern_page_get_cancellable (POSTERN_PAGE (self)), moved_cb,
                            g_object_ref (self));
}

static void
stop_clicked_cb (PosternTestPage *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

static void
recipient_changed_cb (PosternTestPage *self)
{
  if (self->entering)
    return;

  postern_record_set_recipient (postern_page_get_record (POSTERN_PAGE (self)),
                                gtk_editable_get_text (self->recipient));
  update (self);
}

/* A test from here proves the password, not the site: it may still say something else. */
static void
explain_clicked_cb (PosternTestPage *self)
{
  const char *provider = postern_record_get_provider (postern_page_get_record (POSTERN_PAGE (self)));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.explain", "s", provider != NULL ? provider : "");
}

static void
copy_conversation_cb (PosternTestPage *self)
{
  postern_clipboard_copy_text (GTK_WIDGET (self), self->trial->report->transcript);
  postern_page_toast (POSTERN_PAGE (self), _("Copied. The password is not in it."));
}

static void
postern_test_page_enter (PosternPage *page)
{
  PosternTestPage *self = POSTERN_TEST_PAGE (page);
  PosternRecord *record = postern_page_get_record (page);
  const char *recipient = postern_record_get_recipient (record);

  if (recipient == NULL)
    recipient = postern_record_get_account (record);
  self->entering = TRUE;
  postern_app_set_editable_text (self->recipient, recipient);
  self->entering = FALSE;
  if (self->running == NULL && self->tested != NULL && !postern_test_result_is_of (self->tested, record))
    {
      clear_outcome (self);
      postern_follow_up_reset (self->follow_up);
    }
  if (!postern_record_get_password_recorded (record))
    postern_page_show_problem (page, postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD
                                       ? _("No password is recorded yet. Go back and paste it, then test.")
                                       : _("Nobody has signed in yet. Go back and sign in, then test."));
  update (self);
}

/* Nothing is tried behind the person's back. */
static void
postern_test_page_unmap (GtkWidget *widget)
{
  PosternTestPage *self = POSTERN_TEST_PAGE (widget);

  postern_follow_up_pause (self->follow_up);

  GTK_WIDGET_CLASS (postern_test_page_parent_class)->unmap (widget);
}

/* Nobody would see the rest of a test that is under way. */
static void
postern_test_page_unroot (GtkWidget *widget)
{
  stop_clicked_cb (POSTERN_TEST_PAGE (widget));

  GTK_WIDGET_CLASS (postern_test_page_parent_class)->unroot (widget);
}

static void
postern_test_page_dispose (GObject *object)
{
  PosternTestPage *self = POSTERN_TEST_PAGE (object);

  stop_clicked_cb (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_TEST_PAGE);
  g_clear_object (&self->running);
  g_clear_pointer (&self->trial, postern_trial_unref);
  g_clear_pointer (&self->tested, postern_test_result_free);

  G_OBJECT_CLASS (postern_test_page_parent_class)->dispose (object);
}

static void
postern_test_page_class_init (PosternTestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_test_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_test_page_enter;
  widget_class->unmap = postern_test_page_unmap;
  widget_class->unroot = postern_test_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-test-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, recipient);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, moved);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, steps);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, finding);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, follow_up);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, arrival);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, conversation);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, transcript);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, ca_file_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_clicked_cb);
}

static void
postern_test_page_init (PosternTestPage *self)
{
  g_type_ensure (POSTERN_TYPE_ARRIVAL_GROUP);
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  g_type_ensure (POSTERN_TYPE_FOLLOW_UP);
  g_type_ensure (POSTERN_TYPE_STEP_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
}
