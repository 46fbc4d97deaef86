/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-target-group.h"

#include "core/catalogue/postern-catalogue.h"

static PosternCatalogue *catalogue;

typedef struct
{
  const char *query;
  const char *target;
} Search;

/* What people call a thing, and where it has to be found. */
static const Search searches[] = {
  { "scanner", "generic-device" },
  { "  SCANNER ", "generic-device" },
  { "wordpress", "wordpress-wp-mail-smtp" },
  { "contact form", "wordpress-wp-mail-smtp" },
  { "Contact Form 7", "wordpress-wp-mail-smtp" },
  { "smtp wp", "wordpress-wp-mail-smtp" },
  { "thermostat", "home-assistant" },
  { "home-assistant", "home-assistant" },
  { "camera", "generic-device" },
  { "epson", "epson-web-config" },
};

static void
test_search (gconstpointer data)
{
  const Search *each = data;
  PosternTarget *target = postern_catalogue_get_target (catalogue, each->target);

  g_assert_nonnull (target);
  g_assert_true (postern_target_matches (target, each->query));
}

static void
test_not_found (void)
{
  PosternTarget *target = postern_catalogue_get_target (catalogue, "msmtp");

  g_assert_false (postern_target_matches (target, "zebra"));
  g_assert_false (postern_target_matches (target, "msmtp zebra"));
  g_assert_true (postern_target_matches (target, ""));
}

/* Nobody's target falls under “Not in the list” by mistake, and no group is without an icon. */
static void
test_groups (void)
{
  GListModel *targets = postern_catalogue_get_targets (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      PosternTargetGroup group = postern_target_group_get_nth (postern_target_group_find (target));

      g_test_message ("%s: %s", target->id, group.title);
      g_assert_true (g_str_has_suffix (group.icon, "-symbolic"));
      g_assert_true (g_strcmp0 (group.id, "generic") != 0 || g_strcmp0 (target->category, "generic") == 0 ||
                     target->kind != NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_catalogue_new ();

  g_test_add_func ("/catalogue/groups/not-found", test_not_found);
  g_test_add_func ("/catalogue/groups/all", test_groups);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *name = g_strdup_printf ("/catalogue/groups/search/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, &searches[i], test_search);
    }
  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
