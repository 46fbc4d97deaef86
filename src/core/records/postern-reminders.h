/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-store.h"

G_BEGIN_DECLS

/**
 * PosternReminder:
 * @record: whose it is
 * @date: the day
 * @days: how many days from today until then, negative when it is past
 * @advice: (nullable): what the provider does on that day; %NULL for the record's own review date
 * @provider: (nullable): the provider that gives @advice
 *
 * Something about a record that is due.
 */
typedef struct
{
  PosternRecord       *record;
  GDateTime           *date;
  int                  days;
  const PosternAdvice *advice;
  PosternProvider     *provider;
} PosternReminder;

GPtrArray *postern_reminders_list     (PosternStore     *store,
                                       PosternCatalogue *catalogue,
                                       GDateTime        *today);
gboolean   postern_reminders_is_due   (PosternRecord    *record,
                                       PosternCatalogue *catalogue,
                                       GDateTime        *today);
GPtrArray *postern_reminders_list_for (PosternRecord    *record,
                                       PosternCatalogue *catalogue,
                                       GDateTime        *today);
char      *postern_reminders_describe (GPtrArray        *reminders);

G_END_DECLS
