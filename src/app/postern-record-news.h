/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/records/postern-record.h"

G_BEGIN_DECLS

/**
 * PosternRecordNews:
 *
 * How it stands with a record, whether the keyring has its password, what is due for it, and whether a former password
 * is kept, each with what to do about it: it uses record.test, record.enter, record.take-back and record.provider-page
 * of the page that it is on.
 */
#define POSTERN_TYPE_RECORD_NEWS (postern_record_news_get_type ())
G_DECLARE_FINAL_TYPE (PosternRecordNews, postern_record_news, POSTERN, RECORD_NEWS, AdwBin)

void               postern_record_news_show     (PosternRecordNews *self,
                                                 PosternRecord     *record,
                                                 PosternCatalogue  *catalogue);
const PosternLink *postern_record_news_get_link (PosternRecordNews *self);

G_END_DECLS
