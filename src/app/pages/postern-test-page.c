/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-test-page.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/pages/postern-arrival-group.h"
#include "app/pages/postern-letter-copy.h"
#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-finding-card.h"
#include "app/widgets/postern-step-list.h"
#include "core/diagnosis/postern-diagnosis.h"
#include "core/records/postern-vault.h"
#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-session.h"

/** After so many refused sign-ins in a row the person is asked before the next one: accounts lock. */
#define MAX_REFUSALS 2

struct _PosternTestPage
{
  PosternPage          parent_instance;

  GCancellable        *running;
  gboolean             entering;
  gboolean             sign_in_only;
  guint                n_refusals;
  PosternTestReport   *report;

  GtkEditable         *recipient;
  GtkWidget           *sign_in_button;
  GtkWidget           *send_button;
  GtkWidget           *stop_button;
  PosternStepList     *steps;
  PosternFindingCard  *finding;
  PosternArrivalGroup *arrival;
  GtkWidget           *conversation;
  GtkTextView         *transcript;
};

G_DEFINE_FINAL_TYPE (PosternTestPage, postern_test_page, POSTERN_TYPE_PAGE)

static void
update (PosternTestPage *self)
{
  PosternRecord *record = postern_page_get_record (POSTERN_PAGE (self));
  gboolean recorded = postern_record_get_password_recorded (record);
  gboolean idle = self->running == NULL;
  gboolean passed = self->report != NULL ? self->report->accepted : postern_record_get_last_accepted (record);
  gboolean addressed = postern_smtp_address_check (gtk_editable_get_text (self->recipient), NULL);

  gtk_widget_set_sensitive (self->sign_in_button, recorded && idle);
  gtk_widget_set_sensitive (self->send_button, recorded && idle && addressed);
  gtk_widget_set_visible (self->stop_button, !idle);
  postern_page_set_busy (POSTERN_PAGE (self), !idle);
  postern_page_set_complete (POSTERN_PAGE (self), idle && passed);
}

static void
end_run (PosternTestPage *self,
         const GError    *error)
{
  gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&self->running);
  if (error != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->steps), FALSE);
      postern_page_show_problem (POSTERN_PAGE (self), stopped ? _("Stopped before the end, so the test says nothing.")
                                                              : error->message);
    }
  update (self);
}

/* A test that did not come as far as the sign-in counts neither way. */
static void
count_refusals (PosternTestPage *self)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (self->report);

  if (failed == NULL || failed->step > POSTERN_STEP_AUTH)
    self->n_refusals = 0;
  else if (failed->step == POSTERN_STEP_AUTH && failed->reply != NULL)
    self->n_refusals++;
}

static void
keep_outcome (PosternTestPage      *self,
              const PosternFinding *finding)
{
  PosternPage *page = POSTERN_PAGE (self);
  g_autoptr (GError) error = NULL;

  if (!postern_store_add_test (postern_context_get_store (postern_page_get_context (page)),
                               postern_page_get_record (page), finding->id, finding->title, finding->accepted,
                               self->report->transcript, &error))
    postern_page_show_problem (page, error->message);
}

static gboolean
is_practice (PosternTestPage *self)
{
  return g_strcmp0 (postern_record_get_provider (postern_page_get_record (POSTERN_PAGE (self))), "practice") == 0;
}

static void
follow_message (PosternTestPage *self)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  PosternPracticeServer *server = is_practice (self) ? postern_context_get_practice (context, NULL) : NULL;
  GListModel *mailbox = server == NULL ? NULL : postern_practice_server_get_mailbox (server);
  g_autoptr (PosternPracticeMessage) newest = NULL;

  if (mailbox != NULL && g_list_model_get_n_items (mailbox) > 0)
    newest = g_list_model_get_item (mailbox, g_list_model_get_n_items (mailbox) - 1);
  if (newest != NULL)
    postern_arrival_group_show (self->arrival, newest);
  else
    {
      postern_arrival_group_ask (self->arrival, self->report->to, self->report->subject);
      postern_arrival_group_check (self->arrival, self->report,
                                   postern_record_get_account (postern_page_get_record (POSTERN_PAGE (self))),
                                   postern_page_get_provider (POSTERN_PAGE (self)));
    }
}

static void
show_report (PosternTestPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (page));
  const char *provider = postern_record_get_provider (postern_page_get_record (page));
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, self->report, provider);

  count_refusals (self);
  postern_letter_copy_attach (self->finding, page, self->report);
  postern_finding_card_set_finding (self->finding, finding);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->transcript), self->report->transcript, -1);
  gtk_widget_set_visible (self->conversation, TRUE);
  if (self->report->accepted && !self->report->sign_in_only)
    follow_message (self);
  keep_outcome (self, finding);
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
  PosternTestReport *report = postern_smtp_session_run_finish (result, &error);

  if (self->steps == NULL)
    {
      g_clear_pointer (&report, postern_test_report_unref);
      return;
    }

  g_clear_pointer (&self->report, postern_test_report_unref);
  self->report = report;
  if (report != NULL)
    show_report (self);
  end_run (self, error);
}

static void
set_text (char       **text,
          const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static PosternTestPlan *
make_plan (PosternTestPage *self,
           PosternSecret   *secret,
           GError         **error)
{
  PosternRecord *record = postern_page_get_record (POSTERN_PAGE (self));
  const char *account = postern_record_get_account (record);
  const char *from = postern_record_get_from (record);
  g_autoptr (PosternTestPlan) plan = postern_test_plan_new (postern_record_get_endpoint (record), account, secret);

  set_text (&plan->user, postern_record_get_sign_in_name (record));
  set_text (&plan->from, from != NULL ? from : account);
  set_text (&plan->from_name, postern_record_get_from_name (record));
  set_text (&plan->to, gtk_editable_get_text (self->recipient));
  plan->sign_in_only = self->sign_in_only;
  if (is_practice (self) &&
      !postern_context_aim_at_practice (postern_page_get_context (POSTERN_PAGE (self)), plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PosternTestPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_finish (result, &error);
  g_autoptr (PosternTestPlan) plan = NULL;

  if (self->steps == NULL)
    return;

  plan = secret == NULL ? NULL : make_plan (self, secret, &error);
  if (plan == NULL)
    {
      end_run (self, error);
      return;
    }

  postern_smtp_session_run_async (plan, event_cb, g_object_ref (self), g_object_unref, self->running, tested_cb,
                                  g_object_ref (self));
}

static void
run (PosternTestPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);
  PosternRecord *record = postern_page_get_record (page);

  self->running = g_cancellable_new ();
  postern_page_show_problem (page, NULL);
  postern_finding_card_set_finding (self->finding, NULL);
  postern_arrival_group_reset (self->arrival);
  gtk_widget_set_visible (self->conversation, FALSE);
  postern_step_list_reset (self->steps, self->sign_in_only, postern_record_get_endpoint (record)->security);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), TRUE);
  update (self);
  postern_vault_lookup_async (record, self->running, found_cb, g_object_ref (self));
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
  if (self->n_refusals < MAX_REFUSALS)
    {
      run (self);
      return;
    }

  postern_compat_confirm_async (GTK_WIDGET (self), _("Try the same password again?"),
                                _("It was refused twice. After a few more refusals the provider may lock the account "
                                  "for a while. It is safer to make a new app password first."),
                                _("_Cancel"), _("_Try Again"), FALSE,
                                postern_page_get_cancellable (POSTERN_PAGE (self)), confirmed_cb, g_object_ref (self));
}

static void
sign_in_clicked_cb (PosternTestPage *self)
{
  start (self, TRUE);
}

static void
send_clicked_cb (PosternTestPage *self)
{
  start (self, FALSE);
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
  postern_clipboard_copy_text (GTK_WIDGET (self), self->report->transcript);
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
  gtk_editable_set_text (self->recipient, recipient != NULL ? recipient : "");
  self->entering = FALSE;
  if (!postern_record_get_password_recorded (record))
    postern_page_show_problem (page, _("No password is recorded yet. Go back and paste it, then test."));
  update (self);
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
  g_clear_pointer (&self->report, postern_test_report_unref);

  G_OBJECT_CLASS (postern_test_page_parent_class)->dispose (object);
}

static void
postern_test_page_class_init (PosternTestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_test_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_test_page_enter;
  widget_class->unroot = postern_test_page_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-test-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, recipient);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, steps);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, finding);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, arrival);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, conversation);
  gtk_widget_class_bind_template_child (widget_class, PosternTestPage, transcript);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, recipient_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, explain_clicked_cb);
}

static void
postern_test_page_init (PosternTestPage *self)
{
  g_type_ensure (POSTERN_TYPE_ARRIVAL_GROUP);
  g_type_ensure (POSTERN_TYPE_FINDING_CARD);
  g_type_ensure (POSTERN_TYPE_STEP_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
}
