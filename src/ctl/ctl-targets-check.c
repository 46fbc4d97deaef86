/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/catalogue/postern-settings.h"
#include "ctl/ctl-output.h"
#include "ctl/ctl-targets.h"

static const char *const titles[] = {
  [POSTERN_SECURITY_STARTTLS] = N_("with STARTTLS"),
  [POSTERN_SECURITY_TLS] = N_("with TLS from the start (SSL)"),
  [POSTERN_SECURITY_NONE] = N_("without encryption"),
};

static PosternSettings *
render_sample (PosternTarget    *target,
               const char       *variant,
               PosternSecurity   security,
               GError          **error)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.example.org", 587, security);
  const PosternSettingsInput input = {
    .endpoint = endpoint,
    .user = "shop@example.org",
    .from = "shop@example.org",
    .from_name = "Shop",
    .variant = variant,
  };

  return postern_settings_render (target, &input, error);
}

/* So that its author sees at once what people will get. */
static void
print_sample (PosternTarget              *target,
              const PosternTargetVariant *variant,
              PosternSecurity             security)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = render_sample (target, variant->id, security, &error);
  const char *name = variant->name == NULL ? target->name : variant->name;

  ctl_print ("\n--- %s, %s\n", name, _(titles[security]));
  if (settings == NULL)
    {
      ctl_print_wrapped ("", error->message);
      return;
    }
  for (guint i = 0; i < settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (settings->parts, i);

      if (part->path != NULL)
        ctl_print ("==> %s <==\n", part->path);
      ctl_print ("%s%s", part->text, g_str_has_suffix (part->text, "\n") ? "" : "\n");
    }
}

/**
 * ctl_targets_check:
 * @path: a target's file
 *
 * Says whether the file is right, and shows what comes out of it.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_targets_check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternTarget) target = postern_catalogue_read_target (path, &error);

  if (target == NULL)
    return ctl_fail (CTL_USAGE, "%s", error->message);

  /* Translators: the first %s is a file's path, the second one the name of a program or device. */
  ctl_print (_("%s is right: “%s” can be used. With sample values it gives:"), path, target->name);
  ctl_print ("\n");
  for (guint i = 0; i < target->variants->len; i++)
    {
      for (PosternSecurity security = POSTERN_SECURITY_STARTTLS; security <= POSTERN_SECURITY_NONE; security++)
        print_sample (target, g_ptr_array_index (target->variants, i), security);
    }

  return CTL_DONE;
}
