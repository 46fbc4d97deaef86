/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journeys/demo-records.h"

#include "core/records/postern-record-private.h"
#include "core/records/postern-store.h"

#define N_RECORDS 30
#define DAY (24 * 60 * 60)

/* What the last test said: nothing where there was none. */
typedef struct
{
  const char *name;
  const char *target;
  const char *account;
  const char *place;
  const char *finding;
  const char *title;
  gboolean    accepted;
} Sample;

static const Sample samples[] = {
  { DEMO_RECORDS_WORKS, "wordpress-wp-mail-smtp", "web@contoso.example", "www.contoso.example", "accepted",
    "The server accepted the message", TRUE },
  { DEMO_RECORDS_FAILS, "hp-officejet", "scanner@contoso.example", "Post room, ground floor\nHead office",
    "microsoft365-password-changed", "The app password is no longer valid", FALSE },
  { DEMO_RECORDS_CHANGED, "home-assistant", "alarm@contoso.example", "Basement", "accepted",
    "The server accepted the message", TRUE },
  { DEMO_RECORDS_RETIRED, "osticket", "desk@contoso.example", "desk.contoso.example", "accepted",
    "The server accepted the message", TRUE },
  { DEMO_RECORDS_OAUTH, "osticket", "news@contoso.example", NULL, NULL, NULL, FALSE },
  { NULL, "laravel", "shop@contoso.example", NULL, NULL, NULL, FALSE },
};

static void
add_test (PosternStore  *store,
          PosternRecord *record,
          const Sample  *sample)
{
  g_autoptr (PosternTestResult) result = postern_test_result_new_for (record);

  result->milliseconds = 1240;
  result->refusals = sample->accepted ? 0 : 1;
  postern_test_result_set_finding (result, sample->finding, sample->title, sample->accepted);
  g_assert_true (postern_store_add_test (store, record, result, NULL));
}

/* Those with a name of their own; all others are the samples again, as further devices. */
static void
set_state (PosternRecord *record,
           const char    *name)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) soon = g_date_time_add_months (now, 7);
  g_autofree char *day = g_date_time_format (soon, "%Y-%m-%d");

  if (g_strcmp0 (name, DEMO_RECORDS_RETIRED) == 0)
    {
      postern_record_set_state (record, POSTERN_RECORD_RETIRED);
      postern_record_set_retired_time (record, g_get_real_time () / G_USEC_PER_SEC);
      postern_record_set_password_recorded (record, FALSE);
    }
  if (g_strcmp0 (name, DEMO_RECORDS_OAUTH) == 0)
    postern_record_set_sign_in (record, POSTERN_SIGN_IN_OAUTH);
  if (g_strcmp0 (name, DEMO_RECORDS_CHANGED) == 0)
    postern_record_set_from (record, "boiler@contoso.example");
  if (g_strcmp0 (name, DEMO_RECORDS_WORKS) == 0)
    postern_record_set_review_date (record, day);
  if (g_strcmp0 (name, DEMO_RECORDS_FAILS) == 0)
    postern_record_set_review_date (record, "2026-01-31");
}

static PosternRecord *
new_record (const Sample *sample,
            guint         number)
{
  g_autoptr (PosternEndpoint) endpoint =
      postern_endpoint_new ("smtp.office365.com", 587, POSTERN_SECURITY_STARTTLS);
  PosternRecord *record = postern_record_new ();
  gboolean draft = sample->name == NULL;
  gboolean again = number >= G_N_ELEMENTS (samples);
  g_autofree char *name = again && !draft ? g_strdup_printf ("%s %u", sample->name, number) : g_strdup (sample->name);

  postern_record_set_name (record, name);
  postern_record_set_target (record, sample->target);
  postern_record_set_account (record, sample->account);
  postern_record_set_provider (record, "microsoft365");
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_volume (record, "little");
  postern_record_set_used_at (record, sample->place);
  if (!draft)
    postern_record_renew_password (record);
  postern_record_set_password_time (record, draft ? 0 : g_get_real_time () / G_USEC_PER_SEC - (20 + 11 * number) * DAY);
  postern_record_set_page (record, draft ? "steps" : NULL);
  postern_record_set_state (record, draft ? POSTERN_RECORD_DRAFT : POSTERN_RECORD_READY);

  return record;
}

void
demo_records_write (const char *data_folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (data_folder, "postern", NULL);
  g_autoptr (PosternStore) store = postern_store_open (folder, &error);

  g_assert_no_error (error);
  for (guint i = N_RECORDS; i > 0; i--)
    {
      const Sample *sample = &samples[(i - 1) % G_N_ELEMENTS (samples)];
      g_autoptr (PosternRecord) record = new_record (sample, i - 1);

      postern_store_save (store, record, &error);
      g_assert_no_error (error);
      if (sample->finding != NULL)
        add_test (store, record, sample);
      set_state (record, postern_record_get_name (record));
      postern_store_save (store, record, &error);
      g_assert_no_error (error);
    }
}
