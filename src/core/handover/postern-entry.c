/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/handover/postern-entry.h"

/**
 * postern_entry_new_for_record:
 * @record: a record with an account and an endpoint
 * @secret: (nullable): its password, where it is to go along; what a record signs in with by OAuth 2.0 never does
 *
 * Returns: (transfer full) (nullable): the entry; %NULL when the record is not so far yet
 */
PosternEntry *
postern_entry_new_for_record (PosternRecord *record,
                              PosternSecret *secret)
{
  const PosternEndpoint *endpoint;
  PosternEntry *self;

  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  endpoint = postern_record_get_endpoint (record);
  if (endpoint == NULL || postern_record_get_account (record) == NULL)
    return NULL;

  self = g_new0 (PosternEntry, 1);
  self->id = g_strdup (postern_record_get_id (record));
  self->title = g_strdup (postern_record_get_title (record));
  self->account = g_strdup (postern_record_get_account (record));
  self->user = g_strdup (postern_record_get_sign_in_name (record));
  self->from = g_strdup (postern_record_get_from (record));
  self->host = g_strdup (endpoint->host);
  self->port = endpoint->port;
  self->security = endpoint->security;
  self->provider = g_strdup (postern_record_get_provider (record));
  self->used_at = postern_record_dup_places (record);
  self->review = g_strdup (postern_record_get_review_date (record));
  /* Tokens are of no use to anybody else: there, somebody signs in anew. */
  if (secret != NULL && postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD)
    self->secret = postern_secret_ref (secret);

  return self;
}

/**
 * postern_entry_free:
 * @self: (transfer full) (nullable): an entry
 */
void
postern_entry_free (PosternEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->account);
  g_free (self->user);
  g_free (self->from);
  g_free (self->host);
  g_free (self->provider);
  g_free (self->used_at);
  g_free (self->review);
  g_clear_pointer (&self->secret, postern_secret_unref);
  g_free (self);
}

/**
 * postern_entry_dup_uri:
 * @self: an entry
 *
 * Returns: (transfer full): "smtp://host:port", with smtps for TLS from the start, as password managers want one
 */
char *
postern_entry_dup_uri (const PosternEntry *self)
{
  const char *scheme = self->security == POSTERN_SECURITY_TLS ? "smtps" : "smtp";

  return g_strdup_printf ("%s://%s:%u", scheme, self->host, self->port);
}
