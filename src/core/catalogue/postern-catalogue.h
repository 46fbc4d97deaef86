/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-guide.h"
#include "core/catalogue/postern-letter-template.h"
#include "core/catalogue/postern-provider.h"
#include "core/catalogue/postern-remedy.h"
#include "core/catalogue/postern-rule.h"
#include "core/catalogue/postern-target.h"

G_BEGIN_DECLS

#define POSTERN_CATALOGUE_ERROR (postern_catalogue_error_quark ())

/**
 * PosternCatalogueError:
 * @POSTERN_CATALOGUE_ERROR_INVALID: a file breaks its format; the message names file, line and reason
 * @POSTERN_CATALOGUE_ERROR_UNREADABLE: a file can't be read
 */
typedef enum
{
  POSTERN_CATALOGUE_ERROR_INVALID,
  POSTERN_CATALOGUE_ERROR_UNREADABLE,
} PosternCatalogueError;

GQuark postern_catalogue_error_quark (void);

/**
 * PosternCatalogue:
 *
 * All providers, targets, rules, letters, remedies and guides: the compiled-in ones, then those in
 * postern/{providers,targets,rules,letters,remedies,guides} of the XDG data folders, where a file with the same id
 * wins. A broken file of a person's own is left out and named by postern_catalogue_get_problems(). Immutable and
 * thread-safe once made.
 */
#define POSTERN_TYPE_CATALOGUE (postern_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (PosternCatalogue, postern_catalogue, POSTERN, CATALOGUE, GObject)

PosternCatalogue      *postern_catalogue_new           (void);
GListModel            *postern_catalogue_get_providers (PosternCatalogue *self);
GListModel            *postern_catalogue_get_targets   (PosternCatalogue *self);
GListModel            *postern_catalogue_get_rules     (PosternCatalogue *self);
GListModel            *postern_catalogue_get_letters   (PosternCatalogue *self);
PosternProvider       *postern_catalogue_get_provider  (PosternCatalogue *self,
                                                        const char       *id);
PosternTarget         *postern_catalogue_get_target    (PosternCatalogue *self,
                                                        const char       *id);
PosternLetterTemplate *postern_catalogue_get_letter    (PosternCatalogue *self,
                                                        const char       *id);
GListModel            *postern_catalogue_get_remedies  (PosternCatalogue *self);
GPtrArray             *postern_catalogue_find_remedies (PosternCatalogue *self,
                                                        const char       *obstacle,
                                                        const char       *provider);
GListModel            *postern_catalogue_get_guides    (PosternCatalogue *self);
PosternGuide          *postern_catalogue_get_guide     (PosternCatalogue *self,
                                                        const char       *id);
GPtrArray             *postern_catalogue_get_problems  (PosternCatalogue *self);
PosternTarget         *postern_catalogue_read_target   (const char       *path,
                                                        GError          **error);
GBytes                *postern_catalogue_read_file     (const char       *path);
gboolean               postern_catalogue_is_public     (PosternCatalogue *self,
                                                        const char       *host);

PosternProvider       *postern_catalogue_find_by_host      (PosternCatalogue *self,
                                                            const char       *host);
PosternProvider       *postern_catalogue_find_by_domain    (PosternCatalogue *self,
                                                            const char       *domain);
PosternProvider       *postern_catalogue_find_by_exchanger (PosternCatalogue *self,
                                                            const char       *exchanger);

G_END_DECLS
