/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panels/postern-host-probe-steps.h"

#include <glib/gi18n-lib.h>

/* Translators: leave {name} as it is; a file's name stands there. */
static const struct { const char *name; const char *saved; const char *copied; const char *run; } texts[] = {
  [POSTERN_HOST_PROBE_PHP] = {
    NULL,
    N_("Upload the file “{name}” to the folder of your website, as you upload its other files."),
    N_("Make a file with the name “{name}” in the folder of your website, and paste the script into it."),
    N_("Open this address in a browser, with your site’s name in the place of www.example.org:") },
  [POSTERN_HOST_PROBE_SHELL] = {
    "postern-probe.sh",
    N_("Bring the file “{name}” to the computer that sends the mail."),
    N_("Save the script in a file with the name “{name}” on the computer that sends the mail."),
    N_("Run it there, in the folder with the file:") },
  [POSTERN_HOST_PROBE_POWERSHELL] = {
    "postern-probe.ps1",
    N_("Bring the file “{name}” to the computer that sends the mail."),
    N_("Save the script in a file with the name “{name}” on the computer that sends the mail."),
    N_("Open PowerShell there, go to the folder with the file, and run it:") },
};

static void
action_free (gpointer data)
{
  PosternAction *action = data;

  g_free (action->text);
  g_free (action->value);
  g_free (action);
}

static void
add_step (GPtrArray  *steps,
          const char *text,
          char       *command)
{
  PosternAction *action = g_new0 (PosternAction, 1);

  action->kind = command != NULL ? POSTERN_ACTION_COMMAND : POSTERN_ACTION_TEXT;
  action->text = g_strdup (text);
  action->value = command;
  g_ptr_array_add (steps, action);
}

static char *
make_command (PosternHostProbeKind  kind,
              const char           *name,
              const char           *key)
{
  switch (kind)
    {
    case POSTERN_HOST_PROBE_PHP:
      return g_strdup_printf ("https://www.example.org/%s?key=%s", name, key);
    case POSTERN_HOST_PROBE_POWERSHELL:
      return g_strdup_printf ("powershell -ExecutionPolicy Bypass -File .\\%s", name);
    case POSTERN_HOST_PROBE_SHELL:
    default:
      return g_strdup_printf ("sh %s", name);
    }
}

/**
 * postern_host_probe_steps_name:
 * @kind: what the script is written in
 *
 * Returns: (transfer full): a name for its file; of one that waits on a website nobody can guess it
 */
char *
postern_host_probe_steps_name (PosternHostProbeKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (texts), NULL);

  if (kind == POSTERN_HOST_PROBE_PHP)
    return g_strdup_printf ("postern-probe-%04x.php", g_random_int_range (0, 0x10000));

  return g_strdup (texts[kind].name);
}

/**
 * postern_host_probe_steps_list:
 * @kind: what the script is written in
 * @saved: whether it was saved in a file; else it is on the clipboard
 * @name: the file's name
 * @key: (nullable): the key that the script asks for
 *
 * Returns: (transfer full) (element-type PosternAction): what to do with it, in order
 */
GPtrArray *
postern_host_probe_steps_list (PosternHostProbeKind  kind,
                               gboolean              saved,
                               const char           *name,
                               const char           *key)
{
  g_autoptr (GString) first = NULL;
  GPtrArray *steps;

  g_return_val_if_fail (kind < G_N_ELEMENTS (texts) && name != NULL, NULL);

  first = g_string_new (saved ? _(texts[kind].saved) : _(texts[kind].copied));
  g_string_replace (first, "{name}", name, 1);
  steps = g_ptr_array_new_with_free_func (action_free);
  add_step (steps, first->str, NULL);
  add_step (steps, _(texts[kind].run), make_command (kind, name, key));
  add_step (steps, _("Wait for a minute at most, until the line with END. Copy all that it prints, and paste it "
                     "below."), NULL);
  if (kind == POSTERN_HOST_PROBE_PHP)
    add_step (steps, _("The file deletes itself. If the page says that it could not, delete it."), NULL);

  return steps;
}
