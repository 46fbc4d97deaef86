/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/diagnosis/postern-diagnosis.h"

G_BEGIN_DECLS

/**
 * PosternFindingCard:
 *
 * What a test found, in plain words, and what to do about it. Spoken by a screen reader when it is set. Hidden until a
 * finding is set.
 *
 * Signals: "command-copied" (no arguments): a command was put on the clipboard; "letter-wanted" (the letter's reason, a
 * string): the button of a letter was pressed; "guide-wanted" (the guide's id, a string): that of a guide was. Connect
 * these two before a finding is set, else the button is left out.
 */
#define POSTERN_TYPE_FINDING_CARD (postern_finding_card_get_type ())
G_DECLARE_FINAL_TYPE (PosternFindingCard, postern_finding_card, POSTERN, FINDING_CARD, AdwBin)

GtkWidget *postern_finding_card_new         (void);
void       postern_finding_card_set_server  (PosternFindingCard   *self,
                                             const char           *provider,
                                             const char           *host);
void       postern_finding_card_set_finding (PosternFindingCard   *self,
                                             const PosternFinding *finding);

G_END_DECLS
