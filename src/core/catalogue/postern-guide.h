/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-rule.h"

G_BEGIN_DECLS

/**
 * PosternGuideAnswer:
 * @text: translated: what the person may say
 * @next: id of the node that it leads to
 * @providers: ids of the providers for which it is known to be the answer, NULL-terminated, perhaps empty
 */
typedef struct
{
  char  *text;
  char  *next;
  char **providers;
} PosternGuideAnswer;

/**
 * PosternGuideNode:
 * @id: kebab-case
 * @title: translated: the question, or what it comes to
 * @text: (nullable): translated: what helps to answer, or why it is so
 * @answers: (element-type PosternGuideAnswer): perhaps empty: then it is an end
 * @who: who must act, at an end
 * @sign_in: (nullable): at an end: what to sign in as: "account", the mailbox itself, or "own-address", a mailbox that
 *   may send for it
 * @from: (nullable): at an end: what to put in From: "account", the address that signs in, "shared", the mailbox, group
 *   or person that it sends for, or "alias", another address of the mailbox; there is none without @sign_in
 * @actions: (element-type PosternAction): at an end, what to do in order, perhaps empty
 *
 * One question, or one end, of a guide.
 */
typedef struct
{
  char       *id;
  char       *title;
  char       *text;
  GPtrArray  *answers;
  PosternWho  who;
  char       *sign_in;
  char       *from;
  GPtrArray  *actions;
} PosternGuideNode;

/**
 * PosternGuide:
 * @id: kebab-case
 * @title: translated
 * @provider: (nullable): only for this provider
 * @nodes: (element-type PosternGuideNode): the first is where it begins; each is reached, and each way ends
 * @sources: (element-type PosternLink): where the facts are from
 *
 * A few questions, each with answers to choose from, that lead to what to do: data/guides. All fields are read-only.
 */
#define POSTERN_TYPE_GUIDE (postern_guide_get_type ())
G_DECLARE_FINAL_TYPE (PosternGuide, postern_guide, POSTERN, GUIDE, GObject)

struct _PosternGuide
{
  GObject     parent_instance;

  char       *id;
  char       *title;
  char       *provider;
  GPtrArray  *nodes;
  GPtrArray  *sources;
};

const PosternGuideNode *postern_guide_get_node      (PosternGuide           *self,
                                                     const char             *id);
const PosternGuideNode *postern_guide_skip_known    (PosternGuide           *self,
                                                     const PosternGuideNode *node,
                                                     const char             *provider);
const PosternGuideNode *postern_guide_follow        (PosternGuide           *self,
                                                     const PosternGuideNode *node,
                                                     guint                   answer,
                                                     const char             *provider);

gboolean                postern_guide_node_is_end   (const PosternGuideNode *self);
const char             *postern_guide_node_get_sign_in_label
                                                    (const PosternGuideNode *self);
const char             *postern_guide_node_get_from_label
                                                    (const PosternGuideNode *self);

G_END_DECLS
