/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-provider.h"

G_BEGIN_DECLS

/**
 * PosternClueSource:
 * @POSTERN_CLUE_CATALOGUE: the catalogue knows the domain; nobody is asked
 * @POSTERN_CLUE_MX: where the domain's mail goes (RFC 5321 §5)
 * @POSTERN_CLUE_AUTOCONFIG: what the domain itself tells mail programs, over HTTPS
 * @POSTERN_CLUE_SRV: what the domain itself tells mail programs, in the DNS (RFC 6186, RFC 8314 §5)
 * @POSTERN_CLUE_ISPDB: what Thunderbird's list of providers says
 * @POSTERN_CLUE_SPF: who may send in the domain's name (RFC 7208)
 * @POSTERN_CLUE_OPENID: whether Microsoft has an organisation with this domain
 * @POSTERN_CLUE_REALM: where Microsoft lets the people of this domain sign in
 */
typedef enum
{
  POSTERN_CLUE_CATALOGUE,
  POSTERN_CLUE_MX,
  POSTERN_CLUE_AUTOCONFIG,
  POSTERN_CLUE_SRV,
  POSTERN_CLUE_ISPDB,
  POSTERN_CLUE_SPF,
  POSTERN_CLUE_OPENID,
  POSTERN_CLUE_REALM,
} PosternClueSource;

#define POSTERN_N_CLUE_SOURCES 8u

/**
 * PosternClueState:
 * @POSTERN_CLUE_FOUND: it says something
 * @POSTERN_CLUE_NOTHING: it was asked and has nothing about the domain
 * @POSTERN_CLUE_FAILED: it could not be asked, not in time, or its answer is unusable
 * @POSTERN_CLUE_SKIPPED: it was not asked
 */
typedef enum
{
  POSTERN_CLUE_FOUND,
  POSTERN_CLUE_NOTHING,
  POSTERN_CLUE_FAILED,
  POSTERN_CLUE_SKIPPED,
} PosternClueState;

/**
 * PosternRealm:
 * @POSTERN_REALM_UNKNOWN: nothing is known, or the domain is not at Microsoft
 * @POSTERN_REALM_MANAGED: people sign in at Microsoft
 * @POSTERN_REALM_FEDERATED: people sign in at a server of their organisation
 */
typedef enum
{
  POSTERN_REALM_UNKNOWN,
  POSTERN_REALM_MANAGED,
  POSTERN_REALM_FEDERATED,
} PosternRealm;

/**
 * PosternClue:
 * @source: who says it
 * @state: what became of the question
 * @providers: (element-type PosternProvider): whom it points to
 * @endpoint: (nullable): the server for sending that it names
 * @saw: (nullable): the words that tell it: an exchanger, a record, "Managed"
 * @text: translated: what that means, a sentence
 * @realm: what it says about signing in at Microsoft
 * @ms: how long it took, in milliseconds
 *
 * What one source says about a domain. Immutable once returned.
 */
typedef struct
{
  PosternClueSource  source;
  PosternClueState   state;
  GPtrArray         *providers;
  PosternEndpoint   *endpoint;
  char              *saw;
  char              *text;
  PosternRealm       realm;
  guint              ms;
} PosternClue;

PosternClue     *postern_clue_new              (PosternClueSource    source);
void             postern_clue_free             (PosternClue         *self);
void             postern_clue_set              (PosternClue         *self,
                                                PosternClueState     state,
                                                char                *text);
void             postern_clue_add_provider     (PosternClue         *self,
                                                PosternProvider     *provider);
PosternProvider *postern_clue_get_provider     (const PosternClue   *self);
gboolean         postern_clue_names            (const PosternClue   *self,
                                                PosternProvider     *provider);
const char      *postern_clue_source_to_nick   (PosternClueSource    source);
gboolean         postern_clue_source_from_nick (const char          *nick,
                                                PosternClueSource   *source);
const char      *postern_clue_source_to_name   (PosternClueSource    source);
const char      *postern_clue_state_to_nick    (PosternClueState     state);
const char      *postern_realm_to_nick         (PosternRealm         realm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternClue, postern_clue_free)

G_END_DECLS
