/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-actions.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "core/records/postern-records-replace.h"
#include "core/records/postern-records.h"

/* What is done to a record after the person was asked. */
typedef struct
{
  void      (*begin)  (PosternStore         *store,
                       PosternRecord        *record,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data);
  gboolean  (*finish) (PosternStore         *store,
                       GAsyncResult         *result,
                       GError              **error);
  const char *success;
} Deed;

static const Deed removal = { postern_records_remove_async, postern_records_remove_finish, N_("Removed") };
static const Deed retirement = { postern_records_retire_async, postern_records_retire_finish, N_("Retired") };
static const Deed taking_back = { postern_records_take_back_async, postern_records_take_back_finish,
                                  N_("The former password is back") };

/* One question and what comes of it; the widget may be gone from its window by then. */
typedef struct
{
  const Deed     *deed;
  GtkWidget      *widget;
  PosternContext *context;
  PosternRecord  *record;
} Question;

static Question *
question_new (const Deed     *deed,
              GtkWidget      *widget,
              PosternContext *context,
              PosternRecord  *record)
{
  Question *question = g_new0 (Question, 1);

  question->deed = deed;
  question->widget = g_object_ref (widget);
  question->context = g_object_ref (context);
  question->record = g_object_ref (record);

  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->widget);
  g_object_unref (question->context);
  g_object_unref (question->record);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;

  if (question->deed->finish (POSTERN_STORE (source), result, &error))
    gtk_widget_activate_action (question->widget, "win.toast", "s", _(question->deed->success));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (question->widget, "win.toast", "s", error->message);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  PosternStore *store = postern_context_get_store (question->context);
  PosternRecord *record = question->record;
  const Deed *deed = question->deed;

  if (postern_compat_confirm_finish (result, NULL))
    deed->begin (store, record, NULL, done_cb, g_steal_pointer (&question));
}

/** Asks whether to remove the record with its password, and does. */
void
postern_record_actions_remove (GtkWidget      *widget,
                               PosternContext *context,
                               PosternRecord  *record)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && POSTERN_IS_CONTEXT (context) && POSTERN_IS_RECORD (record));

  /* Translators: %s is what the person called the record, or its e-mail address. */
  heading = g_strdup_printf (_("Remove “%s”?"), postern_record_get_title (record));
  postern_compat_confirm_async (widget, heading,
                                _("Its password leaves the keyring of this computer and can’t be brought back. "
                                  "At the provider it stays valid until you delete it there."),
                                _("_Cancel"), _("_Remove"), TRUE, NULL, confirmed_cb,
                                question_new (&removal, widget, context, record));
}

/** Asks whether the record is out of use, and deletes its password. */
void
postern_record_actions_retire (GtkWidget      *widget,
                               PosternContext *context,
                               PosternRecord  *record)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && POSTERN_IS_CONTEXT (context) && POSTERN_IS_RECORD (record));

  /* Translators: %s is what the person called the record, or its e-mail address. */
  heading = g_strdup_printf (_("Retire “%s”?"), postern_record_get_title (record));
  postern_compat_confirm_async (widget, heading,
                                _("Do this when nothing sends mail with this password any more. The password leaves "
                                  "the keyring of this computer; the record and its tests stay. Then delete the "
                                  "password at the provider too: Postern shows you where."),
                                _("_Cancel"), _("Re_tire"), TRUE, NULL, confirmed_cb,
                                question_new (&retirement, widget, context, record));
}

/** Asks whether the new password is to give way to the former one, and does it. */
void
postern_record_actions_take_back (GtkWidget      *widget,
                                  PosternContext *context,
                                  PosternRecord  *record)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && POSTERN_IS_CONTEXT (context) && POSTERN_IS_RECORD (record));

  postern_compat_confirm_async (widget, _("Go back to the former password?"),
                                _("The new password leaves the keyring of this computer, and the former one takes its "
                                  "place. Do this only if you have not deleted the former one at the provider."),
                                _("_Cancel"), _("_Go back"), TRUE, NULL, confirmed_cb,
                                question_new (&taking_back, widget, context, record));
}
