/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"

static const char *const names[POSTERN_RECORD_N_PROPERTIES] = {
  [POSTERN_RECORD_NAME] = "name",
  [POSTERN_RECORD_ACCOUNT] = "account",
  [POSTERN_RECORD_USER] = "user",
  [POSTERN_RECORD_PROVIDER] = "provider",
  [POSTERN_RECORD_FROM] = "from",
  [POSTERN_RECORD_FROM_NAME] = "from-name",
  [POSTERN_RECORD_RECIPIENT] = "recipient",
  [POSTERN_RECORD_TARGET] = "target",
  [POSTERN_RECORD_USED_AT] = "used-at",
  [POSTERN_RECORD_VOLUME] = "volume",
  [POSTERN_RECORD_PAGE] = "page",
  [POSTERN_RECORD_SIGN_IN] = "sign-in",
  [POSTERN_RECORD_CLIENT_ID] = "client-id",
  [POSTERN_RECORD_TENANT] = "tenant",
  [POSTERN_RECORD_CA_FILE] = "ca-file",
  [POSTERN_RECORD_REVIEW_DATE] = "review-date",
  [POSTERN_RECORD_LAST_FINDING] = "last-finding",
  [POSTERN_RECORD_LAST_TITLE] = "last-title",
  [POSTERN_RECORD_CREATED] = "created",
  [POSTERN_RECORD_CHANGED] = "changed",
  [POSTERN_RECORD_LAST_TEST] = "last-test",
  [POSTERN_RECORD_PASSWORD_TIME] = "password-time",
  [POSTERN_RECORD_PASSED_TIME] = "passed-time",
  [POSTERN_RECORD_RETIRED_TIME] = "retired-time",
  [POSTERN_RECORD_FORMER_TIME] = "former-time",
  [POSTERN_RECORD_PASSWORD_RECORDED] = "password-recorded",
  [POSTERN_RECORD_LAST_ACCEPTED] = "last-accepted",
};

static GParamSpec *properties[POSTERN_RECORD_N_PROPERTIES];

G_DEFINE_ENUM_TYPE (PosternRecordState, postern_record_state,
                    G_DEFINE_ENUM_VALUE (POSTERN_RECORD_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (POSTERN_RECORD_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (POSTERN_RECORD_RETIRED, "retired"))
G_DEFINE_FINAL_TYPE (PosternRecord, postern_record, G_TYPE_OBJECT)

void
postern_record_notify (PosternRecord         *self,
                       PosternRecordProperty  prop)
{
  self->unsaved |= POSTERN_RECORD_BIT (prop);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* An emptied entry means the same as one never filled in. */
void
postern_record_set_string (PosternRecord         *self,
                           PosternRecordProperty  prop,
                           const char            *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->strings[prop], value) == 0)
    return;

  g_free (self->strings[prop]);
  self->strings[prop] = g_strdup (value);
  postern_record_notify (self, prop);
}

void
postern_record_set_number (PosternRecord         *self,
                           PosternRecordProperty  prop,
                           gint64                 value)
{
  if (self->numbers[prop] == value)
    return;

  self->numbers[prop] = value;
  postern_record_notify (self, prop);
}

void
postern_record_set_flag (PosternRecord         *self,
                         PosternRecordProperty  prop,
                         gboolean               value)
{
  if (self->flags[prop] == !!value)
    return;

  self->flags[prop] = !!value;
  postern_record_notify (self, prop);
}

static void
postern_record_get_property (GObject    *object,
                             guint       prop,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PosternRecord *self = POSTERN_RECORD (object);

  if (prop <= POSTERN_RECORD_LAST_TITLE)
    g_value_set_string (value, self->strings[prop]);
  else if (prop <= POSTERN_RECORD_FORMER_TIME)
    g_value_set_int64 (value, self->numbers[prop]);
  else if (prop <= POSTERN_RECORD_LAST_ACCEPTED)
    g_value_set_boolean (value, self->flags[prop]);
  else if (prop == POSTERN_RECORD_REFUSALS)
    g_value_set_uint (value, self->refusals);
  else if (prop == POSTERN_RECORD_ID)
    g_value_set_string (value, self->id);
  else if (prop == POSTERN_RECORD_STATE)
    g_value_set_enum (value, (int) self->state);
  else if (prop == POSTERN_RECORD_ENDPOINT)
    g_value_set_boxed (value, self->endpoint);
  else
    g_value_set_boxed (value, postern_record_get_done_steps (self));
}

static void
postern_record_set_property (GObject      *object,
                             guint         prop,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PosternRecord *self = POSTERN_RECORD (object);

  if (prop == POSTERN_RECORD_REVIEW_DATE)
    postern_record_set_review_date (self, g_value_get_string (value));
  else if (prop <= POSTERN_RECORD_CA_FILE)
    postern_record_set_string (self, prop, g_value_get_string (value));
  else if (prop == POSTERN_RECORD_PASSWORD_RECORDED)
    postern_record_set_flag (self, prop, g_value_get_boolean (value));
  else if (prop == POSTERN_RECORD_STATE)
    postern_record_set_state (self, (PosternRecordState) g_value_get_enum (value));
  else if (prop == POSTERN_RECORD_ENDPOINT)
    postern_record_set_endpoint (self, g_value_get_boxed (value));
  else
    postern_record_set_done_steps (self, g_value_get_boxed (value));
}

static void
postern_record_finalize (GObject *object)
{
  PosternRecord *self = POSTERN_RECORD (object);

  for (guint prop = POSTERN_RECORD_NAME; prop <= POSTERN_RECORD_LAST_TITLE; prop++)
    g_free (self->strings[prop]);
  g_free (self->id);
  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_clear_pointer (&self->passed, postern_test_result_free);
  g_strfreev (self->done_steps);

  G_OBJECT_CLASS (postern_record_parent_class)->finalize (object);
}

static void
postern_record_class_init (PosternRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags edited = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = postern_record_get_property;
  object_class->set_property = postern_record_set_property;
  object_class->finalize = postern_record_finalize;

  for (guint prop = POSTERN_RECORD_NAME; prop <= POSTERN_RECORD_LAST_TITLE; prop++)
    properties[prop] =
      g_param_spec_string (names[prop], NULL, NULL, NULL, prop <= POSTERN_RECORD_REVIEW_DATE ? edited : shown);
  for (guint prop = POSTERN_RECORD_CREATED; prop <= POSTERN_RECORD_FORMER_TIME; prop++)
    properties[prop] = g_param_spec_int64 (names[prop], NULL, NULL, G_MININT64, G_MAXINT64, 0, shown);
  for (guint prop = POSTERN_RECORD_PASSWORD_RECORDED; prop <= POSTERN_RECORD_LAST_ACCEPTED; prop++)
    properties[prop] =
      g_param_spec_boolean (names[prop], NULL, NULL, FALSE,
                            prop == POSTERN_RECORD_PASSWORD_RECORDED ? edited : shown);
  properties[POSTERN_RECORD_REFUSALS] = g_param_spec_uint ("refusals", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[POSTERN_RECORD_ID] = g_param_spec_string ("id", NULL, NULL, NULL, shown);
  properties[POSTERN_RECORD_STATE] =
    g_param_spec_enum ("state", NULL, NULL, POSTERN_TYPE_RECORD_STATE, POSTERN_RECORD_DRAFT, edited);
  properties[POSTERN_RECORD_ENDPOINT] = g_param_spec_boxed ("endpoint", NULL, NULL, POSTERN_TYPE_ENDPOINT, edited);
  properties[POSTERN_RECORD_DONE_STEPS] = g_param_spec_boxed ("done-steps", NULL, NULL, G_TYPE_STRV, edited);

  g_object_class_install_properties (object_class, POSTERN_RECORD_N_PROPERTIES, properties);
}

static void
postern_record_init (PosternRecord *self)
{
}

/**
 * postern_record_state_to_nick:
 * @state: a #PosternRecordState
 *
 * Returns: (transfer none): "draft", "ready" or "retired", as in the store and in JSON
 */
const char *
postern_record_state_to_nick (PosternRecordState state)
{
  static const char *const nicks[] = { "draft", "ready", "retired" };

  g_return_val_if_fail (state < G_N_ELEMENTS (nicks), NULL);

  return nicks[state];
}

/**
 * postern_record_new:
 *
 * Returns: (transfer full): a new draft with an id of its own, made now
 */
PosternRecord *
postern_record_new (void)
{
  g_autofree char *id = g_uuid_string_random ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return postern_record_new_restored (id, now, now);
}

PosternRecord *
postern_record_new_restored (const char *id,
                             gint64      created,
                             gint64      changed)
{
  PosternRecord *self = g_object_new (POSTERN_TYPE_RECORD, NULL);

  self->id = g_strdup (id);
  self->numbers[POSTERN_RECORD_CREATED] = created;
  self->numbers[POSTERN_RECORD_CHANGED] = changed;

  return self;
}

void
postern_record_set_changed (PosternRecord *self,
                            gint64         changed)
{
  postern_record_set_number (self, POSTERN_RECORD_CHANGED, changed);
}

void
postern_record_set_last_test (PosternRecord *self,
                              gint64         time,
                              const char    *finding_id,
                              const char    *title,
                              gboolean       accepted)
{
  g_object_freeze_notify (G_OBJECT (self));
  postern_record_set_number (self, POSTERN_RECORD_LAST_TEST, time);
  postern_record_set_string (self, POSTERN_RECORD_LAST_FINDING, finding_id);
  postern_record_set_string (self, POSTERN_RECORD_LAST_TITLE, title);
  postern_record_set_flag (self, POSTERN_RECORD_LAST_ACCEPTED, accepted);
  g_object_thaw_notify (G_OBJECT (self));
}
