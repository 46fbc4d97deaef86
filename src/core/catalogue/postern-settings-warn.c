/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-settings-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-remedy.h"

typedef struct
{
  PosternTarget               *target;
  const PosternSettingsInput  *input;
  GStrvBuilder                *warnings;
  GStrvBuilder                *obstacles;
} PosternWarner;

static void
warn_of (const PosternWarner *self,
         const char          *obstacle,
         char                *warning)
{
  g_strv_builder_add (self->warnings, warning);
  g_strv_builder_add (self->obstacles, obstacle);
  g_free (warning);
}

static void
warn_of_sender (const PosternWarner *self)
{
  g_autofree char *user = g_utf8_casefold (self->input->user, -1);
  g_autofree char *from = g_utf8_casefold (self->input->from, -1);
  g_autofree char *warning = NULL;

  if (strchr (user, '@') == NULL || g_str_equal (user, from))
    return;

  warning = g_strdup_printf (
      /* Translators: the first %s is the sender's address, the second one that of the account. */
      _("The sender “%s” is not the account “%s” that signs in. Many providers refuse such mail unless an "
        "administrator has allowed it."),
      self->input->from, self->input->user);
  g_strv_builder_add (self->warnings, warning);
}

/* "1.2" and so on sort as text. */
static void
warn_of_tls (const PosternWarner *self)
{
  PosternProvider *provider = self->input->provider;

  if (provider == NULL || provider->oldest_tls == NULL || self->target->tls == NULL ||
      self->input->endpoint->security == POSTERN_SECURITY_NONE || strcmp (self->target->tls, provider->oldest_tls) >= 0)
    return;

  warn_of (self, POSTERN_OBSTACLE_OLD_TLS,
           g_strdup_printf (
               /* Translators: the first %s is a program or device, the second one a version such as 1.0, the third one
                * a mail provider, the fourth one a version. */
               _("The newest encryption that %s knows is TLS %s, but %s wants TLS %s or newer. They may not be able to "
                 "connect."),
               self->target->name, self->target->tls, provider->name, provider->oldest_tls));
}

/* Those of OAuth 2.0 need no password, and these settings have one. */
static gboolean
share_mechanism (char **ours,
                 char **theirs)
{
  for (char **mechanism = ours; *mechanism != NULL; mechanism++)
    {
      if (!g_str_equal (*mechanism, "XOAUTH2") && !g_str_equal (*mechanism, "OAUTHBEARER") &&
          g_strv_contains ((const char *const *) theirs, *mechanism))
        return TRUE;
    }

  return FALSE;
}

static void
warn_of_mechanisms (const PosternWarner *self)
{
  PosternProvider *provider = self->input->provider;
  PosternTarget *target = self->target;
  g_autofree char *ours = g_strjoinv (", ", target->mechanisms);
  g_autofree char *theirs = NULL;

  if (target->cannot_sign_in)
    warn_of (self, POSTERN_OBSTACLE_NO_SIGN_IN,
             /* Translators: %s is a program or device. */
             g_strdup_printf (_("%s can’t sign in to a mail server, and providers take mail only from those who do."),
                              target->name));
  if (provider == NULL || *provider->mechanisms == NULL || *target->mechanisms == NULL || target->cannot_sign_in ||
      share_mechanism (target->mechanisms, provider->mechanisms))
    return;

  theirs = g_strjoinv (", ", provider->mechanisms);
  warn_of (self, POSTERN_OBSTACLE_NO_MECHANISM,
           g_strdup_printf (
               /* Translators: the first %s is a program or device, the second one a list of technical names, the third
                * one a mail provider, the fourth one such a list. */
               _("%s can sign in in these ways: %s. %s takes only these: %s. The sign-in may be refused."),
               target->name, ours, provider->name, theirs));
}

/**
 * postern_settings_warn:
 * @target: a target
 * @input: what the settings are made of
 * @obstacles: (out) (transfer full): what is in the way, as postern-remedy.h names it
 *
 * Returns: (transfer full): translated sentences about what may go wrong with these values
 */
char **
postern_settings_warn (PosternTarget                *target,
                       const PosternSettingsInput   *input,
                       char                       ***obstacles)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  const PosternWarner warner = { target, input, warnings, found };

  warn_of_sender (&warner);
  if (input->endpoint->security == POSTERN_SECURITY_NONE)
    g_strv_builder_add (warnings, _("Nothing is encrypted here: whoever can watch the network can read the "
                                    "password. Use this only inside your own network."));
  warn_of_tls (&warner);
  warn_of_mechanisms (&warner);
  *obstacles = g_strv_builder_end (found);

  return g_strv_builder_end (warnings);
}
