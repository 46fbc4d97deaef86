/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/**
 * PosternWho:
 *
 * Who must act.
 */
typedef enum
{
  POSTERN_WHO_YOU,
  POSTERN_WHO_ADMIN,
  POSTERN_WHO_PROVIDER,
  POSTERN_WHO_DEVICE,
  POSTERN_WHO_NETWORK,
} PosternWho;

const char *postern_who_to_nick   (PosternWho   who);
gboolean    postern_who_from_nick (const char  *nick,
                                   PosternWho  *who);
const char *postern_who_get_label (PosternWho   who);

/** How sure a finding is: "certain", "likely", "possible". */
typedef enum
{
  POSTERN_CONFIDENCE_CERTAIN,
  POSTERN_CONFIDENCE_LIKELY,
  POSTERN_CONFIDENCE_POSSIBLE,
} PosternConfidence;

const char *postern_confidence_to_nick   (PosternConfidence   confidence);
gboolean    postern_confidence_from_nick (const char         *nick,
                                          PosternConfidence  *confidence);
const char *postern_confidence_get_label (PosternConfidence   confidence);

/**
 * PosternActionKind:
 * @POSTERN_ACTION_TEXT: something to do, only words
 * @POSTERN_ACTION_LINK: a page to open; @value is its URI
 * @POSTERN_ACTION_COMMAND: a command to copy; @value is the command
 * @POSTERN_ACTION_LETTER: a letter to copy; @value is its reason
 * @POSTERN_ACTION_GUIDE: a few questions that lead to what to do; @value is the guide's id
 * @POSTERN_ACTION_PAGE: a page of the wizard to go back to; @value is the page's id
 */
typedef enum
{
  POSTERN_ACTION_TEXT,
  POSTERN_ACTION_LINK,
  POSTERN_ACTION_COMMAND,
  POSTERN_ACTION_LETTER,
  POSTERN_ACTION_GUIDE,
  POSTERN_ACTION_PAGE,
} PosternActionKind;

const char *postern_action_kind_to_nick (PosternActionKind kind);

/**
 * PosternAction:
 * @kind: what it is
 * @text: translated: what to do, one sentence
 * @value: (nullable): see #PosternActionKind
 */
typedef struct
{
  PosternActionKind  kind;
  char              *text;
  char              *value;
} PosternAction;

/**
 * PosternRule:
 * @id: kebab-case, becomes the finding's id
 * @provider: (nullable): only with this provider
 * @stage: (nullable): nick of the #PosternStep, any when %NULL
 * @condition: (nullable): nick of a #PosternSmtpError; %NULL for a reply of the server ("refused")
 * @code: the reply's code, 0 for any
 * @enhanced: (nullable): the enhanced status code as a glob, "5.7.139", "5.7.*"
 * @words: lower-case words or phrases that must all be in the reply, NULL-terminated, perhaps empty
 * @certificate: (nullable): "expired", "not-yet-valid", "other-name", "unknown-issuer", "self-signed"
 * @sign_in: (nullable): "oauth" for a failure with an access token of OAuth 2.0, "oauth-app" for one with one that no
 *   person has signed in for
 * @doubt: (nullable): what the text alone leaves open: "password", or "none" where it would be taken to
 * @evidence: what has to be known beside the text, "key=value", NULL-terminated, perhaps empty
 * @who: who must act
 * @confidence: how sure it is
 * @title: translated, may hold placeholders ({host}, {port}, {user}, {from}, {provider}, {names}, {reply},
 *   {open}, {elsewhere}, {date})
 * @explanation: likewise
 * @actions: (element-type PosternAction): in the order to take them
 * @valid_from: (nullable): not before this day
 * @valid_until: (nullable): not after this day
 * @sources: (element-type PosternLink): where the facts are from
 */
#define POSTERN_TYPE_RULE (postern_rule_get_type ())
G_DECLARE_FINAL_TYPE (PosternRule, postern_rule, POSTERN, RULE, GObject)

struct _PosternRule
{
  GObject             parent_instance;

  char               *id;
  char               *provider;
  char               *stage;
  char               *condition;
  guint               code;
  char               *enhanced;
  char              **words;
  char               *certificate;
  char               *sign_in;
  char               *doubt;
  char              **evidence;
  PosternWho          who;
  PosternConfidence   confidence;
  char               *title;
  char               *explanation;
  GPtrArray          *actions;
  GDateTime          *valid_from;
  GDateTime          *valid_until;
  GPtrArray          *sources;
};

G_END_DECLS
