/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-provider.h"

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
 * PosternTarget:
 * @id: kebab-case, after the product
 * @name: a proper name
 * @category: "website", "framework", "program", "device", "home", "generic"
 * @summary: translated sentence
 * @aliases: what people may search for, NULL-terminated, translated ones included
 * @form: how its settings are given
 * @syntax: a writer's name ("php", "dotenv", "yaml", "msmtprc", "fields"), see postern-writer.h
 * @path: (nullable): the file, or the click path, where the settings go
 * @where: (nullable): translated sentence that says where that is
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
  char               *summary;
  char              **aliases;
  PosternTargetForm   form;
  char               *syntax;
  char               *path;
  char               *where;
  char               *test_hint;
  char              **pitfalls;
  GPtrArray          *sources;

  /*< private >*/
  GPtrArray          *templates;
  GPtrArray          *fields;
  GPtrArray          *limits;
};

/** A category's title, translated: "Websites". */
const char *postern_target_category_get_title (const char *category);

G_END_DECLS
