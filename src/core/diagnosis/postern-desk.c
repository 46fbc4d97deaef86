/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-desk.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define MAX_PORTS 64

static void
port_free (gpointer data)
{
  PosternDeskPort *self = data;

  g_free (self->greeting);
  g_free (self->issuer);
  g_strfreev (self->names);
  g_free (self);
}

static PosternDesk *
desk_new (const char *host)
{
  PosternDesk *self = g_new0 (PosternDesk, 1);

  self->host = g_strdup (host);
  self->ports = g_ptr_array_new_with_free_func (port_free);

  return self;
}

static PosternDeskPort *
add_port (PosternDesk *self,
          guint        number)
{
  PosternDeskPort *port = g_new0 (PosternDeskPort, 1);

  port->port = number;
  g_ptr_array_add (self->ports, port);

  return port;
}

static void
take_certificate (PosternDeskPort               *port,
                  const PosternCertificateFacts *certificate)
{
  if (certificate == NULL)
    {
      port->names = g_new0 (char *, 1);
      return;
    }
  port->issuer = g_strdup (certificate->issuer);
  port->names = g_strdupv (certificate->dns_names);
}

/* The node's member if it is of that type, so that no file makes json-glib complain. */
static JsonNode *
get_member (JsonObject *object,
            const char *name,
            GType       type)
{
  JsonNode *node = object == NULL ? NULL : json_object_get_member (object, name);

  if (node == NULL)
    return NULL;
  if (type == JSON_TYPE_OBJECT)
    return JSON_NODE_HOLDS_OBJECT (node) ? node : NULL;
  if (type == JSON_TYPE_ARRAY)
    return JSON_NODE_HOLDS_ARRAY (node) ? node : NULL;

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_member (object, name, G_TYPE_STRING);

  return node == NULL ? NULL : json_node_get_string (node);
}

static gboolean
get_boolean (JsonObject *object,
             const char *name)
{
  JsonNode *node = get_member (object, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

static char **
dup_strings (JsonNode *array)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  JsonArray *list = array == NULL ? NULL : json_node_get_array (array);
  char **strings;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  strings = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return strings;
}

static void
read_port (PosternDesk *self,
           JsonNode    *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *number = get_member (object, "port", G_TYPE_INT64);
  JsonNode *certificate = get_member (object, "certificate", JSON_TYPE_OBJECT);
  JsonObject *facts = certificate == NULL ? NULL : json_node_get_object (certificate);
  PosternDeskPort *port;

  if (number == NULL || self->ports->len >= MAX_PORTS)
    return;

  port = add_port (self, (guint) CLAMP (json_node_get_int (number), 0, G_MAXUINT16));
  port->reached = g_strcmp0 (get_string (object, "reach"), "open") == 0;
  port->usable = get_boolean (object, "usable");
  port->greeting = g_strdup (get_string (object, "greeting"));
  port->issuer = g_strdup (get_string (facts, "issuer"));
  port->names = dup_strings (get_member (facts, "names", JSON_TYPE_ARRAY));
}

/**
 * postern_desk_new_from_probe:
 * @probe: what a look at the ports has found
 *
 * Returns: (transfer full): what there is to compare
 */
PosternDesk *
postern_desk_new_from_probe (const PosternProbe *probe)
{
  PosternDesk *self;

  g_return_val_if_fail (probe != NULL, NULL);

  self = desk_new (probe->host);
  self->no_name = probe->lookup == POSTERN_PROBE_LOOKUP_NOT_FOUND;
  for (guint i = 0; i < probe->ports->len; i++)
    {
      const PosternProbePort *seen = g_ptr_array_index (probe->ports, i);
      PosternDeskPort *port = add_port (self, seen->endpoint->port);

      port->reached = seen->reach == POSTERN_PROBE_OPEN;
      port->usable = seen->usable;
      port->greeting = g_strdup (seen->greeting);
      take_certificate (port, seen->certificate);
    }

  return self;
}

/**
 * postern_desk_new_from_json:
 * @text: what “posternctl probe --json” has printed
 * @error: return location for %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full): what there is to compare, or %NULL
 */
PosternDesk *
postern_desk_new_from_json (const char  *text,
                            GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;
  JsonNode *ports = NULL;
  JsonNode *addresses = NULL;
  PosternDesk *self;

  g_return_val_if_fail (text != NULL, NULL);

  root = json_from_string (text, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);
  ports = get_member (object, "ports", JSON_TYPE_ARRAY);
  if (ports == NULL || get_string (object, "host") == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("This is not what “posternctl probe --json” prints. Let it look at the server again, and "
                             "give its whole output."));
      return NULL;
    }

  self = desk_new (get_string (object, "host"));
  addresses = get_member (object, "addresses", JSON_TYPE_ARRAY);
  self->no_name = addresses != NULL && json_array_get_length (json_node_get_array (addresses)) == 0;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (ports)); i++)
    read_port (self, json_array_get_element (json_node_get_array (ports), i));

  return self;
}

/**
 * postern_desk_free:
 * @self: (transfer full) (nullable): a desk's view
 */
void
postern_desk_free (PosternDesk *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_ptr_array_unref (self->ports);
  g_free (self);
}

/**
 * postern_desk_find_port:
 * @self: a desk's view
 * @port: a port's number
 *
 * Returns: (transfer none) (nullable): what was seen there, %NULL when it was not looked at
 */
const PosternDeskPort *
postern_desk_find_port (const PosternDesk *self,
                        guint              port)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->ports->len; i++)
    {
      const PosternDeskPort *seen = g_ptr_array_index (self->ports, i);

      if (seen->port == port)
        return seen;
    }

  return NULL;
}
