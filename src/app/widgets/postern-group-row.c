/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-group-row.h"

#include <glib/gi18n-lib.h>

/* So many names stand below the title. */
#define MAX_NAMES 2

struct _PosternGroupRow
{
  AdwActionRow  parent_instance;

  guint         position;
  GtkImage     *image;
};

G_DEFINE_FINAL_TYPE (PosternGroupRow, postern_group_row, ADW_TYPE_ACTION_ROW)

static void
postern_group_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_GROUP_ROW);

  G_OBJECT_CLASS (postern_group_row_parent_class)->dispose (object);
}

static void
postern_group_row_class_init (PosternGroupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_group_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-group-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternGroupRow, image);
}

static void
postern_group_row_init (PosternGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What has many names is what many people have. */
static int
compare_fame (gconstpointer a,
              gconstpointer b)
{
  PosternTarget *one = *(PosternTarget **) a;
  PosternTarget *two = *(PosternTarget **) b;

  return (int) g_strv_length (two->aliases) - (int) g_strv_length (one->aliases);
}

/* Sorts @targets on the way. */
static char *
describe (GPtrArray *targets)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  g_autofree char *list = NULL;

  g_ptr_array_sort (targets, compare_fame);
  for (guint i = 0; i < MIN (targets->len, MAX_NAMES); i++)
    g_strv_builder_add (names, POSTERN_TARGET (g_ptr_array_index (targets, i))->name);
  strings = g_strv_builder_end (names);
  list = g_strjoinv (", ", strings);
  if (targets->len <= MAX_NAMES)
    return g_steal_pointer (&list);

  return g_strdup_printf (
      /* Translators: %s is a list of names, %u how many there are beside them. */
      ngettext ("%s and %u more", "%s and %u more", targets->len - MAX_NAMES), list, targets->len - MAX_NAMES);
}

/**
 * postern_group_row_new:
 * @group: what the row leads to
 * @targets: (element-type PosternTarget): what is in it; sorted by this
 * @position: a number to know the row by
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
postern_group_row_new (PosternTargetGroup  group,
                       GPtrArray          *targets,
                       guint               position)
{
  PosternGroupRow *self = g_object_new (POSTERN_TYPE_GROUP_ROW, NULL);
  g_autofree char *subtitle = describe (targets);

  self->position = position;
  gtk_image_set_from_icon_name (self->image, group.icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), group.title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  return GTK_WIDGET (self);
}

/** Returns: the number that the row was made with */
guint
postern_group_row_get_position (PosternGroupRow *self)
{
  g_return_val_if_fail (POSTERN_IS_GROUP_ROW (self), 0);

  return self->position;
}
