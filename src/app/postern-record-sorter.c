/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-record-sorter.h"

#include "core/records/postern-record.h"

/* A value that is the same for the same record until the list is told to look again: GTK keeps the keys. */
static char *
get_name (PosternRecord *record)
{
  return g_strdup (postern_record_get_title (record));
}

static gint64
get_test (PosternRecord *record)
{
  return postern_record_get_last_test (record);
}

/* Those without a date come last. */
static char *
get_review (PosternRecord *record)
{
  const char *day = postern_record_get_review_date (record);

  return g_strdup (day != NULL ? day : "9999-99-99");
}

static GtkSorter *
new_name_sorter (void)
{
  GtkExpression *name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_name), NULL, NULL);

  return GTK_SORTER (gtk_string_sorter_new (name));
}

static GtkSorter *
new_test_sorter (void)
{
  GtkExpression *test = gtk_cclosure_expression_new (G_TYPE_INT64, NULL, 0, NULL, G_CALLBACK (get_test), NULL, NULL);
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (test);

  gtk_numeric_sorter_set_sort_order (sorter, GTK_SORT_DESCENDING);

  return GTK_SORTER (sorter);
}

static GtkSorter *
new_review_sorter (void)
{
  GtkExpression *day = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_review), NULL, NULL);

  return GTK_SORTER (gtk_string_sorter_new (day));
}

/**
 * postern_record_sorter_new:
 * @sort: "changed", "name", "test" or "review"
 *
 * Returns: (transfer full) (nullable): what sorts records so; %NULL for the order that the store has them in
 */
GtkSorter *
postern_record_sorter_new (const char *sort)
{
  GtkMultiSorter *both = NULL;

  if (g_str_equal (sort, "name"))
    return new_name_sorter ();
  if (!g_str_equal (sort, "test") && !g_str_equal (sort, "review"))
    return NULL;

  both = gtk_multi_sorter_new ();
  gtk_multi_sorter_append (both, g_str_equal (sort, "test") ? new_test_sorter () : new_review_sorter ());
  gtk_multi_sorter_append (both, new_name_sorter ());

  return GTK_SORTER (both);
}
