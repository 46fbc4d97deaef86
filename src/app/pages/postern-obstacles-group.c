/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-obstacles-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-remedy-item.h"

struct _PosternObstaclesGroup
{
  AdwBin       parent_instance;

  GtkBox      *warnings;
  GtkWidget   *remedies_group;
  GtkListBox  *remedies;
  GHashTable  *shown;
};

enum
{
  TARGET_WANTED,
  ACCOUNT_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternObstaclesGroup, postern_obstacles_group, ADW_TYPE_BIN)

static void
target_wanted_cb (PosternObstaclesGroup *self,
                  const char            *target)
{
  g_signal_emit (self, signals[TARGET_WANTED], 0, target);
}

static void
account_wanted_cb (PosternObstaclesGroup *self)
{
  g_signal_emit (self, signals[ACCOUNT_WANTED], 0);
}

static void
add_item (PosternObstaclesGroup *self,
          GtkWidget             *item)
{
  g_signal_connect_object (item, "target-wanted", G_CALLBACK (target_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "account-wanted", G_CALLBACK (account_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->remedies, item);
  gtk_widget_set_visible (self->remedies_group, TRUE);
}

static void
add_warning (PosternObstaclesGroup *self,
             const char            *warning)
{
  GtkWidget *banner = postern_banner_new (warning);

  if (!g_hash_table_add (self->shown, g_strdup (warning)))
    {
      g_object_ref_sink (banner);
      g_object_unref (banner);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), TRUE);
  postern_banner_set_severity (POSTERN_BANNER (banner), "warning");
  postern_banner_set_revealed (POSTERN_BANNER (banner), TRUE);
  gtk_box_append (self->warnings, banner);
}

static void
add_remedies (PosternObstaclesGroup *self,
              const char            *obstacle,
              PosternCatalogue      *catalogue,
              const char            *provider)
{
  g_autoptr (GPtrArray) remedies = postern_catalogue_find_remedies (catalogue, obstacle, provider);

  if (g_str_equal (obstacle, POSTERN_OBSTACLE_NO_ENCRYPTION) && g_hash_table_add (self->shown, g_strdup (obstacle)))
    add_item (self, postern_remedy_item_new_account (_("Choose another port"),
                                                     _("Many mail servers have a second port with the other kind of "
                                                       "encryption. Look under the account, at “Mail server”.")));
  for (guint i = 0; i < remedies->len; i++)
    {
      PosternRemedy *remedy = g_ptr_array_index (remedies, i);

      if (g_hash_table_add (self->shown, g_strdup (remedy->id)))
        add_item (self, postern_remedy_item_new (remedy, catalogue));
    }
}

static void
postern_obstacles_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_OBSTACLES_GROUP);

  G_OBJECT_CLASS (postern_obstacles_group_parent_class)->dispose (object);
}

static void
postern_obstacles_group_finalize (GObject *object)
{
  g_hash_table_unref (POSTERN_OBSTACLES_GROUP (object)->shown);

  G_OBJECT_CLASS (postern_obstacles_group_parent_class)->finalize (object);
}

static void
postern_obstacles_group_class_init (PosternObstaclesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_obstacles_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = postern_obstacles_group_finalize;

  signals[TARGET_WANTED] = g_signal_new ("target-wanted", POSTERN_TYPE_OBSTACLES_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ACCOUNT_WANTED] = g_signal_new ("account-wanted", POSTERN_TYPE_OBSTACLES_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-obstacles-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternObstaclesGroup, warnings);
  gtk_widget_class_bind_template_child (widget_class, PosternObstaclesGroup, remedies_group);
  gtk_widget_class_bind_template_child (widget_class, PosternObstaclesGroup, remedies);
}

static void
postern_obstacles_group_init (PosternObstaclesGroup *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_obstacles_group_clear:
 * @self: a group
 *
 * Takes out all that it shows.
 */
void
postern_obstacles_group_clear (PosternObstaclesGroup *self)
{
  GtkListBoxRow *row;
  GtkWidget *warning;

  g_return_if_fail (POSTERN_IS_OBSTACLES_GROUP (self));

  while ((warning = gtk_widget_get_first_child (GTK_WIDGET (self->warnings))) != NULL)
    gtk_box_remove (self->warnings, warning);
  while ((row = gtk_list_box_get_row_at_index (self->remedies, 0)) != NULL)
    gtk_list_box_remove (self->remedies, GTK_WIDGET (row));
  g_hash_table_remove_all (self->shown);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), FALSE);
  gtk_widget_set_visible (self->remedies_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * postern_obstacles_group_add:
 * @self: a group
 * @warnings: (nullable): translated sentences
 * @obstacles: (nullable): what is in the way, as postern-remedy.h names it
 * @catalogue: where the ways round it are
 * @provider: (nullable): the provider's id
 *
 * Adds what it does not show yet.
 */
void
postern_obstacles_group_add (PosternObstaclesGroup *self,
                             const char *const     *warnings,
                             const char *const     *obstacles,
                             PosternCatalogue      *catalogue,
                             const char            *provider)
{
  g_return_if_fail (POSTERN_IS_OBSTACLES_GROUP (self) && POSTERN_IS_CATALOGUE (catalogue));

  for (gsize i = 0; warnings != NULL && warnings[i] != NULL; i++)
    add_warning (self, warnings[i]);
  for (gsize i = 0; obstacles != NULL && obstacles[i] != NULL; i++)
    add_remedies (self, obstacles[i], catalogue, provider);
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->shown) > 0);
}
