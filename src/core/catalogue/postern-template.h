/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-endpoint.h"
#include "core/catalogue/writers/postern-writer.h"

G_BEGIN_DECLS

/**
 * PosternValue:
 *
 * What a placeholder stands for: "{{host}}" and so on. The last two are parts of the sender's address.
 */
typedef enum
{
  POSTERN_VALUE_HOST,
  POSTERN_VALUE_PORT,
  POSTERN_VALUE_SECURITY,
  POSTERN_VALUE_USER,
  POSTERN_VALUE_PASSWORD,
  POSTERN_VALUE_FROM,
  POSTERN_VALUE_FROM_NAME,
  POSTERN_VALUE_DOMAIN,
  POSTERN_VALUE_LOCAL_PART,
} PosternValue;

#define POSTERN_N_VALUES     (POSTERN_VALUE_LOCAL_PART + 1)
#define POSTERN_N_SECURITIES (POSTERN_SECURITY_NONE + 1)

/** All kinds of encryption, as bits of 1 << #PosternSecurity. */
#define POSTERN_TEMPLATE_ANY_SECURITY ((1u << POSTERN_N_SECURITIES) - 1)

/**
 * PosternWords:
 * @name: the placeholder's name
 * @texts: for each #PosternSecurity the target's own words, written as they are; %NULL where it has none
 */
typedef struct
{
  char *name;
  char *texts[POSTERN_N_SECURITIES];
} PosternWords;

/**
 * PosternCompose:
 * @name: the placeholder's name
 * @templates: (element-type PosternTemplate): what it is made of, at most one for a kind of encryption
 *
 * A value that is made of others, such as a URL. In a template it is a value like any other.
 */
typedef struct
{
  char      *name;
  GPtrArray *templates;
} PosternCompose;

/**
 * PosternNames:
 * @words: (element-type PosternWords): words of the target
 * @composes: (element-type PosternCompose): values that are made of others
 *
 * What a target's placeholders may stand for beside the #PosternValue.
 */
typedef struct
{
  GPtrArray *words;
  GPtrArray *composes;
} PosternNames;

/** A piece of a template: the first of @text, @words and @compose that is there, else the literal of @value. */
typedef struct
{
  char                 *text;
  const PosternWords   *words;
  const PosternCompose *compose;
  PosternValue          value;
} PosternSegment;

/**
 * PosternTemplate:
 * @securities: the kinds of encryption that it is for, bits of 1 << #PosternSecurity
 * @label: (nullable): translated name of a form's field; %NULL for text to paste
 * @writer: how its values are written
 * @segments: (element-type PosternSegment): its pieces
 */
typedef struct
{
  guint                securities;
  char                *label;
  const PosternWriter *writer;
  GPtrArray           *segments;
} PosternTemplate;

/**
 * PosternLimit:
 * @values: the values that it is for, bits of 1 << #PosternValue
 * @max_length: the longest value, 0 for any length
 * @in_bytes: whether @max_length counts bytes of UTF-8, not characters
 * @forbidden: characters that the target refuses
 * @refused: (nullable): a pattern of values that the target would read as something else
 */
typedef struct
{
  guint     values;
  guint     max_length;
  gboolean  in_bytes;
  char     *forbidden;
  GRegex   *refused;
} PosternLimit;

gboolean               postern_value_from_nick     (const char             *nick,
                                                    gsize                   length,
                                                    PosternValue           *value);

void                   postern_names_init          (PosternNames           *self);
void                   postern_names_clear         (PosternNames           *self);
const PosternWords    *postern_names_find_words    (const PosternNames     *self,
                                                    const char             *name,
                                                    gsize                   length);
PosternCompose        *postern_names_find_compose  (const PosternNames     *self,
                                                    const char             *name,
                                                    gsize                   length);

PosternTemplate       *postern_template_new        (const char             *text,
                                                    guint                   securities,
                                                    const PosternWriter    *writer,
                                                    const PosternNames     *names,
                                                    const char            **reason);
const PosternTemplate *postern_templates_find      (GPtrArray              *templates,
                                                    PosternSecurity         security);
guint                  postern_templates_join      (GPtrArray              *templates);
gboolean               postern_template_has        (const PosternTemplate  *self,
                                                    PosternValue            value);
void                   postern_template_free       (PosternTemplate        *self);
void                   postern_limit_free          (PosternLimit           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTemplate, postern_template_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternLimit, postern_limit_free)

G_END_DECLS
