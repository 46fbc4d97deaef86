/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-reminders.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "core/base/postern-text.h"

/* How long before a provider's date, and after it, there is something to do about it. */
#define DAYS_BEFORE 90
#define DAYS_AFTER  90

static void
reminder_free (PosternReminder *self)
{
  g_object_unref (self->record);
  g_date_time_unref (self->date);
  g_clear_object (&self->provider);
  g_free (self);
}

static void
add (GPtrArray           *reminders,
     PosternRecord       *record,
     GDateTime           *date,
     int                  days,
     const PosternAdvice *advice,
     PosternProvider     *provider)
{
  PosternReminder *reminder = g_new0 (PosternReminder, 1);

  reminder->record = g_object_ref (record);
  reminder->date = g_date_time_ref (date);
  reminder->days = days;
  reminder->advice = advice;
  reminder->provider = provider == NULL ? NULL : g_object_ref (provider);
  g_ptr_array_add (reminders, reminder);
}

static void
add_review (GPtrArray     *reminders,
            PosternRecord *record,
            GDateTime     *today)
{
  const char *day = postern_record_get_review_date (record);
  g_autoptr (GDateTime) date = NULL;
  int days;

  if (!postern_is_day (day))
    return;
  date = g_date_time_new_local (atoi (day), atoi (day + 5), atoi (day + 8), 12, 0, 0);
  days = date == NULL ? 1 : postern_advice_count_days (today, date);
  if (days <= 0)
    add (reminders, record, date, days, NULL, NULL);
}

/* What still went through after the date has nothing to fear from it. */
static gboolean
has_outlived (PosternRecord *record,
              GDateTime     *date)
{
  return postern_record_is_proven (record) &&
         postern_record_get_passed_time (record) > g_date_time_to_unix (date) + 24 * 60 * 60;
}

static void
add_deadlines (GPtrArray       *reminders,
               PosternRecord   *record,
               PosternProvider *provider,
               GDateTime       *today)
{
  for (guint i = 0; i < provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (provider->advice, i);
      int days = advice->date == NULL ? DAYS_BEFORE + 1 : postern_advice_count_days (today, advice->date);

      if (days <= DAYS_BEFORE && days >= -DAYS_AFTER && !has_outlived (record, advice->date))
        add (reminders, record, advice->date, days, advice, provider);
    }
}

/**
 * postern_reminders_list_for:
 * @record: a record
 * @catalogue: the providers
 * @today: the day from which to count
 *
 * Returns: (transfer full) (element-type PosternReminder): what is due for it: its review date when that has come, and
 *   its provider's dates from 90 days before to 90 days after, if it signs in with a password. Nothing is due for a
 *   draft or what is retired.
 */
GPtrArray *
postern_reminders_list_for (PosternRecord    *record,
                            PosternCatalogue *catalogue,
                            GDateTime        *today)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) reminder_free);
  const char *id;
  PosternProvider *provider;

  g_return_val_if_fail (POSTERN_IS_RECORD (record) && POSTERN_IS_CATALOGUE (catalogue) && today != NULL, reminders);

  id = postern_record_get_provider (record);
  provider = id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);
  if (postern_record_get_state (record) != POSTERN_RECORD_READY)
    return reminders;
  add_review (reminders, record, today);
  /* What providers end is the sign-in with a password. */
  if (provider != NULL && postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD)
    add_deadlines (reminders, record, provider, today);

  return reminders;
}

/** Returns: whether postern_reminders_list_for() gives anything */
gboolean
postern_reminders_is_due (PosternRecord    *record,
                          PosternCatalogue *catalogue,
                          GDateTime        *today)
{
  g_autoptr (GPtrArray) reminders = postern_reminders_list_for (record, catalogue, today);

  return reminders->len > 0;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const PosternReminder *one = *(const PosternReminder *const *) a;
  const PosternReminder *other = *(const PosternReminder *const *) b;

  return one->days - other->days;
}

/**
 * postern_reminders_list:
 * @store: the records
 * @catalogue: the providers
 * @today: the day from which to count
 *
 * Returns: (transfer full) (element-type PosternReminder): what is due for all records, the earliest first; see
 *   postern_reminders_list_for()
 */
GPtrArray *
postern_reminders_list (PosternStore     *store,
                        PosternCatalogue *catalogue,
                        GDateTime        *today)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) reminder_free);
  GListModel *records;

  g_return_val_if_fail (POSTERN_IS_STORE (store) && POSTERN_IS_CATALOGUE (catalogue) && today != NULL, reminders);

  records = postern_store_get_records (store);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);
      g_autoptr (GPtrArray) due = postern_reminders_list_for (record, catalogue, today);

      g_ptr_array_set_free_func (due, NULL);
      for (guint j = 0; j < due->len; j++)
        g_ptr_array_add (reminders, g_ptr_array_index (due, j));
    }
  g_ptr_array_sort (reminders, compare);

  return reminders;
}

static char *
describe_deadline (const PosternReminder *first,
                   guint                  n)
{
  /* Translators: how a date is written, "31 December 2026", in the form of g_date_time_format(). */
  g_autofree char *date = g_date_time_format (first->date, _("%-d %B %Y"));

  if (first->days >= 0)
    /* Translators: %u is how many accounts, the first %s a date, the second a provider such as Microsoft 365. */
    return g_strdup_printf (ngettext ("%u account may stop sending on %s, because %s changes how to sign in.",
                                      "%u accounts may stop sending on %s, because %s changes how to sign in.", n),
                            n, date, first->provider->name);

  /* Translators: %u is how many accounts, the first %s a date, the second a provider such as Microsoft 365. */
  return g_strdup_printf (ngettext ("%u account may have stopped sending on %s, when %s changed how to sign in.",
                                    "%u accounts may have stopped sending on %s, when %s changed how to sign in.", n),
                          n, date, first->provider->name);
}

/**
 * postern_reminders_describe:
 * @reminders: (element-type PosternReminder): of postern_reminders_list()
 *
 * Returns: (transfer full) (nullable): one or two translated sentences about the provider's date that comes first and
 *   about what is to be reviewed; %NULL when nothing is due
 */
char *
postern_reminders_describe (GPtrArray *reminders)
{
  const PosternReminder *deadline = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n_deadlines = 0;
  guint n_reviews = 0;

  for (guint i = 0; i < reminders->len; i++)
    {
      const PosternReminder *reminder = g_ptr_array_index (reminders, i);

      n_reviews += reminder->advice == NULL;
      deadline = deadline == NULL && reminder->advice != NULL ? reminder : deadline;
      n_deadlines += deadline != NULL && reminder->advice == deadline->advice;
    }
  if (deadline != NULL)
    first = describe_deadline (deadline, n_deadlines);
  if (n_reviews > 0)
    second = g_strdup_printf (/* Translators: %u is how many accounts. */
                              ngettext ("%u account is to be looked at again.",
                                        "%u accounts are to be looked at again.", n_reviews),
                              n_reviews);
  if (first != NULL && second != NULL)
    return g_strjoin (" ", first, second, NULL);

  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}
