/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/records/postern-vault.h"
#include "ctl/ctl-record.h"

static const struct
{
  const char *nick;
  const char *words;
} states[] = {
  [CTL_KEYRING_NONE] = { NULL, N_("not recorded") },
  [CTL_KEYRING_UNKNOWN] = { NULL, N_("in the keyring") },
  [CTL_KEYRING_THERE] = { "there", N_("in the keyring") },
  [CTL_KEYRING_MISSING] = { "missing", N_("not in the keyring any more; record it again with “records edit”") },
  [CTL_KEYRING_LOCKED] = { "locked", N_("in the keyring, which is locked") },
  [CTL_KEYRING_AWAY] = { "unreachable", N_("recorded; the keyring can’t be reached") },
};

/** Returns: whether the keyring has what @record tells of; nothing is unlocked, and nobody is asked */
CtlKeyring
ctl_record_look (PosternRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!postern_record_get_password_recorded (record))
    return CTL_KEYRING_NONE;
  if (postern_vault_look (record, NULL, &error))
    return CTL_KEYRING_THERE;
  if (error->domain != POSTERN_VAULT_ERROR)
    return CTL_KEYRING_UNKNOWN;
  if (error->code == POSTERN_VAULT_ERROR_NOT_FOUND)
    return CTL_KEYRING_MISSING;

  return error->code == POSTERN_VAULT_ERROR_LOCKED ? CTL_KEYRING_LOCKED : CTL_KEYRING_AWAY;
}

/** Returns: (transfer none) (nullable): the same for JSON; %NULL where there is nothing to say */
const char *
ctl_record_keyring_to_nick (CtlKeyring state)
{
  return states[state].nick;
}

/** Returns: (transfer none): the same in words */
const char *
ctl_record_describe_keyring (CtlKeyring state)
{
  return _(states[state].words);
}
