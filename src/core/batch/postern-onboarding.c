/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-onboarding.h"

#include <glib/gi18n-lib.h>

#include "core/batch/postern-onboarding-row.h"

G_DEFINE_QUARK (postern-onboarding-error-quark, postern_onboarding_error)

/* Two lines about the same account for the same use are one: an account may well have several passwords. */
static char *
make_key (PosternRecord *record)
{
  const char *parts[] = {
    postern_record_get_account (record), postern_record_get_sign_in_name (record), postern_record_get_name (record),
    postern_record_get_target (record), postern_record_get_used_at (record),
  };
  GString *key = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folded = g_utf8_casefold (parts[i] != NULL ? parts[i] : "", -1);

      g_string_append (key, folded);
      g_string_append_c (key, '\n');
    }

  return g_string_free (key, FALSE);
}

/* Of a key: 0 when a record of the store has it, else the line in the file. */
static GHashTable *
list_known (GListModel *records)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (PosternRecord) record = g_list_model_get_item (records, i);

      g_hash_table_insert (known, make_key (record), GUINT_TO_POINTER (0));
    }

  return known;
}

static void
add_fault (GPtrArray  *faults,
           guint       line,
           char       *reason)
{
  g_ptr_array_add (faults, postern_table_fault_new (line, reason));
  g_free (reason);
}

static char *
say_known (PosternRecord *record,
           guint          line)
{
  if (line == 0)
    /* Translators: %s is what the record is called. */
    return g_strdup_printf (_("“%s” is in Postern already."), postern_record_get_title (record));

  /* Translators: the first %s is what the record is called, %u the number of a line. */
  return g_strdup_printf (_("“%s” is the same as line %u."), postern_record_get_title (record), line);
}

static void
add_account (PosternOnboarding *self,
             PosternNewAccount *account,
             GHashTable        *known)
{
  g_autofree char *key = make_key (account->record);
  gpointer line;

  if (g_hash_table_lookup_extended (known, key, NULL, &line))
    {
      add_fault (self->known, account->line, say_known (account->record, GPOINTER_TO_UINT (line)));
      postern_new_account_free (account);
      return;
    }
  g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (account->line));
  g_ptr_array_add (self->accounts, account);
}

static int
compare_faults (gconstpointer a,
                gconstpointer b)
{
  const PosternTableFault *const *first = a;
  const PosternTableFault *const *second = b;

  return (int) (*first)->line - (int) (*second)->line;
}

static void
read_rows (PosternOnboarding    *self,
           const PosternTable   *table,
           const PosternColumns *columns,
           PosternCatalogue     *catalogue,
           GHashTable           *known)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const PosternTableRow *row = g_ptr_array_index (table->rows, i);
      char *reason = NULL;
      PosternNewAccount *account = postern_onboarding_read_row (columns, row, catalogue, &reason);

      if (account != NULL)
        add_account (self, account, known);
      else
        add_fault (self->faults, row->line, reason);
    }
  for (guint i = 0; i < table->faults->len; i++)
    {
      const PosternTableFault *fault = g_ptr_array_index (table->faults, i);

      g_ptr_array_add (self->faults, postern_table_fault_new (fault->line, fault->reason));
    }
  g_ptr_array_sort (self->faults, compare_faults);
}

/**
 * postern_onboarding_new:
 * @table: a list of accounts
 * @catalogue: providers and targets
 * @records: the records that there are
 * @error: return location for a #PosternOnboardingError
 *
 * Makes a draft of each line, and says of which lines it can't. Nothing is kept yet.
 *
 * Returns: (transfer full): what would be brought in, perhaps nothing; or %NULL with @error set
 */
PosternOnboarding *
postern_onboarding_new (const PosternTable  *table,
                        PosternCatalogue    *catalogue,
                        GListModel          *records,
                        GError             **error)
{
  g_autoptr (PosternColumns) columns = postern_columns_new (table);
  g_autoptr (GHashTable) known = list_known (records);
  PosternOnboarding *self;

  if (columns->places[POSTERN_COLUMN_ACCOUNT] < 0)
    {
      g_set_error_literal (error, POSTERN_ONBOARDING_ERROR, POSTERN_ONBOARDING_ERROR_NO_ACCOUNT,
                           _("No column holds the accounts’ e-mail addresses. Write “account” above that column, in "
                             "the first line of the file."));
      return NULL;
    }

  self = g_new0 (PosternOnboarding, 1);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_new_account_free);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_table_fault_free);
  self->known = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_table_fault_free);
  self->left_out = g_strdupv (columns->left_out);
  self->has_passwords = columns->places[POSTERN_COLUMN_PASSWORD] >= 0;
  read_rows (self, table, columns, catalogue, known);

  return self;
}

/**
 * postern_onboarding_commit:
 * @self: what is to be brought in
 * @store: where the records are kept
 * @error: return location for a #PosternStoreError
 *
 * Keeps all drafts at once, or none of them.
 *
 * Returns: whether they are kept
 */
gboolean
postern_onboarding_commit (const PosternOnboarding  *self,
                           PosternStore             *store,
                           GError                  **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < self->accounts->len; i++)
    g_ptr_array_add (records, ((PosternNewAccount *) g_ptr_array_index (self->accounts, i))->record);

  return postern_store_save_all (store, records, error);
}

/**
 * postern_onboarding_free:
 * @self: (transfer full) (nullable): what a list comes to
 */
void
postern_onboarding_free (PosternOnboarding *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->known);
  g_strfreev (self->left_out);
  g_free (self);
}
