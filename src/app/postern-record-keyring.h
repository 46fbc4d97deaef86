/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordKeyring:
 *
 * Says when the keyring can't give out a record's password: it was deleted there, or the keyring is locked or away; and
 * what to do. It looks when it is shown, when something changes in the keyring, and when the window comes to the front;
 * for that it unlocks nothing, asks nobody and reads no secret.
 *
 * It uses record.enter of the page that it is on, and win.toast of its window.
 */
#define POSTERN_TYPE_RECORD_KEYRING (postern_record_keyring_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordKeyring, postern_record_keyring, POSTERN, RECORD_KEYRING, AdwBin)

void postern_record_keyring_set_record (PosternRecordKeyring *self,
                                        PosternRecord        *record);

G_END_DECLS
