/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Days from now, the beginning included: a certificate that is valid from yesterday for a month is { -1, 30 }. */
typedef struct
{
  int from;
  int until;
} PosternTestValidity;

#define POSTERN_TEST_VALID ((PosternTestValidity) { -1, 30 })
#define POSTERN_TEST_EXPIRED ((PosternTestValidity) { -30, -1 })
#define POSTERN_TEST_NOT_YET_VALID ((PosternTestValidity) { 10, 30 })

/** Makes an authority in @folder: NAME.pem (certificate) and NAME.key, both PEM. */
void postern_test_certificate_make_authority (const char          *folder,
                                              const char          *name);
/** Makes NAME.pem and NAME.key in @folder for the DNS names and IP addresses in @subjects ("mail.example,127.0.0.1"),
 * signed by @authority of the same folder, or by itself when that is %NULL. */
void postern_test_certificate_make_server    (const char          *folder,
                                              const char          *name,
                                              const char          *authority,
                                              const char          *subjects,
                                              PosternTestValidity  validity);

G_END_DECLS
