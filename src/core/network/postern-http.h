/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define POSTERN_HTTP_ERROR (postern_http_error_quark ())

/**
 * PosternHttpError:
 * @POSTERN_HTTP_ERROR_INPUT: the address is not https, or the CA file is unusable
 * @POSTERN_HTTP_ERROR_UNREACHABLE: no connection, or it broke off
 * @POSTERN_HTTP_ERROR_CERTIFICATE: the server's certificate can't be trusted, or there is no TLS
 * @POSTERN_HTTP_ERROR_TIMED_OUT: the whole answer was not there in time
 * @POSTERN_HTTP_ERROR_TOO_LARGE: the answer is longer than allowed
 * @POSTERN_HTTP_ERROR_REDIRECTED: it points to where nothing may be sent: plain http, another host, or in circles
 * @POSTERN_HTTP_ERROR_TYPE: the answer is not of the type that was asked for
 */
typedef enum
{
  POSTERN_HTTP_ERROR_INPUT,
  POSTERN_HTTP_ERROR_UNREACHABLE,
  POSTERN_HTTP_ERROR_CERTIFICATE,
  POSTERN_HTTP_ERROR_TIMED_OUT,
  POSTERN_HTTP_ERROR_TOO_LARGE,
  POSTERN_HTTP_ERROR_REDIRECTED,
  POSTERN_HTTP_ERROR_TYPE,
} PosternHttpError;

GQuark postern_http_error_quark (void);

/** The limits unless a request says otherwise: bytes of a body, milliseconds for all of it, redirections. */
#define POSTERN_HTTP_MAX_BODY (256 * 1024)
#define POSTERN_HTTP_TIMEOUT 10000
#define POSTERN_HTTP_MAX_REDIRECTS 3

/**
 * PosternHttpRequest:
 * @uri: where to, https only
 * @form: (nullable): a body of application/x-www-form-urlencoded, which makes it a POST; such a one is never redirected
 * @types: (nullable): the content types that are taken, %NULL-terminated; all when %NULL
 * @hosts: (nullable): further hosts that the person has agreed to, %NULL-terminated, as targets of a redirection
 * @ca_file: (nullable): PEM file with authorities that are trusted beside the system's
 * @any_type_of_failure: an answer that tells of no success may be of any type
 * @max_body: the longest body, 0 for %POSTERN_HTTP_MAX_BODY
 * @timeout: milliseconds for all of it, 0 for %POSTERN_HTTP_TIMEOUT
 *
 * Borrowed, not owned.
 */
typedef struct
{
  const char         *uri;
  const char         *form;
  const char *const  *types;
  const char *const  *hosts;
  const char         *ca_file;
  gboolean            any_type_of_failure;
  gsize               max_body;
  guint               timeout;
} PosternHttpRequest;

/**
 * PosternHttpAnswer:
 * @status: HTTP's status code
 * @uri: where it came from in the end
 * @body: what came, ended by a NUL that @length does not count; wiped when freed, for it may hold tokens
 * @date: (nullable): the server's clock
 */
typedef struct
{
  guint      status;
  char      *uri;
  char      *body;
  gsize      length;
  GDateTime *date;
} PosternHttpAnswer;

PosternHttpAnswer *postern_http_send        (const PosternHttpRequest  *request,
                                             GCancellable              *cancellable,
                                             GError                   **error);
void               postern_http_answer_free (PosternHttpAnswer         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternHttpAnswer, postern_http_answer_free)

G_END_DECLS
