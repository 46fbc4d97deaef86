/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-letter-copy.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-guide-open.h"
#include "app/widgets/postern-clipboard.h"
#include "core/handover/postern-letter.h"

/* Where a card keeps the test that it shows. */
#define REPORT_KEY "postern-letter-report"

static PosternLetter *
write_letter (PosternPage             *page,
              PosternLetterTemplate   *form,
              const PosternTestReport *report)
{
  PosternProvider *provider = postern_page_get_provider (page);
  const PosternTestEvent *failed = postern_test_report_get_failed (report);
  const PosternSmtpReply *answer = failed == NULL ? NULL : failed->reply;
  g_autofree char *reply = answer == NULL ? NULL : postern_smtp_reply_to_text (answer);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const PosternLetterInput input = {
    .account = postern_record_get_account (postern_page_get_record (page)),
    .from = report->from,
    .host = report->host,
    .port = report->port,
    .provider = provider == NULL ? NULL : provider->name,
    .reply = reply,
    .date = now,
  };

  return postern_letter_new (form, POSTERN_ADDRESSEE_EITHER, &input);
}

static void
letter_wanted_cb (PosternPage        *page,
                  const char         *reason,
                  PosternFindingCard *card)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (page));
  PosternLetterTemplate *form = postern_catalogue_get_letter (catalogue, reason);
  g_autoptr (PosternLetter) letter = NULL;
  g_autofree char *text = NULL;

  if (form == NULL)
    {
      postern_page_toast (page, _("This letter is not in the catalogue."));
      return;
    }

  letter = write_letter (page, form, g_object_get_data (G_OBJECT (card), REPORT_KEY));
  text = postern_letter_dup_text (letter);
  postern_clipboard_copy_text (GTK_WIDGET (page), text);
  postern_page_toast (page, letter->to == POSTERN_ADDRESSEE_ADMIN
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
 * @report: the test that the finding is of
 *
 * From now on the card's letters go to the clipboard, and a notice says what to do with them; its guides are opened.
 */
void
postern_letter_copy_attach (PosternFindingCard *card,
                            PosternPage        *page,
                            PosternTestReport  *report)
{
  g_return_if_fail (POSTERN_IS_FINDING_CARD (card) && POSTERN_IS_PAGE (page) && report != NULL);

  g_object_set_data_full (G_OBJECT (card), REPORT_KEY, postern_test_report_ref (report),
                          (GDestroyNotify) postern_test_report_unref);
  g_signal_handlers_disconnect_by_func (card, letter_wanted_cb, page);
  g_signal_handlers_disconnect_by_func (card, guide_wanted_cb, page);
  g_signal_connect_object (card, "guide-wanted", G_CALLBACK (guide_wanted_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "letter-wanted", G_CALLBACK (letter_wanted_cb), page, G_CONNECT_SWAPPED);
}
