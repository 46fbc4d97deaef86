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
 * @POSTERN_SETTINGS_ERROR_VARIANT: the target has no variant of this id
 */
typedef enum
{
  POSTERN_SETTINGS_ERROR_SYNTAX,
  POSTERN_SETTINGS_ERROR_LIMIT,
  POSTERN_SETTINGS_ERROR_SECURITY,
  POSTERN_SETTINGS_ERROR_INPUT,
  POSTERN_SETTINGS_ERROR_VARIANT,
} PosternSettingsError;

GQuark      postern_settings_error_quark        (void);
const char *postern_settings_error_get_obstacle (const GError *error);

/**
 * PosternSettingsInput:
 * @endpoint: never %NULL
 * @user: the name to sign in with, never %NULL
 * @from: the sender's address, never %NULL
 * @from_name: (nullable): the sender's display name; an empty text stands in where a template needs one, and the
 *   address where the syntax can't write an empty text
 * @secret: (nullable): the password; %NULL writes a mask in its place
 * @variant: (nullable): which of the target's variants, %NULL for the first
 * @provider: (nullable): whose server it is, when that is known
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
  const char            *variant;
  PosternProvider       *provider;
} PosternSettingsInput;

/** One field of a device's form: @secret tells that @value is (or masks) the password. */
typedef struct
{
  char     *label;
  char     *value;
  gboolean  secret;
} PosternSettingsField;

/**
 * PosternSettingsPart:
 * @where: (nullable): translated sentence that says where it goes
 * @path: (nullable): the file, or the click path, where it goes
 * @link: (nullable): the page where it goes
 * @syntax: a writer's name
 * @text: the text to paste
 * @secret: whether @text holds (or masks) the password
 * @n_fields: how many of the settings' fields are its own; they follow those of the parts before it
 *
 * A file, a snippet or a form that settings are made of.
 */
typedef struct
{
  char     *where;
  char     *path;
  char     *link;
  char     *syntax;
  char     *text;
  gboolean  secret;
  guint     n_fields;
} PosternSettingsPart;

/**
 * PosternSettings:
 * @text: the text of the first part: the text to paste; for fields, "label: value" lines
 * @fields: (element-type PosternSettingsField): the fields in the form's order; empty unless the form is fields
 * @parts: (element-type PosternSettingsPart): all that the settings are made of, in the order of the steps
 * @variant: the way that was chosen; belongs to the target
 * @warnings: translated sentences, NULL-terminated
 * @obstacles: what the warnings say is in the way, as postern-remedy.h names it, NULL-terminated
 * @masked: whether a mask stands in the password's place
 *
 * Settings ready to paste. The texts and values are wiped when freed.
 */
typedef struct
{
  const char                 *text;
  GPtrArray                  *fields;
  GPtrArray                  *parts;
  const PosternTargetVariant *variant;
  char                      **warnings;
  char                      **obstacles;
  gboolean                    masked;
} PosternSettings;

PosternSettings *postern_settings_render (PosternTarget               *target,
                                          const PosternSettingsInput  *input,
                                          GError                     **error);
void             postern_settings_free   (PosternSettings             *self);
gboolean         postern_settings_save   (PosternSettings             *self,
                                          const char                  *path,
                                          GError                     **error);

/** Saves each part in a folder of its own name, see postern_settings_save(). */
gboolean         postern_settings_save_all (PosternSettings            *self,
                                            const char                 *folder,
                                            GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSettings, postern_settings_free)

G_END_DECLS
