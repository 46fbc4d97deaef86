/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "support/postern-test-dns.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "support/postern-test-network.h"
#include "support/postern-test-wait.h"

#define DNS_PORT 53
/** Where GnuTLS looks for the system's authorities on Debian. */
#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"

static char *resolv_conf;

static const char configuration[] =
  "server:\n"
  "  ip-address: " POSTERN_TEST_DNS_SERVER "\n"
  "  username: \"\"\n"
  "  chroot: \"\"\n"
  "  database: \"\"\n"
  "  zonesdir: \"%s\"\n"
  "  zonelistfile: \"%s/zone.list\"\n"
  "  xfrdfile: \"%s/xfrd.state\"\n"
  "  xfrdir: \"%s\"\n"
  "  pidfile: \"\"\n"
  "  server-count: 1\n"
  "remote-control:\n"
  "  control-enable: no\n"
  "zone:\n"
  "  name: \".\"\n"
  "  zonefile: \"%s\"\n"
  "zone:\n"
  "  name: \"_dmarc.torn.internal\"\n"
  "  zonefile: \"%s/torn\"\n";
static const char torn[] = "@ 60 IN SOA ns.internal. admin.internal. 1 60 60 60 60\n"
                           "@ 60 IN NS ns.internal.\n"
                           "@ 60 IN TXT \"v=DMARC1; p=none\"\n";
/* Zones without a file: NSD answers that it can't. */
static const char *const broken[] = { "broken.internal", "torn.internal", "_dmarc.sick.internal" };

static char *
make_configuration (const char *folder,
                    const char *zone)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, configuration, folder, folder, folder, folder, zone, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    g_string_append_printf (text, "zone:\n  name: \"%s\"\n  zonefile: \"%s/not-there\"\n", broken[i], folder);

  return g_string_free (text, FALSE);
}

static void
write_file (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
  close (fd);
}

static gboolean
cover (const char *path,
       const char *with)
{
  g_autofree char *real = realpath (path, NULL);

  return real != NULL && mount (with, real, NULL, MS_BIND, NULL) == 0;
}

const char *
postern_test_dns_enter (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *nsswitch = NULL;
  g_autofree char *nsd = g_find_program_in_path ("nsd");

  if (nsd == NULL && !g_file_test ("/usr/sbin/nsd", G_FILE_TEST_IS_EXECUTABLE))
    return "needs the package nsd";
  if (!g_file_test (BUNDLE, G_FILE_TEST_EXISTS))
    return "needs the package ca-certificates";
  if (!postern_test_network_leave () || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return "needs root, or user namespaces, for a network of its own";

  folder = postern_test_scratch ();
  resolv_conf = g_build_filename (folder, "resolv.conf", NULL);
  nsswitch = g_build_filename (folder, "nsswitch.conf", NULL);
  postern_test_dns_ask (POSTERN_TEST_DNS_SERVER);
  write_file (nsswitch, "passwd: files\ngroup: files\nhosts: files dns\n");
  if (!cover ("/etc/resolv.conf", resolv_conf) || !cover ("/etc/nsswitch.conf", nsswitch))
    return "needs to mount an /etc/resolv.conf and an /etc/nsswitch.conf of its own";
  postern_test_network_set_address ("lo:1", POSTERN_TEST_DNS_PUBLIC);

  return NULL;
}

void
postern_test_dns_trust (const char *ca_file)
{
  if (!cover (BUNDLE, ca_file))
    g_error ("Another list of authorities can't be put in place of " BUNDLE);
}

static gboolean
is_ready_or_gone (gpointer process)
{
  return !postern_test_process_is_running (process) || postern_test_process_is_listening (DNS_PORT);
}

PosternTestProcess *
postern_test_dns_start (const char *zone)
{
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *output = g_build_filename (folder, "nsd", NULL);
  g_autofree char *path = g_build_filename (folder, "nsd.conf", NULL);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, zone, NULL);
  g_autofree char *text = make_configuration (folder, source);
  g_autofree char *torn_path = g_build_filename (folder, "torn", NULL);
  const char *const argv[] = { g_file_test ("/usr/sbin/nsd", G_FILE_TEST_EXISTS) ? "/usr/sbin/nsd" : "nsd", "-d", "-c",
                               path, NULL };
  g_autoptr (GError) error = NULL;
  PosternTestProcess *process;

  write_file (path, text);
  write_file (torn_path, torn);
  process = postern_test_process_start (argv, NULL, output, &error);
  g_assert_no_error (error);
  if (!postern_test_poll (is_ready_or_gone, process, POSTERN_TEST_DEADLINE) ||
      !postern_test_process_is_running (process))
    g_error ("NSD does not listen: %s", postern_test_process_read_errors (process));

  return process;
}

void
postern_test_dns_add (const char *missing,
                      const char *path,
                      GTestFunc   run)
{
  if (missing == NULL)
    g_test_add_func (path, run);
  else
    g_test_add_data_func (path, missing, (GTestDataFunc) g_test_skip);
}

void
postern_test_dns_ask (const char *addresses)
{
  g_auto (GStrv) parts = g_strsplit (addresses, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++)
    g_string_append_printf (text, "nameserver %s\n", *part);
  write_file (resolv_conf, text->str);
}

GSocket *
postern_test_dns_keep_silent (void)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (POSTERN_TEST_DNS_SILENT, DNS_PORT);
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, TRUE, &error));

  return socket;
}
