/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-output.h"

#define LABEL_WIDTH 20

/** Returns: (transfer full) (nullable): @time as ISO 8601, UTC; %NULL for 0 */
char *
ctl_record_format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;

  return utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;
}

static void
build_times (JsonBuilder   *builder,
             PosternRecord *record)
{
  g_autofree char *created = ctl_record_format_time (postern_record_get_created (record));
  g_autofree char *changed = ctl_record_format_time (postern_record_get_changed (record));
  g_autofree char *tested = ctl_record_format_time (postern_record_get_last_test (record));
  g_autofree char *passed = ctl_record_format_time (postern_record_get_passed_time (record));
  g_autofree char *pasted = ctl_record_format_time (postern_record_get_password_time (record));
  g_autofree char *retired = ctl_record_format_time (postern_record_get_retired_time (record));

  ctl_json_set_string (builder, "created", created);
  ctl_json_set_string (builder, "changed", changed);
  ctl_json_set_string (builder, "last_test", tested);
  ctl_json_set_string (builder, "last_finding", postern_record_get_last_finding (record));
  ctl_json_set_string (builder, "last_title", postern_record_get_last_title (record));
  ctl_json_set_boolean (builder, "last_accepted", postern_record_get_last_accepted (record));
  ctl_json_set_string (builder, "passed", passed);
  ctl_json_set_boolean (builder, "proven", postern_record_is_proven (record));
  ctl_json_set_string (builder, "password_time", pasted);
  ctl_json_set_string (builder, "review_date", postern_record_get_review_date (record));
  ctl_json_set_string (builder, "retired", retired);
  ctl_json_set_int (builder, "refusals", postern_record_get_refusals (record));
}

static void
build_endpoint (JsonBuilder   *builder,
                PosternRecord *record)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);

  if (endpoint == NULL)
    return;
  ctl_json_set_string (builder, "host", endpoint->host);
  ctl_json_set_int (builder, "port", endpoint->port);
  ctl_json_set_string (builder, "security", postern_security_to_nick (endpoint->security));
}

/** @value: (nullable): nothing is printed where there is none */
void
ctl_record_print_line (const char *label,
                       const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  ctl_print_padded (label, LABEL_WIDTH);
  ctl_print ("%s\n", value);
}

static void
print_endpoint (PosternRecord *record)
{
  const PosternEndpoint *endpoint = postern_record_get_endpoint (record);
  g_autofree char *text = NULL;

  if (endpoint == NULL)
    return;
  text = g_strdup_printf ("%s:%u %s", endpoint->host, endpoint->port, postern_security_to_nick (endpoint->security));
  ctl_record_print_line (_("Mail server"), text);
}

static void
print_oauth (PosternRecord *record)
{
  gboolean app = postern_record_get_sign_in (record) == POSTERN_SIGN_IN_OAUTH_APP;

  ctl_record_print_line (_("Sign-in"), app ? _("OAuth 2.0, by itself") : _("OAuth 2.0"));
  ctl_record_print_line (_("Client id"), postern_record_get_client_id (record));
  ctl_record_print_line (_("Directory (tenant)"), postern_record_get_tenant (record));
}

/**
 * ctl_record_build:
 * @builder: where an object is added
 * @record: a record
 * @secret: (nullable): its password, where it is to be shown
 * @tests: (nullable): its tests, where they are to be shown; then also whether the keyring has its password
 *
 * Adds @record as JSON.
 */
void
ctl_record_build (JsonBuilder   *builder,
                  PosternRecord *record,
                  PosternSecret *secret,
                  GPtrArray     *tests)
{
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", postern_record_get_id (record));
  ctl_json_set_string (builder, "state", postern_record_state_to_nick (postern_record_get_state (record)));
  ctl_json_set_string (builder, "title", postern_record_get_title (record));
  ctl_json_set_string (builder, "name", postern_record_get_name (record));
  ctl_json_set_string (builder, "account", postern_record_get_account (record));
  ctl_json_set_string (builder, "user", postern_record_get_sign_in_name (record));
  ctl_json_set_string (builder, "provider", postern_record_get_provider (record));
  build_endpoint (builder, record);
  ctl_json_set_string (builder, "from", postern_record_get_from (record));
  ctl_json_set_string (builder, "target", postern_record_get_target (record));
  ctl_json_set_string (builder, "used_at", postern_record_get_used_at (record));
  ctl_json_set_string (builder, "ca_file", postern_record_get_ca_file (record));
  ctl_json_set_string (builder, "sign_in", postern_sign_in_kind_to_nick (postern_record_get_sign_in (record)));
  ctl_json_set_string (builder, "client_id", postern_record_get_client_id (record));
  ctl_json_set_string (builder, "tenant", postern_record_get_tenant (record));
  ctl_json_set_boolean (builder, "password_recorded", postern_record_get_password_recorded (record));
  if (secret != NULL)
    ctl_json_set_string (builder, "password", postern_secret_peek (secret));
  build_times (builder, record);
  if (tests != NULL)
    {
      ctl_json_set_string (builder, "keyring", ctl_record_keyring_to_nick (ctl_record_look (record)));
      ctl_record_build_tests (builder, record, tests);
    }
  json_builder_end_object (builder);
}

/**
 * ctl_record_print:
 * @record: a record
 * @secret: (nullable): its password, where it is to be shown
 * @tests: (nullable): its tests, where they are to be shown
 *
 * Prints @record for people.
 */
void
ctl_record_print (PosternRecord *record,
                  PosternSecret *secret,
                  GPtrArray     *tests)
{
  g_autofree char *tested = ctl_record_format_time (postern_record_get_last_test (record));
  g_autofree char *pasted = ctl_record_format_time (postern_record_get_password_time (record));
  g_autofree char *retired = ctl_record_format_time (postern_record_get_retired_time (record));
  g_autofree char *places = postern_record_dup_places (record);

  ctl_record_print_line (_("Record"), postern_record_get_id (record));
  ctl_record_print_line (_("Name"), postern_record_get_name (record));
  ctl_record_print_line (_("Account"), postern_record_get_account (record));
  ctl_record_print_line (_("Signs in as"), postern_record_get_sign_in_name (record));
  ctl_record_print_line (_("Provider"), postern_record_get_provider (record));
  print_endpoint (record);
  ctl_record_print_line (_("Sender"), postern_record_get_from (record));
  ctl_record_print_line (_("Used in"), postern_record_get_target (record));
  ctl_record_print_line (_("Used at"), places);
  if (postern_record_get_sign_in (record) != POSTERN_SIGN_IN_PASSWORD)
    print_oauth (record);
  else if (secret != NULL)
    ctl_record_print_line (_("Password"), postern_secret_peek (secret));
  else
    ctl_record_print_line (_("Password"), ctl_record_describe_keyring (ctl_record_look (record)));
  ctl_record_print_line (_("Pasted"), pasted);
  ctl_record_print_line (_("Certificate file"), postern_record_get_ca_file (record));
  ctl_record_print_line (_("Last test"), tested);
  ctl_record_print_line (_("Its result"), postern_record_get_last_title (record));
  ctl_record_print_line (_("Review"), postern_record_get_review_date (record));
  ctl_record_print_line (_("Retired"), retired);
  if (tests != NULL)
    ctl_record_print_tests (record, tests);
}

/**
 * ctl_record_fill:
 * @record: a new record
 * @server: options that were resolved
 *
 * Sets what @server knows.
 */
void
ctl_record_fill (PosternRecord *record,
                 CtlServer     *server)
{
  postern_record_set_account (record, server->account);
  if (strcmp (server->user, server->account) != 0)
    postern_record_set_user (record, server->user);
  if (strcmp (server->from, server->account) != 0)
    postern_record_set_from (record, server->from);
  postern_record_set_provider (record, server->provider);
  postern_record_set_endpoint (record, server->endpoint);
}
