/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/batch/postern-batch-item.h"

#include "core/base/postern-text.h"

struct _PosternBatchItem
{
  GObject            parent_instance;

  PosternRecord     *record;
  PosternBatchState  state;
  char              *title;
  char              *finding;
  guint              milliseconds;
};

enum
{
  PROP_STATE = 1,
  PROP_TITLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (PosternBatchItem, postern_batch_item, G_TYPE_OBJECT)

static void
postern_batch_item_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PosternBatchItem *self = POSTERN_BATCH_ITEM (object);

  if (property_id == PROP_STATE)
    g_value_set_int (value, (int) self->state);
  else if (property_id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
postern_batch_item_finalize (GObject *object)
{
  PosternBatchItem *self = POSTERN_BATCH_ITEM (object);

  g_clear_object (&self->record);
  g_free (self->title);
  g_free (self->finding);

  G_OBJECT_CLASS (postern_batch_item_parent_class)->finalize (object);
}

static void
postern_batch_item_class_init (PosternBatchItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = postern_batch_item_get_property;
  object_class->finalize = postern_batch_item_finalize;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, POSTERN_BATCH_N_STATES - 1, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
postern_batch_item_init (PosternBatchItem *self)
{
}

/** Returns: "waiting", "running", "passed", "failed", "held-back" or "stopped" */
const char *
postern_batch_state_to_nick (PosternBatchState state)
{
  static const char *const nicks[] = { "waiting", "running", "passed", "failed", "held-back", "stopped" };

  g_return_val_if_fail (state < G_N_ELEMENTS (nicks), NULL);

  return nicks[state];
}

/** Returns: (transfer full): an item that waits for its turn */
PosternBatchItem *
postern_batch_item_new (PosternRecord *record)
{
  PosternBatchItem *self = g_object_new (POSTERN_TYPE_BATCH_ITEM, NULL);

  self->record = g_object_ref (record);

  return self;
}

/** Returns: (transfer none): the record */
PosternRecord *
postern_batch_item_get_record (PosternBatchItem *self)
{
  return self->record;
}

/** Returns: how far its test has come */
PosternBatchState
postern_batch_item_get_state (PosternBatchItem *self)
{
  return self->state;
}

/** Returns: (nullable): translated sentence: what came of it */
const char *
postern_batch_item_get_title (PosternBatchItem *self)
{
  return self->title;
}

/** Returns: (nullable): the finding's id; %NULL when there was no test */
const char *
postern_batch_item_get_finding (PosternBatchItem *self)
{
  return self->finding;
}

/** Returns: how long its test took, in milliseconds */
guint
postern_batch_item_get_milliseconds (PosternBatchItem *self)
{
  return self->milliseconds;
}

/** @state: how far its test has come; notified in any case */
void
postern_batch_item_set_state (PosternBatchItem  *self,
                              PosternBatchState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * postern_batch_item_settle:
 * @self: an item
 * @state: how it ended
 * @finding_id: (nullable): the finding's id
 * @title: (nullable): translated sentence: what came of it
 * @milliseconds: how long the test took
 */
void
postern_batch_item_settle (PosternBatchItem  *self,
                           PosternBatchState  state,
                           const char        *finding_id,
                           const char        *title,
                           guint              milliseconds)
{
  postern_set_text (&self->finding, finding_id);
  postern_set_text (&self->title, title);
  self->milliseconds = milliseconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  postern_batch_item_set_state (self, state);
}
