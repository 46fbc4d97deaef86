/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/catalogue/postern-catalogue-private.h"
#include "core/diagnosis/postern-ready-check.h"
#include "core/diagnosis/postern-volume.h"

static PosternCatalogue *
open_catalogue (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (text, NULL);

  return postern_catalogue_new_for_day (today);
}

/* "kind:fit" of each way, the best first. */
static char *
rank (PosternCatalogue *catalogue,
      const char       *provider,
      const char       *target,
      guint             volume,
      const char       *to)
{
  const PosternWaysQuestion question = {
    postern_catalogue_get_provider (catalogue, provider), postern_catalogue_get_target (catalogue, target), volume, to,
    POSTERN_WAYS_OAUTH_LOOK,
  };
  g_autoptr (GPtrArray) choices = postern_ways_rank (catalogue, &question);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (choices, i);

      g_assert_cmpstr (choice->title, !=, "");
      g_assert_cmpstr (choice->reason, !=, "");
      g_assert_null (strchr (choice->reason, '{'));
      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", postern_way_kind_to_nick (choice->way->kind),
                              postern_way_fit_to_nick (choice->fit));
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *day;
  const char *provider;
  const char *target;
  guint       volume;
  const char *to;
  const char *ways;
} cases[] = {
  { "2026-11-27", "microsoft365", NULL, 50, "outside",
    "transactional:first app-password:possible relay:possible oauth:no high-volume:no direct:no" },
  { "2026-11-27", "microsoft365", NULL, 50, "inside",
    "transactional:first app-password:possible high-volume:possible relay:possible direct:last oauth:no" },
  { "2026-11-27", "microsoft365", NULL, 5000, "inside",
    "transactional:first high-volume:good app-password:possible relay:possible direct:last oauth:no" },
  { "2026-11-27", "microsoft365", NULL, 20000, "outside",
    "transactional:first relay:possible oauth:no app-password:no high-volume:no direct:no" },
  { "2026-11-27", "microsoft365", "email-oauth2-proxy", 50, NULL,
    "transactional:first oauth:good app-password:possible relay:possible high-volume:no direct:no" },
  { "2026-12-31", "microsoft365", NULL, 50, NULL,
    "transactional:first app-password:possible relay:possible oauth:no high-volume:no direct:no" },
  { "2027-01-01", "microsoft365", NULL, 50, NULL,
    "transactional:first relay:possible app-password:last oauth:no high-volume:no direct:no" },
  { "2026-11-27", "gmail", NULL, 100, NULL,
    "transactional:first app-password:possible relay:possible oauth:no" },
  { "2026-11-27", "gmail", NULL, 2000, NULL, "transactional:first relay:possible app-password:last oauth:no" },
  { "2026-11-27", "gmail", NULL, 20000, NULL, "transactional:first relay:possible oauth:no app-password:no" },
  { "2026-11-27", "practice", NULL, 0, NULL, "transactional:first app-password:possible" },
  { "2026-11-27", "custom", NULL, 20000, NULL, "transactional:first app-password:last" },
  { "2026-11-27", "yahoo", NULL, 10, NULL, "transactional:first app-password:possible" },
  { "2026-11-27", "amazon-ses", NULL, 20000, NULL, "transactional:first" },
  { "2026-11-27", "outlook", NULL, 10, NULL, "transactional:first oauth:no app-password:no" },
  { "2026-11-27", NULL, NULL, 0, NULL, "transactional:first app-password:possible" },
};

static void
test_rank (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternCatalogue) catalogue = open_catalogue (cases[i].day);
      g_autofree char *ways = rank (catalogue, cases[i].provider, cases[i].target, cases[i].volume, cases[i].to);

      g_test_message ("%s %s %u %s", cases[i].day, cases[i].provider, cases[i].volume, cases[i].to);
      g_assert_cmpstr (ways, ==, cases[i].ways);
    }
}

/* A service for sending is the best way with every provider, and the provider's date counts from today. */
static void
test_words (void)
{
  g_autoptr (PosternCatalogue) catalogue = open_catalogue ("2026-11-27");
  GListModel *providers = postern_catalogue_get_providers (catalogue);
  const PosternWaysQuestion question = { .provider = postern_catalogue_get_provider (catalogue, "microsoft365"),
                                         .volume = 50 };
  g_autoptr (GPtrArray) choices = postern_ways_rank (catalogue, &question);
  const PosternWayChoice *password = g_ptr_array_index (choices, 1);

  g_assert_cmpint (password->way->kind, ==, POSTERN_WAY_APP_PASSWORD);
  g_assert_nonnull (strstr (password->reason, "in 34 days"));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);
      g_autofree char *ways = rank (catalogue, provider->id, NULL, 100, NULL);

      g_assert_true (g_str_has_prefix (ways, "transactional:first"));
    }
}

static void
test_provider (void)
{
  g_autoptr (PosternCatalogue) catalogue = open_catalogue ("2026-11-27");
  const PosternWaysQuestion question = { .provider = postern_catalogue_get_provider (catalogue, "microsoft365"),
                                         .volume = 5000, .to = "inside" };
  g_autoptr (GPtrArray) choices = postern_ways_rank (catalogue, &question);
  const PosternWayChoice *choice = g_ptr_array_index (choices, 1);

  g_assert_cmpstr (choice->provider->id, ==, "microsoft365-hve");
}

static void
test_volume (void)
{
  g_assert_null (postern_volume_get_amount (NULL));
  g_assert_null (postern_volume_get_to (NULL));
  g_assert_cmpuint (postern_volume_get_number (NULL), ==, 0);
  g_assert_cmpstr (postern_volume_get_amount ("much"), ==, "much");
  g_assert_cmpuint (postern_volume_get_number ("some inside app-password"), ==, 2000);
  g_assert_cmpstr (postern_volume_get_to ("some inside app-password"), ==, "inside");
  g_assert_cmpstr (postern_volume_get_to ("little"), ==, "outside");
  g_assert_true (postern_volume_has ("little app-password", "app-password"));
  g_assert_false (postern_volume_has ("little app-password", "app"));
}

static PosternRecord *
add_record (GListStore *store,
            const char *name,
            const char *provider,
            const char *host)
{
  PosternRecord *record = postern_record_new ();
  g_autoptr (PosternEndpoint) endpoint = host == NULL ? NULL : postern_endpoint_new (host, 587,
                                                                                     POSTERN_SECURITY_STARTTLS);

  postern_record_set_name (record, name);
  postern_record_set_provider (record, provider);
  postern_record_set_endpoint (record, endpoint);
  postern_record_set_volume (record, "little");
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_list_store_append (store, record);
  g_object_unref (record);

  return record;
}

static GPtrArray *
check (GListStore *store,
       const char *day)
{
  g_autoptr (PosternCatalogue) catalogue = open_catalogue (day);
  g_autofree char *text = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (text, NULL);

  return postern_ready_check (catalogue, G_LIST_MODEL (store), today);
}

static void
assert_item (GPtrArray  *items,
             guint       n,
             const char *name,
             gboolean    stops,
             const char *words)
{
  const PosternReadyItem *item = g_ptr_array_index (items, n);

  g_assert_cmpstr (postern_record_get_name (item->record), ==, name);
  g_assert_cmpint (item->date != NULL, ==, stops);
  g_assert_nonnull (strstr (item->text, words));
  g_assert_cmpint (item->moves->len > 0, ==, stops);
  for (guint i = 0; i < item->moves->len; i++)
    g_assert_cmpint (((PosternWayChoice *) item->moves->pdata[i])->way->kind, !=, POSTERN_WAY_APP_PASSWORD);
}

static void
test_ready (void)
{
  g_autoptr (GListStore) store = g_list_store_new (POSTERN_TYPE_RECORD);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add_record (store, "Shop", "gmail", "smtp.gmail.com");
  add_record (store, "Scanner", "microsoft365", "smtp.office365.com");
  add_record (store, "By hand", "custom", "smtp.office365.com");
  add_record (store, "Own", "custom", "mail.example.org");
  add_record (store, "Practice", "practice", "localhost");
  add_record (store, "Empty", NULL, NULL);
  postern_record_set_state (add_record (store, "Draft", "microsoft365", NULL), POSTERN_RECORD_DRAFT);
  postern_record_set_state (add_record (store, "Retired", "microsoft365", NULL), POSTERN_RECORD_RETIRED);
  before = check (store, "2026-11-27");
  g_assert_cmpuint (before->len, ==, 5);
  assert_item (before, 0, "By hand", TRUE, "in 34 days");
  assert_item (before, 1, "Scanner", TRUE, "Stops on");
  assert_item (before, 2, "Empty", FALSE, "Nothing is known");
  assert_item (before, 3, "Own", FALSE, "Nothing is known");
  assert_item (before, 4, "Shop", FALSE, "has named no day");
  after = check (store, "2027-01-03");
  assert_item (after, 1, "Scanner", TRUE, "3 days ago");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ways/rank", test_rank);
  g_test_add_func ("/ways/words", test_words);
  g_test_add_func ("/ways/provider", test_provider);
  g_test_add_func ("/ways/volume", test_volume);
  g_test_add_func ("/ways/ready", test_ready);

  return g_test_run ();
}
