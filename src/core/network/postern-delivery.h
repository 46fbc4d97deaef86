/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/postern-rule.h"

G_BEGIN_DECLS

/**
 * PosternDeliveryState:
 * @POSTERN_DELIVERY_GOOD: as it should be
 * @POSTERN_DELIVERY_ADVICE: mail arrives today, but this should be better
 * @POSTERN_DELIVERY_PROBLEM: mail may be refused or land in the spam folder
 * @POSTERN_DELIVERY_UNKNOWN: it could not be found out
 */
typedef enum
{
  POSTERN_DELIVERY_GOOD,
  POSTERN_DELIVERY_ADVICE,
  POSTERN_DELIVERY_PROBLEM,
  POSTERN_DELIVERY_UNKNOWN,
} PosternDeliveryState;

/** "good", "advice", "problem", "unknown" */
const char *postern_delivery_state_to_nick (PosternDeliveryState state);

/**
 * PosternDeliveryNote:
 * @id: kebab-case, stable: "spf-missing", "dmarc-good" …
 * @subject: "mx", "spf", "dkim", "dmarc" or "from"
 * @state: how it is
 * @who: who must act; only told when @state is not good
 * @title: translated: what is so, in a sentence
 * @explanation: translated: why it matters, and what to do
 * @found: (nullable): the record that is in the DNS today
 * @record_name: (nullable): the name of the DNS record to add or to change
 * @record_type: (nullable): its type, "TXT"
 * @record_value: (nullable): its value, ready to copy
 *
 * One fact about how mail of a domain arrives.
 */
typedef struct
{
  const char           *id;
  const char           *subject;
  PosternDeliveryState  state;
  PosternWho            who;
  char                 *title;
  char                 *explanation;
  char                 *found;
  char                 *record_name;
  char                 *record_type;
  char                 *record_value;
} PosternDeliveryNote;

/**
 * PosternDelivery:
 * @domain: the sender's domain
 * @notes: (element-type PosternDeliveryNote): one or more a subject, problems first
 * @state: the worst of @notes; unknown counts only when there is nothing else
 *
 * What the DNS says about mail from a domain. Immutable once returned.
 */
typedef struct
{
  char                 *domain;
  GPtrArray            *notes;
  PosternDeliveryState  state;
} PosternDelivery;

#define POSTERN_TYPE_DELIVERY (postern_delivery_get_type ())

GType            postern_delivery_get_type     (void) G_GNUC_CONST;
PosternDelivery *postern_delivery_ref          (PosternDelivery      *self);
void             postern_delivery_unref        (PosternDelivery      *self);

/**
 * postern_delivery_applies:
 * @from: (nullable): the sender's address
 * @address: (nullable): the IP address that took the message, perhaps with its port
 *
 * Returns: whether the message went to a server on the internet in the name of a domain that can belong to somebody;
 *   otherwise there is nothing to check
 */
gboolean         postern_delivery_applies      (const char           *from,
                                                const char           *address);

/**
 * PosternDeliveryQuestion:
 * @from: the address in From
 * @account: (nullable): the account that signs in; a note tells when another address is in From
 * @host: (nullable): the mail server's name
 * @provider: (nullable): the provider that sends
 *
 * Borrowed, not owned.
 */
typedef struct
{
  const char      *from;
  const char      *account;
  const char      *host;
  PosternProvider *provider;
} PosternDeliveryQuestion;

/**
 * postern_delivery_check:
 * @catalogue: the catalogue, which knows whose server @question's host is
 * @question: what to look up
 * @cancellable: (nullable): ends it at any time
 * @error: return location for an error
 *
 * Looks the sender's domain up: MX, SPF (RFC 7208), DKIM where the provider's selectors are known (RFC 6376), DMARC
 * (RFC 7489). Blocks, but not longer than its time limit.
 *
 * Returns: (transfer full): what was found, or %NULL with G_IO_ERROR_CANCELLED or G_IO_ERROR_INVALID_ARGUMENT
 */
PosternDelivery *postern_delivery_check        (PosternCatalogue               *catalogue,
                                                const PosternDeliveryQuestion  *question,
                                                GCancellable                   *cancellable,
                                                GError                        **error);
void             postern_delivery_check_async  (PosternCatalogue               *catalogue,
                                                const PosternDeliveryQuestion  *question,
                                                GCancellable                   *cancellable,
                                                GAsyncReadyCallback             callback,
                                                gpointer                        user_data);
PosternDelivery *postern_delivery_check_finish (GAsyncResult                   *result,
                                                GError                        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternDelivery, postern_delivery_unref)

G_END_DECLS
