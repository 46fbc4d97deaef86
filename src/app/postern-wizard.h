/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/postern-page.h"

G_BEGIN_DECLS

/**
 * PosternWizard:
 *
 * The pages from "what will send the mail" to "done", one after the other, for one record. It saves the
 * record a moment after each change, and at once when the person goes to another page or leaves.
 *
 * Its actions: wizard.next, wizard.back, wizard.close; win.home of its window ends it.
 */
#define POSTERN_TYPE_WIZARD (postern_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PosternWizard, postern_wizard, POSTERN, WIZARD, AdwBin)

GtkWidget *postern_wizard_new   (PosternContext *context,
                                 PosternRecord  *record);
gboolean   postern_wizard_flush (PosternWizard  *self);

G_END_DECLS
