/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of records that pictures are taken of. */
#define DEMO_RECORDS_WORKS "Contact form of the shop"
#define DEMO_RECORDS_FAILS "Scanner in the post room"
#define DEMO_RECORDS_CHANGED "Boiler in the basement"
#define DEMO_RECORDS_RETIRED "Old ticket desk"
#define DEMO_RECORDS_OAUTH "Newsletter of the site"

/** Writes 30 records as an administrator has them, in every state that there is, into a user’s @data_folder. */
void demo_records_write (const char *data_folder);

G_END_DECLS
