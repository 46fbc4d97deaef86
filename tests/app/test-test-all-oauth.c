/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/transfer/postern-test-all-window.h"
#include "core/signin/postern-sign-in.h"

/* Accounts that sign in with OAuth 2.0, among those that are tested all at once in the window. */

static PosternRecord *
new_record (const char        *name,
            PosternSignInKind  kind)
{
  PosternRecord *record = pages_new_record ("laravel");

  postern_record_set_name (record, name);
  postern_record_set_sign_in (record, kind);
  postern_record_set_state (record, POSTERN_RECORD_READY);

  return record;
}

/* The registration's own token, which counts for an hour yet. */
static PosternRecord *
add_good (PosternContext *context)
{
  PosternRecord *record = new_record ("Unattended", POSTERN_SIGN_IN_OAUTH_APP);
  g_autoptr (PosternSecret) access = postern_secret_new ("an-access-token", -1);
  g_autoptr (PosternOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  tokens = postern_oauth_tokens_new (access, NULL, g_get_real_time () / G_USEC_PER_SEC + 3600);
  g_assert_true (postern_sign_in_keep (postern_context_get_store (context), record, tokens, NULL, NULL, &error));
  g_assert_no_error (error);

  return record;
}

/* What the keyring holds counts no more. */
static PosternRecord *
add_bad (PosternContext *context)
{
  PosternRecord *record = new_record ("Withdrawn", POSTERN_SIGN_IN_OAUTH);

  pages_keep_password (context, record);
  g_assert_true (postern_store_save (postern_context_get_store (context), record, NULL));

  return record;
}

static gboolean
has_words (gpointer data)
{
  gpointer *pair = data;

  return widgets_find (pair[0], GTK_TYPE_LABEL, pair[1]) != NULL;
}

static void
wait_for_words (GtkWidget  *window,
                const char *words)
{
  gpointer pair[] = { window, (gpointer) words };

  postern_test_wait (has_words, pair);
}

static void
test_kinds (void)
{
  g_autoptr (PosternContext) context = pages_new_context ();
  g_autoptr (PosternRecord) good = add_good (context);
  g_autoptr (PosternRecord) bad = add_bad (context);
  GtkWidget *parent = gtk_window_new ();
  GtkWidget *window = NULL;

  gtk_window_present (GTK_WINDOW (parent));
  window = postern_test_all_window_new (GTK_WINDOW (parent), context);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_words (window, "2 accounts sign in once each. Nothing is sent.");
  widgets_press (window, "Test now");
  wait_for_words (window, "1 work, 1 don’t, 0 not tried");
  wait_for_words (window, "The stored sign-in no longer counts");
  g_assert_true (postern_record_get_last_accepted (good));
  g_assert_false (postern_record_get_last_accepted (bad));
  g_assert_cmpstr (postern_record_get_last_finding (bad), ==, "oauth-revoked");
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

int
main (int   argc,
      char *argv[])
{
  pages_init (&argc, &argv);
  g_test_add_func ("/test-all-oauth/kinds", test_kinds);

  return g_test_run ();
}
