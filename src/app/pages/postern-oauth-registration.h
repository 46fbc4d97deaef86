/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

/**
 * PosternOauthRegistration:
 *
 * The organisation's app registration: its ids, its secret, and how to get one. The ids go into the record at once.
 *
 * Signal: "changed" (no arguments).
 */
#define POSTERN_TYPE_OAUTH_REGISTRATION (postern_oauth_registration_get_type ())
G_DECLARE_FINAL_TYPE (PosternOauthRegistration, postern_oauth_registration, POSTERN, OAUTH_REGISTRATION, AdwBin)

/** Shows what @page's provider wants and what its record says. */
void           postern_oauth_registration_show          (PosternOauthRegistration *self,
                                                         PosternPage              *page);
/** Looks for the secret in the keyring, so that it is asked for only where it is missing there. */
void           postern_oauth_registration_recall        (PosternOauthRegistration *self);
gboolean       postern_oauth_registration_is_complete   (PosternOauthRegistration *self);
gboolean       postern_oauth_registration_has_secret    (PosternOauthRegistration *self);
/** (transfer full) (nullable) */
PosternSecret *postern_oauth_registration_dup_secret    (PosternOauthRegistration *self);
void           postern_oauth_registration_forget_secret (PosternOauthRegistration *self);

G_END_DECLS
