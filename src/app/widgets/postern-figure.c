/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-figure.h"

#include <adwaita.h>

#define FOLDER "/io/github/postern/Postern/figures/"
#define NATURAL_WIDTH 560
#define MINIMUM_WIDTH 120

struct _PosternFigure
{
  GtkWidget     parent_instance;

  char         *name;
  char         *alternative_text;
  char         *resource;
  double        ratio;
  GdkTexture   *texture;
};

enum
{
  PROP_NAME = 1,
  PROP_ALTERNATIVE_TEXT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PosternFigure, postern_figure, GTK_TYPE_WIDGET)

/* The drawing as pixels, @width of them wide; %NULL when there is none or no loader for SVG. */
static GdkTexture *
render (const char *resource,
        int         width)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_resource_at_scale (resource, width, -1, TRUE, NULL);

  return pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;
}

static char *
find_resource (PosternFigure *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *path = NULL;

  if (self->name == NULL)
    return NULL;

  path = g_strdup_printf (FOLDER "%s-%s.svg", self->name, dark ? "dark" : "light");

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL) ? g_steal_pointer (&path) : NULL;
}

static void
load (PosternFigure *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->resource, g_free);
  self->resource = find_resource (self);
  if (self->resource != NULL)
    self->texture = render (self->resource, NATURAL_WIDTH);
  if (self->texture != NULL)
    self->ratio = (double) gdk_texture_get_height (self->texture) / gdk_texture_get_width (self->texture);

  gtk_widget_set_visible (GTK_WIDGET (self), self->texture != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Drawn anew for the size at hand, so that its lines and letters stay sharp. */
static void
fit_texture (PosternFigure *self,
             int            width)
{
  GdkTexture *texture;

  if (gdk_texture_get_width (self->texture) == width)
    return;

  texture = render (self->resource, width);
  if (texture == NULL)
    return;
  g_object_unref (self->texture);
  self->texture = texture;
}

static GtkSizeRequestMode
postern_figure_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
find_height (PosternFigure *self,
             int            width)
{
  return (int) (width * self->ratio + 0.5);
}

static void
postern_figure_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  PosternFigure *self = POSTERN_FIGURE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = find_height (self, for_size < 0 ? MINIMUM_WIDTH : for_size);
      *natural = find_height (self, for_size < 0 ? NATURAL_WIDTH : for_size);
    }
}

static void
postern_figure_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PosternFigure *self = POSTERN_FIGURE (widget);
  int width = gtk_widget_get_width (widget);
  float height = (float) (width * self->ratio);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, ((float) gtk_widget_get_height (widget) - height) / 2, (float) width,
                                             height);

  if (self->texture == NULL || width <= 0)
    return;

  fit_texture (self, width * gtk_widget_get_scale_factor (widget));
  gtk_snapshot_append_texture (snapshot, self->texture, &area);
}

static void
postern_figure_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PosternFigure *self = POSTERN_FIGURE (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ALTERNATIVE_TEXT:
      g_value_set_string (value, self->alternative_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_figure_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PosternFigure *self = POSTERN_FIGURE (object);

  switch (property_id)
    {
    case PROP_NAME:
      postern_figure_set_name (self, g_value_get_string (value));
      break;
    case PROP_ALTERNATIVE_TEXT:
      postern_figure_set_alternative_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_figure_finalize (GObject *object)
{
  PosternFigure *self = POSTERN_FIGURE (object);

  g_clear_object (&self->texture);
  g_free (self->resource);
  g_free (self->name);
  g_free (self->alternative_text);

  G_OBJECT_CLASS (postern_figure_parent_class)->finalize (object);
}

static void
postern_figure_class_init (PosternFigureClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_figure_get_property;
  object_class->set_property = postern_figure_set_property;
  object_class->finalize = postern_figure_finalize;
  widget_class->get_request_mode = postern_figure_get_request_mode;
  widget_class->measure = postern_figure_measure;
  widget_class->snapshot = postern_figure_snapshot;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ALTERNATIVE_TEXT] = g_param_spec_string ("alternative-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
postern_figure_init (PosternFigure *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
}

/**
 * postern_figure_new:
 * @name: (nullable): base name of a drawing
 * @alternative_text: (nullable): what it shows
 *
 * Returns: (transfer floating): a new figure
 */
GtkWidget *
postern_figure_new (const char *name,
                    const char *alternative_text)
{
  return g_object_new (POSTERN_TYPE_FIGURE, "name", name, "alternative-text", alternative_text, NULL);
}

/**
 * postern_figure_get_name:
 * @self: a figure
 *
 * Returns: (transfer none) (nullable): the base name of its drawing
 */
const char *
postern_figure_get_name (PosternFigure *self)
{
  g_return_val_if_fail (POSTERN_IS_FIGURE (self), NULL);

  return self->name;
}

/**
 * postern_figure_set_name:
 * @self: a figure
 * @name: (nullable): base name of a drawing
 */
void
postern_figure_set_name (PosternFigure *self,
                         const char    *name)
{
  g_return_if_fail (POSTERN_IS_FIGURE (self));

  if (g_strcmp0 (name, self->name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * postern_figure_get_alternative_text:
 * @self: a figure
 *
 * Returns: (transfer none) (nullable): what it shows
 */
const char *
postern_figure_get_alternative_text (PosternFigure *self)
{
  g_return_val_if_fail (POSTERN_IS_FIGURE (self), NULL);

  return self->alternative_text;
}

/**
 * postern_figure_set_alternative_text:
 * @self: a figure
 * @alternative_text: (nullable): what it shows, a sentence
 */
void
postern_figure_set_alternative_text (PosternFigure *self,
                                     const char    *alternative_text)
{
  g_return_if_fail (POSTERN_IS_FIGURE (self));

  if (g_strcmp0 (alternative_text, self->alternative_text) == 0)
    return;

  g_free (self->alternative_text);
  self->alternative_text = g_strdup (alternative_text);
  if (alternative_text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, alternative_text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALTERNATIVE_TEXT]);
}

/**
 * postern_figure_get_resource:
 * @self: a figure
 *
 * Returns: (transfer none) (nullable): the path of the drawing that is shown
 */
const char *
postern_figure_get_resource (PosternFigure *self)
{
  g_return_val_if_fail (POSTERN_IS_FIGURE (self), NULL);

  return self->resource;
}
