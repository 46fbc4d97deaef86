/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-arrival-group.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-delivery-group.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"

struct _PosternArrivalGroup
{
  AdwBin                parent_instance;

  AdwPreferencesGroup  *group;
  PosternBanner        *advice;
  PosternChoiceRow     *none;
  PosternDeliveryGroup *delivery;
  GtkWidget            *practice;
  GtkTextView          *message;
};

/* What the catalogue of findings can't know: where the message ended after the server had taken it. */
static const struct { const char *id; const char *severity; const char *advice; } places[] = {
  { "inbox", "success",
    N_("Very good: the way is open from end to end. Now paste the settings where they belong, "
       "and send a test from there too.") },
  { "junk", "warning",
    N_("The password works, but the recipient’s mail service does not trust the sender. "
       "Mark the message as “not junk”. If it happens to others as well, ask whoever runs your domain to check "
       "its SPF, DKIM and DMARC records.") },
  { "nowhere", "warning",
    N_("Give it ten minutes and look into the junk folder. Then check the recipient’s address for typing mistakes. "
       "If there is still nothing, ask your administrator to trace the message by its subject: "
       "the server took it, so it knows where it went.") },
};

G_DEFINE_FINAL_TYPE (PosternArrivalGroup, postern_arrival_group, ADW_TYPE_BIN)

static void
place_chosen_cb (PosternArrivalGroup *self,
                 GParamSpec          *pspec,
                 PosternChoiceRow    *row)
{
  if (!postern_choice_row_get_active (row))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (g_str_equal (places[i].id, postern_choice_row_get_id (row)))
        postern_banner_show_message (self->advice, places[i].severity, _(places[i].advice));
    }
}

static void
postern_arrival_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ARRIVAL_GROUP);

  G_OBJECT_CLASS (postern_arrival_group_parent_class)->dispose (object);
}

static void
postern_arrival_group_class_init (PosternArrivalGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_arrival_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-arrival-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, group);
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, advice);
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, none);
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, delivery);
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, practice);
  gtk_widget_class_bind_template_child (widget_class, PosternArrivalGroup, message);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
}

static void
postern_arrival_group_init (PosternArrivalGroup *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_CHOICE_ROW);
  g_type_ensure (POSTERN_TYPE_DELIVERY_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_arrival_group_reset:
 * @self: a group
 *
 * Forgets the last answer and hides.
 */
void
postern_arrival_group_reset (PosternArrivalGroup *self)
{
  g_return_if_fail (POSTERN_IS_ARRIVAL_GROUP (self));

  postern_choice_row_set_active (self->none, TRUE);
  postern_banner_set_revealed (self->advice, FALSE);
  postern_delivery_group_reset (self->delivery);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * postern_arrival_group_ask:
 * @self: a group
 * @recipient: where the message went
 * @subject: its subject
 *
 * Asks whether the message arrived.
 */
void
postern_arrival_group_ask (PosternArrivalGroup *self,
                           const char          *recipient,
                           const char          *subject)
{
  g_autofree char *description = NULL;

  g_return_if_fail (POSTERN_IS_ARRIVAL_GROUP (self));
  g_return_if_fail (recipient != NULL && subject != NULL);

  /* Translators: the first %s is a subject, the second an e-mail address. */
  description = g_markup_printf_escaped (_("Look for “%s” in the mail of %s."), subject, recipient);
  adw_preferences_group_set_description (self->group, description);
  gtk_widget_set_visible (GTK_WIDGET (self->group), TRUE);
  gtk_widget_set_visible (self->practice, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * postern_arrival_group_check:
 * @self: a group
 * @catalogue: the catalogue
 * @report: of a message that was accepted
 * @account: the account that signed in
 * @provider: (nullable): whose server it was
 *
 * Looks up whether the sender is trusted where the message arrives, unless it went to a server in this network or came
 * from a domain for examples.
 */
void
postern_arrival_group_check (PosternArrivalGroup     *self,
                             PosternCatalogue        *catalogue,
                             const PosternTestReport *report,
                             const char              *account,
                             PosternProvider         *provider)
{
  PosternDeliveryQuestion question = { NULL, account, NULL, provider };

  g_return_if_fail (POSTERN_IS_ARRIVAL_GROUP (self));
  g_return_if_fail (report != NULL);

  question.from = report->from;
  question.host = report->host;
  if (postern_delivery_applies (report->from, report->address))
    postern_delivery_group_check (self->delivery, catalogue, &question);
}

/**
 * postern_arrival_group_show:
 * @self: a group
 * @message: what the practice server accepted
 *
 * Shows the message instead of asking: the practice server passes nothing on.
 */
void
postern_arrival_group_show (PosternArrivalGroup    *self,
                            PosternPracticeMessage *message)
{
  g_autofree char *text = NULL;
  gconstpointer bytes;
  gsize length;

  g_return_if_fail (POSTERN_IS_ARRIVAL_GROUP (self));
  g_return_if_fail (POSTERN_IS_PRACTICE_MESSAGE (message));

  bytes = g_bytes_get_data (message->data, &length);
  text = g_utf8_make_valid (bytes, (gssize) length);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->message), text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->group), FALSE);
  gtk_widget_set_visible (self->practice, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * postern_arrival_group_follow:
 * @self: a group
 * @page: the page whose record was tested
 * @report: a test whose message the server took
 *
 * Shows the message where the practice server took it; elsewhere asks where it ended, and checks what the DNS says.
 */
void
postern_arrival_group_follow (PosternArrivalGroup     *self,
                              PosternPage             *page,
                              const PosternTestReport *report)
{
  gboolean practice = g_strcmp0 (postern_record_get_provider (postern_page_get_record (page)), "practice") == 0;
  PosternContext *context = postern_page_get_context (page);
  PosternPracticeServer *server = practice ? postern_context_get_practice (context, NULL) : NULL;
  GListModel *mailbox = server == NULL ? NULL : postern_practice_server_get_mailbox (server);
  g_autoptr (PosternPracticeMessage) newest = NULL;

  g_return_if_fail (POSTERN_IS_ARRIVAL_GROUP (self) && report != NULL);

  if (mailbox != NULL && g_list_model_get_n_items (mailbox) > 0)
    newest = g_list_model_get_item (mailbox, g_list_model_get_n_items (mailbox) - 1);
  if (newest != NULL)
    postern_arrival_group_show (self, newest);
  else
    {
      postern_arrival_group_ask (self, report->to, report->subject);
      postern_arrival_group_check (self, postern_context_get_catalogue (context), report,
                                   postern_record_get_account (postern_page_get_record (page)),
                                   postern_page_get_provider (page));
    }
}
