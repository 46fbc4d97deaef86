/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/diagnosis/postern-ways.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternReadyItem:
 * @record: the record
 * @provider: (nullable): its provider, if the catalogue has it
 * @date: (nullable): the day on which its way of sending stops; %NULL when nothing is known of such a day
 * @days: how many days from today that is, negative when it is over
 * @text: translated: what will happen, a sentence
 * @moves: (element-type PosternWayChoice): what to move it to, the best first; empty when it can stay
 *
 * Whether a record goes on working.
 */
typedef struct
{
  PosternRecord   *record;
  PosternProvider *provider;
  GDateTime       *date;
  int              days;
  char            *text;
  GPtrArray       *moves;
} PosternReadyItem;

GPtrArray *postern_ready_check (PosternCatalogue *catalogue,
                                GListModel       *records,
                                GDateTime        *today);

G_END_DECLS
