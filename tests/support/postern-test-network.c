/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "support/postern-test-network.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void
write_file (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
  close (fd);
}

/* Inside, this user is root, and can change nothing outside. */
static void
become_root (uid_t uid,
             gid_t gid)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", uid);
  g_autofree char *groups = g_strdup_printf ("0 %u 1", gid);

  write_file ("/proc/self/setgroups", "deny");
  write_file ("/proc/self/uid_map", users);
  write_file ("/proc/self/gid_map", groups);
}

static gboolean
leave_namespaces (void)
{
  uid_t uid = geteuid ();
  gid_t gid = getegid ();

  if (uid == 0)
    return unshare (CLONE_NEWNET | CLONE_NEWNS) == 0;
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) != 0)
    return FALSE;
  become_root (uid, gid);

  return TRUE;
}

static void
raise_loopback (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = { .ifr_name = "lo" };

  g_assert_cmpint (fd, >=, 0);
  request.ifr_flags = IFF_UP | IFF_RUNNING | IFF_LOOPBACK;
  g_assert_cmpint (ioctl (fd, SIOCSIFFLAGS, &request), ==, 0);
  close (fd);
}

gboolean
postern_test_network_leave (void)
{
  if (!leave_namespaces ())
    return FALSE;
  raise_loopback ();
  postern_test_network_set_address ("lo", "127.0.0.1");

  return TRUE;
}

void
postern_test_network_set_address (const char *name,
                                  const char *address)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = { 0 };
  struct sockaddr_in *in = (struct sockaddr_in *) &request.ifr_addr;

  g_assert_cmpint (fd, >=, 0);
  g_strlcpy (request.ifr_name, name, sizeof request.ifr_name);
  in->sin_family = AF_INET;
  g_assert_cmpint (inet_pton (AF_INET, address, &in->sin_addr), ==, 1);
  g_assert_cmpint (ioctl (fd, SIOCSIFADDR, &request), ==, 0);
  close (fd);
}
