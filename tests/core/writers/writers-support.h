/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/writers/postern-writers.h"

G_BEGIN_DECLS

/** How many random values each syntax gets, beside the chosen ones. */
#define WRITERS_N_RANDOM 500

/** The password that the real software of tests/peers gets. */
#define WRITERS_NASTY "p\"a's$s\\w#o rd;%{}<>&\303\251"

/**
 * WritersParser:
 * @syntax: the syntax to test
 * @package: the Debian package of the parser
 * @probe: a shell command that fails where the parser is missing
 * @head: the file's beginning
 * @line: a value's lines; @N@ is its number, @VALUE@ its literal
 * @tail: the file's end
 * @script: a shell script that parses the file, $1, and prints one value a line; $2 is the number of values, $3 an
 *   empty folder
 * @carries_nasty: whether the syntax can carry %WRITERS_NASTY
 * @least: how many of 100 ordinary values it carries at least
 * @doubled: (nullable): a text that this parser, but not the syntax, wants twice
 * @no_empty: whether this parser, but not the syntax, takes no empty value
 * @longest: the longest value that this parser, but not the syntax, tells in full, in bytes; 0 for any
 * @most: how many values to try, 0 for all, where each needs a start of its own
 *
 * The real parser of a syntax, and how to ask it.
 */
typedef struct
{
  const char *syntax;
  const char *package;
  const char *probe;
  const char *head;
  const char *line;
  const char *tail;
  const char *script;
  gboolean    carries_nasty;
  guint       least;
  const char *doubled;
  gboolean    no_empty;
  guint       longest;
  guint       most;
} WritersParser;

/** Adds a test “/writers/PART” that has our writer write, and the parser read back, each value in one batch. */
void writers_test_add (const char          *part,
                       const WritersParser *parser);
/** That the literal of @value is @literal, or that it is refused (%NULL). */
void writers_assert   (const char          *syntax,
                       const char          *value,
                       const char          *literal);

G_END_DECLS
