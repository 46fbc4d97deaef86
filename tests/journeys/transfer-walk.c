/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/handover/postern-export.h"

/* The entry for a path: GTK 4.8 names it after its type, later ones after what stands in it while it is empty. */
static const char *const location_names[] = { "GtkFileChooserEntry", "Location" };

static PosternEntry *
new_entry (const TransferWalkAccount *account)
{
  PosternEntry *entry = g_new0 (PosternEntry, 1);

  entry->id = g_uuid_string_random ();
  entry->title = g_strdup (account->title);
  entry->account = g_strdup (account->account);
  entry->user = g_strdup (account->account);
  entry->host = g_strdup ("localhost");
  entry->port = 2587;
  entry->security = POSTERN_SECURITY_STARTTLS;
  entry->provider = g_strdup ("practice");
  entry->secret = postern_secret_new (TRANSFER_WALK_PASSWORD, -1);

  return entry;
}

static void
write_accounts (const char                *path,
                const TransferWalkAccount *accounts,
                guint                      n)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (entries, new_entry (&accounts[i]));
  postern_export_save (postern_export_lookup ("bitwarden"), entries, NULL, path, &error);
  g_assert_no_error (error);
}

PosternTestApp *
transfer_walk_begin (const TransferWalkAccount *accounts,
                     guint                      n)
{
  g_autofree char *path = transfer_walk_get_path ("accounts.json");
  g_autofree char *button = g_strdup_printf (n == 1 ? "Bring in %u account" : "Bring in %u accounts", n);
  g_autofree char *done = g_strdup_printf ("Accounts brought in: %u. There already: 0.", n);
  PosternTestApp *app = NULL;

  journey_begin ();
  write_accounts (path, accounts, n);
  app = journey_launch ();
  transfer_walk_open (app, "Bring in accounts…", "Bring in accounts");
  transfer_walk_choose (app, path);
  records_walk_press (app, button);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, done);
  g_assert_cmpint (g_unlink (path), ==, 0);
  transfer_walk_close (app, "Bring in accounts");

  return app;
}

char *
transfer_walk_get_path (const char *name)
{
  static char *folder;

  if (folder == NULL)
    folder = postern_test_scratch ();

  return g_build_filename (folder, name, NULL);
}

void
transfer_walk_open (PosternTestApp *app,
                    const char     *item,
                    const char     *window)
{
  records_walk_press_menu (app, "Main menu");
  postern_test_app_click (app, ATSPI_ROLE_MENU_ITEM, item);
  postern_test_app_find (app, ATSPI_ROLE_FRAME, window);
}

void
transfer_walk_close (PosternTestApp *app,
                     const char     *window)
{
  postern_test_app_press (app, "Escape");
  postern_test_app_wait_gone (app, ATSPI_ROLE_FRAME, window);
}

void
transfer_walk_save_as (PosternTestApp *app,
                       const char     *path)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Name:", path);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "*Save");
  postern_test_app_wait_gone (app, ATSPI_ROLE_TEXT, "Name:");
}

/* A slash opens the entry, or is typed into it. */
static const char *
open_location (PosternTestApp *app)
{
  for (guint i = 0; i < POSTERN_TEST_DEADLINE * 5; i++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (location_names); k++)
        {
          if (postern_test_app_has (app, ATSPI_ROLE_TEXT, location_names[k]))
            return location_names[k];
        }
      postern_test_app_press (app, "slash");
      g_usleep (G_USEC_PER_SEC / 5);
    }
  g_error ("The dialog has no entry for a path");
}

void
transfer_walk_choose (PosternTestApp *app,
                      const char     *path)
{
  records_walk_press (app, "Choose a file…");
  postern_test_app_find (app, ATSPI_ROLE_PUSH_BUTTON, "*Open");
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, open_location (app), path);
  postern_test_app_click (app, ATSPI_ROLE_PUSH_BUTTON, "*Open");
  postern_test_app_wait_gone (app, ATSPI_ROLE_PUSH_BUTTON, "*Cancel");
}

char *
transfer_walk_passphrase (PosternTestApp *app)
{
  return postern_test_app_get_text (app, ATSPI_ROLE_LABEL, "*\?\?\?\?-\?\?\?\?-\?\?\?\?-\?\?\?\?-\?\?\?\?");
}

char *
transfer_walk_read (const char *path,
                    gsize      *length)
{
  GStatBuf status;
  char *bytes = NULL;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));

  return bytes;
}
