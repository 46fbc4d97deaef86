/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/batch/postern-table.h"
#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

#define POSTERN_ONBOARDING_ERROR (postern_onboarding_error_quark ())

/** @POSTERN_ONBOARDING_ERROR_NO_ACCOUNT: no column of the table holds the accounts' addresses */
typedef enum
{
  POSTERN_ONBOARDING_ERROR_NO_ACCOUNT,
} PosternOnboardingError;

GQuark postern_onboarding_error_quark (void);

/**
 * PosternNewAccount:
 * @line: its line in the file
 * @record: a draft that is in no store yet
 */
typedef struct
{
  guint          line;
  PosternRecord *record;
} PosternNewAccount;

/**
 * PosternOnboarding:
 * @accounts: (element-type PosternNewAccount): what would be brought in, in the file's order
 * @faults: (element-type PosternTableFault): lines that can't be used
 * @known: (element-type PosternTableFault): lines that are there already, in the store or further up in the file
 * @left_out: names of columns that say nothing to Postern, %NULL-terminated
 * @has_passwords: whether there is a column of passwords, which is never read
 *
 * What a list of accounts comes to, before any of it is kept.
 */
typedef struct
{
  GPtrArray *accounts;
  GPtrArray *faults;
  GPtrArray *known;
  char     **left_out;
  gboolean   has_passwords;
} PosternOnboarding;

PosternOnboarding *postern_onboarding_new    (const PosternTable      *table,
                                              PosternCatalogue        *catalogue,
                                              GListModel              *records,
                                              GError                 **error);
gboolean           postern_onboarding_commit (const PosternOnboarding *self,
                                              PosternStore            *store,
                                              GError                 **error);
void               postern_onboarding_free   (PosternOnboarding       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternOnboarding, postern_onboarding_free)

G_END_DECLS
