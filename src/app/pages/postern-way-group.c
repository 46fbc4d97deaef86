/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-way-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-way-row.h"
#include "app/widgets/postern-widget-utils.h"

struct _PosternWayGroup
{
  AdwBin      parent_instance;

  GtkListBox *list;
};

enum
{
  PROVIDER_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternWayGroup, postern_way_group, ADW_TYPE_BIN)

static void
provider_pressed_cb (PosternWayGroup *self,
                     PosternWayRow   *row)
{
  g_signal_emit (self, signals[PROVIDER_CHOSEN], 0, postern_way_row_get_value (row));
}

static void
link_pressed_cb (PosternWayGroup *self,
                 PosternWayRow   *row)
{
  postern_app_open_uri (GTK_WIDGET (self), postern_way_row_get_value (row));
}

static void
add_row (PosternWayGroup *self,
         const char      *title,
         const char      *subtitle,
         const char      *button,
         const char      *value,
         GCallback        pressed)
{
  GtkWidget *row = postern_way_row_new (title, subtitle, button, value);

  g_signal_connect_object (row, "pressed", pressed, self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
set_title (PosternWayGroup *self,
           const char      *title)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (adw_bin_get_child (ADW_BIN (self))), title);
}

static void
clear (PosternWayGroup *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
add_services (PosternWayGroup  *self,
              PosternCatalogue *catalogue)
{
  GListModel *providers = postern_catalogue_get_providers (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      if (provider->kind == POSTERN_PROVIDER_TRANSACTIONAL && provider->endpoints->len > 0)
        add_row (self, provider->name, provider->summary, _("Take it"), provider->id,
                 G_CALLBACK (provider_pressed_cb));
    }
}

/* One that the wizard can set up needs no list of steps here: the wizard shows them. */
static void
add_steps (PosternWayGroup *self,
           PosternProvider *provider)
{
  if (provider->endpoints->len > 0)
    {
      add_row (self, provider->name, provider->summary, _("Set it up"), provider->id,
               G_CALLBACK (provider_pressed_cb));
      return;
    }
  for (guint i = 0; i < provider->steps->len; i++)
    {
      const PosternProviderStep *step = g_ptr_array_index (provider->steps, i);

      add_row (self, step->title, step->text, step->link == NULL ? NULL : _("Open"),
               step->link == NULL ? NULL : step->link->uri, G_CALLBACK (link_pressed_cb));
    }
}

static void
postern_way_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_WAY_GROUP);

  G_OBJECT_CLASS (postern_way_group_parent_class)->dispose (object);
}

static void
postern_way_group_class_init (PosternWayGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_way_group_dispose;

  signals[PROVIDER_CHOSEN] = g_signal_new ("provider-chosen", POSTERN_TYPE_WAY_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-way-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternWayGroup, list);
}

static void
postern_way_group_init (PosternWayGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_way_group_show:
 * @self: a group
 * @catalogue: the catalogue
 * @choice: (nullable): the way that was chosen
 * @provider: (nullable): who runs the mailbox
 *
 * Shows what is to be done for it; nothing where the wizard goes on.
 *
 * Returns: whether the wizard goes on
 */
gboolean
postern_way_group_show (PosternWayGroup        *self,
                        PosternCatalogue       *catalogue,
                        const PosternWayChoice *choice,
                        PosternProvider        *provider)
{
  gboolean goes_on;

  g_return_val_if_fail (POSTERN_IS_WAY_GROUP (self) && POSTERN_IS_CATALOGUE (catalogue), FALSE);

  clear (self);
  goes_on = choice != NULL &&
            (choice->way->kind == POSTERN_WAY_APP_PASSWORD || choice->way->kind == POSTERN_WAY_OAUTH ||
             (provider != NULL && provider->kind == POSTERN_PROVIDER_TRANSACTIONAL));
  if (choice != NULL && !goes_on && choice->way->kind == POSTERN_WAY_TRANSACTIONAL)
    {
      set_title (self, _("Take one of these"));
      add_services (self, catalogue);
    }
  else if (choice != NULL && !goes_on && choice->provider != NULL)
    {
      set_title (self, _("What to do"));
      add_steps (self, choice->provider);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);

  return goes_on;
}
