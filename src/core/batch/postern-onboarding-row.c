/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/batch/postern-onboarding-row.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "core/smtp/postern-smtp-address.h"

#define STARTTLS_PORT 587
#define TLS_PORT 465

static const struct
{
  const char      *word;
  PosternSecurity  security;
} security_words[] = {
  { "starttls", POSTERN_SECURITY_STARTTLS },
  { "tls", POSTERN_SECURITY_TLS },
  { "ssl", POSTERN_SECURITY_TLS },
  { "ssltls", POSTERN_SECURITY_TLS },
  { "smtps", POSTERN_SECURITY_TLS },
  { "none", POSTERN_SECURITY_NONE },
  { "keine", POSTERN_SECURITY_NONE },
};

static gboolean G_GNUC_PRINTF (2, 3)
refuse (char      **reason,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  *reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
check_address (const char  *address,
               char       **reason)
{
  g_autoptr (GError) error = NULL;

  if (address == NULL || postern_smtp_address_check (address, &error))
    return TRUE;
  *reason = g_strdup (error->message);

  return FALSE;
}

static gboolean
is_called (const char *name,
           const char *wanted)
{
  g_autofree char *normal = postern_columns_normalise (name);

  return g_str_equal (normal, wanted);
}

static gboolean
read_provider (const char        *name,
               PosternCatalogue  *catalogue,
               PosternProvider  **provider,
               char             **reason)
{
  GListModel *providers = postern_catalogue_get_providers (catalogue);
  g_autofree char *wanted = name == NULL ? NULL : postern_columns_normalise (name);

  for (guint i = 0; wanted != NULL && i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) one = g_list_model_get_item (providers, i);

      if (is_called (one->id, wanted) || is_called (one->name, wanted))
        {
          *provider = one;
          return TRUE;
        }
    }

  return name == NULL ||
         /* Translators: %s is what stands in the file. */
         refuse (reason, _("Postern knows no provider “%s”. Correct it, or leave it empty."), name);
}

static gboolean
read_security (const char      *word,
               PosternSecurity *security,
               char           **reason)
{
  g_autofree char *wanted = postern_columns_normalise (word);

  for (gsize i = 0; i < G_N_ELEMENTS (security_words); i++)
    {
      if (!g_str_equal (security_words[i].word, wanted))
        continue;
      *security = security_words[i].security;
      /* Only for a server that the person confirms, which a list can't do. */
      return *security != POSTERN_SECURITY_NONE ||
             refuse (reason, _("A server without encryption can’t be brought in from a list. Set this one up by "
                               "hand."));
    }

  /* Translators: %s is what stands in the file. */
  return refuse (reason, _("“%s” is no kind of encryption. Write starttls or tls."), word);
}

static gboolean
read_port (const char  *text,
           guint16     *port,
           char       **reason)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    /* Translators: %s is what stands in the file. */
    return refuse (reason, _("“%s” is no port. Ports are numbers, mostly 587 or 465."), text);
  *port = (guint16) number;

  return TRUE;
}

/* What the line says of the server, and what its provider says where it doesn't. */
static gboolean
read_server (const PosternColumns   *columns,
             const PosternTableRow  *row,
             const PosternProvider  *provider,
             PosternRecord          *record,
             char                  **reason)
{
  const char *host = postern_columns_get (columns, row, POSTERN_COLUMN_HOST);
  const char *port_text = postern_columns_get (columns, row, POSTERN_COLUMN_PORT);
  const char *word = postern_columns_get (columns, row, POSTERN_COLUMN_SECURITY);
  PosternSecurity security = POSTERN_SECURITY_STARTTLS;
  g_autoptr (PosternEndpoint) endpoint = NULL;
  guint16 port = 0;

  if (port_text != NULL && !read_port (port_text, &port, reason))
    return FALSE;
  if (port == TLS_PORT)
    security = POSTERN_SECURITY_TLS;
  if (word != NULL && !read_security (word, &security, reason))
    return FALSE;
  if (host == NULL)
    {
      if (provider != NULL && provider->endpoints->len > 0)
        postern_record_set_endpoint (record, g_ptr_array_index (provider->endpoints, 0));
      return TRUE;
    }
  if (!postern_smtp_host_check (host))
    /* Translators: %s is what stands in the file. */
    return refuse (reason, _("“%s” is no server’s name, such as smtp.example.org."), host);
  if (port == 0)
    port = security == POSTERN_SECURITY_TLS ? TLS_PORT : STARTTLS_PORT;
  endpoint = postern_endpoint_new (host, port, security);
  postern_record_set_endpoint (record, endpoint);

  return TRUE;
}

static const char *
find_target (const char       *name,
             PosternCatalogue *catalogue)
{
  GListModel *targets = postern_catalogue_get_targets (catalogue);
  g_autofree char *wanted = postern_columns_normalise (name);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      if (is_called (target->id, wanted) || is_called (target->name, wanted))
        return target->id;
    }

  return NULL;
}

/* What Postern does not know by name is still where the password is used, in the person's own words. */
static void
read_use (const PosternColumns  *columns,
          const PosternTableRow *row,
          PosternCatalogue      *catalogue,
          PosternRecord         *record)
{
  const char *name = postern_columns_get (columns, row, POSTERN_COLUMN_TARGET);
  const char *used_at = postern_columns_get (columns, row, POSTERN_COLUMN_USED_AT);
  const char *target = name == NULL ? NULL : find_target (name, catalogue);
  g_autofree char *both = NULL;

  if (name != NULL && target == NULL)
    both = used_at == NULL ? g_strdup (name) : g_strdup_printf ("%s, %s", name, used_at);
  postern_record_set_target (record, target);
  postern_record_set_used_at (record, both != NULL ? both : used_at);
}

static gboolean
read_review (const char     *text,
             PosternRecord  *record,
             char          **reason)
{
  g_autofree char *review = NULL;
  guint year = 0, month = 0, day = 0;
  int end = 0;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &end) < 3 || text[end] != '\0')
    {
      end = 0;
      if (sscanf (text, "%2u.%2u.%4u%n", &day, &month, &year, &end) < 3 || text[end] != '\0')
        year = 0;
    }
  if (year < 1970 || year > 9999 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    /* Translators: %s is what stands in the file. */
    return refuse (reason, _("“%s” is no date. Write the year first, as in 2027-03-31."), text);
  review = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  postern_record_set_review_date (record, review);

  return TRUE;
}

static gboolean
read_names (const PosternColumns   *columns,
            const PosternTableRow  *row,
            PosternRecord          *record,
            char                  **reason)
{
  const char *account = postern_columns_get (columns, row, POSTERN_COLUMN_ACCOUNT);
  const char *from = postern_columns_get (columns, row, POSTERN_COLUMN_FROM);
  const char *user = postern_columns_get (columns, row, POSTERN_COLUMN_USER);

  if (account == NULL)
    return refuse (reason, _("There is no e-mail address in this line."));
  if (!check_address (account, reason) || !check_address (from, reason))
    return FALSE;
  postern_record_set_account (record, account);
  if (g_strcmp0 (user, account) != 0)
    postern_record_set_user (record, user);
  if (g_strcmp0 (from, account) != 0)
    postern_record_set_from (record, from);
  postern_record_set_from_name (record, postern_columns_get (columns, row, POSTERN_COLUMN_FROM_NAME));
  postern_record_set_name (record, postern_columns_get (columns, row, POSTERN_COLUMN_NAME));

  return TRUE;
}

PosternNewAccount *
postern_onboarding_read_row (const PosternColumns   *columns,
                             const PosternTableRow  *row,
                             PosternCatalogue       *catalogue,
                             char                  **reason)
{
  g_autoptr (PosternNewAccount) account = g_new0 (PosternNewAccount, 1);
  PosternProvider *provider = NULL;

  account->line = row->line;
  account->record = postern_record_new ();
  if (!read_names (columns, row, account->record, reason) ||
      !read_provider (postern_columns_get (columns, row, POSTERN_COLUMN_PROVIDER), catalogue, &provider, reason) ||
      !read_server (columns, row, provider, account->record, reason) ||
      !read_review (postern_columns_get (columns, row, POSTERN_COLUMN_REVIEW), account->record, reason))
    return NULL;
  if (provider != NULL)
    postern_record_set_provider (account->record, provider->id);
  read_use (columns, row, catalogue, account->record);

  return g_steal_pointer (&account);
}

/** @self: (transfer full) (nullable): an account */
void
postern_new_account_free (PosternNewAccount *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->record);
  g_free (self);
}
