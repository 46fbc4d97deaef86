/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/transfer-walk.h"

#include <string.h>

/* All accounts go into a file that a password manager reads, of each kind. */

#define WINDOW "Save all accounts"
#define ACCOUNT "ok@practice.example"

static const TransferWalkAccount account = { "Contact form", ACCOUNT };

static const struct
{
  const char *title;
  const char *name;
  const char *begins;
} readable[] = {
  { "Bitwarden or Vaultwarden, readable", "bitwarden.json", "{\n  \"encrypted\": false" },
  { "KeePass 2 (XML)", "keepass.xml", "<?xml" },
  { "KeePassXC (CSV)", "keepassxc.csv", "\"Group\"" },
  { "1Password (CSV)", "1password.csv", "\"Title\"" },
};

static void
choose_format (PosternTestApp *app,
               const char     *title)
{
  postern_test_app_click (app, ATSPI_ROLE_RADIO_BUTTON, title);
  postern_test_app_wait_state (app, ATSPI_ROLE_RADIO_BUTTON, title, ATSPI_STATE_CHECKED, TRUE);
}

/* It is said twice that anybody can read it: before, and when it is asked for. */
static void
save_readable (PosternTestApp *app,
               gsize           i)
{
  g_autofree char *path = transfer_walk_get_path (readable[i].name);
  g_autofree char *done = g_strdup_printf ("1 account is in “%s”.", readable[i].name);
  g_autofree char *text = NULL;

  choose_format (app, readable[i].title);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "This file shows every password to whoever opens it.*");
  records_walk_press (app, "Save…");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Save passwords that anybody can read?");
  records_walk_press (app, "*Save anyway");
  transfer_walk_save_as (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, done);

  text = transfer_walk_read (path, NULL);
  g_assert_true (g_str_has_prefix (text, readable[i].begins));
  g_assert_nonnull (strstr (text, ACCOUNT));
  g_assert_nonnull (strstr (text, TRANSFER_WALK_PASSWORD));
}

/* Also without the passwords, and not at all when the question is answered so. */
static void
save_without (PosternTestApp *app)
{
  g_autofree char *path = transfer_walk_get_path ("without.csv");
  g_autofree char *text = NULL;

  choose_format (app, "KeePassXC (CSV)");
  records_walk_press (app, "Save…");
  records_walk_press (app, "*Cancel");
  postern_test_app_wait_gone (app, ATSPI_ROLE_LABEL, "Save passwords that anybody can read?");
  postern_test_app_click (app, ATSPI_ROLE_CHECK_BOX, "With the passwords");
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "Without the passwords, the file tells which accounts there are.");
  records_walk_press (app, "Save…");
  transfer_walk_save_as (app, path);
  postern_test_app_find (app, ATSPI_ROLE_LABEL, "1 account is in “without.csv”.");
  text = transfer_walk_read (path, NULL);
  g_assert_nonnull (strstr (text, ACCOUNT));
  g_assert_null (strstr (text, TRANSFER_WALK_PASSWORD));
}

static void
test_readable (void)
{
  PosternTestApp *app = transfer_walk_begin (&account, 1);

  transfer_walk_open (app, "Save all accounts…", WINDOW);
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    save_readable (app, i);
  save_without (app);
  transfer_walk_close (app, WINDOW);
  journey_quit (app);
  journey_assert_unwritten (TRANSFER_WALK_PASSWORD);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/export/readable", test_readable);

  return journey_run (TRUE);
}
