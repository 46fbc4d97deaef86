/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-sign-in-page.h"

#include <glib/gi18n-lib.h>

#include "app/compat/postern-compat-dialogs.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-choice-row.h"

struct _PosternSignInPage
{
  PosternPage       parent_instance;

  gboolean          entering;
  PosternChoiceRow *oauth;
  PosternChoiceRow *password;
  PosternBanner    *hint;
};

G_DEFINE_FINAL_TYPE (PosternSignInPage, postern_sign_in_page, POSTERN_TYPE_PAGE)

static PosternRecord *
get_record (PosternSignInPage *self)
{
  return postern_page_get_record (POSTERN_PAGE (self));
}

/* The provider's warning with a date, as a headline: until when a password works. */
static char *
describe_password (PosternProvider *provider)
{
  for (guint i = 0; i < provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (provider->advice, i);
      g_autofree char *date = NULL;

      if (advice->date == NULL)
        continue;
      /* Translators: a date such as 31 December 2026, in the letters of g_date_time_format(). */
      date = g_date_time_format (advice->date, _("%-d %B %Y"));
      /* Translators: the first %s is a headline without a full stop, the second a date. */
      return g_strdup_printf (_("%s: %s"), advice->title, date);
    }

  return g_strdup (_("Quick to make, but whoever has it can send mail in your name."));
}

static void
show_choice (PosternSignInPage *self)
{
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  PosternTarget *target = postern_page_get_target (POSTERN_PAGE (self));
  const PosternTargetOauth *oauth = NULL;
  gboolean chosen = postern_choice_row_get_active (self->oauth);
  g_autofree char *text = NULL;

  if (provider != NULL && target != NULL && chosen)
    oauth = postern_target_find_oauth (target, provider->id);
  if (oauth != NULL)
    {
      /* Translators: the first %s is a program or device, the second a sentence or two on what to do there. */
      text = g_strdup_printf (_("In %s: %s"), target->name, oauth->text);
      postern_banner_show_message (self->hint, "info", text);
    }
  else
    postern_banner_set_revealed (self->hint, FALSE);
  postern_page_set_complete (POSTERN_PAGE (self), chosen || postern_choice_row_get_active (self->password));
}

static void
show_record (PosternSignInPage *self)
{
  gboolean oauth = postern_record_get_sign_in (get_record (self)) != POSTERN_SIGN_IN_PASSWORD;

  self->entering = TRUE;
  if (oauth || postern_record_get_password_recorded (get_record (self)))
    postern_choice_row_set_active (oauth ? self->oauth : self->password, TRUE);
  self->entering = FALSE;
  show_choice (self);
}

static PosternSignInKind
get_chosen (PosternSignInPage *self)
{
  return postern_choice_row_get_active (self->oauth) ? POSTERN_SIGN_IN_OAUTH : POSTERN_SIGN_IN_PASSWORD;
}

/* What the keyring holds for the other way stays there until something new takes its place. */
static void
take_choice (PosternSignInPage *self)
{
  postern_record_set_password_recorded (get_record (self), FALSE);
  postern_record_set_sign_in (get_record (self), get_chosen (self));
  show_choice (self);
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternSignInPage) self = user_data;
  gboolean confirmed = postern_compat_confirm_finish (result, NULL);

  if (self->oauth == NULL)
    return;
  if (confirmed)
    take_choice (self);
  else
    show_record (self);
}

static void
choice_changed_cb (PosternSignInPage *self,
                   GParamSpec        *pspec,
                   PosternChoiceRow  *row)
{
  gboolean was_oauth = postern_record_get_sign_in (get_record (self)) != POSTERN_SIGN_IN_PASSWORD;

  if (self->entering || !postern_choice_row_get_active (row))
    return;
  if (was_oauth == (get_chosen (self) == POSTERN_SIGN_IN_OAUTH))
    show_choice (self);
  else if (!postern_record_get_password_recorded (get_record (self)))
    take_choice (self);
  else
    postern_compat_confirm_async (GTK_WIDGET (self), _("Change how it signs in?"),
                                  _("What is recorded for this account now is not used any more. It is taken out of "
                                    "the keyring as soon as the new way is recorded."),
                                  _("_Cancel"), _("_Change"), FALSE,
                                  postern_page_get_cancellable (POSTERN_PAGE (self)), confirmed_cb,
                                  g_object_ref (self));
}

/* Nothing is chosen for the person: a record that says nothing yet would sign in with a password. */
static void
postern_sign_in_page_enter (PosternPage *page)
{
  PosternSignInPage *self = POSTERN_SIGN_IN_PAGE (page);
  PosternProvider *provider = postern_page_get_provider (page);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (provider == NULL || provider->oauth == NULL)
    return;

  /* Translators: %s is what the provider calls the password, such as “app password”. */
  title = g_strdup_printf (_("A password of its own (%s)"), provider->password_name);
  subtitle = describe_password (provider);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->password), subtitle);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->oauth), provider->oauth->reason);
  show_record (self);
}

static void
postern_sign_in_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (postern_sign_in_page_parent_class)->dispose (object);
}

static void
postern_sign_in_page_class_init (PosternSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_sign_in_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_sign_in_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternSignInPage, oauth);
  gtk_widget_class_bind_template_child (widget_class, PosternSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, PosternSignInPage, hint);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
}

static void
postern_sign_in_page_init (PosternSignInPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_CHOICE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}
