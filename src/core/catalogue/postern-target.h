/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-provider.h"
#include "core/catalogue/postern-template.h"

G_BEGIN_DECLS

/**
 * PosternTargetForm:
 * @POSTERN_TARGET_PASTE: text for a file
 * @POSTERN_TARGET_FIELDS: labelled fields of a form
 * @POSTERN_TARGET_COMMANDS: commands for a shell or console
 */
typedef enum
{
  POSTERN_TARGET_PASTE,
  POSTERN_TARGET_FIELDS,
  POSTERN_TARGET_COMMANDS,
} PosternTargetForm;

/**
 * PosternTargetPart:
 * @syntax: a writer's name ("php", "dotenv", "yaml", "msmtprc", "fields"), see postern-writer.h
 * @path: (nullable): the file, or the click path, where it goes
 * @where: (nullable): translated sentence that says where that is
 * @link: (nullable): the page where it goes
 *
 * A file, a snippet or a form that the settings are made of.
 */
typedef struct
{
  char      *syntax;
  char      *path;
  char      *where;
  char      *link;

  /*< private >*/
  GPtrArray *templates;
  GPtrArray *fields;
} PosternTargetPart;

/**
 * PosternTargetVariant:
 * @id: (nullable): kebab-case; %NULL where a target has one way only
 * @name: (nullable): translated
 * @form: how the settings are given
 * @keeps_secret_outside: whether the password stays out of the settings
 * @parts: (element-type PosternTargetPart): the settings first, then the files that belong to them, in order
 *
 * One of several ways to give the same settings.
 */
typedef struct
{
  char              *id;
  char              *name;
  PosternTargetForm  form;
  gboolean           keeps_secret_outside;
  GPtrArray         *parts;
} PosternTargetVariant;

/**
 * PosternTargetOauth:
 * @provider: a provider's id
 * @since: (nullable): the first version of the target that can do it
 * @text: translated: where that is switched on
 *
 * That a target signs in to a provider with OAuth 2.0, which is better than an app password.
 */
typedef struct
{
  char *provider;
  char *since;
  char *text;
} PosternTargetOauth;

/**
 * PosternTarget:
 * @id: kebab-case, after the product
 * @name: a proper name
 * @category: "website", "framework", "program", "device", "home", "relay", "generic"
 * @kind: (nullable): a finer one: "printer", "nas", "cms"
 * @summary: translated sentence
 * @aliases: what people may search for, NULL-terminated, translated ones included
 * @form: how its settings are given, in the first variant
 * @syntax: the same of its syntax
 * @path: (nullable): the same of its path
 * @where: (nullable): the same of the sentence that says where that is
 * @link: (nullable): the same of the page where they go
 * @variants: (element-type PosternTargetVariant): the ways to give the settings, at least one, the best first
 * @tls: (nullable): the newest version of TLS that it speaks, "1.1"; %NULL when there is no such limit
 * @mechanisms: the SASL mechanisms that it knows, upper case, NULL-terminated; empty when there is no such limit
 * @cannot_sign_in: whether it can't sign in to a mail server at all
 * @oauth: (element-type PosternTargetOauth): where it can sign in with OAuth 2.0
 * @test_hint: translated: how to send the target's own test mail
 * @pitfalls: translated sentences, NULL-terminated
 * @sources: (element-type PosternLink): where the facts are from
 *
 * A program, site or device that wants SMTP settings. All fields are read-only; its templates and limits
 * are seen only by postern_settings_render().
 */
#define POSTERN_TYPE_TARGET (postern_target_get_type ())
G_DECLARE_FINAL_TYPE (PosternTarget, postern_target, POSTERN, TARGET, GObject)

struct _PosternTarget
{
  GObject             parent_instance;

  char               *id;
  char               *name;
  char               *category;
  char               *kind;
  char               *summary;
  char              **aliases;
  PosternTargetForm   form;
  const char         *syntax;
  const char         *path;
  const char         *where;
  const char         *link;
  GPtrArray          *variants;
  char               *tls;
  char              **mechanisms;
  gboolean            cannot_sign_in;
  GPtrArray          *oauth;
  char               *test_hint;
  char              **pitfalls;
  GPtrArray          *sources;

  /*< private >*/
  PosternNames        names;
  GPtrArray          *limits;
};

const PosternTargetVariant *postern_target_find_variant       (PosternTarget  *self,
                                                               const char     *id);
const PosternTargetOauth   *postern_target_find_oauth         (PosternTarget  *self,
                                                               const char     *provider);
const char                 *postern_target_form_to_nick       (PosternTargetForm form);
void                        postern_target_part_free          (PosternTargetPart *self);
void                        postern_target_variant_free       (PosternTargetVariant *self);


G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTargetPart, postern_target_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTargetVariant, postern_target_variant_free)

G_END_DECLS
