/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-letter-copy.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-clipboard.h"
#include "core/handover/postern-letter.h"

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

/**
 * postern_letter_copy:
 * @page: the page that shows the finding
 * @reason: the letter's id
 * @report: the test that it is about
 *
 * Puts the letter on the clipboard and says what to do with it.
 */
void
postern_letter_copy (PosternPage             *page,
                     const char              *reason,
                     const PosternTestReport *report)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (page));
  PosternLetterTemplate *form = postern_catalogue_get_letter (catalogue, reason);
  g_autoptr (PosternLetter) letter = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (report != NULL);

  if (form == NULL)
    {
      postern_page_toast (page, _("This letter is not in the catalogue."));
      return;
    }

  letter = write_letter (page, form, report);
  text = postern_letter_dup_text (letter);
  postern_clipboard_copy_text (GTK_WIDGET (page), text);
  postern_page_toast (page, letter->to == POSTERN_ADDRESSEE_ADMIN
                              ? _("Letter copied. Paste it into a mail to your administrator.")
                              : _("Letter copied. Paste it into a mail to your web host."));
}
