/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-letter-copy.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-guide-open.h"
#include "app/widgets/postern-clipboard.h"

/* Where a card keeps the test that it shows. */
#define REPORT_KEY "postern-letter-report"

static void
letter_wanted_cb (PosternPage        *page,
                  const char         *reason,
                  PosternFindingCard *card)
{
  const PosternTestReport *report = g_object_get_data (G_OBJECT (card), REPORT_KEY);
  PosternProvider *provider = postern_page_get_provider (page);
  const PosternTestEvent *failed = report == NULL ? NULL : postern_test_report_get_failed (report);
  const PosternSmtpReply *answer = failed == NULL ? NULL : failed->reply;
  g_autofree char *reply = answer == NULL ? NULL : postern_smtp_reply_to_text (answer);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const PosternLetterInput input = {
    .account = postern_record_get_account (postern_page_get_record (page)),
    .from = report == NULL ? postern_record_get_sender (postern_page_get_record (page)) : report->from,
    .host = report == NULL ? NULL : report->host,
    .port = report == NULL ? 0 : report->port,
    .provider = provider == NULL ? NULL : provider->name,
    .reply = reply,
    .date = now,
  };

  postern_letter_copy_write (GTK_WIDGET (page), postern_page_get_context (page), reason, &input);
}

/**
 * postern_letter_copy_write:
 * @widget: the widget that was pressed
 * @context: what all pages share
 * @reason: a letter's id
 * @input: what it tells
 *
 * Puts a letter on the clipboard, and says by the action "win.toast" what to do with it.
 */
void
postern_letter_copy_write (GtkWidget                *widget,
                           PosternContext           *context,
                           const char               *reason,
                           const PosternLetterInput *input)
{
  PosternLetterTemplate *form;
  g_autoptr (PosternLetter) letter = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && POSTERN_IS_CONTEXT (context) && reason != NULL && input != NULL);

  form = postern_catalogue_get_letter (postern_context_get_catalogue (context), reason);
  if (form == NULL)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _("This letter is not in the catalogue."));
      return;
    }

  letter = postern_letter_new (form, POSTERN_ADDRESSEE_EITHER, input);
  text = postern_letter_dup_text (letter);
  postern_clipboard_copy_text (widget, text);
  gtk_widget_activate_action (widget, "win.toast", "s", letter->to == POSTERN_ADDRESSEE_ADMIN
                              ? _("Letter copied. Paste it into a mail to your administrator.")
                              : _("Letter copied. Paste it into a mail to your web host."));
}

/* The addresses are changed where they were asked for, so that the password goes with them. */
static void
guide_wanted_cb (PosternPage *page,
                 const char  *id)
{
  postern_guide_open (page, id, FALSE);
}

/**
 * postern_letter_copy_attach:
 * @card: a card that is about to get a finding
 * @page: its page
 * @report: (nullable): the test that the finding is of; %NULL when there was none
 *
 * From now on the card's letters go to the clipboard, and a notice says what to do with them; its guides are opened,
 * and its look at the server begins with the server of the test.
 */
void
postern_letter_copy_attach (PosternFindingCard *card,
                            PosternPage        *page,
                            PosternTestReport  *report)
{
  g_return_if_fail (POSTERN_IS_FINDING_CARD (card) && POSTERN_IS_PAGE (page));

  g_object_set_data_full (G_OBJECT (card), REPORT_KEY, report == NULL ? NULL : postern_test_report_ref (report),
                          (GDestroyNotify) postern_test_report_unref);
  if (report != NULL)
    postern_finding_card_set_server (card, postern_record_get_provider (postern_page_get_record (page)), report->host);
  g_signal_handlers_disconnect_by_func (card, letter_wanted_cb, page);
  g_signal_handlers_disconnect_by_func (card, guide_wanted_cb, page);
  g_signal_connect_object (card, "guide-wanted", G_CALLBACK (guide_wanted_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "letter-wanted", G_CALLBACK (letter_wanted_cb), page, G_CONNECT_SWAPPED);
}
