/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/catalogue/postern-fixed-list.h"

struct _PosternFixedList
{
  GObject    parent_instance;

  GType      item_type;
  GPtrArray *items;
};

static void postern_fixed_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PosternFixedList, postern_fixed_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, postern_fixed_list_iface_init))

static GType
postern_fixed_list_get_item_type (GListModel *model)
{
  return POSTERN_FIXED_LIST (model)->item_type;
}

static guint
postern_fixed_list_get_n_items (GListModel *model)
{
  return POSTERN_FIXED_LIST (model)->items->len;
}

static gpointer
postern_fixed_list_get_item (GListModel *model,
                             guint       position)
{
  PosternFixedList *self = POSTERN_FIXED_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
postern_fixed_list_finalize (GObject *object)
{
  g_clear_pointer (&POSTERN_FIXED_LIST (object)->items, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_fixed_list_parent_class)->finalize (object);
}

static void
postern_fixed_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = postern_fixed_list_get_item_type;
  iface->get_n_items = postern_fixed_list_get_n_items;
  iface->get_item = postern_fixed_list_get_item;
}

static void
postern_fixed_list_class_init (PosternFixedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_fixed_list_finalize;
}

static void
postern_fixed_list_init (PosternFixedList *self)
{
}

/**
 * postern_fixed_list_new:
 * @item_type: type of the items
 * @items: (transfer full) (element-type GObject): the items, with g_object_unref() as their free function
 *
 * Returns: (transfer full): a model of the items in this order
 */
GListModel *
postern_fixed_list_new (GType      item_type,
                        GPtrArray *items)
{
  PosternFixedList *self = g_object_new (POSTERN_TYPE_FIXED_LIST, NULL);

  self->item_type = item_type;
  self->items = items;

  return G_LIST_MODEL (self);
}
