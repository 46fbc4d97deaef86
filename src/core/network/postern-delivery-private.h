/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/network/postern-delivery.h"
#include "core/network/postern-dmarc-record.h"
#include "core/network/postern-dns.h"

G_BEGIN_DECLS

/* One check. The subjects are looked at side by side, each with notes of its own. */
typedef struct
{
  const char         *from;
  const char         *account;         /* (nullable) */
  const char         *host;            /* (nullable) */
  PosternProvider    *provider;        /* (nullable) */
  char               *domain;          /* of @from, as it is written */
  char               *ascii;           /* the same as the DNS knows it */
  char               *account_domain;  /* (nullable): as the DNS knows it */
  GCancellable       *cancellable;

  GPtrArray          *mx;
  GPtrArray          *spf;
  GPtrArray          *dkim;
  GPtrArray          *dmarc;
  GPtrArray          *sender;

  gboolean            exists;          /* there is an MX or an address */
  gboolean            silent;          /* the name server says nothing that can be believed */
  gboolean            spf_allowed;
  gboolean            has_key;         /* the provider's key for signatures is in the domain's DNS */
  gboolean            strict;          /* DMARC asks to sort mail out that isn't proven to be from the domain */
} PosternDeliveryCheck;

/** Adds a note to @notes; @part is what the text speaks of in particular. Returns (transfer none): the note. */
PosternDeliveryNote *postern_delivery_write                (PosternDeliveryCheck       *check,
                                                            GPtrArray                  *notes,
                                                            const char                 *id,
                                                            const char                 *part);
void                 postern_delivery_note_free            (PosternDeliveryNote        *self);
/** @value: (transfer full) (nullable): the record to add or to change */
void                 postern_delivery_note_set_record      (PosternDeliveryNote        *self,
                                                            const char                 *name,
                                                            const char                 *type,
                                                            char                       *value);

void                 postern_delivery_look_at_mx           (PosternDeliveryCheck       *check);
void                 postern_delivery_look_at_spf          (PosternDeliveryCheck       *check);
void                 postern_delivery_look_at_dkim         (PosternDeliveryCheck       *check);
void                 postern_delivery_look_at_dmarc        (PosternDeliveryCheck       *check);
/** After the others: what they found counts here. */
void                 postern_delivery_look_at_from         (PosternDeliveryCheck       *check);

/** Whether the domain can't belong to anybody (RFC 2606, 6761, 6762). */
gboolean             postern_delivery_is_reserved          (const char                 *domain);
/** Whether a mail provider lends addresses in it and looks after its records itself. */
gboolean             postern_delivery_is_providers_own     (const char                 *domain);

G_END_DECLS
