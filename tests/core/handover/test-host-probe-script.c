/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/handover/postern-host-probe-script.h"

static char *
write_script (PosternHostProbeKind kind)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternHostProbeScript) script = postern_host_probe_script_new (kind, "smtp.example.org", NULL, 0, now,
                                                                             &error);

  g_assert_no_error (error);
  g_assert_cmpint (script->key != NULL, ==, kind == POSTERN_HOST_PROBE_PHP);

  return g_steal_pointer (&script->text);
}

/* Past a string, whose own quote is doubled in it, or in which a grave accent stands before it. */
static const char *
skip_string (const char *p)
{
  char quote = *p++;

  while (*p != '\0' && *p != quote)
    p += quote == '"' && *p == '`' && p[1] != '\0' ? 2 : 1;
  if (*p == '\0')
    g_error ("A string has no end");

  return p;
}

static void
close_bracket (GString *open,
               char     bracket)
{
  const char *pair = strchr ("(){}[]", bracket);

  if (open->len == 0 || open->str[open->len - 1] != pair[-1])
    g_error ("“%c” closes nothing; open are “%s”", bracket, open->str);
  g_string_truncate (open, open->len - 1);
}

/* Where PowerShell itself is not there to read it, at least every string and bracket must end where it should. */
static void
test_powershell (void)
{
  g_autofree char *text = write_script (POSTERN_HOST_PROBE_POWERSHELL);
  g_autoptr (GString) open = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '#')
        p += strcspn (p, "\n") - 1;
      else if (*p == '\'' || *p == '"')
        p = skip_string (p);
      else if (strchr ("({[", *p) != NULL)
        g_string_append_c (open, *p);
      else if (strchr (")}]", *p) != NULL)
        close_bracket (open, *p);
    }
  g_assert_cmpstr (open->str, ==, "");
}

/* No script signs in, or holds what nobody filled in. */
static void
test_harmless (void)
{
  for (PosternHostProbeKind kind = POSTERN_HOST_PROBE_PHP; kind <= POSTERN_HOST_PROBE_POWERSHELL; kind++)
    {
      g_autofree char *text = write_script (kind);

      g_assert_null (strstr (text, "AUTH "));
      g_assert_null (strstr (text, "MAIL FROM"));
      g_assert_null (strstr (text, "{{"));
      g_assert_nonnull (strstr (text, "knows no password"));
      g_assert_nonnull (strstr (text, "-----BEGIN POSTERN HOST PROBE-----"));
    }
}

static void
test_bad_host (void)
{
  static const char *const hosts[] = { "", "a b", "a'b", "$(calc)", "-x", "a\nb" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (postern_host_probe_script_new (POSTERN_HOST_PROBE_SHELL, hosts[i], NULL, 0, now, &error));
      g_assert_error (error, POSTERN_HOST_PROBE_ERROR, POSTERN_HOST_PROBE_ERROR_HOST);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/host-probe-script/powershell", test_powershell);
  g_test_add_func ("/host-probe-script/harmless", test_harmless);
  g_test_add_func ("/host-probe-script/bad-host", test_bad_host);

  return g_test_run ();
}
