/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-advice-page.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/pages/postern-advice-deadline.h"
#include "app/pages/postern-way-group.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"
#include "core/diagnosis/postern-volume.h"

struct _PosternAdvicePage
{
  PosternPage       parent_instance;

  GPtrArray        *choices;
  gboolean          entering;
  char             *asked;

  PosternChoiceRow *little;
  PosternChoiceRow *some;
  PosternChoiceRow *much;
  GtkSwitch        *inside;
  AdwActionRow     *oauth_row;
  GtkSwitch        *oauth;
  GtkListBox       *ways;
  PosternWayGroup  *detail;
  PosternBanner    *deadline;
};

G_DEFINE_FINAL_TYPE (PosternAdvicePage, postern_advice_page, POSTERN_TYPE_PAGE)

static void show_ways (PosternAdvicePage *self);

static PosternCatalogue *
get_catalogue (PosternAdvicePage *self)
{
  return postern_context_get_catalogue (postern_page_get_context (POSTERN_PAGE (self)));
}

static PosternRecord *
get_record (PosternAdvicePage *self)
{
  return postern_page_get_record (POSTERN_PAGE (self));
}

static const PosternWayChoice *
find_choice (PosternAdvicePage *self,
             const char        *words)
{
  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (self->choices, i);

      if (choice->fit < POSTERN_WAY_NO && postern_volume_has (words, postern_way_kind_to_nick (choice->way->kind)))
        return choice;
    }

  return NULL;
}

/* The way whose nick stands in the record. */
static const PosternWayChoice *
get_choice (PosternAdvicePage *self)
{
  return find_choice (self, postern_record_get_volume (get_record (self)));
}

static const char *
get_amount (PosternAdvicePage *self)
{
  PosternChoiceRow *const rows[] = { self->little, self->some, self->much };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (postern_choice_row_get_active (rows[i]))
        return postern_choice_row_get_id (rows[i]);
    }

  return NULL;
}

/* The answers as a record keeps them, see postern-volume.h. */
static void
store (PosternAdvicePage *self,
       const char        *way)
{
  const char *amount = get_amount (self);
  g_autofree char *volume = NULL;

  if (amount != NULL)
    volume = g_strconcat (amount, gtk_switch_get_active (self->inside) ? " inside" : "",
                          gtk_switch_get_active (self->oauth) ? " oauth-2" : "", way != NULL ? " " : "",
                          way != NULL ? way : "", NULL);
  postern_record_set_volume (get_record (self), volume);
}

static void
show_detail (PosternAdvicePage *self)
{
  gboolean goes_on = postern_way_group_show (self->detail, get_catalogue (self), get_choice (self),
                                             postern_page_get_provider (POSTERN_PAGE (self)));

  postern_page_set_complete (POSTERN_PAGE (self), get_amount (self) != NULL && goes_on);
}

static gboolean
signs_in_so (PosternAdvicePage      *self,
             const PosternWayChoice *choice)
{
  gboolean oauth = postern_record_get_sign_in (get_record (self)) != POSTERN_SIGN_IN_PASSWORD;

  return oauth ? choice->way->kind != POSTERN_WAY_APP_PASSWORD : choice->way->kind != POSTERN_WAY_OAUTH;
}

/* The next pages are those of this way of signing in. What the keyring holds for the other one stays there until
 * something new takes its place. */
static void
take_sign_in (PosternAdvicePage      *self,
              const PosternWayChoice *choice)
{
  gboolean oauth = choice->way->kind == POSTERN_WAY_OAUTH;

  if (signs_in_so (self, choice))
    return;
  postern_record_set_password_recorded (get_record (self), FALSE);
  postern_record_set_sign_in (get_record (self), oauth ? POSTERN_SIGN_IN_OAUTH : POSTERN_SIGN_IN_PASSWORD);
}

static void
take_way (PosternAdvicePage *self,
          const char        *way)
{
  store (self, way);
  take_sign_in (self, get_choice (self));
  show_detail (self);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternAdvicePage) self = user_data;
  gboolean confirmed = postern_compat_confirm_finish (result, NULL);

  if (self->ways == NULL)
    return;
  if (confirmed)
    take_way (self, self->asked);
  else
    show_ways (self);
}

static void
way_chosen_cb (PosternAdvicePage *self,
               GParamSpec        *pspec,
               PosternChoiceRow  *row)
{
  const char *way = postern_choice_row_get_id (row);
  const PosternWayChoice *choice = find_choice (self, way);

  if (self->entering || choice == NULL || !postern_choice_row_get_active (row))
    return;
  if (signs_in_so (self, choice) || !postern_record_get_password_recorded (get_record (self)))
    {
      take_way (self, way);
      return;
    }
  g_free (self->asked);
  self->asked = g_strdup (way);
  postern_compat_confirm_async (GTK_WIDGET (self), _("Change how it signs in?"),
                                _("What is recorded for this account now is not used any more. It is taken out of "
                                  "the keyring as soon as the new way is recorded."),
                                _("_Cancel"), _("_Change"), FALSE, postern_page_get_cancellable (POSTERN_PAGE (self)),
                                confirmed_cb, g_object_ref (self));
}

static void
add_way (PosternAdvicePage      *self,
         const PosternWayChoice *choice,
         gboolean                recommended)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->ways, 0);
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  /* Translators: %s is the reason, a sentence. */
  subtitle = recommended ? g_strdup_printf (_("Recommended. %s"), choice->reason) : g_strdup (choice->reason);
  row = postern_choice_row_new (postern_way_kind_to_nick (choice->way->kind), choice->title, subtitle,
                                (PosternChoiceRow *) first);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_sensitive (row, choice->fit < POSTERN_WAY_NO);
  postern_choice_row_set_active (POSTERN_CHOICE_ROW (row), choice == get_choice (self));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (way_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->ways, row);
}

static void
show_ways (PosternAdvicePage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->ways))) != NULL)
    gtk_list_box_remove (self->ways, row);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const PosternWayChoice *choice = g_ptr_array_index (self->choices, i);

      add_way (self, choice, i == 0 && choice->fit < POSTERN_WAY_NO);
    }
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->ways), ADW_TYPE_PREFERENCES_GROUP),
                          get_amount (self) != NULL);
}

static void
rank (PosternAdvicePage *self)
{
  PosternPage *page = POSTERN_PAGE (self);
  const char *volume = postern_record_get_volume (get_record (self));
  const PosternWaysQuestion question = {
    .provider = postern_page_get_provider (page),
    .target = postern_page_get_target (page),
    .volume = postern_volume_get_number (volume),
    .to = postern_volume_get_to (volume),
    .oauth = gtk_switch_get_active (self->oauth) ? POSTERN_WAYS_OAUTH_YES : POSTERN_WAYS_OAUTH_NO,
  };

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = postern_ways_rank (get_catalogue (self), &question);
}

static void
refresh (PosternAdvicePage *self)
{
  const PosternWayChoice *choice = NULL;

  rank (self);
  choice = get_choice (self);
  store (self, choice == NULL ? NULL : postern_way_kind_to_nick (choice->way->kind));
  if (choice != NULL && !postern_record_get_password_recorded (get_record (self)))
    take_sign_in (self, choice);
  show_ways (self);
  show_detail (self);
}

static void
answers_changed_cb (PosternAdvicePage *self)
{
  const PosternWayChoice *choice = get_choice (self);

  if (self->entering)
    return;
  store (self, choice == NULL ? NULL : postern_way_kind_to_nick (choice->way->kind));
  refresh (self);
}

/* A recorded password must never go to another provider's server. */
static void
provider_chosen_cb (PosternAdvicePage *self,
                    const char        *id)
{
  PosternRecord *record = get_record (self);
  PosternProvider *provider = postern_catalogue_get_provider (get_catalogue (self), id);

  if (postern_record_get_password_recorded (record))
    {
      postern_page_show_problem (POSTERN_PAGE (self),
                                 _("This one has a password already. For another way, go back to the list and set up "
                                   "a new one; this one is kept until you remove it."));
      return;
    }
  postern_record_set_provider (record, provider->id);
  postern_record_set_endpoint (record, g_ptr_array_index (provider->endpoints, 0));
  postern_record_set_user (record, provider->user);
  postern_record_set_done_steps (record, NULL);
  postern_record_set_sign_in (record, POSTERN_SIGN_IN_PASSWORD);
  postern_record_set_client_id (record, NULL);
  postern_record_set_tenant (record, NULL);
  postern_page_toast (POSTERN_PAGE (self), _("Chosen. Check the account."));
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "s", "account");
}

static gboolean
has_oauth (PosternProvider *provider)
{
  for (guint i = 0; i < provider->ways->len; i++)
    {
      if (((const PosternWay *) g_ptr_array_index (provider->ways, i))->kind == POSTERN_WAY_OAUTH)
        return TRUE;
    }

  return FALSE;
}

/* What the catalogue says of the target; the person is asked only where it says nothing. */
static void
show_oauth (PosternAdvicePage *self,
            const char        *volume)
{
  PosternPage *page = POSTERN_PAGE (self);
  const PosternWaysQuestion question = { .provider = postern_page_get_provider (page),
                                         .target = postern_page_get_target (page) };
  gboolean known = postern_ways_can_oauth (&question);

  gtk_switch_set_active (self->oauth, known || postern_volume_has (volume, "oauth-2"));
  gtk_widget_set_visible (GTK_WIDGET (self->oauth_row),
                          !known && question.provider != NULL && has_oauth (question.provider));
}

static void
postern_advice_page_enter (PosternPage *page)
{
  PosternAdvicePage *self = POSTERN_ADVICE_PAGE (page);
  const char *volume = postern_record_get_volume (postern_page_get_record (page));
  PosternChoiceRow *const rows[] = { self->little, self->some, self->much };

  self->entering = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    postern_choice_row_set_active (rows[i], postern_volume_has (volume, postern_choice_row_get_id (rows[i])));
  gtk_switch_set_active (self->inside, postern_volume_has (volume, "inside"));
  show_oauth (self, volume);
  self->entering = FALSE;
  refresh (self);
  postern_advice_deadline_show (self->deadline, page);
}

static void
postern_advice_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ADVICE_PAGE);
  g_clear_pointer (&POSTERN_ADVICE_PAGE (object)->choices, g_ptr_array_unref);
  g_clear_pointer (&POSTERN_ADVICE_PAGE (object)->asked, g_free);

  G_OBJECT_CLASS (postern_advice_page_parent_class)->dispose (object);
}

static void
postern_advice_page_class_init (PosternAdvicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_advice_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_advice_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-advice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, little);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, some);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, much);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, inside);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, oauth_row);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, oauth);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, ways);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, detail);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, deadline);
  gtk_widget_class_bind_template_callback (widget_class, answers_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, provider_chosen_cb);
}

static void
postern_advice_page_init (PosternAdvicePage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_CHOICE_ROW);
  g_type_ensure (POSTERN_TYPE_WAY_GROUP);
  gtk_widget_init_template (GTK_WIDGET (self));
}
