/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternTestHttps:
 *
 * A real HTTPS server on 127.0.0.1, in a thread of its own, that gives the answers that a test has laid out for a path,
 * one a request in their order; the last one again and again. It keeps what it was asked.
 */
typedef struct _PosternTestHttps PosternTestHttps;

/** @folder and @certificate: where postern_test_certificate_make_server() has put what TLS needs, and its name. */
PosternTestHttps *postern_test_https_new         (const char        *folder,
                                                  const char        *certificate);
/** The same at a port of its own, such as 443. */
PosternTestHttps *postern_test_https_new_at      (const char        *folder,
                                                  const char        *certificate,
                                                  guint16            port);
/** @path: one that begins with "//" holds the name that is asked for, and the query: "//example.org/a?b=c"
 * @header: (nullable): one further header, "Name: value"; @type: (nullable): the content type
 * @body: "ENDLESS" for one without an end, "SILENT" for none at all */
void              postern_test_https_add         (PosternTestHttps  *self,
                                                  const char        *path,
                                                  guint              status,
                                                  const char        *type,
                                                  const char        *header,
                                                  const char        *body);
/** The same for those requests alone whose body holds @words; it comes after @delay milliseconds. */
void              postern_test_https_add_for     (PosternTestHttps  *self,
                                                  const char        *path,
                                                  const char        *words,
                                                  guint              delay,
                                                  guint              status,
                                                  const char        *type,
                                                  const char        *body);
/** (transfer full): "https://localhost:PORT" and @path */
char             *postern_test_https_dup_uri     (PosternTestHttps  *self,
                                                  const char        *path);
guint             postern_test_https_count       (PosternTestHttps  *self);
/** (transfer full): "METHOD PATH", a line end, and the body of request number @n, counted from 0 */
char             *postern_test_https_dup_request (PosternTestHttps  *self,
                                                  guint              n);
/** (transfer full): all that was asked, a line each: "//HOST/PATH?QUERY" */
char             *postern_test_https_dup_targets (PosternTestHttps  *self);
/** (transfer full): all that was asked, whole: method, target, headers, body */
char             *postern_test_https_dup_log     (PosternTestHttps  *self);
void              postern_test_https_free        (PosternTestHttps  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestHttps, postern_test_https_free)

G_END_DECLS
