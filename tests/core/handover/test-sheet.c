/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-sheet.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "handover-fixture.h"
#include "support/postern-test-wait.h"

#define PASSPHRASE "abcd-efgh-jkmn-pqrs-tw23"

static char *folder;

static char *
save_sheet (GPtrArray *entries)
{
  g_autoptr (PosternSecret) passphrase = postern_secret_new (PASSPHRASE, -1);
  const char *const providers[] = { "Microsoft 365", NULL };
  const PosternSheet sheet = { .entries = entries, .provider_names = providers, .made = 1795000000 };
  char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (postern_sheet_save (&sheet, passphrase, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  return path;
}

/* What poppler, and so any viewer built on it, reads. */
static char *
read_text (const char *path,
           const char *passphrase,
           int        *status)
{
  const char *argv[] = { "pdftotext", "-layout", "-upw", passphrase, path, "-", NULL };

  return handover_fixture_run (argv, NULL, status);
}

static void
test_opened (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autofree char *path = save_sheet (entries);
  g_autofree char *text = NULL;
  g_autofree char *wrong = NULL;
  int status;

  text = read_text (path, PASSPHRASE, &status);
  /* A form feed can’t stand in the report. */
  g_test_message ("%.*s", (int) strcspn (text, "\f"), text);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (text, "Website “Zoë & Söhne” <main>"));
  g_assert_nonnull (strstr (text, "webmaster@example.org"));
  g_assert_nonnull (strstr (text, "p\"a's$s\\w#o rd;%{}<>&é,=|"));
  g_assert_nonnull (strstr (text, "smtp.office365.com"));
  g_assert_nonnull (strstr (text, "Microsoft 365"));
  g_assert_nonnull (strstr (text, "2027-03-31"));
  g_assert_nonnull (strstr (text, "Not on this sheet"));
  wrong = read_text (path, "abcd-efgh-jkmn-pqrs-tw24", &status);
  g_assert_cmpint (status, !=, 0);
  g_assert_null (strstr (wrong, "office365"));
}

static gboolean
holds (const char *bytes,
       gsize       length,
       const char *word)
{
  for (gsize i = 0; i + strlen (word) <= length; i++)
    {
      if (memcmp (bytes + i, word, strlen (word)) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_encryption (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autofree char *path = save_sheet (entries);
  const char *argv[] = { "qpdf", "--password=" PASSPHRASE, "--show-encryption", path, NULL };
  const char *check[] = { "qpdf", "--password=" PASSPHRASE, "--check", path, NULL };
  g_autofree char *said = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  int status;

  said = handover_fixture_run (argv, NULL, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (said, "R = 6"));
  g_assert_nonnull (strstr (said, "stream encryption method: AESv3"));
  g_assert_nonnull (strstr (said, "string encryption method: AESv3"));
  checked = handover_fixture_run (check, NULL, &status);
  g_test_message ("%s", checked);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_false (holds (bytes, length, "office365"));
  g_assert_true (holds (bytes, length, "/Encrypt"));
}

/* Many accounts go over several pages, and none of them is lost. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_entry_free);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  int status;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GPtrArray) pair = handover_fixture_new_entries ();
      PosternEntry *entry = g_ptr_array_steal_index (pair, 1);

      g_free (entry->title);
      entry->title = g_strdup_printf ("account-number-%u-", i);
      g_ptr_array_add (entries, entry);
    }
  {
    g_autoptr (PosternSecret) passphrase = postern_secret_new (PASSPHRASE, -1);
    const PosternSheet sheet = { .entries = entries };
    g_autoptr (GError) error = NULL;

    path = g_build_filename (folder, "many.pdf", NULL);
    g_assert_true (postern_sheet_save (&sheet, passphrase, path, &error));
    g_assert_no_error (error);
  }
  text = read_text (path, PASSPHRASE, &status);
  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *title = g_strdup_printf ("account-number-%u-", i);

      g_assert_nonnull (strstr (text, title));
    }
  g_assert_nonnull (strchr (text, '\f'));
  g_assert_true (strchr (text, '\f') != strrchr (text, '\f'));
}

static void
test_unwritable (void)
{
  g_autoptr (GPtrArray) entries = handover_fixture_new_entries ();
  g_autoptr (PosternSecret) passphrase = postern_secret_new (PASSPHRASE, -1);
  const PosternSheet sheet = { .entries = entries };
  g_autoptr (GError) error = NULL;

  g_assert_false (postern_sheet_save (&sheet, passphrase, "/nowhere/at/all.pdf", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = postern_test_scratch ();

  g_test_add_func ("/sheet/opened", test_opened);
  g_test_add_func ("/sheet/encryption", test_encryption);
  g_test_add_func ("/sheet/many", test_many);
  g_test_add_func ("/sheet/unwritable", test_unwritable);

  return g_test_run ();
}
