/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/handover/postern-entry.h"

G_BEGIN_DECLS

/* The names of what password managers have no field of their own for. Not translated: they are read back. */
#define POSTERN_EXPORT_HOST "SMTP server"
#define POSTERN_EXPORT_PORT "SMTP port"
#define POSTERN_EXPORT_SECURITY "Encryption"
#define POSTERN_EXPORT_ACCOUNT "Account"
#define POSTERN_EXPORT_FROM "From address"
#define POSTERN_EXPORT_PROVIDER "Provider"
#define POSTERN_EXPORT_USED_AT "Used by"
#define POSTERN_EXPORT_REVIEW "Review date"

typedef struct
{
  const char *name;
  char       *value;
} PosternExportField;

/* (transfer full) (element-type PosternExportField): those that have a value */
GPtrArray *postern_export_list_fields        (const PosternEntry *entry);

char      *postern_export_write_bitwarden    (GPtrArray          *entries,
                                              GError            **error);
char      *postern_export_write_keepass_xml  (GPtrArray          *entries,
                                              GError            **error);
char      *postern_export_write_keepassxc    (GPtrArray          *entries,
                                              GError            **error);
char      *postern_export_write_1password    (GPtrArray          *entries,
                                              GError            **error);

G_END_DECLS
