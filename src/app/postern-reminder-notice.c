/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-reminder-notice.h"

#include <glib/gi18n-lib.h>

#include "core/base/postern-text.h"
#include "core/records/postern-reminders.h"

/* In seconds: not while the window is still being drawn, and then often enough to see that a day has begun. */
#define FIRST_LOOK 5
#define NEXT_LOOK  (15 * 60)

#define KEY "reminded-on"

struct _PosternReminderNotice
{
  GObject         parent_instance;

  PosternContext *context;
  GSettings      *settings;
  char           *told_on;
  guint           source;
};

G_DEFINE_FINAL_TYPE (PosternReminderNotice, postern_reminder_notice, G_TYPE_OBJECT)

static void
tell (PosternReminderNotice *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GNotification) notification = postern_reminder_notice_make (self, today);
  GApplication *application = g_application_get_default ();

  if (notification != NULL && application != NULL)
    g_application_send_notification (application, "due", notification);
}

static gboolean
look_cb (gpointer user_data)
{
  PosternReminderNotice *self = user_data;

  tell (self);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_seconds (NEXT_LOOK, look_cb, self);

  return G_SOURCE_REMOVE;
}

static void
postern_reminder_notice_finalize (GObject *object)
{
  PosternReminderNotice *self = POSTERN_REMINDER_NOTICE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_free (self->told_on);

  G_OBJECT_CLASS (postern_reminder_notice_parent_class)->finalize (object);
}

static void
postern_reminder_notice_class_init (PosternReminderNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_reminder_notice_finalize;
}

static void
postern_reminder_notice_init (PosternReminderNotice *self)
{
  self->source = g_timeout_add_seconds (FIRST_LOOK, look_cb, self);
}

/**
 * postern_reminder_notice_new:
 * @context: the records
 * @settings: (nullable): where it is kept on which day the person was told, also when the window is closed
 *
 * Returns: (transfer full): what tells as long as it lives
 */
PosternReminderNotice *
postern_reminder_notice_new (PosternContext *context,
                             GSettings      *settings)
{
  PosternReminderNotice *self;
  g_autoptr (GSettingsSchema) schema = NULL;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (context), NULL);

  self = g_object_new (POSTERN_TYPE_REMINDER_NOTICE, NULL);
  self->context = g_object_ref (context);
  /* Beside an older schema it tells again after each start. */
  if (settings != NULL)
    g_object_get (settings, "settings-schema", &schema, NULL);
  if (schema != NULL && g_settings_schema_has_key (schema, KEY))
    {
      self->settings = g_object_ref (settings);
      self->told_on = g_settings_get_string (settings, KEY);
    }

  return self;
}

/**
 * postern_reminder_notice_make:
 * @self: a notice
 * @today: the day
 *
 * Returns: (transfer full) (nullable): what to tell today; %NULL when nothing is due, or the person was told today
 */
GNotification *
postern_reminder_notice_make (PosternReminderNotice *self,
                              GDateTime             *today)
{
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GPtrArray) due = NULL;
  GNotification *notification;

  g_return_val_if_fail (POSTERN_IS_REMINDER_NOTICE (self) && today != NULL, NULL);

  day = g_date_time_format (today, "%Y-%m-%d");
  if (g_strcmp0 (day, self->told_on) == 0)
    return NULL;
  due = postern_reminders_list (postern_context_get_store (self->context),
                                postern_context_get_catalogue (self->context), today);
  words = postern_reminders_describe (due);
  if (words == NULL)
    return NULL;

  postern_set_text (&self->told_on, day);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, KEY, day);
  notification = g_notification_new (_("Mail accounts need a look"));
  /* Translators: %s is one or two sentences about what is due. */
  body = g_strdup_printf (_("%s Postern shows which, and what to do."), words);
  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-due");

  return notification;
}
