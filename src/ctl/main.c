/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/postern-language.h"
#include "core/network/postern-dns.h"
#include "ctl/ctl.h"

int
main (int   argc,
      char *argv[])
{
  postern_language_init ();
  postern_dns_prepare ();

  return ctl_run (argc, argv);
}
