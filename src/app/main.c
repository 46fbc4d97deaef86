/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/postern-application.h"
#include "core/base/postern-language.h"
#include "core/network/postern-dns.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (PosternApplication) application = NULL;

  postern_language_init ();
  g_set_application_name (_("Postern"));
  postern_dns_prepare ();

  application = postern_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
