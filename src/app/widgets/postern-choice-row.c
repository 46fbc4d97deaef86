/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-choice-row.h"

struct _PosternChoiceRow
{
  AdwActionRow    parent_instance;

  char           *id;
  GtkCheckButton *check;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_ACTIVE,
  PROP_GROUP,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PosternChoiceRow, postern_choice_row, ADW_TYPE_ACTION_ROW)

static void
set_group (PosternChoiceRow *self,
           PosternChoiceRow *group)
{
  gtk_check_button_set_group (self->check, group == NULL ? NULL : group->check);
}

static void
check_toggled_cb (PosternChoiceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
postern_choice_row_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PosternChoiceRow *self = POSTERN_CHOICE_ROW (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_ACTIVE: g_value_set_boolean (value, postern_choice_row_get_active (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
postern_choice_row_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PosternChoiceRow *self = POSTERN_CHOICE_ROW (object);

  switch (id)
    {
    case PROP_ID: self->id = g_value_dup_string (value); break;
    case PROP_ACTIVE: postern_choice_row_set_active (self, g_value_get_boolean (value)); break;
    case PROP_GROUP: set_group (self, g_value_get_object (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
postern_choice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_CHOICE_ROW);

  G_OBJECT_CLASS (postern_choice_row_parent_class)->dispose (object);
}

static void
postern_choice_row_finalize (GObject *object)
{
  g_free (POSTERN_CHOICE_ROW (object)->id);

  G_OBJECT_CLASS (postern_choice_row_parent_class)->finalize (object);
}

static void
postern_choice_row_class_init (PosternChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = postern_choice_row_get_property;
  object_class->set_property = postern_choice_row_set_property;
  object_class->dispose = postern_choice_row_dispose;
  object_class->finalize = postern_choice_row_finalize;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_GROUP] = g_param_spec_object ("group", NULL, NULL, POSTERN_TYPE_CHOICE_ROW,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternChoiceRow, check);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
}

static void
postern_choice_row_init (PosternChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_choice_row_new:
 * @id: what the answer is called in a record
 * @title: the answer
 * @subtitle: (nullable): a sentence about it
 * @group: (nullable): another row of the same question
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
postern_choice_row_new (const char       *id,
                        const char       *title,
                        const char       *subtitle,
                        PosternChoiceRow *group)
{
  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  return g_object_new (POSTERN_TYPE_CHOICE_ROW,
                       "id", id,
                       "title", title,
                       "subtitle", subtitle,
                       "group", group,
                       NULL);
}

/**
 * postern_choice_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): what the answer is called in a record
 */
const char *
postern_choice_row_get_id (PosternChoiceRow *self)
{
  g_return_val_if_fail (POSTERN_IS_CHOICE_ROW (self), NULL);

  return self->id;
}

/**
 * postern_choice_row_get_active:
 * @self: a row
 *
 * Returns: whether it is the chosen one
 */
gboolean
postern_choice_row_get_active (PosternChoiceRow *self)
{
  g_return_val_if_fail (POSTERN_IS_CHOICE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * postern_choice_row_set_active:
 * @self: a row
 * @active: whether it is the chosen one
 */
void
postern_choice_row_set_active (PosternChoiceRow *self,
                               gboolean          active)
{
  g_return_if_fail (POSTERN_IS_CHOICE_ROW (self));

  gtk_check_button_set_active (self->check, active);
}
