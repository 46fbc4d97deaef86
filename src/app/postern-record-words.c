/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-words.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "core/base/postern-text.h"

#define DAY         (24 * 60 * 60)
#define MANY_DAYS   60
#define MANY_MONTHS 24

/** Returns: how it stands with @record, by its state and its last test */
PosternRecordHealth
postern_record_words_judge (PosternRecord *record)
{
  if (postern_record_get_state (record) == POSTERN_RECORD_RETIRED)
    return POSTERN_RECORD_HEALTH_RETIRED;
  if (postern_record_get_state (record) == POSTERN_RECORD_DRAFT)
    return POSTERN_RECORD_HEALTH_DRAFT;
  if (postern_record_get_last_test (record) == 0)
    return POSTERN_RECORD_HEALTH_UNTESTED;
  if (!postern_record_get_last_accepted (record))
    return POSTERN_RECORD_HEALTH_FAILS;

  return postern_record_is_proven (record) ? POSTERN_RECORD_HEALTH_WORKS : POSTERN_RECORD_HEALTH_CHANGED;
}

/** Returns: (transfer none): the same in a translated half-sentence */
const char *
postern_record_words_health (PosternRecord *record)
{
  switch (postern_record_words_judge (record))
    {
    case POSTERN_RECORD_HEALTH_RETIRED:
      return _("Retired");
    case POSTERN_RECORD_HEALTH_DRAFT:
      return _("Not finished: select it to go on");
    case POSTERN_RECORD_HEALTH_UNTESTED:
      return _("Not tested yet");
    case POSTERN_RECORD_HEALTH_CHANGED:
      return _("Changed since the last test");
    case POSTERN_RECORD_HEALTH_WORKS:
      return _("The last test went through");
    default:
      return postern_record_get_last_title (record) != NULL ? postern_record_get_last_title (record)
                                                            : _("The last test failed");
    }
}

/** Shows the same as a picture. */
void
postern_record_words_mark (PosternRecord *record,
                           GtkImage      *image)
{
  static const struct { const char *icon; const char *style; } marks[] = {
    [POSTERN_RECORD_HEALTH_DRAFT] = { "document-edit-symbolic", NULL },
    [POSTERN_RECORD_HEALTH_UNTESTED] = { "dialog-question-symbolic", NULL },
    [POSTERN_RECORD_HEALTH_CHANGED] = { "dialog-warning-symbolic", "warning" },
    [POSTERN_RECORD_HEALTH_WORKS] = { "emblem-ok-symbolic", "success" },
    [POSTERN_RECORD_HEALTH_FAILS] = { "dialog-warning-symbolic", "warning" },
    [POSTERN_RECORD_HEALTH_RETIRED] = { "postern-skipped-symbolic", "dim-label" },
  };
  PosternRecordHealth health = postern_record_words_judge (record);

  gtk_image_set_from_icon_name (image, marks[health].icon);
  gtk_widget_remove_css_class (GTK_WIDGET (image), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (image), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (image), "dim-label");
  if (marks[health].style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (image), marks[health].style);
}

/** Returns: (transfer full) (nullable): where it is used: the person's words, else what the target is called */
char *
postern_record_words_place (PosternRecord    *record,
                            PosternCatalogue *catalogue)
{
  const char *id = postern_record_get_target (record);
  PosternTarget *target = id == NULL ? NULL : postern_catalogue_get_target (catalogue, id);
  g_autofree char *places = postern_record_dup_places (record);

  if (places != NULL || target == NULL)
    return g_steal_pointer (&places);

  return g_strdup (target->name);
}

/** Returns: (transfer none) (nullable): what its provider is called, else its server */
const char *
postern_record_words_provider (PosternRecord    *record,
                               PosternCatalogue *catalogue)
{
  const char *id = postern_record_get_provider (record);
  PosternProvider *provider = id == NULL ? NULL : postern_catalogue_get_provider (catalogue, id);
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);

  if (provider != NULL && provider->kind != POSTERN_PROVIDER_CUSTOM)
    return provider->name;

  return endpoint == NULL ? NULL : endpoint->host;
}

/** Returns: (transfer full): how old its password is, or the record where it has none */
char *
postern_record_words_age (PosternRecord *record)
{
  gint64 since = postern_record_get_password_time (record);
  gint64 days;

  if (since == 0)
    since = postern_record_get_created (record);
  days = MAX (0, g_get_real_time () / G_USEC_PER_SEC - since) / DAY;
  if (days == 0)
    return g_strdup (_("New today"));
  if (days < MANY_DAYS)
    /* Translators: %u is how old a password is. */
    return g_strdup_printf (ngettext ("%u day old", "%u days old", (guint) days), (guint) days);
  if (days / 30 < MANY_MONTHS)
    /* Translators: %u is how old a password is. */
    return g_strdup_printf (ngettext ("%u month old", "%u months old", (guint) days / 30), (guint) days / 30);

  /* Translators: %u is how old a password is. */
  return g_strdup_printf (ngettext ("%u year old", "%u years old", (guint) days / 365), (guint) days / 365);
}

/** Returns: (transfer full) (nullable): "2027-03-31" in the person's language */
char *
postern_record_words_day (const char *day)
{
  g_autoptr (GDateTime) date = NULL;

  if (postern_is_day (day))
    date = g_date_time_new_local (atoi (day), atoi (day + 5), atoi (day + 8), 12, 0, 0);

  /* Translators: how a date is written, "31 December 2026", in the form of g_date_time_format(). */
  return date == NULL ? NULL : g_date_time_format (date, _("%-d %B %Y"));
}

/** Returns: (transfer full): a Unix time in the person's language, with the hour */
char *
postern_record_words_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  /* Translators: how a date and a time are written, "31 December 2026, 14:05", in the form of g_date_time_format(). */
  return local == NULL ? g_strdup ("?") : g_date_time_format (local, _("%-d %B %Y, %H:%M"));
}

/** Returns: (transfer full): two texts in one line; each may be %NULL */
char *
postern_record_words_join (const char *first,
                           const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second != NULL ? second : "");

  /* Translators: two facts about a record that stand side by side. */
  return g_strdup_printf (_("%s · %s"), first, second);
}
