/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/**
 * PosternAddressee:
 * @POSTERN_ADDRESSEE_ADMIN: the administrator of the mail accounts
 * @POSTERN_ADDRESSEE_HOST: the web host, or whoever runs the network
 * @POSTERN_ADDRESSEE_EITHER: of a letter or of a part: it suits both
 *
 * Who gets a letter.
 */
typedef enum
{
  POSTERN_ADDRESSEE_ADMIN,
  POSTERN_ADDRESSEE_HOST,
  POSTERN_ADDRESSEE_EITHER,
} PosternAddressee;

const char *postern_addressee_to_nick   (PosternAddressee   addressee);
gboolean    postern_addressee_from_nick (const char        *nick,
                                         PosternAddressee  *addressee);

/**
 * PosternLetterPartKind:
 * @POSTERN_LETTER_TEXT: a paragraph
 * @POSTERN_LETTER_STEP: one numbered step of what has to be done
 * @POSTERN_LETTER_COMMAND: a command; @text introduces it
 */
typedef enum
{
  POSTERN_LETTER_TEXT,
  POSTERN_LETTER_STEP,
  POSTERN_LETTER_COMMAND,
} PosternLetterPartKind;

/**
 * PosternLetterPart:
 * @kind: what it is
 * @to: in whose letter it stands
 * @text: translated, may hold placeholders ({account}, {from}, {host}, {port}, {provider}, {date})
 * @command: (nullable): the command, with placeholders
 */
typedef struct
{
  PosternLetterPartKind  kind;
  PosternAddressee       to;
  char                  *text;
  char                  *command;
} PosternLetterPart;

/**
 * PosternLetterTemplate:
 * @id: kebab-case: the reason
 * @to: who gets it
 * @provider: (nullable): the provider whose switch it names
 * @title: translated: what it asks for, a few words
 * @subject: translated, may hold placeholders
 * @parts: (element-type PosternLetterPart): in their order
 * @sources: (element-type PosternLink): where the facts are from
 *
 * A letter to somebody who has to change a setting. All fields are read-only.
 */
#define POSTERN_TYPE_LETTER_TEMPLATE (postern_letter_template_get_type ())
G_DECLARE_FINAL_TYPE (PosternLetterTemplate, postern_letter_template, POSTERN, LETTER_TEMPLATE, GObject)

struct _PosternLetterTemplate
{
  GObject           parent_instance;

  char             *id;
  PosternAddressee  to;
  char             *provider;
  char             *title;
  char             *subject;
  GPtrArray        *parts;
  GPtrArray        *sources;
};

G_END_DECLS
