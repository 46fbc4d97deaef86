/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POSTERN_SECRET_ERROR (postern_secret_error_quark ())

/** The longest secret, in bytes; OAuth 2.0 tokens stay well below. */
#define POSTERN_SECRET_MAX_LENGTH 16384

/**
 * PosternSecretError:
 * @POSTERN_SECRET_ERROR_EMPTY: there is no secret in the input
 * @POSTERN_SECRET_ERROR_TOO_LONG: more than %POSTERN_SECRET_MAX_LENGTH bytes
 * @POSTERN_SECRET_ERROR_INVALID: not UTF-8, or holds NUL, CR or LF
 * @POSTERN_SECRET_ERROR_UNREADABLE: the file can't be read
 */
typedef enum
{
  POSTERN_SECRET_ERROR_EMPTY,
  POSTERN_SECRET_ERROR_TOO_LONG,
  POSTERN_SECRET_ERROR_INVALID,
  POSTERN_SECRET_ERROR_UNREADABLE,
} PosternSecretError;

GQuark postern_secret_error_quark (void);

/**
 * PosternSecret:
 *
 * A password or token in memory that is locked, left out of core dumps and wiped when the last reference
 * goes. Reference counted (atomically) and immutable.
 */
typedef struct _PosternSecret PosternSecret;

#define POSTERN_TYPE_SECRET (postern_secret_get_type ())

GType          postern_secret_get_type    (void) G_GNUC_CONST;
PosternSecret *postern_secret_new         (const char    *text,
                                           gssize         length);
PosternSecret *postern_secret_new_cleaned (const char    *text,
                                           guint         *n_removed);
PosternSecret *postern_secret_new_trimmed (const char    *text,
                                           guint         *n_removed);
PosternSecret *postern_secret_read_file   (const char    *path,
                                           GError       **error);
PosternSecret *postern_secret_ref         (PosternSecret *self);
void           postern_secret_unref       (PosternSecret *self);
const char    *postern_secret_peek        (PosternSecret *self);
gsize          postern_secret_get_length  (PosternSecret *self);
gboolean       postern_secret_equal       (PosternSecret *a,
                                           PosternSecret *b);

void           postern_secret_wipe        (char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternSecret, postern_secret_unref)

G_END_DECLS
