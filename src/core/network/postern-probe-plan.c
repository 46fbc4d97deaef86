/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-probe-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-error.h"
#include "core/smtp/postern-smtp-tls.h"

/* How many other servers are asked when nothing answers. */
#define MAX_WITNESSES 2

/* Servers that are hardly ever down, the first to be asked first. */
static const char *const witnesses[] = { "gmail", "microsoft365", "icloud", NULL };

/* Where programs hand in mail (RFC 6409, RFC 8314 §3.3), the best first. 2525 is a custom of providers; 25 is for
   servers among themselves. */
static const struct
{
  guint16         port;
  PosternSecurity security;
} usual_ports[] = {
  { 587, POSTERN_SECURITY_STARTTLS },
  { 465, POSTERN_SECURITY_TLS },
  { 2525, POSTERN_SECURITY_STARTTLS },
  { 25, POSTERN_SECURITY_STARTTLS },
};

G_DEFINE_BOXED_TYPE (PosternProbePlan, postern_probe_plan, postern_probe_plan_copy, postern_probe_plan_free)

static gpointer
copy_endpoint (gconstpointer endpoint,
               gpointer      user_data)
{
  return postern_endpoint_copy (endpoint);
}

/* Whether it lies in the own network, as far as its name tells. */
static gboolean
is_near (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return strchr (host, '.') == NULL || g_str_has_suffix (host, ".localhost") || g_str_has_suffix (host, ".local");

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address) ||
         g_inet_address_get_is_site_local (address);
}

/**
 * postern_probe_plan_new:
 * @host: a host name or an IP address; checked when the plan is run
 *
 * Returns: (transfer full): a plan for the ports 587, 465, 2525 and 25, without witnesses
 */
PosternProbePlan *
postern_probe_plan_new (const char *host)
{
  PosternProbePlan *self = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  self = g_new0 (PosternProbePlan, 1);
  self->host = g_strdup (host);
  self->endpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_endpoint_free);
  self->witnesses = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_endpoint_free);
  self->timeout = POSTERN_PROBE_TIMEOUT;
  for (gsize i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    postern_probe_plan_add_port (self, usual_ports[i].port, usual_ports[i].security);

  return self;
}

/**
 * postern_probe_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): a copy
 */
PosternProbePlan *
postern_probe_plan_copy (const PosternProbePlan *self)
{
  PosternProbePlan *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (PosternProbePlan, 1);
  copy->host = g_strdup (self->host);
  copy->endpoints = g_ptr_array_copy (self->endpoints, copy_endpoint, NULL);
  copy->witnesses = g_ptr_array_copy (self->witnesses, copy_endpoint, NULL);
  copy->ca_file = g_strdup (self->ca_file);
  copy->timeout = self->timeout;

  return copy;
}

/**
 * postern_probe_plan_free:
 * @self: (transfer full) (nullable): a plan
 */
void
postern_probe_plan_free (PosternProbePlan *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_ptr_array_unref (self->endpoints);
  g_ptr_array_unref (self->witnesses);
  g_free (self->ca_file);
  g_free (self);
}

/**
 * postern_probe_plan_clear_ports:
 * @self: a plan
 *
 * Takes all ports out, so that others can be added.
 */
void
postern_probe_plan_clear_ports (PosternProbePlan *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->endpoints, 0);
}

/**
 * postern_probe_plan_add_port:
 * @self: a plan
 * @port: 1 to 65535
 * @security: how programs begin there; STARTTLS or TLS
 *
 * Adds a port behind the others: it is less good than they.
 */
void
postern_probe_plan_add_port (PosternProbePlan *self,
                             guint16           port,
                             PosternSecurity   security)
{
  g_return_if_fail (self != NULL && security != POSTERN_SECURITY_NONE);

  g_ptr_array_add (self->endpoints, postern_endpoint_new (self->host, port, security));
}

/**
 * postern_probe_plan_add_witness:
 * @self: a plan
 * @endpoint: another server that mostly works; nothing is sent to it
 */
void
postern_probe_plan_add_witness (PosternProbePlan      *self,
                                const PosternEndpoint *endpoint)
{
  g_return_if_fail (self != NULL && endpoint != NULL);

  g_ptr_array_add (self->witnesses, postern_endpoint_copy (endpoint));
}

/**
 * postern_probe_plan_add_witnesses:
 * @self: a plan
 * @catalogue: the providers, of which some are asked
 *
 * Adds a few other people's servers. A server in the own network has none: others say nothing about it.
 */
void
postern_probe_plan_add_witnesses (PosternProbePlan *self,
                                  PosternCatalogue *catalogue)
{
  g_return_if_fail (self != NULL && POSTERN_IS_CATALOGUE (catalogue));

  for (gsize i = 0; !is_near (self->host) && witnesses[i] != NULL; i++)
    {
      PosternProvider *provider = postern_catalogue_get_provider (catalogue, witnesses[i]);
      const PosternEndpoint *endpoint =
          provider != NULL && provider->endpoints->len > 0 ? provider->endpoints->pdata[0] : NULL;

      if (self->witnesses->len < MAX_WITNESSES && endpoint != NULL &&
          g_ascii_strcasecmp (endpoint->host, self->host) != 0)
        postern_probe_plan_add_witness (self, endpoint);
    }
}

/**
 * postern_probe_plan_check:
 * @self: a plan
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT
 *
 * Returns: whether it can be run
 */
gboolean
postern_probe_plan_check (const PosternProbePlan *self,
                          GError                **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!postern_smtp_host_check (self->host))
    {
      g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
                   /* Translators: %s is what the person typed. */
                   _("“%s” is no server name. Give one such as “smtp.example.org”, or an IP address."), self->host);
      return FALSE;
    }

  return postern_smtp_tls_check_file (self->ca_file, error);
}
