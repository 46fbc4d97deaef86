/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-page.h"

#include "app/widgets/postern-banner.h"
#include "core/base/postern-text.h"

typedef struct
{
  PosternContext *context;
  PosternRecord  *record;
  GCancellable   *cancellable;
  char           *title;
  char           *subtitle;
  char           *next_label;
  gboolean        complete;
  gboolean        skippable;
  gboolean        busy;

  GtkWidget      *scroller;
  PosternBanner  *banner;
  GtkWidget      *content;
} PosternPagePrivate;

enum
{
  PROP_0,
  PROP_CONTEXT,
  PROP_RECORD,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_NEXT_LABEL,
  PROP_COMPLETE,
  PROP_SKIPPABLE,
  PROP_BUSY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void postern_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (PosternPage, postern_page, ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (PosternPage)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, postern_page_buildable_init))

static void
set_flag (PosternPage *self,
          gboolean    *flag,
          gboolean     value,
          guint        property)
{
  if (*flag == !!value)
    return;

  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (PosternPage *self,
          char       **text,
          const char  *value,
          guint        property)
{
  if (postern_set_text (text, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
has_text (PosternPage *self,
          const char  *text)
{
  return text != NULL && *text != '\0';
}

static void
postern_page_real_leave_async (PosternPage         *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, postern_page_real_leave_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
postern_page_real_leave_finish (PosternPage   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
postern_page_add_child (GtkBuildable *buildable,
                        GtkBuilder   *builder,
                        GObject      *child,
                        const char   *type)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (POSTERN_PAGE (buildable));

  if (priv->content != NULL && GTK_IS_WIDGET (child))
    gtk_box_append (GTK_BOX (priv->content), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
postern_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = postern_page_add_child;
}

static void
postern_page_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (POSTERN_PAGE (object));

  switch (id)
    {
    case PROP_CONTEXT: g_value_set_object (value, priv->context); break;
    case PROP_RECORD: g_value_set_object (value, priv->record); break;
    case PROP_TITLE: g_value_set_string (value, priv->title); break;
    case PROP_SUBTITLE: g_value_set_string (value, priv->subtitle); break;
    case PROP_NEXT_LABEL: g_value_set_string (value, priv->next_label); break;
    case PROP_COMPLETE: g_value_set_boolean (value, priv->complete); break;
    case PROP_SKIPPABLE: g_value_set_boolean (value, priv->skippable); break;
    case PROP_BUSY: g_value_set_boolean (value, priv->busy); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
postern_page_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PosternPage *self = POSTERN_PAGE (object);
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  switch (id)
    {
    case PROP_CONTEXT: priv->context = g_value_dup_object (value); break;
    case PROP_RECORD: priv->record = g_value_dup_object (value); break;
    case PROP_TITLE: postern_page_set_title (self, g_value_get_string (value)); break;
    case PROP_SUBTITLE: postern_page_set_subtitle (self, g_value_get_string (value)); break;
    case PROP_NEXT_LABEL: set_text (self, &priv->next_label, g_value_get_string (value), id); break;
    case PROP_COMPLETE: postern_page_set_complete (self, g_value_get_boolean (value)); break;
    case PROP_SKIPPABLE: set_flag (self, &priv->skippable, g_value_get_boolean (value), id); break;
    case PROP_BUSY: postern_page_set_busy (self, g_value_get_boolean (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Not in dispose alone: what is under way holds the page, so that it would end by itself only. */
static void
postern_page_unroot (GtkWidget *widget)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (POSTERN_PAGE (widget));

  g_cancellable_cancel (priv->cancellable);

  GTK_WIDGET_CLASS (postern_page_parent_class)->unroot (widget);
}

static void
postern_page_dispose (GObject *object)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (POSTERN_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  /* GTK 4.8 can dispose only the template of the last class; AdwBin lets go of the child of this one. */
  g_clear_object (&priv->record);
  g_clear_object (&priv->context);

  G_OBJECT_CLASS (postern_page_parent_class)->dispose (object);
}

static void
postern_page_finalize (GObject *object)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (POSTERN_PAGE (object));

  g_clear_object (&priv->cancellable);
  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->next_label);

  G_OBJECT_CLASS (postern_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, POSTERN_TYPE_CONTEXT, construct);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, POSTERN_TYPE_RECORD, construct);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_SKIPPABLE] = g_param_spec_boolean ("skippable", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
postern_page_class_init (PosternPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_page_get_property;
  object_class->set_property = postern_page_set_property;
  object_class->dispose = postern_page_dispose;
  object_class->finalize = postern_page_finalize;
  widget_class->unroot = postern_page_unroot;
  klass->leave_async = postern_page_real_leave_async;
  klass->leave_finish = postern_page_real_leave_finish;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_child_private (widget_class, PosternPage, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, PosternPage, banner);
  gtk_widget_class_bind_template_child_private (widget_class, PosternPage, content);
}

static void
postern_page_init (PosternPage *self)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_type_ensure (POSTERN_TYPE_BANNER);
  priv->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_page_get_context:
 * @self: a page
 *
 * Returns: (transfer none): what all pages share
 */
PosternContext *
postern_page_get_context (PosternPage *self)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_val_if_fail (POSTERN_IS_PAGE (self), NULL);

  return priv->context;
}

/**
 * postern_page_get_record:
 * @self: a page
 *
 * Returns: (transfer none): the record that the wizard fills in
 */
PosternRecord *
postern_page_get_record (PosternPage *self)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_val_if_fail (POSTERN_IS_PAGE (self), NULL);

  return priv->record;
}

/**
 * postern_page_get_cancellable:
 * @self: a page
 *
 * Returns: (transfer none): cancelled when the page goes away
 */
GCancellable *
postern_page_get_cancellable (PosternPage *self)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_val_if_fail (POSTERN_IS_PAGE (self), NULL);

  return priv->cancellable;
}

/**
 * postern_page_set_title:
 * @self: a page
 * @title: (nullable): its question, translated
 */
void
postern_page_set_title (PosternPage *self,
                        const char  *title)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_PAGE (self));

  set_text (self, &priv->title, title, PROP_TITLE);
}

/**
 * postern_page_set_subtitle:
 * @self: a page
 * @subtitle: (nullable): a sentence below the title, translated
 */
void
postern_page_set_subtitle (PosternPage *self,
                           const char  *subtitle)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_PAGE (self));

  set_text (self, &priv->subtitle, subtitle, PROP_SUBTITLE);
}

/**
 * postern_page_set_complete:
 * @self: a page
 * @complete: whether its question is answered
 */
void
postern_page_set_complete (PosternPage *self,
                           gboolean     complete)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_PAGE (self));

  set_flag (self, &priv->complete, complete, PROP_COMPLETE);
}

/**
 * postern_page_set_busy:
 * @self: a page
 * @busy: whether it works on something that must end before the person goes on
 */
void
postern_page_set_busy (PosternPage *self,
                       gboolean     busy)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  g_return_if_fail (POSTERN_IS_PAGE (self));

  set_flag (self, &priv->busy, busy, PROP_BUSY);
}

static void
show_message (PosternPage *self,
              const char  *severity,
              const char  *message)
{
  PosternPagePrivate *priv = postern_page_get_instance_private (self);

  if (message != NULL)
    g_object_set (priv->banner, "title", message, "severity", severity, NULL);
  g_object_set (priv->banner, "revealed", message != NULL, NULL);
  if (message != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (priv->scroller)), 0);
}

/**
 * postern_page_show_problem:
 * @self: a page
 * @message: (nullable): what happened, why and what to do next, or %NULL when it is over
 *
 * Shows a message at the top of the page until the next one.
 */
void
postern_page_show_problem (PosternPage *self,
                           const char  *message)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));

  show_message (self, "error", message);
}

/** The same as postern_page_show_problem(), where nothing is wrong. */
void
postern_page_show_note (PosternPage *self,
                        const char  *message)
{
  g_return_if_fail (POSTERN_IS_PAGE (self));

  show_message (self, "info", message);
}
