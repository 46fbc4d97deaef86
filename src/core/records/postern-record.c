/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"

#include <glib/gi18n-lib.h>

/* Properties of one type stand together, so that one loop serves them all. */
enum
{
  PROP_NAME = 1,
  PROP_ACCOUNT,
  PROP_USER,
  PROP_PROVIDER,
  PROP_FROM,
  PROP_FROM_NAME,
  PROP_RECIPIENT,
  PROP_TARGET,
  PROP_USED_AT,
  PROP_VOLUME,
  PROP_PAGE,
  PROP_LAST_FINDING,
  PROP_LAST_TITLE,
  PROP_CREATED,
  PROP_CHANGED,
  PROP_LAST_TEST,
  PROP_PASSWORD_RECORDED,
  PROP_LAST_ACCEPTED,
  PROP_ID,
  PROP_STATE,
  PROP_ENDPOINT,
  PROP_DONE_STEPS,
  N_PROPS,
};

struct _PosternRecord
{
  GObject              parent_instance;

  char                *id;
  PosternRecordState   state;
  PosternEndpoint     *endpoint;
  char               **done_steps;
  char                *strings[PROP_LAST_TITLE + 1];
  gint64               numbers[PROP_LAST_TEST + 1];
  gboolean             flags[PROP_LAST_ACCEPTED + 1];
};

static const char *const names[N_PROPS] = {
  [PROP_NAME] = "name",
  [PROP_ACCOUNT] = "account",
  [PROP_USER] = "user",
  [PROP_PROVIDER] = "provider",
  [PROP_FROM] = "from",
  [PROP_FROM_NAME] = "from-name",
  [PROP_RECIPIENT] = "recipient",
  [PROP_TARGET] = "target",
  [PROP_USED_AT] = "used-at",
  [PROP_VOLUME] = "volume",
  [PROP_PAGE] = "page",
  [PROP_LAST_FINDING] = "last-finding",
  [PROP_LAST_TITLE] = "last-title",
  [PROP_CREATED] = "created",
  [PROP_CHANGED] = "changed",
  [PROP_LAST_TEST] = "last-test",
  [PROP_PASSWORD_RECORDED] = "password-recorded",
  [PROP_LAST_ACCEPTED] = "last-accepted",
};

static const char *const no_steps[] = { NULL };
static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (PosternRecordState, postern_record_state,
                    G_DEFINE_ENUM_VALUE (POSTERN_RECORD_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (POSTERN_RECORD_READY, "ready"))
G_DEFINE_FINAL_TYPE (PosternRecord, postern_record, G_TYPE_OBJECT)

static void
notify (PosternRecord *self,
        guint          prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* An emptied entry means the same as one never filled in. */
static void
set_string (PosternRecord *self,
            guint          prop,
            const char    *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;
  if (g_strcmp0 (self->strings[prop], value) == 0)
    return;

  g_free (self->strings[prop]);
  self->strings[prop] = g_strdup (value);
  notify (self, prop);
}

static void
set_number (PosternRecord *self,
            guint          prop,
            gint64         value)
{
  if (self->numbers[prop] == value)
    return;

  self->numbers[prop] = value;
  notify (self, prop);
}

static void
set_flag (PosternRecord *self,
          guint          prop,
          gboolean       value)
{
  if (self->flags[prop] == !!value)
    return;

  self->flags[prop] = !!value;
  notify (self, prop);
}

static void
postern_record_get_property (GObject    *object,
                             guint       prop,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PosternRecord *self = POSTERN_RECORD (object);

  if (prop <= PROP_LAST_TITLE)
    g_value_set_string (value, self->strings[prop]);
  else if (prop <= PROP_LAST_TEST)
    g_value_set_int64 (value, self->numbers[prop]);
  else if (prop <= PROP_LAST_ACCEPTED)
    g_value_set_boolean (value, self->flags[prop]);
  else if (prop == PROP_ID)
    g_value_set_string (value, self->id);
  else if (prop == PROP_STATE)
    g_value_set_enum (value, (int) self->state);
  else if (prop == PROP_ENDPOINT)
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

  if (prop <= PROP_PAGE)
    set_string (self, prop, g_value_get_string (value));
  else if (prop == PROP_PASSWORD_RECORDED)
    set_flag (self, prop, g_value_get_boolean (value));
  else if (prop == PROP_STATE)
    postern_record_set_state (self, (PosternRecordState) g_value_get_enum (value));
  else if (prop == PROP_ENDPOINT)
    postern_record_set_endpoint (self, g_value_get_boxed (value));
  else
    postern_record_set_done_steps (self, g_value_get_boxed (value));
}

static void
postern_record_finalize (GObject *object)
{
  PosternRecord *self = POSTERN_RECORD (object);

  for (guint prop = PROP_NAME; prop <= PROP_LAST_TITLE; prop++)
    g_free (self->strings[prop]);
  g_free (self->id);
  g_clear_pointer (&self->endpoint, postern_endpoint_free);
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

  for (guint prop = PROP_NAME; prop <= PROP_LAST_TITLE; prop++)
    properties[prop] = g_param_spec_string (names[prop], NULL, NULL, NULL, prop <= PROP_PAGE ? edited : shown);
  for (guint prop = PROP_CREATED; prop <= PROP_LAST_TEST; prop++)
    properties[prop] = g_param_spec_int64 (names[prop], NULL, NULL, G_MININT64, G_MAXINT64, 0, shown);
  for (guint prop = PROP_PASSWORD_RECORDED; prop <= PROP_LAST_ACCEPTED; prop++)
    properties[prop] =
      g_param_spec_boolean (names[prop], NULL, NULL, FALSE, prop == PROP_PASSWORD_RECORDED ? edited : shown);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, shown);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, POSTERN_TYPE_RECORD_STATE, POSTERN_RECORD_DRAFT, edited);
  properties[PROP_ENDPOINT] = g_param_spec_boxed ("endpoint", NULL, NULL, POSTERN_TYPE_ENDPOINT, edited);
  properties[PROP_DONE_STEPS] = g_param_spec_boxed ("done-steps", NULL, NULL, G_TYPE_STRV, edited);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
postern_record_init (PosternRecord *self)
{
}

/**
 * postern_record_state_to_nick:
 * @state: a #PosternRecordState
 *
 * Returns: (transfer none): "draft" or "ready", as in the store and in JSON
 */
const char *
postern_record_state_to_nick (PosternRecordState state)
{
  g_return_val_if_fail (state <= POSTERN_RECORD_READY, NULL);

  return state == POSTERN_RECORD_READY ? "ready" : "draft";
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
  self->numbers[PROP_CREATED] = created;
  self->numbers[PROP_CHANGED] = changed;

  return self;
}

void
postern_record_set_changed (PosternRecord *self,
                            gint64         changed)
{
  set_number (self, PROP_CHANGED, changed);
}

void
postern_record_set_last_test (PosternRecord *self,
                              gint64         time,
                              const char    *finding_id,
                              const char    *title,
                              gboolean       accepted)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, PROP_LAST_TEST, time);
  set_string (self, PROP_LAST_FINDING, finding_id);
  set_string (self, PROP_LAST_TITLE, title);
  set_flag (self, PROP_LAST_ACCEPTED, accepted);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The accessors that the header describes; a setter notifies only of a change, and takes "" as NULL. */
#define GETTER(Type, name, field, otherwise)                     \
  Type postern_record_get_##name (PosternRecord *self)           \
  {                                                              \
    g_return_val_if_fail (POSTERN_IS_RECORD (self), otherwise);  \
    return self->field;                                          \
  }
#define STRING(name, PROP)                                       \
  GETTER (const char *, name, strings[PROP], NULL)               \
  void postern_record_set_##name (PosternRecord *self,           \
                                  const char    *name)           \
  {                                                              \
    g_return_if_fail (POSTERN_IS_RECORD (self));                 \
    set_string (self, PROP, name);                               \
  }

STRING (name, PROP_NAME)
STRING (account, PROP_ACCOUNT)
STRING (user, PROP_USER)
STRING (provider, PROP_PROVIDER)
STRING (from, PROP_FROM)
STRING (from_name, PROP_FROM_NAME)
STRING (recipient, PROP_RECIPIENT)
STRING (target, PROP_TARGET)
STRING (used_at, PROP_USED_AT)
STRING (volume, PROP_VOLUME)
STRING (page, PROP_PAGE)
GETTER (const char *, id, id, NULL)
GETTER (PosternRecordState, state, state, POSTERN_RECORD_DRAFT)
GETTER (const PosternEndpoint *, endpoint, endpoint, NULL)
GETTER (gboolean, password_recorded, flags[PROP_PASSWORD_RECORDED], FALSE)
GETTER (gint64, created, numbers[PROP_CREATED], 0)
GETTER (gint64, changed, numbers[PROP_CHANGED], 0)
GETTER (gint64, last_test, numbers[PROP_LAST_TEST], 0)
GETTER (const char *, last_finding, strings[PROP_LAST_FINDING], NULL)
GETTER (const char *, last_title, strings[PROP_LAST_TITLE], NULL)
GETTER (gboolean, last_accepted, flags[PROP_LAST_ACCEPTED], FALSE)

void
postern_record_set_state (PosternRecord      *self,
                          PosternRecordState  state)
{
  g_return_if_fail (POSTERN_IS_RECORD (self) && state <= POSTERN_RECORD_READY);

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

void
postern_record_set_endpoint (PosternRecord         *self,
                             const PosternEndpoint *endpoint)
{
  g_return_if_fail (POSTERN_IS_RECORD (self));

  if (endpoint == self->endpoint ||
      (endpoint != NULL && self->endpoint != NULL && postern_endpoint_equal (endpoint, self->endpoint)))
    return;

  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  self->endpoint = endpoint == NULL ? NULL : postern_endpoint_copy (endpoint);
  notify (self, PROP_ENDPOINT);
}

void
postern_record_set_password_recorded (PosternRecord *self,
                                      gboolean       recorded)
{
  g_return_if_fail (POSTERN_IS_RECORD (self));

  set_flag (self, PROP_PASSWORD_RECORDED, recorded);
}

/* (transfer none): never NULL, perhaps empty */
const char *const *
postern_record_get_done_steps (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), no_steps);

  return self->done_steps == NULL ? no_steps : (const char *const *) self->done_steps;
}

void
postern_record_set_done_steps (PosternRecord     *self,
                               const char *const *steps)
{
  g_return_if_fail (POSTERN_IS_RECORD (self));

  steps = steps == NULL ? no_steps : steps;
  if (g_strv_equal (postern_record_get_done_steps (self), steps))
    return;

  g_strfreev (self->done_steps);
  self->done_steps = g_strdupv ((char **) steps);
  notify (self, PROP_DONE_STEPS);
}

const char *
postern_record_get_sign_in_name (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  return self->strings[PROP_USER] != NULL ? self->strings[PROP_USER] : self->strings[PROP_ACCOUNT];
}

const char *
postern_record_get_title (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  if (self->strings[PROP_NAME] != NULL)
    return self->strings[PROP_NAME];
  if (self->strings[PROP_ACCOUNT] != NULL)
    return self->strings[PROP_ACCOUNT];

  return _("New record");
}
