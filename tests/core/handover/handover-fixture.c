/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handover-fixture.h"

static PosternEntry *
new_full (void)
{
  PosternEntry *entry = g_new0 (PosternEntry, 1);

  entry->id = g_strdup ("0b1e7f7c-41a0-4e9e-8f1f-0c1d2e3f4a5b");
  entry->title = g_strdup ("Website “Zoë & Söhne” <main>");
  entry->account = g_strdup ("webmaster@example.org");
  entry->user = g_strdup ("web, \"master\"");
  entry->from = g_strdup ("contact@example.org");
  entry->host = g_strdup ("smtp.office365.com");
  entry->port = 587;
  entry->security = POSTERN_SECURITY_STARTTLS;
  entry->provider = g_strdup ("microsoft365");
  entry->used_at = g_strdup ("WordPress, www.example.org; scanner \"2nd floor\"");
  entry->review = g_strdup ("2027-03-31");
  entry->secret = postern_secret_new (HANDOVER_NASTY, -1);

  return entry;
}

static PosternEntry *
new_least (void)
{
  PosternEntry *entry = g_new0 (PosternEntry, 1);

  entry->id = g_strdup ("11111111-2222-4333-8444-555555555555");
  entry->title = g_strdup ("alarm@example.org");
  entry->account = g_strdup ("alarm@example.org");
  entry->user = g_strdup ("alarm@example.org");
  entry->host = g_strdup ("mail.example.org");
  entry->port = 465;
  entry->security = POSTERN_SECURITY_TLS;

  return entry;
}

GPtrArray *
handover_fixture_new_entries (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);

  g_ptr_array_add (entries, new_full ());
  g_ptr_array_add (entries, new_least ());

  return entries;
}

char *
handover_fixture_run (const char *const *argv,
                      const char        *input,
                      int               *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv,
                                                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                         G_SUBPROCESS_FLAGS_STDERR_MERGE,
                                                       &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  *status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;

  return output;
}
