/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-rule.h"

G_BEGIN_DECLS

/**
 * PosternGuideAnswer:
 * @text: translated: what the person may say
 * @next: id of the node that it leads to
 */
typedef struct
{
  char *text;
  char *next;
} PosternGuideAnswer;

/**
 * PosternGuideNode:
 * @id: kebab-case
 * @title: translated: the question, or what it comes to
 * @text: (nullable): translated: what helps to answer, or why it is so
 * @answers: (element-type PosternGuideAnswer): perhaps empty: then it is an end
 * @who: who must act, at an end
 * @sign_in: (nullable): at an end: what to sign in as: "account" or "own-address"
 * @from: (nullable): at an end: what to put in From: "account", "shared" or "alias"
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

const PosternGuideNode *postern_guide_get_node (PosternGuide *self,
                                                const char   *id);

G_END_DECLS
