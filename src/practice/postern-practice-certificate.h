/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GTlsCertificate *postern_practice_certificate_new      (char       **authority,
                                                        GError     **error);
char            *postern_practice_certificate_publish  (const char  *authority,
                                                        GError     **error);
void             postern_practice_certificate_withdraw (char        *file);

G_END_DECLS
