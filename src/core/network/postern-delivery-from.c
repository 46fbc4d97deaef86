/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-delivery-private.h"

static gboolean
is_of_same_organisation (PosternDeliveryCheck *check)
{
  g_autofree char *one = postern_delivery_dup_organisation (check->ascii);
  g_autofree char *other = postern_delivery_dup_organisation (check->account_domain);

  return g_str_equal (one, other);
}

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
  if (own || is_of_same_organisation (check))
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
