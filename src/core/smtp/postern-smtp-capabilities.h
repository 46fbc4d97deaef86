/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-smtp-reply.h"

G_BEGIN_DECLS

/* Capabilities are what a server answers to EHLO, one an entry: "SIZE 36700160", "AUTH LOGIN XOAUTH2" (RFC 5321
   §4.1.1.1). */

char       **postern_smtp_capabilities_from_reply     (const PosternSmtpReply *reply);
const char  *postern_smtp_capabilities_get            (const char *const      *capabilities,
                                                       const char             *keyword);
char       **postern_smtp_capabilities_dup_mechanisms (const char *const      *capabilities);

G_END_DECLS
