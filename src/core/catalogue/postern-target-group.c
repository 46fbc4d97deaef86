/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-target-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What most people have comes first. */
static const PosternTargetGroup groups[] = {
  { "cms", N_("Websites"), "web-browser-symbolic" },
  { "website", N_("Websites"), "web-browser-symbolic" },
  { "shop", N_("Shops"), "package-x-generic-symbolic" },
  { "printer", N_("Printers and scanners"), "printer-symbolic" },
  { "nas", N_("Storage and backup"), "drive-multidisk-symbolic" },
  { "camera", N_("Cameras"), "camera-video-symbolic" },
  { "alarm", N_("Alarms"), "alarm-symbolic" },
  { "automation", N_("Smart home"), "go-home-symbolic" },
  { "home", N_("Smart home"), "go-home-symbolic" },
  { "environment", N_("Sensors and climate"), "weather-clear-symbolic" },
  { "phone", N_("Telephone systems"), "call-start-symbolic" },
  { "network", N_("Routers and firewalls"), "network-wired-symbolic" },
  { "power", N_("Power supplies"), "uninterruptible-power-supply-symbolic" },
  { "server", N_("Server hardware"), "network-server-symbolic" },
  { "device", N_("Other devices"), "computer-symbolic" },
  { "business", N_("Business programs"), "accessories-calculator-symbolic" },
  { "office", N_("Working together"), "system-users-symbolic" },
  { "forum", N_("Forums"), "user-available-symbolic" },
  { "monitoring", N_("Monitoring"), "power-profile-performance-symbolic" },
  { "identity", N_("Sign-in and passwords"), "dialog-password-symbolic" },
  { "mail", N_("Mail programs"), "mail-unread-symbolic" },
  { "script", N_("Scripts and command line"), "utilities-terminal-symbolic" },
  { "development", N_("Programming"), "text-editor-symbolic" },
  { "framework", N_("Programming"), "text-editor-symbolic" },
  { "relay", N_("Mail relays"), "mail-forward-symbolic" },
  { "program", N_("Other programs"), "application-x-executable-symbolic" },
  { "generic", N_("Not in the list"), "view-more-symbolic" },
};

/** Returns: how many groups there are */
guint
postern_target_group_count (void)
{
  return G_N_ELEMENTS (groups);
}

PosternTargetGroup
postern_target_group_get_nth (guint n)
{
  PosternTargetGroup group = groups[MIN (n, G_N_ELEMENTS (groups) - 1)];

  group.title = _(group.title);

  return group;
}

static gboolean
find_id (const char *id,
         guint      *n)
{
  for (*n = 0; id != NULL && *n < G_N_ELEMENTS (groups); ++*n)
    {
      if (g_str_equal (groups[*n].id, id))
        return TRUE;
    }

  return FALSE;
}

/* Groups with one title are one: the first of them. */
static guint
find_first (const char *title)
{
  guint n = 0;

  while (!g_str_equal (groups[n].title, title))
    n++;

  return n;
}

/**
 * postern_target_group_find:
 * @target: a target
 *
 * Returns: the number of its group, for postern_target_group_get_nth()
 */
guint
postern_target_group_find (PosternTarget *target)
{
  guint n;

  g_return_val_if_fail (POSTERN_IS_TARGET (target), 0);

  if (!find_id (target->kind, &n) && !find_id (target->category, &n))
    n = G_N_ELEMENTS (groups) - 1;

  return find_first (groups[n].title);
}

/* For comparing: “Kamera” is found by “kamera”, “Büro” by “BÜRO”. */
static char *
fold (const char *text)
{
  g_autofree char *normal = text == NULL ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal == NULL ? NULL : g_utf8_casefold (normal, -1);
}

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *folded = fold (text);

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
matches_word (PosternTarget *self,
              const char    *word)
{
  PosternTargetGroup group = postern_target_group_get_nth (postern_target_group_find (self));

  if (contains (self->name, word) || contains (self->id, word) || contains (self->summary, word) ||
      contains (group.title, word))
    return TRUE;
  for (char **alias = self->aliases; alias != NULL && *alias != NULL; alias++)
    {
      if (contains (*alias, word))
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_target_matches:
 * @target: a target
 * @query: what a person has typed: words in any order
 *
 * Returns: whether each word is in its name, its makers, what it is also called, its group or what it is for
 */
gboolean
postern_target_matches (PosternTarget *target,
                        const char    *query)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (POSTERN_IS_TARGET (target) && query != NULL, FALSE);

  folded = fold (query);
  words = g_strsplit_set (folded == NULL ? "" : folded, " \t\n-_/", -1);
  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && !matches_word (target, *word))
        return FALSE;
    }

  return TRUE;
}
