/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-copy-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-widget-utils.h"

/* Always as many, so that the length of the secret does not show. */
#define DOTS "••••••••"

struct _PosternCopyRow
{
  AdwPreferencesRow  parent_instance;

  GtkLabel          *value_label;
  GtkToggleButton   *reveal_button;
  GtkButton         *copy_button;

  char              *value;
  PosternSecret     *secret;
};

enum
{
  PROP_VALUE = 1,
  PROP_SECRET,
  PROP_REVEALED,
  N_PROPERTIES,
};

enum
{
  COPIED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternCopyRow, postern_copy_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
get_title (PosternCopyRow *self)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
}

static void
name_button (GtkWidget  *button,
             const char *name)
{
  postern_app_set_button_name (GTK_BUTTON (button), name);
  gtk_widget_set_tooltip_text (button, name);
}

static void
name_buttons (PosternCopyRow *self)
{
  /* Translators: %s is what is copied, such as “Server” or “Password”. */
  g_autofree char *copy = g_strdup_printf (_("Copy %s"), get_title (self));
  /* Translators: %s is a hidden value that is shown, such as “Password”. */
  g_autofree char *reveal = g_strdup_printf (_("Show %s"), get_title (self));

  name_button (GTK_WIDGET (self->copy_button), copy);
  name_button (GTK_WIDGET (self->reveal_button), reveal);
}

static char *
describe (PosternCopyRow *self)
{
  if (self->secret == NULL)
    /* Translators: the first %s is the name of a value, such as “Server”, the second the value. */
    return g_strdup_printf (_("%s: %s"), get_title (self), self->value != NULL ? self->value : "");

  if (postern_copy_row_get_revealed (self))
    /* Translators: %s is the name of a value, such as “Password”. */
    return g_strdup_printf (_("%s: shown"), get_title (self));

  /* Translators: %s is the name of a value, such as “Password”. */
  return g_strdup_printf (_("%s: hidden"), get_title (self));
}

static const char *
get_shown (PosternCopyRow *self)
{
  if (self->secret == NULL)
    return self->value != NULL ? self->value : "";

  return postern_copy_row_get_revealed (self) ? postern_secret_peek (self->secret) : DOTS;
}

/* What is selected could be copied without the mark and the time limit of a secret. */
static void
show_value (PosternCopyRow *self)
{
  g_autofree char *description = describe (self);
  gboolean is_secret = self->secret != NULL;

  gtk_label_set_selectable (self->value_label, !is_secret);
  gtk_label_set_label (self->value_label, get_shown (self));
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), is_secret);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), is_secret || self->value != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
title_changed_cb (PosternCopyRow *self)
{
  name_buttons (self);
  show_value (self);
}

static void
reveal_toggled_cb (PosternCopyRow *self)
{
  gboolean revealed = postern_copy_row_get_revealed (self);

  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
postern_copy_row_unmap (GtkWidget *widget)
{
  postern_copy_row_set_revealed (POSTERN_COPY_ROW (widget), FALSE);

  GTK_WIDGET_CLASS (postern_copy_row_parent_class)->unmap (widget);
}

static void
postern_copy_row_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PosternCopyRow *self = POSTERN_COPY_ROW (object);

  switch (property_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, postern_copy_row_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_copy_row_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PosternCopyRow *self = POSTERN_COPY_ROW (object);

  switch (property_id)
    {
    case PROP_VALUE:
      postern_copy_row_set_value (self, g_value_get_string (value));
      break;
    case PROP_SECRET:
      postern_copy_row_set_secret (self, g_value_get_boxed (value));
      break;
    case PROP_REVEALED:
      postern_copy_row_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
postern_copy_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_COPY_ROW);

  G_OBJECT_CLASS (postern_copy_row_parent_class)->dispose (object);
}

static void
postern_copy_row_finalize (GObject *object)
{
  PosternCopyRow *self = POSTERN_COPY_ROW (object);

  g_clear_pointer (&self->secret, postern_secret_unref);
  g_free (self->value);

  G_OBJECT_CLASS (postern_copy_row_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_SECRET] = g_param_spec_boxed ("secret", NULL, NULL, POSTERN_TYPE_SECRET,
                                                G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
postern_copy_row_class_init (PosternCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_copy_row_get_property;
  object_class->set_property = postern_copy_row_set_property;
  object_class->dispose = postern_copy_row_dispose;
  object_class->finalize = postern_copy_row_finalize;
  widget_class->unmap = postern_copy_row_unmap;
  install_properties (object_class);

  signals[COPIED] = g_signal_new ("copied", POSTERN_TYPE_COPY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-copy-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternCopyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, PosternCopyRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PosternCopyRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, postern_copy_row_copy);
}

static void
postern_copy_row_init (PosternCopyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  title_changed_cb (self);
}

/**
 * postern_copy_row_new:
 * @title: what it is, plain text
 * @value: (nullable): the value
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
postern_copy_row_new (const char *title,
                      const char *value)
{
  return g_object_new (POSTERN_TYPE_COPY_ROW, "title", title, "value", value, NULL);
}

/**
 * postern_copy_row_new_secret:
 * @title: what it is, plain text
 * @secret: the secret
 *
 * Returns: (transfer floating): a new row that hides its value
 */
GtkWidget *
postern_copy_row_new_secret (const char    *title,
                             PosternSecret *secret)
{
  return g_object_new (POSTERN_TYPE_COPY_ROW, "title", title, "secret", secret, NULL);
}

/**
 * postern_copy_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the value that is no secret
 */
const char *
postern_copy_row_get_value (PosternCopyRow *self)
{
  g_return_val_if_fail (POSTERN_IS_COPY_ROW (self), NULL);

  return self->value;
}

/**
 * postern_copy_row_set_value:
 * @self: a row
 * @value: (nullable): a value that is no secret
 */
void
postern_copy_row_set_value (PosternCopyRow *self,
                            const char     *value)
{
  g_return_if_fail (POSTERN_IS_COPY_ROW (self));

  if (g_strcmp0 (value, self->value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * postern_copy_row_set_secret:
 * @self: a row
 * @secret: (nullable): a secret, shown in place of the value
 */
void
postern_copy_row_set_secret (PosternCopyRow *self,
                             PosternSecret  *secret)
{
  g_return_if_fail (POSTERN_IS_COPY_ROW (self));

  if (secret == self->secret)
    return;

  g_clear_pointer (&self->secret, postern_secret_unref);
  self->secret = secret != NULL ? postern_secret_ref (secret) : NULL;
  postern_copy_row_set_revealed (self, FALSE);
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRET]);
}

/**
 * postern_copy_row_get_revealed:
 * @self: a row
 *
 * Returns: whether its secret is to be read on the screen
 */
gboolean
postern_copy_row_get_revealed (PosternCopyRow *self)
{
  g_return_val_if_fail (POSTERN_IS_COPY_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->reveal_button);
}

/**
 * postern_copy_row_set_revealed:
 * @self: a row
 * @revealed: whether its secret is to be read on the screen
 */
void
postern_copy_row_set_revealed (PosternCopyRow *self,
                               gboolean        revealed)
{
  g_return_if_fail (POSTERN_IS_COPY_ROW (self));

  gtk_toggle_button_set_active (self->reveal_button, revealed);
}

/**
 * postern_copy_row_copy:
 * @self: a row with a value or a secret
 *
 * Does what the copy button does.
 */
void
postern_copy_row_copy (PosternCopyRow *self)
{
  g_return_if_fail (POSTERN_IS_COPY_ROW (self));
  g_return_if_fail (self->secret != NULL || self->value != NULL);

  if (self->secret != NULL)
    postern_clipboard_copy_secret (GTK_WIDGET (self), self->secret);
  else
    postern_clipboard_copy_text (GTK_WIDGET (self), self->value);
  g_signal_emit (self, signals[COPIED], 0);
}

/**
 * postern_copy_row_dup_notice:
 * @self: a row
 *
 * Returns: (transfer full): what to tell the person after "copied", plain text
 */
char *
postern_copy_row_dup_notice (PosternCopyRow *self)
{
  g_return_val_if_fail (POSTERN_IS_COPY_ROW (self), NULL);

  return postern_clipboard_dup_notice (get_title (self), self->secret != NULL);
}
