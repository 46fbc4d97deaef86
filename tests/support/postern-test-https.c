/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-https.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  char  *path;
  char  *words;
  guint  delay;
  guint  status;
  char  *type;
  char  *header;
  char  *body;
  guint  n_given;
} Answer;

struct _PosternTestHttps
{
  GMutex        mutex;
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *server;
  guint16       port;
  GPtrArray    *answers;
  GPtrArray    *requests;
  GString      *targets;
  GString      *log;
};

#define MORE "<!-- this goes on and on, and nothing of it says anything -->\n"

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_free (self->path);
  g_free (self->words);
  g_free (self->type);
  g_free (self->header);
  g_free (self->body);
  g_free (self);
}

static gboolean
is_for (const Answer          *answer,
        const SoupMessageBody *body)
{
  return answer->words == NULL || g_strstr_len (body->data, body->length, answer->words) != NULL;
}

/* The first one for the path that was not given yet, else the last one. */
static Answer *
choose (PosternTestHttps      *self,
        const char            *path,
        const char            *target,
        const SoupMessageBody *body)
{
  Answer *chosen = NULL;

  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (self->answers, i);

      if ((!g_str_equal (answer->path, path) && !g_str_equal (answer->path, target)) || !is_for (answer, body))
        continue;
      chosen = answer;
      if (answer->n_given == 0)
        break;
    }
  if (chosen != NULL)
    chosen->n_given++;

  return chosen;
}

static void
add_header (SoupServerMessage *message,
            const char        *header)
{
  g_auto (GStrv) parts = g_strsplit (header, ": ", 2);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), parts[0], parts[1]);
}

/* "//HOST/PATH?QUERY" */
static char *
describe_target (SoupServerMessage *message,
                 const char        *path)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_auto (GStrv) parts = g_strsplit (host != NULL ? host : "", ":", 2);

  return g_strconcat ("//", parts[0] != NULL ? parts[0] : "", path, query != NULL ? "?" : "",
                      query != NULL ? query : "", NULL);
}

static void
wrote_chunk_cb (SoupServerMessage *message)
{
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, MORE, strlen (MORE));
}

static void
give_endless (SoupServerMessage *message,
              const Answer      *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_set_content_type (headers, answer->type, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), NULL);
  wrote_chunk_cb (message);
}

static gboolean
go_on_cb (gpointer data)
{
  soup_server_message_unpause (data);

  return G_SOURCE_REMOVE;
}

static void
give_later (PosternTestHttps  *self,
            SoupServerMessage *message,
            guint              delay)
{
  g_autoptr (GSource) source = g_timeout_source_new (delay);

  soup_server_message_pause (message);
  g_source_set_callback (source, go_on_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
}

static void
give (SoupServerMessage *message,
      const Answer      *answer)
{
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->header != NULL)
    add_header (message, answer->header);
  if (g_str_equal (answer->body, "ENDLESS"))
    give_endless (message, answer);
  else if (g_str_equal (answer->body, "SILENT"))
    soup_server_message_pause (message);
  else
    soup_server_message_set_response (message, answer->type != NULL ? answer->type : "text/plain", SOUP_MEMORY_COPY,
                                      answer->body, strlen (answer->body));
}

static void
log_header (const char *name,
            const char *value,
            gpointer    log)
{
  g_string_append_printf (log, "%s: %s\n", name, value);
}

static void
keep (PosternTestHttps  *self,
      SoupServerMessage *message,
      const char        *path,
      const char        *target)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *method = soup_server_message_get_method (message);

  g_ptr_array_add (self->requests, g_strdup_printf ("%s %s\n%.*s", method, path, (int) body->length, body->data));
  g_string_append_printf (self->targets, "%s\n", target);
  g_string_append_printf (self->log, "%s %s\n", method, target);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), log_header, self->log);
  g_string_append_printf (self->log, "\n%.*s\n", (int) body->length, body->data);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  PosternTestHttps *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *target = describe_target (message, path);
  Answer *answer = choose (self, path, target, soup_server_message_get_request_body (message));

  keep (self, message, path, target);
  if (answer == NULL)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  give (message, answer);
  if (answer->delay > 0)
    give_later (self, message, answer->delay);
}

static gpointer
serve (gpointer data)
{
  PosternTestHttps *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

PosternTestHttps *
postern_test_https_new (const char *folder,
                        const char *certificate)
{
  return postern_test_https_new_at (folder, certificate, 0);
}

PosternTestHttps *
postern_test_https_new_at (const char *folder,
                           const char *certificate,
                           guint16     port)
{
  PosternTestHttps *self = g_new0 (PosternTestHttps, 1);
  g_autofree char *pem = g_strdup_printf ("%s/%s.pem", folder, certificate);
  g_autofree char *key = g_strdup_printf ("%s/%s.key", folder, certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) identity = g_tls_certificate_new_from_files (pem, key, &error);
  GSList *uris;

  g_assert_no_error (error);
  g_mutex_init (&self->mutex);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_string_new (NULL);
  self->log = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("tls-certificate", identity, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->thread = g_thread_new ("test-https", serve, self);

  return self;
}

void
postern_test_https_add (PosternTestHttps *self,
                        const char       *path,
                        guint             status,
                        const char       *type,
                        const char       *header,
                        const char       *body)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Answer *answer = g_new0 (Answer, 1);

  answer->path = g_strdup (path);
  answer->status = status;
  answer->type = g_strdup (type);
  answer->header = g_strdup (header);
  answer->body = g_strdup (body);
  g_ptr_array_add (self->answers, answer);
}

void
postern_test_https_add_for (PosternTestHttps *self,
                            const char       *path,
                            const char       *words,
                            guint             delay,
                            guint             status,
                            const char       *type,
                            const char       *body)
{
  Answer *answer;

  postern_test_https_add (self, path, status, type, NULL, body);
  g_mutex_lock (&self->mutex);
  answer = g_ptr_array_index (self->answers, self->answers->len - 1);
  answer->words = g_strdup (words);
  answer->delay = delay;
  g_mutex_unlock (&self->mutex);
}

char *
postern_test_https_dup_uri (PosternTestHttps *self,
                            const char       *path)
{
  return g_strdup_printf ("https://localhost:%u%s", self->port, path);
}

guint
postern_test_https_count (PosternTestHttps *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->requests->len;
}

char *
postern_test_https_dup_request (PosternTestHttps *self,
                                guint             n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_cmpuint (n, <, self->requests->len);

  return g_strdup (g_ptr_array_index (self->requests, n));
}

char *
postern_test_https_dup_targets (PosternTestHttps *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->targets->str);
}

char *
postern_test_https_dup_log (PosternTestHttps *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->log->str);
}

static gboolean
stop_cb (gpointer data)
{
  PosternTestHttps *self = data;

  soup_server_disconnect (self->server);
  g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

void
postern_test_https_free (PosternTestHttps *self)
{
  g_main_context_invoke (self->context, stop_cb, self);
  g_thread_join (self->thread);
  g_object_unref (self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_string_free (self->targets, TRUE);
  g_string_free (self->log, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
