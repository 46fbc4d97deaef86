/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-provider-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/widgets/postern-choice-row.h"
#include "app/widgets/postern-widget-utils.h"

/* What most people come with. */
static const char *const frequent[] = { "microsoft365", "gmail", NULL };

static const char *const last[] = { "custom", "practice", NULL };

static char *
dup_words (PosternProvider *provider)
{
  g_autofree char *words = g_strjoin (" ", provider->name, provider->summary, NULL);

  return g_utf8_casefold (words, -1);
}

static void
add_provider (GtkListBox      *list,
              PosternProvider *provider,
              GCallback        chosen,
              gpointer         object)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (list, 0);
  GtkWidget *row = postern_choice_row_new (provider->id, provider->name, provider->summary,
                                           (PosternChoiceRow *) first);

  g_object_set_data_full (G_OBJECT (row), "postern-words", dup_words (provider), g_free);
  g_signal_connect_object (row, "notify::active", chosen, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (gtk_list_box_invalidate_filter), list,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (list, row);
}

static gboolean
is_listed (PosternProvider *provider)
{
  return provider->endpoints->len > 0 || provider->kind == POSTERN_PROVIDER_CUSTOM;
}

/* Mailboxes, services for sending and relays in the order of the enum, with their names in alphabetical order. */
static gint
compare (gconstpointer a,
         gconstpointer b)
{
  PosternProvider *one = *(PosternProvider *const *) a;
  PosternProvider *other = *(PosternProvider *const *) b;

  if (one->kind != other->kind)
    return (int) one->kind - (int) other->kind;

  return g_utf8_collate (one->name, other->name);
}

static void
add_by_id (GtkListBox        *list,
           PosternCatalogue  *catalogue,
           const char *const *ids,
           GCallback          chosen,
           gpointer           object)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      PosternProvider *provider = postern_catalogue_get_provider (catalogue, ids[i]);

      if (provider != NULL)
        add_provider (list, provider, chosen, object);
    }
}

static GPtrArray *
collect_others (PosternCatalogue *catalogue)
{
  GListModel *providers = postern_catalogue_get_providers (catalogue);
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, i);

      if (is_listed (provider) && !g_strv_contains (frequent, provider->id) && !g_strv_contains (last, provider->id))
        g_ptr_array_add (others, g_steal_pointer (&provider));
    }
  g_ptr_array_sort (others, compare);

  return others;
}

/* All would be too long a list: the others come with the search. The one to fill in is for when it finds nothing. */
static gboolean
fits_search (GtkListBoxRow *row,
             gpointer       user_data)
{
  const char *id = postern_choice_row_get_id (POSTERN_CHOICE_ROW (row));
  const char *words = g_object_get_data (G_OBJECT (row), "postern-words");
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (user_data), -1);

  if (postern_choice_row_get_active (POSTERN_CHOICE_ROW (row)) || g_str_equal (id, "custom"))
    return TRUE;
  if (*g_strstrip (wanted) != '\0')
    return strstr (words, wanted) != NULL;

  return g_strv_contains (frequent, id) || g_strv_contains (last, id);
}

void
postern_provider_rows_fill (GtkListBox       *list,
                            PosternCatalogue *catalogue,
                            GtkSearchEntry   *search,
                            GCallback         chosen,
                            gpointer          object)
{
  g_autoptr (GPtrArray) others = collect_others (catalogue);

  add_by_id (list, catalogue, frequent, chosen, object);
  for (guint i = 0; i < others->len; i++)
    add_provider (list, g_ptr_array_index (others, i), chosen, object);
  add_by_id (list, catalogue, last, chosen, object);
  gtk_list_box_set_filter_func (list, fits_search, search, NULL);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), list,
                           G_CONNECT_SWAPPED);
}

gboolean
postern_provider_rows_name_user (AdwPreferencesRow *row,
                                 PosternProvider   *provider)
{
  g_autofree char *title = NULL;

  if (provider != NULL && provider->user_name != NULL)
    /* Translators: %s is what a provider calls the name to sign in with, such as API key. */
    title = g_strdup_printf (_("To sign in: %s"), provider->user_name);
  adw_preferences_row_set_title (row, title == NULL ? _("User name, if it is not the address") : title);

  return provider != NULL && (provider->user != NULL || provider->user_name != NULL);
}

void
postern_provider_rows_choose_user (GtkEditable     *row,
                                   PosternProvider *before,
                                   PosternProvider *now)
{
  const char *text = gtk_editable_get_text (row);

  if (*text == '\0' || (before != NULL && g_strcmp0 (text, before->user) == 0))
    postern_app_set_editable_text (row, now == NULL ? NULL : now->user);
}
