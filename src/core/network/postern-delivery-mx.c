/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery-private.h"

/* How many of the domain's servers are looked up. */
#define MAX_SERVERS 3

/* RFC 5321 §5.1: without MX, mail goes to the address of the domain itself. */
static void
look_at_address (PosternDeliveryCheck *check)
{
  g_autoptr (GPtrArray) addresses = NULL;
  PosternDnsOutcome outcome = postern_dns_lookup_addresses (check->ascii, check->cancellable, &addresses);

  if (outcome == POSTERN_DNS_NOTHING && !postern_dns_can_be_believed (check->ascii, check->cancellable))
    outcome = POSTERN_DNS_FAILED;
  check->exists = outcome == POSTERN_DNS_FOUND;
  check->silent = outcome == POSTERN_DNS_FAILED;
  if (check->silent)
    postern_delivery_write (check, check->mx, "mx-unknown", NULL);
  else
    postern_delivery_write (check, check->mx, check->exists ? "mx-missing" : "mx-none", NULL);
}

static gboolean
can_be_found (PosternDeliveryCheck *check,
              GPtrArray            *exchanges)
{
  for (guint i = 0; i < MIN (exchanges->len, MAX_SERVERS); i++)
    {
      const PosternDnsExchange *exchange = g_ptr_array_index (exchanges, i);
      g_autoptr (GPtrArray) addresses = NULL;

      if (postern_dns_lookup_addresses (exchange->host, check->cancellable, &addresses) != POSTERN_DNS_NOTHING)
        return TRUE;
    }

  return FALSE;
}

static char *
list (GPtrArray *exchanges)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  for (guint i = 0; i < MIN (exchanges->len, MAX_SERVERS); i++)
    g_ptr_array_add (hosts, ((PosternDnsExchange *) exchanges->pdata[i])->host);
  g_ptr_array_add (hosts, NULL);

  return g_strjoinv (", ", (char **) hosts->pdata);
}

/* Documented in the private header. */
void
postern_delivery_look_at_mx (PosternDeliveryCheck *check)
{
  g_autoptr (GPtrArray) exchanges = NULL;
  g_autofree char *hosts = NULL;
  PosternDeliveryNote *note;

  switch (postern_dns_lookup_exchanges (check->ascii, check->cancellable, &exchanges))
    {
    case POSTERN_DNS_FAILED:
      check->exists = TRUE;
      postern_delivery_write (check, check->mx, "mx-unknown", NULL);
      return;
    case POSTERN_DNS_NOTHING:
      look_at_address (check);
      return;
    case POSTERN_DNS_FOUND:
    default:
      break;
    }

  check->exists = TRUE;
  hosts = list (exchanges);
  if (hosts[0] == '\0')
    postern_delivery_write (check, check->mx, "mx-null", NULL);
  else
    {
      note = postern_delivery_write (check, check->mx, can_be_found (check, exchanges) ? "mx-good" : "mx-broken",
                                     hosts);
      note->found = g_steal_pointer (&hosts);
    }
}
