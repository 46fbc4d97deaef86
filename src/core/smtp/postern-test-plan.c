/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-test-plan.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-tls.h"

static const char *const choice_nicks[] = {
  [POSTERN_AUTH_AUTO] = "auto",
  [POSTERN_AUTH_PLAIN] = "plain",
  [POSTERN_AUTH_LOGIN] = "login",
  [POSTERN_AUTH_XOAUTH2] = "xoauth2",
  [POSTERN_AUTH_OAUTHBEARER] = "oauthbearer",
  [POSTERN_AUTH_TOKEN] = "token",
};

G_DEFINE_BOXED_TYPE (PosternTestPlan, postern_test_plan, postern_test_plan_copy, postern_test_plan_free)

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT, message);

  return FALSE;
}

static gboolean
is_one_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_endpoint (const PosternEndpoint *endpoint,
                GError               **error)
{
  if (endpoint->host[0] == '\0')
    return refuse (error, _("The mail server’s name is missing. Enter it as your provider gives it."));
  if (!postern_smtp_host_check (endpoint->host))
    return refuse (error, _("The mail server’s name isn’t right. Write it alone, like smtp.example.org."));
  if (endpoint->port == 0)
    return refuse (error, _("The port is missing. Mail programs use 587 or 465."));

  return TRUE;
}

static gboolean
check_identity (const PosternTestPlan *self,
                GError               **error)
{
  if (self->user[0] == '\0' || !is_one_line (self->user))
    return refuse (error, _("The user name is missing or has a line end in it. It’s often the whole e-mail address."));
  if (postern_secret_get_length (self->secret) == 0)
    return refuse (error, _("The password is missing. Paste it and try again."));
  if (self->from_name != NULL && !is_one_line (self->from_name))
    return refuse (error, _("The sender’s name has a line end in it. Type it again."));
  if (!postern_smtp_address_check (self->from, error))
    return FALSE;

  return self->sign_in_only || postern_smtp_address_check (self->to, error);
}

/**
 * postern_auth_choice_from_nick:
 * @nick: (nullable): "auto", "plain", "login", "xoauth2", "oauthbearer" or "token", as on the command line
 * @choice: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_auth_choice_from_nick (const char        *nick,
                               PosternAuthChoice *choice)
{
  g_return_val_if_fail (choice != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (choice_nicks); i++)
    {
      if (g_strcmp0 (nick, choice_nicks[i]) == 0)
        {
          *choice = (PosternAuthChoice) i;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
postern_auth_choice_is_token (PosternAuthChoice choice)
{
  return choice == POSTERN_AUTH_XOAUTH2 || choice == POSTERN_AUTH_OAUTHBEARER || choice == POSTERN_AUTH_TOKEN;
}

/**
 * postern_test_plan_new:
 * @endpoint: where to connect
 * @account: the account's address
 * @secret: its password or token
 *
 * A plan with what most tests want: @account signs in, sends, and receives; everything may be changed before use.
 *
 * Returns: (transfer full): a new plan
 */
PosternTestPlan *
postern_test_plan_new (const PosternEndpoint *endpoint,
                       const char            *account,
                       PosternSecret         *secret)
{
  PosternTestPlan *self = NULL;

  g_return_val_if_fail (endpoint != NULL && account != NULL && secret != NULL, NULL);

  self = g_new0 (PosternTestPlan, 1);
  self->endpoint = postern_endpoint_copy (endpoint);
  self->auth = POSTERN_AUTH_AUTO;
  self->user = g_strdup (account);
  self->secret = postern_secret_ref (secret);
  self->from = g_strdup (account);
  self->to = g_strdup (account);
  self->step_timeout = POSTERN_TEST_PLAN_STEP_TIMEOUT;

  return self;
}

/**
 * postern_test_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): a copy of it that shares the secret
 */
PosternTestPlan *
postern_test_plan_copy (const PosternTestPlan *self)
{
  PosternTestPlan *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->endpoint = postern_endpoint_copy (self->endpoint);
  copy->user = g_strdup (self->user);
  copy->secret = postern_secret_ref (self->secret);
  copy->from = g_strdup (self->from);
  copy->from_name = g_strdup (self->from_name);
  copy->to = g_strdup (self->to);
  copy->ca_file = g_strdup (self->ca_file);

  return copy;
}

/**
 * postern_test_plan_free:
 * @self: (transfer full) (nullable): a plan
 */
void
postern_test_plan_free (PosternTestPlan *self)
{
  if (self == NULL)
    return;

  postern_endpoint_free (self->endpoint);
  g_free (self->user);
  postern_secret_unref (self->secret);
  g_free (self->from);
  g_free (self->from_name);
  g_free (self->to);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * postern_test_plan_check:
 * @self: a plan
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Returns: whether the plan can be tried
 */
gboolean
postern_test_plan_check (const PosternTestPlan *self,
                         GError               **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->step_timeout == 0)
    return refuse (error, _("The time limit is missing. It must be at least one second."));

  return check_endpoint (self->endpoint, error) && check_identity (self, error) &&
         postern_smtp_tls_check_file (self->ca_file, error);
}
