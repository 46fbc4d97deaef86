/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

#include <string.h>

#include "core/handover/postern-backup.h"

/* An encrypted backup: made, opened with what is shown, and brought in on another computer. */

#define WINDOW "Save all accounts"
#define ACCOUNT "ok@practice.example"

static const TransferWalkAccount account = { "Contact form", ACCOUNT };

/* Opens what was saved as any program could that knows the format. */
static void
check_backup (const char *path,
              const char *passphrase)
{
  g_autoptr (PosternSecret) right = postern_secret_new (passphrase, -1);
  g_autoptr (PosternSecret) wrong = postern_secret_new ("abcd-efgh-jkmn-pqrs-tw23", -1);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = transfer_walk_read (path, NULL);
  guint n_passed_over = 0;

  g_assert_null (strstr (text, TRANSFER_WALK_PASSWORD));
  g_assert_null (strstr (text, ACCOUNT));
  g_assert_null (postern_backup_read_file (path, wrong, &n_passed_over, NULL));
  entries = postern_backup_read_file (path, right, &n_passed_over, NULL);
  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (postern_secret_peek (((PosternEntry *) g_ptr_array_index (entries, 0))->secret), ==,
                   TRANSFER_WALK_PASSWORD);
}

/* Saves an encrypted backup; returns the passphrase that was shown. */
static char *
save_backup (PosternTestApp *app,
             const char     *path)
{
  char *passphrase = NULL;

  transfer_walk_open (app, "Save all accounts…", WINDOW);
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, "Bitwarden or Vaultwarden, encrypted",
                               ATSPI_STATE_CHECKED, TRUE);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Whoever has this file and the passphrase has every password in it.*");
  records_walk_press (app, "Save…");
  transfer_walk_save_as (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "1 account is in “backup.json”.");
  passphrase = transfer_walk_passphrase (app);
  transfer_walk_close (app, WINDOW);

  return passphrase;
}

static void
open_with (PosternTestApp *app,
           const char     *passphrase)
{
  postern_test_app_set_text (app, ATSPI_ROLE_TEXT, "Passphrase", passphrase);
  records_walk_press (app, "Open");
}

static void
bring_in (PosternTestApp *app,
          const char     *path,
          const char     *passphrase)
{
  transfer_walk_open (app, "Bring in accounts…", "Bring in accounts");
  transfer_walk_choose (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This backup is encrypted.*");
  open_with (app, "abcd-efgh-jkmn-pqrs-tw23");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The passphrase does not open this file.*");
  g_assert_false (postern_test_app_has (app, ATSPI_ROLE_PUSH_BUTTON, "Bring in*"));
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  open_with (app, passphrase);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "The backup holds 1 account.");
  g_assert_cmpuint (journey_count_passwords (), ==, 0);
  records_walk_press (app, "Bring in 1 account");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Accounts brought in: 1. There already: 0.");
  transfer_walk_close (app, "Bring in accounts");
}

static void
test_backup (void)
{
  PosternTestApp *app = transfer_walk_begin (&account, 1);
  g_autofree char *path = transfer_walk_get_path ("backup.json");
  g_autofree char *passphrase = save_backup (app, path);
  g_autofree char *password = NULL;

  journey_quit (app);
  check_backup (path, passphrase);

  journey_begin ();
  app = journey_launch ();
  bring_in (app, path, passphrase);
  postern_test_app_find (app, ATSPI_ROLE_LIST_ITEM, "Contact form*");
  journey_quit (app);
  password = journey_find_password ("localhost", ACCOUNT);
  g_assert_cmpstr (password, ==, TRANSFER_WALK_PASSWORD);
  journey_assert_unwritten (TRANSFER_WALK_PASSWORD);
  journey_assert_unwritten (passphrase);
  journey_assert_written (ACCOUNT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/backup", test_backup);

  return journey_run (TRUE);
}
