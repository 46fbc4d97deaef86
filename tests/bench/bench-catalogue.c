/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/catalogue/postern-catalogue.h"
#include "core/catalogue/postern-settings.h"

/* How long it takes until the lists are there, and until an account's settings are there for all targets. Not a test:
 * `meson test --benchmark` runs it, and fails it beyond the budget. */

#define N_RUNS        50
#define LOAD_BUDGET   10.0
#define RENDER_BUDGET 20.0

static guint
render_all (GListModel *targets)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.office365.com", 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new ("brtkwqndmzxlhfpc", -1);
  guint n_rendered = 0;

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      for (guint j = 0; j < target->variants->len; j++)
        {
          const PosternTargetVariant *variant = g_ptr_array_index (target->variants, j);
          const PosternSettingsInput input = {
            .endpoint = endpoint,
            .user = "webmaster@example.org",
            .from = "webmaster@example.org",
            .from_name = "Example",
            .secret = secret,
            .variant = variant->id,
          };
          g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, NULL);

          n_rendered += settings != NULL ? 1 : 0;
        }
    }

  return n_rendered;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
report (const char *what,
        double      best,
        double      budget)
{
  g_print ("%s: %.2f ms, budget %.0f ms\n", what, best, budget);

  return best < budget ? 0 : 1;
}

int
main (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *targets = postern_catalogue_get_targets (catalogue);
  double loading = INFINITY;
  double rendering = INFINITY;
  guint n_rendered = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (PosternCatalogue) another = postern_catalogue_new ();

      loading = MIN (loading, since (start));
      start = g_get_monotonic_time ();
      n_rendered = render_all (targets);
      rendering = MIN (rendering, since (start));
    }
  g_print ("%u targets, %u settings of one account\n", g_list_model_get_n_items (targets), n_rendered);

  return report ("The whole catalogue loads in", loading, LOAD_BUDGET) +
         report ("All settings render in", rendering, RENDER_BUDGET);
}
