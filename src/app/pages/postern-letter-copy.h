/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"
#include "app/widgets/postern-finding-card.h"
#include "core/handover/postern-letter.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

void postern_letter_copy_write  (GtkWidget                *widget,
                                 PosternContext           *context,
                                 const char               *reason,
                                 const PosternLetterInput *input);
void postern_letter_copy_attach (PosternFindingCard       *card,
                                 PosternPage              *page,
                                 PosternTestReport        *report);

G_END_DECLS
