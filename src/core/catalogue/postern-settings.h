/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/postern-endpoint.h"
#include "core/base/postern-secret.h"
#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

#define POSTERN_SETTINGS_ERROR (postern_settings_error_quark ())

/**
 * PosternSettingsError:
 * @POSTERN_SETTINGS_ERROR_SYNTAX: the target's syntax can't carry a value
 * @POSTERN_SETTINGS_ERROR_LIMIT: the target refuses a value (too long, forbidden character)
 * @POSTERN_SETTINGS_ERROR_SECURITY: the target has no settings for this kind of encryption
 * @POSTERN_SETTINGS_ERROR_INPUT: a value is unusable anywhere (CR, LF or NUL in an address)
 */
typedef enum
{
  POSTERN_SETTINGS_ERROR_SYNTAX,
  POSTERN_SETTINGS_ERROR_LIMIT,
  POSTERN_SETTINGS_ERROR_SECURITY,
  POSTERN_SETTINGS_ERROR_INPUT,
} PosternSettingsError;

GQuark postern_settings_error_quark (void);

/**
 * PosternSettingsInput:
 * @endpoint: never %NULL
 * @user: the name to sign in with, never %NULL
 * @from: the sender's address, never %NULL
 * @from_name: (nullable): the sender's display name; an empty text stands in where a template needs one
 * @secret: (nullable): the password; %NULL writes a mask in its place
 *
 * What is filled into a target's template. Borrowed, not owned.
 */
typedef struct
{
  const PosternEndpoint *endpoint;
  const char            *user;
  const char            *from;
  const char            *from_name;
  PosternSecret         *secret;
} PosternSettingsInput;

/** One field of a device's form: @secret tells that @value is (or masks) the password. */
typedef struct
{
  char     *label;
  char     *value;
  gboolean  secret;
} PosternSettingsField;

/**
 * PosternSettings:
 * @text: the text to paste; for fields, "label: value" lines
 * @fields: (element-type PosternSettingsField): the fields in the form's order; empty unless the form is fields
 * @warnings: translated sentences, NULL-terminated
 * @masked: whether a mask stands in the password's place
 *
 * Settings ready to paste. @text and the values are wiped when freed.
 */
typedef struct
{
  char       *text;
  GPtrArray  *fields;
  char      **warnings;
  gboolean    masked;
} PosternSettings;

PosternSettings *postern_settings_render (PosternTarget               *target,
                                          const PosternSettingsInput  *input,
                                          GError                     **error);
void             postern_settings_free   (PosternSettings             *self);
gboolean         postern_settings_save   (PosternSettings             *self,
                                          const char                  *path,
                                          GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSettings, postern_settings_free)

G_END_DECLS
