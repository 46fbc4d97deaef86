/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-ways.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Its ways stand for every provider that has none of their kind. */
#define GENERAL "custom"

static void
choice_free (gpointer data)
{
  PosternWayChoice *self = data;

  g_free (self->title);
  g_free (self->reason);
  g_clear_object (&self->provider);
  g_free (self);
}

static const PosternWay *
find_kind (PosternProvider *provider,
           PosternWayKind   kind)
{
  for (guint i = 0; provider != NULL && i < provider->ways->len; i++)
    {
      const PosternWay *way = g_ptr_array_index (provider->ways, i);

      if (way->kind == kind)
        return way;
    }

  return NULL;
}

/* What is not known excludes nothing but what needs to be known. */
static gboolean
holds (const PosternWayCase      *self,
       const PosternWaysQuestion *question)
{
  const char *service = question->provider == NULL ? NULL : postern_provider_kind_to_nick (question->provider->kind);
  const char *oauth = postern_ways_can_oauth (question) ? "yes" : "no";

  if (self->least != 0 && question->volume < self->least)
    return FALSE;
  if (self->most != 0 && question->volume > self->most)
    return FALSE;
  if (self->to != NULL && strcmp (self->to, question->to != NULL ? question->to : "outside") != 0)
    return FALSE;
  if (self->oauth != NULL && strcmp (self->oauth, oauth) != 0)
    return FALSE;

  return self->service == NULL || g_strcmp0 (self->service, service) == 0;
}

static const PosternWayCase *
find_case (const PosternWay          *way,
           const PosternWaysQuestion *question)
{
  for (guint i = 0; i < way->cases->len; i++)
    {
      const PosternWayCase *one = g_ptr_array_index (way->cases, i);

      if (holds (one, question))
        return one;
    }

  return NULL;
}

/* "App password", as the provider calls it. */
static char *
dup_title (const PosternWay *way,
           PosternProvider  *provider)
{
  gboolean own = provider != NULL && find_kind (provider, way->kind) == way;
  g_autofree char *first = NULL;

  if (way->kind != POSTERN_WAY_APP_PASSWORD || own || provider == NULL || *provider->password_name == '\0' ||
      provider->kind == POSTERN_PROVIDER_CUSTOM)
    return g_strdup (way->title);
  first = g_utf8_strup (provider->password_name, g_utf8_next_char (provider->password_name) - provider->password_name);

  return g_strconcat (first, g_utf8_next_char (provider->password_name), NULL);
}

static char *
dup_reason (const PosternWay          *way,
            const PosternWayCase      *one,
            const PosternWaysQuestion *question)
{
  const PosternTargetOauth *oauth = NULL;

  if (way->kind == POSTERN_WAY_OAUTH && one->fit < POSTERN_WAY_NO && question->target != NULL &&
      question->provider != NULL)
    oauth = postern_target_find_oauth (question->target, question->provider->id);
  if (oauth == NULL || oauth->text == NULL || *oauth->text == '\0')
    return g_strdup (one->text);

  return g_strdup_printf ("%s %s", one->text, oauth->text);
}

static void
add_way (GPtrArray                 *choices,
         PosternCatalogue          *catalogue,
         const PosternWaysQuestion *question,
         const PosternWay          *way)
{
  const PosternWayCase *one = find_case (way, question);
  PosternWayChoice *choice;

  if (one == NULL || one->fit == POSTERN_WAY_NONE)
    return;
  choice = g_new0 (PosternWayChoice, 1);
  choice->way = way;
  choice->fit = one->fit;
  choice->title = dup_title (way, question->provider);
  choice->reason = dup_reason (way, one, question);
  if (way->provider != NULL && postern_catalogue_get_provider (catalogue, way->provider) != NULL)
    choice->provider = g_object_ref (postern_catalogue_get_provider (catalogue, way->provider));
  g_ptr_array_add (choices, choice);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const PosternWayChoice *one = *(PosternWayChoice *const *) a;
  const PosternWayChoice *other = *(PosternWayChoice *const *) b;

  if (one->fit != other->fit)
    return (int) one->fit - (int) other->fit;

  return (int) one->way->kind - (int) other->way->kind;
}

/**
 * postern_ways_can_oauth:
 * @question: what is asked
 *
 * Returns: whether what sends can sign in to the provider with OAuth 2.0, as far as is known
 */
gboolean
postern_ways_can_oauth (const PosternWaysQuestion *question)
{
  g_return_val_if_fail (question != NULL, FALSE);

  if (question->oauth != POSTERN_WAYS_OAUTH_LOOK)
    return question->oauth == POSTERN_WAYS_OAUTH_YES;

  return question->target != NULL && question->provider != NULL &&
         postern_target_find_oauth (question->target, question->provider->id) != NULL;
}

/**
 * postern_ways_rank:
 * @catalogue: the catalogue
 * @question: what sends, how much, to whom
 *
 * Ranks the ways to send by the rules of the provider, and by those of “custom” for the kinds of which it has none. A
 * way that does not work comes last, with the reason.
 *
 * Returns: (transfer full) (element-type PosternWayChoice): the best first
 */
GPtrArray *
postern_ways_rank (PosternCatalogue          *catalogue,
                   const PosternWaysQuestion *question)
{
  GPtrArray *choices;
  PosternProvider *general;

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && question != NULL, NULL);

  choices = g_ptr_array_new_with_free_func (choice_free);
  general = postern_catalogue_get_provider (catalogue, GENERAL);
  for (guint i = 0; i < POSTERN_N_WAY_KINDS; i++)
    {
      const PosternWay *way = find_kind (question->provider, (PosternWayKind) i);

      if (way == NULL)
        way = find_kind (general, (PosternWayKind) i);
      if (way != NULL)
        add_way (choices, catalogue, question, way);
    }
  g_ptr_array_sort (choices, compare);

  return choices;
}
