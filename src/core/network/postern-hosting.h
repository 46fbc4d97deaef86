/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/network/postern-clue.h"

G_BEGIN_DECLS

/** How long all look-ups may take together, in milliseconds. */
#define POSTERN_HOSTING_TIMEOUT 1700

/**
 * PosternHostingConfidence:
 * @POSTERN_HOSTING_NOTHING: nothing was found
 * @POSTERN_HOSTING_POSSIBLE: something points there
 * @POSTERN_HOSTING_LIKELY: it speaks for itself, but something is missing or speaks against it
 * @POSTERN_HOSTING_CERTAIN: it speaks for itself, and nothing speaks against it
 */
typedef enum
{
  POSTERN_HOSTING_NOTHING,
  POSTERN_HOSTING_POSSIBLE,
  POSTERN_HOSTING_LIKELY,
  POSTERN_HOSTING_CERTAIN,
} PosternHostingConfidence;

/**
 * PosternHostingQuestion:
 * @text: an address or a domain; only the domain is used
 * @without: one bit for each #PosternClueSource that is left out: 1 << POSTERN_CLUE_SPF
 * @ca_file: (nullable): PEM file with authorities that are trusted beside the system's
 * @timeout: milliseconds for all of it, 0 for %POSTERN_HOSTING_TIMEOUT
 *
 * Borrowed, not owned.
 */
typedef struct
{
  const char *text;
  guint       without;
  const char *ca_file;
  guint       timeout;
} PosternHostingQuestion;

/** All that leaves this computer is left out: only the catalogue answers. */
#define POSTERN_HOSTING_OFFLINE (((1u << POSTERN_N_CLUE_SOURCES) - 1) & ~(1u << POSTERN_CLUE_CATALOGUE))

/**
 * PosternHosting:
 * @domain: what was asked for, as people write it
 * @provider: (nullable): who serves it
 * @endpoint: (nullable): the server for sending: the provider's first, or the one that a clue names
 * @realm: where people sign in at Microsoft, if it serves them
 * @confidence: how sure it is
 * @reason: translated: how we know, a sentence
 * @clues: (element-type PosternClue): what each source says, in the order in which they count
 * @ms: how long it took, in milliseconds
 *
 * Who serves a mail domain, and how we know. Immutable once returned.
 */
typedef struct
{
  char                     *domain;
  PosternProvider          *provider;
  PosternEndpoint          *endpoint;
  PosternRealm              realm;
  PosternHostingConfidence  confidence;
  char                     *reason;
  GPtrArray                *clues;
  guint                     ms;
} PosternHosting;

const char        *postern_hosting_confidence_to_nick (PosternHostingConfidence  confidence);

void               postern_hosting_free               (PosternHosting                *self);
PosternHosting    *postern_hosting_find               (PosternCatalogue              *catalogue,
                                                       const PosternHostingQuestion  *question,
                                                       GCancellable                  *cancellable,
                                                       GError                       **error);
void               postern_hosting_find_async         (PosternCatalogue              *catalogue,
                                                       const PosternHostingQuestion  *question,
                                                       GCancellable                  *cancellable,
                                                       GAsyncReadyCallback            callback,
                                                       gpointer                       user_data);
PosternHosting    *postern_hosting_find_finish        (GAsyncResult                  *result,
                                                       GError                       **error);
const PosternClue *postern_hosting_get_clue           (const PosternHosting          *self,
                                                       PosternClueSource              source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternHosting, postern_hosting_free)

G_END_DECLS
