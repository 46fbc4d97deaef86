/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-way.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/catalogue/postern-catalogue-private.h"

static const char *const kind_nicks[] = { "transactional", "oauth", "app-password", "high-volume", "relay", "direct",
                                          NULL };
static const char *const fit_nicks[] = { "first", "good", "possible", "last", "no", "none", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_nicks) == POSTERN_N_WAY_KINDS + 1);

static void
case_free (gpointer data)
{
  PosternWayCase *self = data;

  g_free (self->to);
  g_free (self->oauth);
  g_free (self->service);
  g_free (self->text);
  g_free (self);
}

static guint
find_nick (const char *const *nicks,
           const char        *nick)
{
  guint i = 0;

  while (nicks[i] != NULL && strcmp (nicks[i], nick) != 0)
    i++;

  return i;
}

static PosternWayCase *
read_case (PosternNode *node,
           GDateTime   *date,
           GDateTime   *today)
{
  PosternWayCase *self = g_new0 (PosternWayCase, 1);
  g_autofree char *text = postern_node_dup_text (node);

  self->fit = (PosternWayFit) find_nick (fit_nicks, postern_node_get_attribute (node, "fit"));
  self->least = postern_node_get_number (node, "least");
  self->most = postern_node_get_number (node, "most");
  self->to = g_strdup (postern_node_get_attribute (node, "to"));
  self->oauth = g_strdup (postern_node_get_attribute (node, "oauth"));
  self->service = g_strdup (postern_node_get_attribute (node, "service"));
  self->text = postern_advice_fill_in (text, date, today);

  return self;
}

/* A case for before the date holds on the day itself too: what ends on it still works then. */
static gboolean
is_of_today (PosternNode *node,
             GDateTime   *date,
             GDateTime   *today)
{
  const char *when = postern_node_get_attribute (node, "when");
  gboolean over = date != NULL && postern_advice_count_days (today, date) < 0;

  return when == NULL || over == (strcmp (when, "after") == 0);
}

static PosternWay *
read_way (PosternNode *node,
          GDateTime   *today)
{
  PosternWay *self = g_new0 (PosternWay, 1);
  g_autoptr (GPtrArray) cases = postern_node_get_children (node, "case");

  self->kind = (PosternWayKind) find_nick (kind_nicks, postern_node_get_attribute (node, "kind"));
  self->title = postern_node_dup_child_text (node, "title");
  self->provider = g_strdup (postern_node_get_attribute (node, "provider"));
  self->date = postern_node_get_date (node, "date");
  self->ends = postern_node_get_attribute (node, "ends") != NULL;
  self->cases = g_ptr_array_new_with_free_func (case_free);
  for (guint i = 0; i < cases->len; i++)
    {
      if (is_of_today (g_ptr_array_index (cases, i), self->date, today))
        g_ptr_array_add (self->cases, read_case (g_ptr_array_index (cases, i), self->date, today));
    }

  return self;
}

static gboolean
check_way (PosternNode  *way,
           GError      **error)
{
  g_autoptr (GPtrArray) cases = postern_node_get_children (way, "case");
  gboolean dated = postern_node_get_attribute (way, "date") != NULL;

  if (postern_node_get_attribute (way, "ends") != NULL && !dated)
    return postern_node_fail (way, error, _("The way ends, but the date is missing."));
  for (guint i = 0; i < cases->len; i++)
    {
      PosternNode *one = g_ptr_array_index (cases, i);

      if (dated || (postern_node_get_attribute (one, "when") == NULL && strchr (one->text->str, '{') == NULL))
        continue;
      return postern_node_fail (one, error, _("The text speaks of a date, but the way has none."));
    }

  return TRUE;
}

static void
free_way (gpointer way)
{
  postern_way_free (way);
}

/**
 * postern_ways_new_from_node:
 * @parent: a <provider>
 * @today: the day from which dates count
 *
 * Returns: (transfer full) (element-type PosternWay): its ways in the file's order, perhaps none
 */
GPtrArray *
postern_ways_new_from_node (PosternNode *parent,
                            GDateTime   *today)
{
  g_autoptr (GPtrArray) ways = postern_node_get_children (parent, "way");
  GPtrArray *read = g_ptr_array_new_with_free_func (free_way);

  for (guint i = 0; i < ways->len; i++)
    g_ptr_array_add (read, read_way (g_ptr_array_index (ways, i), today));

  return read;
}

/**
 * postern_ways_check_node:
 * @parent: a <provider>
 * @error: return location for a #PosternCatalogueError
 *
 * Returns: whether its ways with a date have one
 */
gboolean
postern_ways_check_node (PosternNode  *parent,
                         GError      **error)
{
  g_autoptr (GPtrArray) ways = postern_node_get_children (parent, "way");

  for (guint i = 0; i < ways->len; i++)
    {
      if (!check_way (g_ptr_array_index (ways, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * postern_way_kind_to_nick:
 * @kind: a kind of way
 *
 * Returns: (transfer none): "transactional", "oauth", "app-password", "high-volume", "relay" or "direct"
 */
const char *
postern_way_kind_to_nick (PosternWayKind kind)
{
  g_return_val_if_fail (kind < POSTERN_N_WAY_KINDS, NULL);

  return kind_nicks[kind];
}

/**
 * postern_way_fit_to_nick:
 * @fit: how well a way fits
 *
 * Returns: (transfer none): "first", "good", "possible", "last", "no" or "none"
 */
const char *
postern_way_fit_to_nick (PosternWayFit fit)
{
  g_return_val_if_fail (fit <= POSTERN_WAY_NONE, NULL);

  return fit_nicks[fit];
}

/**
 * postern_way_free:
 * @self: (transfer full) (nullable): a way
 */
void
postern_way_free (PosternWay *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->provider);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_ptr_array_unref (self->cases);
  g_free (self);
}
