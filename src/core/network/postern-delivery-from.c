/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery-private.h"

static const char *
choose (PosternDeliveryCheck *check)
{
  gboolean own = check->account_domain == NULL || g_str_equal (check->account_domain, check->ascii);

  if (postern_delivery_is_providers_own (check->ascii))
    return own ? "from-provider" : "from-free-mail";
  if (check->account_domain == NULL)
    return NULL;
  if (g_ascii_strcasecmp (check->from, check->account) == 0)
    return "from-good";
  if (own || postern_dns_are_neighbours (check->ascii, check->account_domain))
    return "from-alias";

  return check->strict && !check->spf_allowed && !check->has_key ? "from-refused" : "from-other-domain";
}

/* Documented in the private header. */
void
postern_delivery_look_at_from (PosternDeliveryCheck *check)
{
  const char *id = choose (check);

  if (id != NULL)
    postern_delivery_write (check, check->sender, id, NULL);
}
