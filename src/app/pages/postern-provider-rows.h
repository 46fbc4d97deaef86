/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "core/catalogue/postern-catalogue.h"

G_BEGIN_DECLS

/** Puts a choice row for each provider with a server into @list: the most frequent ones, mailboxes, services for
 * sending, relays, the one to fill in, then practice. Seen are the most frequent and the last two, or those that have
 * what is written into @search, and always the chosen one and the one to fill in. @chosen is called with @object as its
 * first argument when a row's "active" changes. */
void     postern_provider_rows_fill        (GtkListBox        *list,
                                            PosternCatalogue  *catalogue,
                                            GtkSearchEntry    *search,
                                            GCallback          chosen,
                                            gpointer           object);

/** Titles the row for the user name as @provider (nullable) calls it.
 * Returns: whether the address is not the name to sign in with. */
gboolean postern_provider_rows_name_user   (AdwPreferencesRow *row,
                                            PosternProvider   *provider);

/** Writes into @row what everybody signs in with at @now (nullable), unless the person has written another name than
 * that of the provider @before (nullable). */
void     postern_provider_rows_choose_user (GtkEditable       *row,
                                            PosternProvider   *before,
                                            PosternProvider   *now);

G_END_DECLS
