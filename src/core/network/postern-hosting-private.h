/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-hosting.h"

G_BEGIN_DECLS

/** The provider of which Microsoft's own answers speak. */
#define POSTERN_HOSTING_MICROSOFT "microsoft365"

/** What the look-ups are given; each runs in a thread of its own and writes into its own clue. */
typedef struct
{
  PosternCatalogue *catalogue;
  const char       *domain;    /* ASCII, lower case */
  const char       *shown;     /* as people write it */
  const char       *ca_file;
  guint             timeout;
  GCancellable     *cancellable;
} PosternHostingAsk;

typedef void (*PosternHostingLook) (const PosternHostingAsk *ask,
                                    PosternClue             *clue);

void postern_hosting_look_mx               (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_spf              (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_srv_tls          (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_srv_starttls     (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_openid           (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_realm            (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_autoconfig       (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_well_known       (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
void postern_hosting_look_ispdb            (const PosternHostingAsk *ask,
                                            PosternClue             *clue);
/** The list also has the names of servers that take their customers' mail: Thunderbird asks for these, and so do we. */
void postern_hosting_look_ispdb_mx         (const PosternHostingAsk *ask,
                                            PosternClue             *clue);

/** That name servers kept silent; another name server's silence within a walk is none. */
void postern_hosting_say_silent            (PosternClue             *clue);

void postern_hosting_decide                (PosternHosting          *self);

G_END_DECLS
