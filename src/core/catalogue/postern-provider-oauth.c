/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-provider-oauth.h"

#include <string.h>

#include "core/catalogue/postern-catalogue-private.h"

/** Returns: whether the addresses depend on the organisation's directory */
gboolean
postern_provider_oauth_needs_tenant (const PosternProviderOauth *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strstr (self->token_uri, "{tenant}") != NULL;
}

/** Frees @self (nullable). */
void
postern_provider_oauth_free (PosternProviderOauth *self)
{
  if (self == NULL)
    return;

  g_free (self->authorize_uri);
  g_free (self->token_uri);
  g_free (self->device_uri);
  g_free (self->scope);
  g_free (self->app_scope);
  g_free (self->letter);
  g_free (self->ca_file);
  g_free (self->reason);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* Documented in the private header. */
PosternProviderOauth *
postern_provider_oauth_new_from_node (PosternNode *node)
{
  PosternProviderOauth *self;

  if (node == NULL)
    return NULL;

  self = g_new0 (PosternProviderOauth, 1);
  self->authorize_uri = g_strdup (postern_node_get_attribute (node, "authorize"));
  self->token_uri = g_strdup (postern_node_get_attribute (node, "token"));
  self->device_uri = g_strdup (postern_node_get_attribute (node, "device"));
  self->scope = g_strdup (postern_node_get_attribute (node, "scope"));
  self->app_scope = g_strdup (postern_node_get_attribute (node, "app-scope"));
  self->needs_secret = g_strcmp0 (postern_node_get_attribute (node, "secret"), "needed") == 0;
  self->letter = g_strdup (postern_node_get_attribute (node, "letter"));
  self->ca_file = g_strdup (postern_node_get_attribute (node, "ca-file"));
  self->reason = postern_node_dup_child_text (node, "reason");
  self->steps = postern_provider_read_steps (node);

  return self;
}
