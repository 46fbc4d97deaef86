/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue-private.h"
#include "core/catalogue/postern-settings.h"

G_BEGIN_DECLS

/** Passwords with what quoting gets wrong first. */
#define NASTY      "a'b\"c\\d$e#f g"
#define NASTIER    "p\"a's$s\\w#o rd;%{}<>&\303\251"

/** What each file of a target must name. */
#define CATALOGUE_TEST_SOURCE "<source href='https://example.org/' checked='2026-11-24'>S</source>"

/** A file that the catalogue refuses: the fault is on @line, and the message says @reason. */
typedef struct
{
  PosternParseFunc  parse;
  const char       *xml;
  guint             line;
  const char       *reason;
} CatalogueTestBroken;

/** Gives the program XDG data folders of its own, empty at first. To be called before anything looks for them. */
void             catalogue_test_isolate     (void);
GDateTime       *catalogue_test_day         (int                           year,
                                             int                           month,
                                             int                           day);
GObject         *catalogue_test_parse       (PosternParseFunc              parse,
                                             const char                   *xml,
                                             GError                      **error);
void             catalogue_test_assert_broken (const CatalogueTestBroken    *file);
PosternTarget   *catalogue_test_target      (const char                   *attributes,
                                             const char                   *parts);
PosternSettings *catalogue_test_render      (PosternTarget                *target,
                                             const char                   *password,
                                             PosternSecurity               security,
                                             GError                      **error);
char            *catalogue_test_random_text (void);
char            *catalogue_test_to_hex      (const char                   *text);
char            *catalogue_test_write       (const char                   *name,
                                             const char                   *contents);
/** Runs a program and returns what it prints; skips the test and returns %NULL when @probe, a command, fails. */
char            *catalogue_test_run         (const char                   *package,
                                             const char                   *probe,
                                             const char *const            *argv);

G_END_DECLS
