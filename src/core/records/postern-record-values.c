/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/postern-text.h"

static const char *const no_steps[] = { NULL };

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
    postern_record_set_string (self, PROP, name);                \
  }

STRING (name, POSTERN_RECORD_NAME)
STRING (account, POSTERN_RECORD_ACCOUNT)
STRING (user, POSTERN_RECORD_USER)
STRING (provider, POSTERN_RECORD_PROVIDER)
STRING (from, POSTERN_RECORD_FROM)
STRING (from_name, POSTERN_RECORD_FROM_NAME)
STRING (recipient, POSTERN_RECORD_RECIPIENT)
STRING (target, POSTERN_RECORD_TARGET)
STRING (used_at, POSTERN_RECORD_USED_AT)
STRING (volume, POSTERN_RECORD_VOLUME)
STRING (page, POSTERN_RECORD_PAGE)
STRING (client_id, POSTERN_RECORD_CLIENT_ID)
STRING (tenant, POSTERN_RECORD_TENANT)
STRING (ca_file, POSTERN_RECORD_CA_FILE)
GETTER (const char *, id, id, NULL)
GETTER (PosternRecordState, state, state, POSTERN_RECORD_DRAFT)
GETTER (const PosternEndpoint *, endpoint, endpoint, NULL)
GETTER (gboolean, password_recorded, flags[POSTERN_RECORD_PASSWORD_RECORDED], FALSE)
GETTER (gint64, created, numbers[POSTERN_RECORD_CREATED], 0)
GETTER (gint64, changed, numbers[POSTERN_RECORD_CHANGED], 0)
GETTER (gint64, last_test, numbers[POSTERN_RECORD_LAST_TEST], 0)
GETTER (const char *, last_finding, strings[POSTERN_RECORD_LAST_FINDING], NULL)
GETTER (const char *, last_title, strings[POSTERN_RECORD_LAST_TITLE], NULL)
GETTER (gboolean, last_accepted, flags[POSTERN_RECORD_LAST_ACCEPTED], FALSE)
GETTER (gint64, password_time, numbers[POSTERN_RECORD_PASSWORD_TIME], 0)
GETTER (guint, refusals, refusals, 0)
GETTER (gint64, passed_time, numbers[POSTERN_RECORD_PASSED_TIME], 0)

/* What makes sense only together is kept together. */
static const guint64 together[] = {
  POSTERN_RECORD_BIT (POSTERN_RECORD_PROVIDER) | POSTERN_RECORD_BIT (POSTERN_RECORD_ACCOUNT) |
    POSTERN_RECORD_BIT (POSTERN_RECORD_USER) | POSTERN_RECORD_BIT (POSTERN_RECORD_ENDPOINT),
  POSTERN_RECORD_BIT (POSTERN_RECORD_SIGN_IN) | POSTERN_RECORD_BIT (POSTERN_RECORD_CLIENT_ID) |
    POSTERN_RECORD_BIT (POSTERN_RECORD_TENANT),
  POSTERN_RECORD_BIT (POSTERN_RECORD_PASSWORD_RECORDED) | POSTERN_RECORD_BIT (POSTERN_RECORD_PASSWORD_TIME) |
    POSTERN_RECORD_BIT (POSTERN_RECORD_REFUSALS),
  POSTERN_RECORD_BIT (POSTERN_RECORD_LAST_TEST) | POSTERN_RECORD_BIT (POSTERN_RECORD_LAST_FINDING) |
    POSTERN_RECORD_BIT (POSTERN_RECORD_LAST_TITLE) | POSTERN_RECORD_BIT (POSTERN_RECORD_LAST_ACCEPTED),
  POSTERN_RECORD_BIT (POSTERN_RECORD_STATE) | POSTERN_RECORD_BIT (POSTERN_RECORD_RETIRED_TIME),
};

gboolean
postern_record_keeps (PosternRecord         *self,
                      PosternRecordProperty  property)
{
  guint64 group = POSTERN_RECORD_BIT (property);

  for (gsize i = 0; i < G_N_ELEMENTS (together); i++)
    group |= (together[i] & POSTERN_RECORD_BIT (property)) != 0 ? together[i] : 0;

  return (self->unsaved & group) != 0;
}

/** Returns: whether something of it was set since the store read or saved it */
gboolean
postern_record_is_unsaved (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), FALSE);

  return (self->unsaved & ~POSTERN_RECORD_BIT (POSTERN_RECORD_CHANGED)) != 0;
}

void
postern_record_set_retired_time (PosternRecord *self,
                                 gint64         time)
{
  postern_record_set_number (self, POSTERN_RECORD_RETIRED_TIME, time);
}

void
postern_record_set_former_time (PosternRecord *self,
                                gint64         time)
{
  postern_record_set_number (self, POSTERN_RECORD_FORMER_TIME, time);
}

/** @state: how far the record has come; one that is retired keeps the time of that */
void
postern_record_set_state (PosternRecord      *self,
                          PosternRecordState  state)
{
  g_return_if_fail (POSTERN_IS_RECORD (self) && state <= POSTERN_RECORD_RETIRED);

  if (self->state == state)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  postern_record_notify (self, POSTERN_RECORD_STATE);
  postern_record_set_retired_time (self, state == POSTERN_RECORD_RETIRED ? g_get_real_time () / G_USEC_PER_SEC : 0);
  g_object_thaw_notify (G_OBJECT (self));
}

GETTER (const char *, review_date, strings[POSTERN_RECORD_REVIEW_DATE], NULL)
GETTER (gint64, retired_time, numbers[POSTERN_RECORD_RETIRED_TIME], 0)
GETTER (gint64, former_time, numbers[POSTERN_RECORD_FORMER_TIME], 0)

void
postern_record_set_review_date (PosternRecord *self,
                                const char    *review_date)
{
  g_return_if_fail (POSTERN_IS_RECORD (self));

  postern_record_set_string (self, POSTERN_RECORD_REVIEW_DATE,
                             postern_is_day (review_date) ? review_date : NULL);
}

char **
postern_record_list_places (PosternRecord *self)
{
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  if (self->strings[POSTERN_RECORD_USED_AT] != NULL)
    lines = g_strsplit (self->strings[POSTERN_RECORD_USED_AT], "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (places, lines[i]);

  return g_strv_builder_end (places);
}

/** @places: (nullable): where the password is used, in the person’s words; blank ones are left out */
void
postern_record_set_places (PosternRecord     *self,
                           const char *const *places)
{
  g_autoptr (GString) lines = g_string_new ("");

  g_return_if_fail (POSTERN_IS_RECORD (self));

  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    {
      g_autofree char *place = g_strstrip (g_strdelimit (g_strdup (places[i]), "\r\n", ' '));

      if (*place != '\0')
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", place);
    }
  postern_record_set_used_at (self, lines->str);
}

char *
postern_record_dup_places (PosternRecord *self)
{
  g_auto (GStrv) places = postern_record_list_places (self);

  return places == NULL || *places == NULL ? NULL : g_strjoinv ("; ", places);
}

/** @endpoint: (nullable): the mail server; copied */
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
  postern_record_notify (self, POSTERN_RECORD_ENDPOINT);
}

/** @recorded: whether the keyring has the password; without one, its time and its refusals are forgotten */
void
postern_record_set_password_recorded (PosternRecord *self,
                                      gboolean       recorded)
{
  g_return_if_fail (POSTERN_IS_RECORD (self));

  g_object_freeze_notify (G_OBJECT (self));
  postern_record_set_flag (self, POSTERN_RECORD_PASSWORD_RECORDED, recorded);
  if (!recorded)
    {
      postern_record_set_password_time (self, 0);
      postern_record_set_refusals (self, 0);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static const char *const sign_ins[] = {
  [POSTERN_SIGN_IN_PASSWORD] = "password",
  [POSTERN_SIGN_IN_OAUTH] = "oauth",
  [POSTERN_SIGN_IN_OAUTH_APP] = "oauth-app",
};

const char *
postern_sign_in_kind_to_nick (PosternSignInKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (sign_ins), NULL);

  return sign_ins[kind];
}

/* What a later version may have written here is taken for a password. */
PosternSignInKind
postern_record_get_sign_in (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), POSTERN_SIGN_IN_PASSWORD);

  for (guint i = 0; i < G_N_ELEMENTS (sign_ins); i++)
    {
      if (g_strcmp0 (self->strings[POSTERN_RECORD_SIGN_IN], sign_ins[i]) == 0)
        return (PosternSignInKind) i;
    }

  return POSTERN_SIGN_IN_PASSWORD;
}

/** @kind: how the record signs in */
void
postern_record_set_sign_in (PosternRecord     *self,
                            PosternSignInKind  kind)
{
  g_return_if_fail (POSTERN_IS_RECORD (self) && kind < G_N_ELEMENTS (sign_ins));

  postern_record_set_string (self, POSTERN_RECORD_SIGN_IN, kind == POSTERN_SIGN_IN_PASSWORD ? NULL : sign_ins[kind]);
}

/* (transfer none): never NULL, perhaps empty */
const char *const *
postern_record_get_done_steps (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), no_steps);

  return self->done_steps == NULL ? no_steps : (const char *const *) self->done_steps;
}

/** @steps: (nullable): the ids of the steps that are done; copied */
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
  postern_record_notify (self, POSTERN_RECORD_DONE_STEPS);
}

const char *
postern_record_get_sign_in_name (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  return self->strings[POSTERN_RECORD_USER] != NULL ? self->strings[POSTERN_RECORD_USER]
                                                    : self->strings[POSTERN_RECORD_ACCOUNT];
}

const char *
postern_record_get_sender (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  return self->strings[POSTERN_RECORD_FROM] != NULL ? self->strings[POSTERN_RECORD_FROM]
                                                    : self->strings[POSTERN_RECORD_ACCOUNT];
}

const char *
postern_record_get_title (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  if (self->strings[POSTERN_RECORD_NAME] != NULL)
    return self->strings[POSTERN_RECORD_NAME];
  if (self->strings[POSTERN_RECORD_ACCOUNT] != NULL)
    return self->strings[POSTERN_RECORD_ACCOUNT];

  return _("New record");
}
