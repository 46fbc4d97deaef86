/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-banner.h"

#include "app/compat/postern-compat-announce.h"
#include "app/widgets/postern-widget-utils.h"

typedef struct
{
  const char *nick;
  const char *icon_name;
  const char *css_class;
} Severity;

static const Severity severities[] = {
  { "info", "dialog-information-symbolic", "info-banner" },
  { "warning", "dialog-warning-symbolic", "warning-banner" },
  { "error", "dialog-error-symbolic", "error-banner" },
  { "success", "postern-done-symbolic", "success-banner" },
};

struct _PosternBanner
{
  AdwBin          parent_instance;

  GtkRevealer    *revealer;
  GtkImage       *icon;
  GtkLabel       *label;
  GtkButton      *button;

  const Severity *severity;
  char           *button_label;
};

enum
{
  PROP_TITLE = 1,
  PROP_SEVERITY,
  PROP_BUTTON_LABEL,
  PROP_REVEALED,
  N_PROPERTIES,
};

enum
{
  BUTTON_CLICKED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternBanner, postern_banner, ADW_TYPE_BIN)

static const Severity *
find_severity (const char *nick)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    {
      if (g_strcmp0 (severities[i].nick, nick) == 0)
        return &severities[i];
    }

  return NULL;
}

static void
show_severity (PosternBanner  *self,
               const Severity *severity)
{
  if (self->severity != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->severity->css_class);
  self->severity = severity;
  gtk_widget_add_css_class (GTK_WIDGET (self), severity->css_class);
  gtk_image_set_from_icon_name (self->icon, severity->icon_name);
}

static void
speak (PosternBanner *self)
{
  if (postern_banner_get_revealed (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    postern_compat_announce (GTK_WIDGET (self), gtk_label_get_label (self->label));
}

static void
button_clicked_cb (PosternBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
postern_banner_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PosternBanner *self = POSTERN_BANNER (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, postern_banner_get_title (self));
      break;
    case PROP_SEVERITY:
      g_value_set_string (value, postern_banner_get_severity (self));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, postern_banner_get_button_label (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, postern_banner_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_banner_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PosternBanner *self = POSTERN_BANNER (object);

  switch (property_id)
    {
    case PROP_TITLE:
      postern_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_SEVERITY:
      postern_banner_set_severity (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      postern_banner_set_button_label (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      postern_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_banner_dispose (GObject *object)
{
  /* Else both the template and AdwBin take the child out. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_BANNER);

  G_OBJECT_CLASS (postern_banner_parent_class)->dispose (object);
}

static void
postern_banner_finalize (GObject *object)
{
  g_free (POSTERN_BANNER (object)->button_label);

  G_OBJECT_CLASS (postern_banner_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SEVERITY] = g_param_spec_string ("severity", NULL, NULL, "info", flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
postern_banner_class_init (PosternBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_banner_get_property;
  object_class->set_property = postern_banner_set_property;
  object_class->dispose = postern_banner_dispose;
  object_class->finalize = postern_banner_finalize;
  install_properties (object_class);

  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", POSTERN_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/widgets/postern-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, PosternBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternBanner, label);
  gtk_widget_class_bind_template_child (widget_class, PosternBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
postern_banner_init (PosternBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  show_severity (self, &severities[0]);
}

/**
 * postern_banner_new:
 * @title: the message, plain text
 *
 * Returns: (transfer floating): a new banner, not yet revealed
 */
GtkWidget *
postern_banner_new (const char *title)
{
  return g_object_new (POSTERN_TYPE_BANNER, "title", title, NULL);
}

/**
 * postern_banner_get_title:
 * @self: a banner
 *
 * Returns: (transfer none): the message
 */
const char *
postern_banner_get_title (PosternBanner *self)
{
  g_return_val_if_fail (POSTERN_IS_BANNER (self), NULL);

  return gtk_label_get_label (self->label);
}

/**
 * postern_banner_set_title:
 * @self: a banner
 * @title: (nullable): the message, plain text
 */
void
postern_banner_set_title (PosternBanner *self,
                          const char    *title)
{
  g_return_if_fail (POSTERN_IS_BANNER (self));

  if (title == NULL)
    title = "";
  if (g_strcmp0 (gtk_label_get_label (self->label), title) == 0)
    return;

  gtk_label_set_label (self->label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  speak (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * postern_banner_get_severity:
 * @self: a banner
 *
 * Returns: (transfer none): "info", "warning", "error" or "success"
 */
const char *
postern_banner_get_severity (PosternBanner *self)
{
  g_return_val_if_fail (POSTERN_IS_BANNER (self), NULL);

  return self->severity->nick;
}

/**
 * postern_banner_set_severity:
 * @self: a banner
 * @severity: "info", "warning", "error" or "success"
 */
void
postern_banner_set_severity (PosternBanner *self,
                             const char    *severity)
{
  const Severity *found = find_severity (severity);

  g_return_if_fail (POSTERN_IS_BANNER (self));
  g_return_if_fail (found != NULL);

  if (found == self->severity)
    return;

  show_severity (self, found);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERITY]);
}

/**
 * postern_banner_get_button_label:
 * @self: a banner
 *
 * Returns: (transfer none) (nullable): the words on the button
 */
const char *
postern_banner_get_button_label (PosternBanner *self)
{
  g_return_val_if_fail (POSTERN_IS_BANNER (self), NULL);

  return self->button_label;
}

/**
 * postern_banner_set_button_label:
 * @self: a banner
 * @button_label: (nullable): the words on the button, perhaps with a mnemonic, or %NULL for no button
 */
void
postern_banner_set_button_label (PosternBanner *self,
                                 const char    *button_label)
{
  g_return_if_fail (POSTERN_IS_BANNER (self));

  if (g_strcmp0 (button_label, self->button_label) == 0)
    return;

  g_free (self->button_label);
  self->button_label = g_strdup (button_label);
  gtk_button_set_label (self->button, button_label != NULL ? button_label : "");
  postern_app_set_button_name (self->button, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
}

/**
 * postern_banner_get_revealed:
 * @self: a banner
 *
 * Returns: whether the banner is to be seen
 */
gboolean
postern_banner_get_revealed (PosternBanner *self)
{
  g_return_val_if_fail (POSTERN_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * postern_banner_set_revealed:
 * @self: a banner
 * @revealed: whether the banner is to be seen
 */
void
postern_banner_set_revealed (PosternBanner *self,
                             gboolean       revealed)
{
  g_return_if_fail (POSTERN_IS_BANNER (self));

  if (revealed == gtk_revealer_get_reveal_child (self->revealer))
    return;

  /* A hidden one takes no spacing of the box around it. */
  gtk_widget_set_visible (GTK_WIDGET (self), revealed);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, !revealed, -1);
  speak (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

/**
 * postern_banner_show_message:
 * @self: a banner
 * @severity: "info", "warning", "error" or "success"
 * @title: the message, plain text
 *
 * Shows a message in one go.
 */
void
postern_banner_show_message (PosternBanner *self,
                             const char    *severity,
                             const char    *title)
{
  g_return_if_fail (POSTERN_IS_BANNER (self));

  postern_banner_set_severity (self, severity);
  postern_banner_set_title (self, title);
  postern_banner_set_revealed (self, TRUE);
}
