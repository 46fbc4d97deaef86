/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-news.h"

#include <glib/gi18n-lib.h>

#include "app/postern-record-keyring.h"
#include "app/postern-record-words.h"
#include "app/widgets/postern-banner.h"
#include "core/records/postern-reminders.h"

struct _PosternRecordNews
{
  AdwBin                parent_instance;

  PosternRecord        *record;
  PosternCatalogue     *catalogue;

  PosternRecordKeyring *keyring;
  PosternBanner        *health;
  PosternBanner        *reminder;
  PosternBanner        *former;
};

G_DEFINE_FINAL_TYPE (PosternRecordNews, postern_record_news, ADW_TYPE_BIN)

static PosternProvider *
get_provider (PosternRecordNews *self)
{
  const char *id = postern_record_get_provider (self->record);

  return id == NULL ? NULL : postern_catalogue_get_provider (self->catalogue, id);
}

/* Where app passwords are made is where they are deleted. */
static const PosternLink *
find_link (PosternRecordNews *self)
{
  PosternProvider *provider = get_provider (self);
  const PosternLink *link = NULL;

  for (guint i = 0; provider != NULL && i < provider->steps->len && link == NULL; i++)
    link = ((const PosternProviderStep *) g_ptr_array_index (provider->steps, i))->link;

  return link;
}

static void
show_retired (PosternRecordNews *self)
{
  PosternProvider *provider = get_provider (self);
  g_autofree char *time = postern_record_words_time (postern_record_get_retired_time (self->record));
  g_autofree char *text = NULL;

  if (postern_record_get_password_recorded (self->record))
    text = g_strdup (_("Retired, but its password is still in the keyring. Unlock the keyring and retire it again."));
  else
    /* Translators: the first %s is a date, the second a provider such as Microsoft 365. */
    text = g_strdup_printf (_("Retired on %s. Delete its password at %s too, or it stays valid there."), time,
                            provider != NULL ? provider->name : _("the provider"));
  postern_banner_set_button_label (self->health, find_link (self) != NULL ? _("_Open the page") : NULL);
  postern_banner_show_message (self->health, "info", text);
}

static void
show_health (PosternRecordNews *self)
{
  PosternRecordHealth health = postern_record_words_judge (self->record);
  gboolean works = health == POSTERN_RECORD_HEALTH_WORKS;
  gboolean testable = !works && postern_record_get_password_recorded (self->record);
  const char *retest = NULL;
  g_autofree char *time = postern_record_words_time (postern_record_get_last_test (self->record));
  g_autofree char *text = NULL;

  if (health == POSTERN_RECORD_HEALTH_RETIRED)
    {
      show_retired (self);
      return;
    }
  if (health == POSTERN_RECORD_HEALTH_UNTESTED)
    text = g_strdup (postern_record_words_health (self->record));
  else
    /* Translators: the first %s says how the last test went, the second when it was. */
    text = g_strdup_printf (_("%s (%s)"), postern_record_words_health (self->record), time);
  if (testable)
    retest = health == POSTERN_RECORD_HEALTH_UNTESTED ? _("_Test now") : _("_Test again");
  postern_banner_set_button_label (self->health, retest);
  postern_banner_show_message (self->health,
                               works ? "success" : health == POSTERN_RECORD_HEALTH_FAILS ? "error" : "warning", text);
}

static char *
describe_reminder (const PosternReminder *reminder)
{
  g_autofree char *day = NULL;

  if (reminder->advice != NULL)
    /* Translators: both %s are sentences of a provider's news, the second says more. */
    return g_strdup_printf (_("%s. %s"), reminder->advice->title, reminder->advice->text);

  day = postern_record_words_day (postern_record_get_review_date (reminder->record));
  /* Translators: %s is a date. */
  return g_strdup_printf (_("To be looked at again since %s: is it still in use, where, and who can get at its "
                            "password? "
                            "Then choose the next date below."), day);
}

static void
show_reminder (PosternRecordNews *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) due =
    postern_reminders_list_for (self->record, self->catalogue, today);
  g_autofree char *text = due->len == 0 ? NULL : describe_reminder (g_ptr_array_index (due, 0));

  if (text != NULL)
    postern_banner_show_message (self->reminder, "warning", text);
  else
    postern_banner_set_revealed (self->reminder, FALSE);
}

static void
show_former (PosternRecordNews *self)
{
  gint64 time = postern_record_get_former_time (self->record);
  g_autofree char *when = postern_record_words_time (time);
  g_autofree char *text = NULL;

  if (time == 0)
    {
      postern_banner_set_revealed (self->former, FALSE);
      return;
    }
  text = g_strdup_printf (/* Translators: %s is a date. */
                          _("The password was replaced on %s. The former one stays in the keyring until the new one "
                            "has passed a test."),
                          when);
  postern_banner_show_message (self->former, "info", text);
}

static void
health_clicked_cb (PosternRecordNews *self)
{
  gboolean retired = postern_record_get_state (self->record) == POSTERN_RECORD_RETIRED;

  gtk_widget_activate_action (GTK_WIDGET (self), retired ? "record.provider-page" : "record.test", NULL);
}

static void
former_clicked_cb (PosternRecordNews *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "record.take-back", NULL);
}

static void
postern_record_news_dispose (GObject *object)
{
  PosternRecordNews *self = POSTERN_RECORD_NEWS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_RECORD_NEWS);
  g_clear_object (&self->record);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (postern_record_news_parent_class)->dispose (object);
}

static void
postern_record_news_class_init (PosternRecordNewsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_record_news_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-record-news.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternRecordNews, keyring);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordNews, health);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordNews, reminder);
  gtk_widget_class_bind_template_child (widget_class, PosternRecordNews, former);
  gtk_widget_class_bind_template_callback (widget_class, health_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, former_clicked_cb);
}

static void
postern_record_news_init (PosternRecordNews *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_RECORD_KEYRING);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_record_news_show:
 * @self: the news
 * @record: whose they are
 * @catalogue: its provider
 *
 * Shows how it is now.
 */
void
postern_record_news_show (PosternRecordNews *self,
                          PosternRecord     *record,
                          PosternCatalogue  *catalogue)
{
  g_return_if_fail (POSTERN_IS_RECORD_NEWS (self) && POSTERN_IS_RECORD (record) && POSTERN_IS_CATALOGUE (catalogue));

  g_set_object (&self->record, record);
  g_set_object (&self->catalogue, catalogue);
  postern_record_keyring_set_record (self->keyring, record);
  show_health (self);
  show_reminder (self);
  show_former (self);
}

/** Returns: (transfer none) (nullable): the page at the provider where the password can be deleted */
const PosternLink *
postern_record_news_get_link (PosternRecordNews *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD_NEWS (self), NULL);

  return self->record == NULL ? NULL : find_link (self);
}
