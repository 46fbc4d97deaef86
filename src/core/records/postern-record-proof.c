/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/records/postern-record-private.h"

#include <glib/gi18n-lib.h>

/* What a record's tests prove of it, and what is different since. */

/* The time tells two passwords apart, so within so many seconds it is never the same twice. */
#define SAME_MOMENT 60

static gboolean
is_same (const char *a,
         const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

/* A name that follows the account says nothing that the account did not say. */
static gboolean
has_name_changed (const char *before,
                  const char *now,
                  const char *account_before,
                  const char *account_now)
{
  return !is_same (before, now) && !(is_same (before, account_before) && is_same (now, account_now));
}

G_GNUC_PRINTF (2, 3) static void
add (GStrvBuilder *changes,
     const char   *format,
     ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_add (changes, sentence);
}

static const char *
show (const char *value)
{
  return value != NULL ? value : "–";
}

static const char *
describe_security (PosternSecurity security)
{
  switch (security)
    {
    case POSTERN_SECURITY_STARTTLS:
      return _("STARTTLS");
    case POSTERN_SECURITY_TLS:
      return _("SSL/TLS");
    default:
      return _("none");
    }
}

static void
list_endpoint (GStrvBuilder          *changes,
               const PosternEndpoint *before,
               const PosternEndpoint *now)
{
  if (before == NULL || now == NULL)
    return;

  if (!is_same (before->host, now->host))
    /* Translators: both %s are names of mail servers, the former and the present one. */
    add (changes, _("The mail server was %s, now it is %s."), before->host, now->host);
  if (before->port != now->port)
    /* Translators: both %u are ports, the former and the present one. */
    add (changes, _("The port was %u, now it is %u."), before->port, now->port);
  if (before->security != now->security)
    /* Translators: both %s are kinds of encryption such as STARTTLS, the former and the present one. */
    add (changes, _("The encryption was %s, now it is %s."), describe_security (before->security),
         describe_security (now->security));
}

static void
list_names (GStrvBuilder            *changes,
            const PosternTestResult *passed,
            PosternRecord           *self)
{
  const char *account = postern_record_get_account (self);
  const char *user = postern_record_get_sign_in_name (self);
  const char *sender = postern_record_get_sender (self);

  if (!is_same (passed->account, account))
    /* Translators: both %s are mail addresses, the former and the present one. */
    add (changes, _("The account was %s, now it is %s."), show (passed->account), show (account));
  if (has_name_changed (passed->user, user, passed->account, account))
    /* Translators: both %s are names to sign in with, the former and the present one. */
    add (changes, _("The user name was %s, now it is %s."), show (passed->user), show (user));
  if (has_name_changed (passed->from, sender, passed->account, account))
    /* Translators: both %s are mail addresses, the former and the present one. */
    add (changes, _("The sender was %s, now it is %s."), show (passed->from), show (sender));
}

static char *
format_date (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  /* Translators: a date such as 27 November 2026, in the letters of g_date_time_format(). */
  return local == NULL ? g_strdup ("?") : g_date_time_format (local, _("%-d %B %Y"));
}

static void
list_password (GStrvBuilder            *changes,
               const PosternTestResult *passed,
               PosternRecord           *self)
{
  g_autofree char *date = NULL;

  if (!postern_record_get_password_recorded (self))
    {
      add (changes, "%s", _("The password is not recorded any more."));
      return;
    }
  if (passed->password_time == postern_record_get_password_time (self))
    return;

  date = format_date (postern_record_get_password_time (self));
  /* Translators: %s is a date. */
  add (changes, _("The password was replaced on %s."), date);
}

static void
list_ca_file (GStrvBuilder            *changes,
              const PosternTestResult *passed,
              PosternRecord           *self)
{
  const char *now = postern_record_get_ca_file (self);

  if (is_same (passed->ca_file, now))
    return;
  if (now == NULL)
    add (changes, "%s", _("The certificate file that the server needed was taken away."));
  else if (passed->ca_file == NULL)
    add (changes, "%s", _("A certificate file for the server was added."));
  else
    add (changes, "%s", _("Another certificate file for the server was chosen."));
}

void
postern_record_set_password_time (PosternRecord *self,
                                  gint64         time)
{
  postern_record_set_number (self, POSTERN_RECORD_PASSWORD_TIME, time);
}

void
postern_record_set_refusals (PosternRecord *self,
                             guint          refusals)
{
  if (self->refusals == refusals)
    return;

  self->refusals = refusals;
  postern_record_notify (self, POSTERN_RECORD_REFUSALS);
}

void
postern_record_renew_password (PosternRecord *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 before = postern_record_get_password_time (self);

  if (before >= now && before - now < SAME_MOMENT)
    now = before + 1;
  g_object_freeze_notify (G_OBJECT (self));
  postern_record_set_password_recorded (self, TRUE);
  postern_record_set_password_time (self, now);
  postern_record_set_refusals (self, 0);
  g_object_thaw_notify (G_OBJECT (self));
}

const PosternTestResult *
postern_record_get_passed (PosternRecord *self)
{
  return self->passed;
}

void
postern_record_take_passed (PosternRecord     *self,
                            PosternTestResult *passed)
{
  g_clear_pointer (&self->passed, postern_test_result_free);
  self->passed = passed;
  self->unsaved |= POSTERN_RECORD_BIT (POSTERN_RECORD_PASSED_TIME);
  postern_record_set_number (self, POSTERN_RECORD_PASSED_TIME, passed == NULL ? 0 : passed->time);
}

static PosternTestResult *
copy_tested (const PosternTestResult *result)
{
  PosternTestResult *copy = postern_test_result_new ();

  copy->time = result->time;
  copy->accepted = TRUE;
  copy->endpoint = result->endpoint == NULL ? NULL : postern_endpoint_copy (result->endpoint);
  copy->account = g_strdup (result->account);
  copy->user = g_strdup (result->user);
  copy->from = g_strdup (result->from);
  copy->ca_file = g_strdup (result->ca_file);
  copy->password_time = result->password_time;

  return copy;
}

void
postern_record_take_result (PosternRecord           *self,
                            const PosternTestResult *result)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (result->password_time == postern_record_get_password_time (self))
    postern_record_set_refusals (self, result->refusals);
  if (!result->elsewhere && result->password_time != POSTERN_TEST_RESULT_OTHER_PASSWORD)
    {
      postern_record_set_last_test (self, result->time, result->finding_id, result->title, result->accepted);
      if (result->accepted)
        postern_record_take_passed (self, copy_tested (result));
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * postern_record_is_proven:
 * @self: a record
 *
 * Returns: whether a test was passed with the account, server, sender and password that the record has now
 */
gboolean
postern_record_is_proven (PosternRecord *self)
{
  g_return_val_if_fail (POSTERN_IS_RECORD (self), FALSE);

  return self->passed != NULL && self->flags[POSTERN_RECORD_PASSWORD_RECORDED] &&
         postern_test_result_is_of (self->passed, self);
}

/**
 * postern_record_list_changes:
 * @self: a record
 *
 * Returns: (transfer full) (array zero-terminated=1): translated sentences: what of the record is different from the
 *   last test that was passed; empty when nothing is, or when none was
 */
char **
postern_record_list_changes (PosternRecord *self)
{
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();

  g_return_val_if_fail (POSTERN_IS_RECORD (self), NULL);

  if (self->passed != NULL)
    {
      list_endpoint (changes, self->passed->endpoint, self->endpoint);
      list_names (changes, self->passed, self);
      list_password (changes, self->passed, self);
      list_ca_file (changes, self->passed, self);
    }

  return g_strv_builder_end (changes);
}
