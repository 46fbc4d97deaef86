/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "targets-peer.h"

#include <string.h>
#include <unistd.h>

#include "support/postern-test-keyring.h"

#define FOLDER_VARIABLE "POSTERN_TEST_UNPACKED"
/* A root of its own, which is entered and not laid over this one. */
#define ROOT_NAME "opensmtpd"

static void
peer_free (gpointer data)
{
  TargetsPeer *self = data;

  g_free (self->name);
  g_free (self->path);
  g_free (self->target);
  g_free (self->variant);
  g_free (self->package);
  g_free (self->needs);
  g_free (self->unpacked);
  g_free (self->refuses);
  g_free (self);
}

static void
set_value (TargetsPeer *self,
           const char  *key,
           const char  *value)
{
  const struct
  {
    const char  *key;
    char       **field;
  } fields[] = {
    { "target", &self->target },   { "variant", &self->variant },   { "package", &self->package },
    { "needs", &self->needs },     { "unpacked", &self->unpacked }, { "refuses", &self->refuses },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (strcmp (fields[i].key, key) == 0)
        {
          g_assert_null (*fields[i].field);
          *fields[i].field = g_strdup (value);
          return;
        }
    }
  if (strcmp (key, "daemon") == 0)
    self->daemon = strcmp (value, "yes") == 0;
  else if (strcmp (key, "keyring") == 0)
    self->keyring = strcmp (value, "yes") == 0;
  else if (strcmp (key, "shellcheck shell=sh") != 0)
    g_error ("%s: the head has no “%s”", self->path, key);
}

/* The head ends with the first line that is no comment. */
static void
read_head (TargetsPeer *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (self->path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; g_str_has_prefix (lines[i], "# "); i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i] + 2, ": ", 2);

      set_value (self, parts[0], parts[1]);
    }
  g_assert_true (self->target != NULL && self->package != NULL);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TargetsPeer *const *first = a;
  const TargetsPeer *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

GPtrArray *
targets_peer_list (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "peers", "targets", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  GPtrArray *peers = g_ptr_array_new_with_free_func (peer_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      TargetsPeer *peer;

      if (!g_str_has_suffix (name, ".sh"))
        continue;
      peer = g_new0 (TargetsPeer, 1);
      peer->name = g_strndup (name, strlen (name) - strlen (".sh"));
      peer->path = g_build_filename (path, name, NULL);
      read_head (peer);
      g_ptr_array_add (peers, peer);
    }
  g_ptr_array_sort (peers, compare);

  return peers;
}

static char *
find_unpacked (const char *name)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);

  return folder == NULL ? NULL : g_build_filename (folder, name, NULL);
}

char *
targets_peer_get_missing (const TargetsPeer *self)
{
  g_auto (GStrv) needs = g_strsplit (self->needs != NULL ? self->needs : "", " ", -1);

  if (geteuid () != 0)
    return g_strdup ("needs root to put settings where they belong");
  if (self->unpacked != NULL)
    {
      g_autofree char *folder = find_unpacked (self->unpacked);

      if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_strdup_printf ("needs the package %s, unpacked by build-aux/unpack", self->package);
    }
  for (guint i = 0; needs[i] != NULL; i++)
    {
      if (!g_file_test (needs[i], G_FILE_TEST_EXISTS))
        return g_strdup_printf ("needs the package %s, which brings %s", self->package, needs[i]);
    }

  return self->keyring ? g_strdup (postern_test_keyring_get_missing ()) : NULL;
}

char **
targets_peer_get_layers (const TargetsPeer *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *folder = self->unpacked == NULL ? NULL : find_unpacked (self->unpacked);

  if (folder != NULL && strcmp (self->unpacked, ROOT_NAME) != 0)
    g_strv_builder_add (builder, folder);

  return g_strv_builder_end (builder);
}
