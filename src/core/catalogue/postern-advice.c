/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-catalogue-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/postern-text.h"

static gint64
to_julian (GDateTime *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (date), (GDateMonth) g_date_time_get_month (date),
                  (GDateYear) g_date_time_get_year (date));

  return g_date_get_julian (&day);
}

static char *
describe_days (int days)
{
  guint distance = (guint) ABS (days);

  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));
  if (days == -1)
    return g_strdup (_("yesterday"));
  if (days > 0)
    /* Translators: %u is how many days from today something happens; it stands within a sentence. */
    return g_strdup_printf (ngettext ("in %u day", "in %u days", distance), distance);

  /* Translators: %u is how many days ago something happened; it stands within a sentence. */
  return g_strdup_printf (ngettext ("%u day ago", "%u days ago", distance), distance);
}

/**
 * postern_advice_count_days:
 * @from: a day
 * @to: another day
 *
 * Returns: how many days lie between them, by the calendar; negative when @to comes first
 */
int
postern_advice_count_days (GDateTime *from,
                           GDateTime *to)
{
  return (int) (to_julian (to) - to_julian (from));
}

/**
 * postern_advice_fill_in:
 * @text: translated text, perhaps with "{date}" and "{days}"
 * @date: (nullable): the day that it speaks of
 * @today: the day from which to count
 *
 * Returns: (transfer full): the text with the date in the person's language, and "in 38 days", "tomorrow",
 *   "today", "yesterday" or "3 days ago" in place of "{days}"
 */
char *
postern_advice_fill_in (const char *text,
                        GDateTime  *date,
                        GDateTime  *today)
{
  g_autofree char *day = NULL;
  g_autofree char *days = NULL;

  if (date == NULL)
    return g_strdup (text);

  /* Translators: how a date is written, "31 December 2026", in the form of g_date_time_format(). */
  day = g_date_time_format (date, _("%-d %B %Y"));
  days = describe_days (postern_advice_count_days (today, date));

  return postern_fill_in (text, "date", day, "days", days, NULL);
}
