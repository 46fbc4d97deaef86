/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-endpoint.h"

G_BEGIN_DECLS

/**
 * PosternValue:
 *
 * What a placeholder stands for: "{{host}}" and so on.
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
} PosternValue;

#define POSTERN_N_VALUES (POSTERN_VALUE_FROM_NAME + 1)

/** All kinds of encryption, as bits of 1 << #PosternSecurity. */
#define POSTERN_TEMPLATE_ANY_SECURITY \
  ((1u << POSTERN_SECURITY_STARTTLS) | (1u << POSTERN_SECURITY_TLS) | (1u << POSTERN_SECURITY_NONE))

/** A piece of a template: @text, or the literal of @value where @text is %NULL. */
typedef struct
{
  char         *text;
  PosternValue  value;
} PosternSegment;

/**
 * PosternTemplate:
 * @securities: the kinds of encryption that it is for, bits of 1 << #PosternSecurity
 * @label: (nullable): translated name of a form's field; %NULL for text to paste
 * @segments: (element-type PosternSegment): its pieces
 */
typedef struct
{
  guint      securities;
  char      *label;
  GPtrArray *segments;
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

gboolean         postern_value_from_nick   (const char             *nick,
                                            gsize                   length,
                                            PosternValue           *value);
PosternTemplate *postern_template_new      (const char             *text,
                                            guint                   securities);
gboolean         postern_template_has      (const PosternTemplate  *self,
                                            PosternValue            value);
void             postern_template_free     (PosternTemplate        *self);
void             postern_limit_free        (PosternLimit           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTemplate, postern_template_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternLimit, postern_limit_free)

G_END_DECLS
