/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages-support.h"

#include "app/pages/postern-arrival-group.h"
#include "app/pages/postern-delivery-group.h"
#include "core/catalogue/postern-catalogue.h"
#include "support/postern-test-dns.h"

#define RECORD \
  "v=spf1 include:spf.protection.outlook.com ip4:198.51.100.8 include:_spf.google.com -all exp=why.internal"

typedef struct
{
  PosternCatalogue *catalogue;
  GtkWidget        *group;
  GtkWidget        *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->catalogue = postern_catalogue_new ();
  fixture->group = g_object_new (POSTERN_TYPE_DELIVERY_GROUP, NULL);
  fixture->window = widgets_show (fixture->group);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  widgets_close (fixture->window, fixture->group);
  g_object_unref (fixture->catalogue);
}

static void
check (Fixture    *fixture,
       const char *address)
{
  const PosternDeliveryQuestion question = {
    address, address, "smtp.office365.com", postern_catalogue_get_provider (fixture->catalogue, "microsoft365"),
  };

  postern_delivery_group_check (POSTERN_DELIVERY_GROUP (fixture->group), fixture->catalogue, &question);
}

static gboolean
has_row (GtkWidget  *group,
         const char *title)
{
  return widgets_find (group, GTK_TYPE_LABEL, title) != NULL;
}

static gboolean
is_idle (gpointer group)
{
  return !has_row (group, "Looking up the sender’s domain…");
}

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (fixture->group));
  check (fixture, "web@good.internal");
  g_assert_true (has_row (fixture->group, "Looking up the sender’s domain…"));
  postern_test_wait (is_idle, fixture->group);
  g_assert_true (has_row (fixture->group, "5 things are as they should be"));
  g_assert_false (has_row (fixture->group, "Your administrator must act"));
}

/* The problem is unfolded, and its record can be copied. */
static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;

  check (fixture, "web@elsewhere.internal");
  postern_test_wait (is_idle, fixture->group);
  g_assert_true (has_row (fixture->group, "Microsoft 365 is not allowed to send for elsewhere.internal"));
  g_assert_true (has_row (fixture->group, "elsewhere.internal has no DMARC record"));
  g_assert_true (has_row (fixture->group, "2 things are as they should be"));
  widgets_press (fixture->group, "Copy Value of the TXT record");
  value = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_cmpstr (value, ==, RECORD);
  widgets_press (fixture->group, "Copy Name of the TXT record");
  name = widgets_read_clipboard ("text/plain;charset=utf-8");
  g_assert_cmpstr (name, ==, "elsewhere.internal");
}

/* Nothing of the first answer is left beside the second. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  check (fixture, "web@elsewhere.internal");
  postern_test_wait (is_idle, fixture->group);
  check (fixture, "web@good.internal");
  g_assert_false (has_row (fixture->group, "Microsoft 365 is not allowed to send for elsewhere.internal"));
  postern_test_wait (is_idle, fixture->group);
  g_assert_true (has_row (fixture->group, "5 things are as they should be"));
  postern_delivery_group_reset (POSTERN_DELIVERY_GROUP (fixture->group));
  g_assert_false (gtk_widget_get_visible (fixture->group));
}

/* Only a message that went out to the internet is followed. */
static void
test_arrival (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *arrival = g_object_new (POSTERN_TYPE_ARRIVAL_GROUP, NULL);
  GtkWidget *window = widgets_show (arrival);
  PosternArrivalGroup *group = POSTERN_ARRIVAL_GROUP (arrival);
  PosternTestReport report = { .accepted = TRUE, .from = (char *) "web@good.internal", .host = (char *) "mail.internal",
                               .address = (char *) "127.0.0.1:587" };

  postern_arrival_group_ask (group, "r&d@good.internal", "A & test");
  postern_arrival_group_check (group, fixture->catalogue, &report, report.from, NULL);
  g_assert_false (has_row (arrival, "Is the sender trusted?"));
  report.address = (char *) POSTERN_TEST_DNS_PUBLIC ":587";
  postern_arrival_group_check (group, fixture->catalogue, &report, report.from, NULL);
  g_assert_true (has_row (arrival, "Is the sender trusted?"));
  postern_test_wait (is_idle, arrival);
  g_assert_true (has_row (arrival, "mail.internal is not in the SPF record of good.internal"));
  postern_arrival_group_reset (group);
  postern_arrival_group_ask (group, "bob@good.internal", "Another test");
  g_assert_false (has_row (arrival, "Is the sender trusted?"));
  widgets_close (window, arrival);
}

/* The window is closed while it looks; tear_down sees that nothing keeps the group. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  check (fixture, "web@good.internal");
}

int
main (int   argc,
      char *argv[])
{
  const char *missing = postern_test_dns_enter ();
  g_autoptr (PosternTestProcess) server = NULL;
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/pages/delivery/good", test_good },
    { "/pages/delivery/problem", test_problem },
    { "/pages/delivery/again", test_again },
    { "/pages/delivery/arrival", test_arrival },
    { "/pages/delivery/closed", test_closed },
  };

  pages_init (&argc, &argv);
  if (missing == NULL)
    server = postern_test_dns_start ("support/delivery.zone");
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      if (missing == NULL)
        g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
      else
        g_test_add_data_func (tests[i].path, missing, (GTestDataFunc) g_test_skip);
    }

  return g_test_run ();
}
