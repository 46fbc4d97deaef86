/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-postfix-private.h"

#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "support/postern-test-certificate.h"

#define DEFAULT_LIMIT "10240000"
#define TINY_LIMIT "300"

static char *introspection_uri;

static void
make_folder (PosternTestPostfix *self,
             const char         *name,
             const char         *owner)
{
  g_autofree char *path = postern_test_postfix_get_path (self, name);
  const struct passwd *entry = getpwnam (owner);

  g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
  g_assert_nonnull (entry);
  g_assert_cmpint (chown (path, entry->pw_uid, entry->pw_gid), ==, 0);
}

static void
make_folders (PosternTestPostfix *self)
{
  static const char *const queues[] = {
    "active", "bounce", "corrupt", "defer",   "deferred", "flush", "hold",
    "incoming", "maildrop", "private", "public", "saved",    "trace",
  };

  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
  make_folder (self, "etc", "root");
  make_folder (self, "dovecot", "root");
  make_folder (self, "q", "root");
  make_folder (self, "q/pid", "root");
  make_folder (self, "data", "postfix");
  make_folder (self, "mail", "nobody");
  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    {
      g_autofree char *name = g_build_filename ("q", queues[i], NULL);

      make_folder (self, name, "postfix");
    }
}

/* Both are open at the same time, for they must differ. */
static void
choose_ports (PosternTestPostfix      *self,
              PosternTestPostfixFlags  flags)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;

  if (flags & POSTERN_TEST_POSTFIX_USUAL_PORTS)
    {
      self->port = 587;
      self->tls_port = 465;
      return;
    }
  self->port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_assert_no_error (error);
  self->tls_port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_assert_no_error (error);
  g_socket_listener_close (listener);
}

/* With an old date, for Postfix reads a file again and again until it has not changed for a second. */
static void
write_file (PosternTestPostfix *self,
            const char         *name,
            const char         *text)
{
  static struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_autofree char *path = postern_test_postfix_get_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_utime (path, &long_ago), ==, 0);
}

/* Copies a file of tests/support/postfix into the scratch folder, its "@name@"s filled in from pairs. */
static void
fill_in (PosternTestPostfix *self,
         const char         *template,
         const char         *name,
         const char *const  *pairs)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "support", "postfix", template, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) filled = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  filled = g_string_new (text);
  for (; *pairs != NULL; pairs += 2)
    {
      g_autofree char *mark = g_strdup_printf ("@%s@", pairs[0]);

      g_string_replace (filled, mark, pairs[1], 0);
    }
  write_file (self, name, filled->str);
}

static const char *
choose_discard (PosternTestPostfixFlags flags)
{
  if (flags & POSTERN_TEST_POSTFIX_NO_STARTTLS)
    return "silent-discard, starttls";

  return flags & POSTERN_TEST_POSTFIX_NO_PIPELINING ? "silent-discard, pipelining, chunking" : "";
}

static char *
choose_relay (PosternTestPostfix      *self,
              PosternTestPostfixFlags  flags)
{
  if (flags & POSTERN_TEST_POSTFIX_GREYLISTED)
    return g_strdup_printf ("check_policy_service inet:127.0.0.1:%u, permit_sasl_authenticated, reject",
                            self->postgrey_port);

  return g_strdup (flags & POSTERN_TEST_POSTFIX_NO_RELAY ? "reject_unauth_destination"
                                                         : "permit_sasl_authenticated, reject");
}

static void
configure_postfix (PosternTestPostfix      *self,
                   const char              *user,
                   PosternTestPostfixFlags  flags)
{
  const struct passwd *nobody = getpwnam ("nobody");
  g_autofree char *uid = g_strdup_printf ("%u", (guint) nobody->pw_uid);
  g_autofree char *gid = g_strdup_printf ("%u", (guint) nobody->pw_gid);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *tls_port = g_strdup_printf ("%u", self->tls_port);
  g_autofree char *mailboxes = g_strdup_printf ("%s inbox/\n", user);
  g_autofree char *relay = choose_relay (self, flags);
  g_autofree char *owners = g_strdup_printf ("%s %s\n", user, user);
  const char *const pairs[] = {
    "folder", self->folder,
    "domain", strrchr (user, '@') + 1,
    "uid", uid,
    "gid", gid,
    "port", port,
    "tls_port", tls_port,
    "discard", choose_discard (flags),
    "relay", relay,
    "interfaces", flags & POSTERN_TEST_POSTFIX_USUAL_PORTS ? "all" : "loopback-only",
    "limit", flags & POSTERN_TEST_POSTFIX_TINY ? TINY_LIMIT : DEFAULT_LIMIT,
    NULL,
  };

  write_file (self, "etc/mailboxes", mailboxes);
  write_file (self, "etc/owners", owners);
  fill_in (self, "main.cf", "etc/main.cf", pairs);
  fill_in (self, "master.cf", "etc/master.cf", pairs);
}

/* Its configuration changed with 2.4, without a way to write one file for both. */
static gboolean
is_dovecot_2_3 (void)
{
  const char *const argv[] = { POSTERN_TEST_DOVECOT, "--version", NULL };
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &version, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_str_has_prefix (version, "2.3");
}

/* Beside passwords, access tokens are taken (RFC 7662), and each is asked about at @introspection_uri. */
static void
add_oauth (PosternTestPostfix *self)
{
  const char *const pairs[] = { "folder", self->folder, "introspection", introspection_uri, NULL };
  g_autofree char *path = postern_test_postfix_get_path (self, "etc/dovecot.conf");
  g_autofree char *more_path = postern_test_postfix_get_path (self, "etc/oauth.conf");
  g_autofree char *config = NULL;
  g_autofree char *more = NULL;
  g_autofree char *both = NULL;

  fill_in (self, is_dovecot_2_3 () ? "dovecot-2.3-oauth.conf" : "dovecot-2.4-oauth.conf", "etc/oauth.conf", pairs);
  if (is_dovecot_2_3 ())
    fill_in (self, "dovecot-2.3-oauth2.conf", "etc/oauth2.conf", pairs);
  g_assert_true (g_file_get_contents (path, &config, NULL, NULL));
  g_assert_true (g_file_get_contents (more_path, &more, NULL, NULL));
  both = g_strconcat (config, more, NULL);
  write_file (self, "etc/dovecot.conf", both);
}

/* In hexadecimal, a password can hold what the syntax of the file cannot. */
static void
configure_dovecot (PosternTestPostfix *self,
                   const char         *user,
                   const char         *password)
{
  g_autoptr (GString) line = g_string_new (user);
  const char *const pairs[] = { "folder", self->folder, NULL };

  g_string_append (line, ":{PLAIN.HEX}");
  for (const char *byte = password; *byte != '\0'; byte++)
    g_string_append_printf (line, "%02x", (guchar) *byte);
  g_string_append_c (line, '\n');
  write_file (self, "etc/passwords", line->str);
  fill_in (self, is_dovecot_2_3 () ? "dovecot-2.3.conf" : "dovecot-2.4.conf", "etc/dovecot.conf", pairs);
  if (introspection_uri != NULL)
    add_oauth (self);
}

void
postern_test_postfix_introspect_at (const char *uri)
{
  g_free (introspection_uri);
  introspection_uri = g_strdup (uri);
}

/* The certificate and its authority, which only this server's tests know. */
static void
make_certificate (PosternTestPostfix *self,
                  const char         *user)
{
  g_autofree char *names = g_strconcat ("localhost,127.0.0.1,::1,mail.", strrchr (user, '@') + 1, NULL);

  postern_test_certificate_make_authority (self->folder, "ca");
  postern_test_certificate_make_server (self->folder, "server", "ca", names, POSTERN_TEST_VALID);
  self->ca_file = postern_test_postfix_get_path (self, "ca.pem");
}

char *
postern_test_postfix_get_path (PosternTestPostfix *self,
                               const char         *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
postern_test_postfix_configure (PosternTestPostfix      *self,
                                const char              *user,
                                const char              *password,
                                PosternTestPostfixFlags  flags)
{
  self->mailbox = postern_test_postfix_get_path (self, "mail/inbox/new");
  choose_ports (self, flags);
  self->postgrey_port = flags & POSTERN_TEST_POSTFIX_GREYLISTED ? postern_test_process_choose_port () : 0;
  make_folders (self);
  make_certificate (self, user);
  configure_dovecot (self, user, password);
  configure_postfix (self, user, flags);
}
