/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-advice-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"

struct _PosternAdvicePage
{
  PosternPage       parent_instance;

  PosternChoiceRow *little;
  PosternChoiceRow *much;
  PosternBanner    *verdict;
  PosternBanner    *deadline;
};

G_DEFINE_FINAL_TYPE (PosternAdvicePage, postern_advice_page, POSTERN_TYPE_PAGE)

static void
show_verdict (PosternAdvicePage *self)
{
  gboolean much = postern_choice_row_get_active (self->much);
  gboolean little = postern_choice_row_get_active (self->little);

  if (much)
    postern_banner_show_message (self->verdict, "warning",
                                 _("For that much mail, use a service made for sending, such as Amazon SES or "
                                   "Mailjet. A mailbox lets only so many messages through, and then stops. "
                                   "You can still make an app password until you have moved."));
  else if (little)
    postern_banner_show_message (self->verdict, "success",
                                 _("An app password will do. Make one only for this, and give it to nothing else."));

  g_object_set (self, "next-label", much ? _("_Use One Anyway") : NULL, NULL);
  postern_page_set_complete (POSTERN_PAGE (self), much || little);
}

static void
choice_changed_cb (PosternAdvicePage *self,
                   GParamSpec        *pspec,
                   PosternChoiceRow  *row)
{
  if (!postern_choice_row_get_active (row))
    return;

  postern_record_set_volume (postern_page_get_record (POSTERN_PAGE (self)), postern_choice_row_get_id (row));
  show_verdict (self);
}

/* Whose account it will be is asked later: until then it is no warning, and plainly about one provider. */
static void
show_advice (PosternAdvicePage   *self,
             PosternProvider     *provider,
             const PosternAdvice *advice)
{
  gboolean known = postern_page_get_provider (POSTERN_PAGE (self)) == provider;
  g_autofree char *text = NULL;

  if (known)
    /* Translators: a headline and the sentences that follow it. */
    text = g_strdup_printf (_("%s. %s"), advice->title, advice->text);
  else
    /* Translators: the first %s is a provider such as Microsoft 365; a headline and its sentences follow. */
    text = g_strdup_printf (_("Only if the account is at %s: %s. %s"), provider->name, advice->title, advice->text);
  postern_banner_show_message (self->deadline, known ? advice->severity : "info", text);
}

/* With another provider it is no news at all; practice is as at Microsoft. */
static gboolean
is_about (PosternAdvicePage *self,
          PosternProvider   *provider)
{
  PosternProvider *chosen = postern_page_get_provider (POSTERN_PAGE (self));

  return provider != NULL && (chosen == NULL || chosen == provider || g_str_equal (chosen->id, "practice"));
}

static void
show_deadline (PosternAdvicePage *self)
{
  PosternContext *context = postern_page_get_context (POSTERN_PAGE (self));
  PosternProvider *provider = postern_catalogue_get_provider (postern_context_get_catalogue (context), "microsoft365");

  postern_banner_set_revealed (self->deadline, FALSE);
  for (guint i = 0; is_about (self, provider) && i < provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (provider->advice, i);

      if (advice->date != NULL)
        show_advice (self, provider, advice);
    }
}

static void
postern_advice_page_enter (PosternPage *page)
{
  PosternAdvicePage *self = POSTERN_ADVICE_PAGE (page);
  const char *volume = postern_record_get_volume (postern_page_get_record (page));

  postern_choice_row_set_active (self->little, g_strcmp0 (volume, postern_choice_row_get_id (self->little)) == 0);
  postern_choice_row_set_active (self->much, g_strcmp0 (volume, postern_choice_row_get_id (self->much)) == 0);
  show_deadline (self);
}

static void
postern_advice_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_ADVICE_PAGE);

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
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, much);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, verdict);
  gtk_widget_class_bind_template_child (widget_class, PosternAdvicePage, deadline);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
}

static void
postern_advice_page_init (PosternAdvicePage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_CHOICE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
