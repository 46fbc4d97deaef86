/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/postern-settings-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-about-target.h"
#include "app/pages/postern-obstacles-group.h"
#include "app/pages/postern-print-group.h"
#include "app/pages/postern-variants-group.h"
#include "app/widgets/postern-banner.h"
#include "app/widgets/postern-part-view.h"
#include "core/records/postern-vault.h"

struct _PosternSettingsPage
{
  PosternPage              parent_instance;

  PosternSettingsRenderer *renderer;

  PosternBanner           *keyring_problem;
  PosternBanner           *oauth;
  PosternVariantsGroup    *variants;
  PosternObstaclesGroup   *obstacles;
  GtkBox                  *parts;
  PosternPrintGroup       *print;
  PosternAboutTarget      *about;
};

G_DEFINE_FINAL_TYPE (PosternSettingsPage, postern_settings_page, POSTERN_TYPE_PAGE)

static void
clear_parts (PosternSettingsPage *self)
{
  GtkWidget *part;

  while ((part = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, part);
}

static void
failed_cb (PosternSettingsPage *self,
           const char          *message)
{
  postern_page_show_problem (POSTERN_PAGE (self), message);
}

static void
add_obstacles (PosternSettingsPage *self,
               const char *const   *warnings,
               const char *const   *obstacles)
{
  PosternPage *page = POSTERN_PAGE (self);

  postern_obstacles_group_add (self->obstacles, warnings, obstacles,
                               postern_context_get_catalogue (postern_page_get_context (page)),
                               postern_record_get_provider (postern_page_get_record (page)));
}

/* Why the settings can't be written, and the ways round that. */
static void
show_error (PosternSettingsPage *self,
            const GError        *error)
{
  const char *obstacles[] = { postern_settings_error_get_obstacle (error), NULL };

  postern_page_show_problem (POSTERN_PAGE (self), error->message);
  add_obstacles (self, NULL, obstacles);
}

/* What only the password makes impossible (too long, a forbidden character) shows with it alone. */
static void
check_password (PosternSettingsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = NULL;

  if (!postern_settings_renderer_has_secret (self->renderer))
    return;
  settings = postern_settings_renderer_render (self->renderer, TRUE, &error);
  if (settings == NULL)
    show_error (self, error);
}

static void
show_subtitle (PosternSettingsPage   *self,
               const PosternSettings *settings)
{
  guint n = settings->parts->len;
  g_autofree char *subtitle = NULL;

  if (n > 1)
    /* Translators: %u is how many texts go to different places, at least 2. */
    subtitle = g_strdup_printf (ngettext ("There is %u piece. Copy it to its place.",
                                          "There are %u pieces. Copy each to its place, in this order.", n), n);
  else if (settings->variant->form == POSTERN_TARGET_FIELDS)
    subtitle = g_strdup (_("Copy each value into the form, in this order."));
  else if (settings->variant->form == POSTERN_TARGET_COMMANDS)
    subtitle = g_strdup (_("Copy the commands, and run them where it says."));
  else
    subtitle = g_strdup (_("Copy the text, and paste it where it says."));
  postern_page_set_subtitle (POSTERN_PAGE (self), subtitle);
}

static void
show_settings (PosternSettingsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = postern_settings_renderer_render (self->renderer, FALSE, &error);

  clear_parts (self);
  postern_obstacles_group_clear (self->obstacles);
  postern_print_group_show (self->print, self->renderer);
  gtk_widget_set_visible (GTK_WIDGET (self->print), settings != NULL);
  if (settings == NULL)
    {
      show_error (self, error);
      return;
    }

  show_subtitle (self, settings);
  add_obstacles (self, (const char *const *) settings->warnings, (const char *const *) settings->obstacles);
  for (guint i = 0; i < settings->parts->len; i++)
    {
      GtkWidget *part = postern_part_view_new (self->renderer, i);

      g_signal_connect_object (part, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->parts, part);
    }
  check_password (self);
}

static void
show_password_state (PosternSettingsPage *self,
                     const char          *problem)
{
  if (problem != NULL)
    postern_banner_show_message (self->keyring_problem, "warning", problem);
  else
    postern_banner_set_revealed (self->keyring_problem, FALSE);
}

/* The renderer tells for which visit of the page the answer is. */
typedef struct
{
  PosternSettingsPage     *page;
  PosternSettingsRenderer *renderer;
} LookUp;

static void
look_up_free (LookUp *self)
{
  g_object_unref (self->renderer);
  g_object_unref (self->page);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LookUp, look_up_free)

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LookUp) look_up = user_data;
  PosternSettingsPage *self = look_up->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSecret) secret = postern_vault_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->renderer != look_up->renderer)
    return;

  postern_settings_renderer_set_secret (self->renderer, secret);
  show_password_state (self, error == NULL ? NULL : error->message);
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    postern_part_view_update (POSTERN_PART_VIEW (part));
  postern_print_group_show (self->print, self->renderer);
  check_password (self);
}

static void
look_up_password (PosternSettingsPage *self)
{
  PosternPage *page = POSTERN_PAGE (self);
  LookUp *look_up;

  /* Until the keyring answers there is nothing to copy but dots. */
  postern_settings_renderer_set_secret (self->renderer, NULL);
  if (!postern_record_get_password_recorded (postern_page_get_record (page)))
    {
      show_password_state (self, _("No password is recorded yet. Go back, paste it, and the settings are complete."));
      return;
    }

  show_password_state (self, NULL);
  look_up = g_new0 (LookUp, 1);
  look_up->page = g_object_ref (self);
  look_up->renderer = g_object_ref (self->renderer);
  postern_vault_lookup_async (postern_page_get_record (page), postern_page_get_cancellable (page), found_cb, look_up);
}

static void
variant_chosen_cb (PosternSettingsPage *self,
                   const char          *variant)
{
  postern_settings_renderer_set_variant (self->renderer, variant);
  postern_page_show_problem (POSTERN_PAGE (self), NULL);
  show_settings (self);
}

/* The password belongs where the mail then goes through. */
static void
target_wanted_cb (PosternSettingsPage *self,
                  const char          *target)
{
  postern_record_set_target (postern_page_get_record (POSTERN_PAGE (self)), target);
  postern_page_enter (POSTERN_PAGE (self));
}

static void
account_wanted_cb (PosternSettingsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "s", "account");
}

static void
keyring_retry_cb (PosternSettingsPage *self)
{
  if (self->renderer != NULL)
    look_up_password (self);
}

static void
show_oauth (PosternSettingsPage *self,
            PosternTarget       *target,
            PosternProvider     *provider)
{
  const PosternTargetOauth *oauth = provider == NULL ? NULL : postern_target_find_oauth (target, provider->id);
  g_autofree char *message = NULL;

  postern_banner_set_revealed (self->oauth, FALSE);
  if (oauth == NULL)
    return;

  if (oauth->since != NULL)
    message = g_strdup_printf (
        /* Translators: the first %s is a mail provider, the second one a version of a program or device, the third one
         * a sentence that says where that is switched on. */
        _("Better than an app password: sign in to %s with OAuth 2.0, which needs no password. It is there from "
          "version %s on. %s"),
        provider->name, oauth->since, oauth->text);
  else
    message = g_strdup_printf (
        /* Translators: the first %s is a mail provider, the second one a sentence that says where that is switched
         * on. */
        _("Better than an app password: sign in to %s with OAuth 2.0, which needs no password. %s"), provider->name,
        oauth->text);
  postern_banner_show_message (self->oauth, "info", message);
}

static void
show_target (PosternSettingsPage *self,
             PosternTarget       *target)
{
  PosternPage *page = POSTERN_PAGE (self);
  PosternProvider *provider = postern_page_get_provider (page);
  /* Translators: %s is a program or device. */
  g_autofree char *title = g_strdup_printf (_("Settings for %s"), target->name);
  g_autoptr (PosternSettingsRenderer) before = g_steal_pointer (&self->renderer);

  self->renderer = postern_settings_renderer_new (target, provider, postern_page_get_record (page));
  postern_page_set_title (page, title);
  show_oauth (self, target, provider);
  if (before != NULL && postern_settings_renderer_get_target (before) == target)
    postern_settings_renderer_set_variant (self->renderer, postern_settings_renderer_get_variant (before));
  else
    postern_variants_group_show (self->variants, target);
  postern_about_target_show (self->about, target);
}

static void
postern_settings_page_enter (PosternPage *page)
{
  PosternSettingsPage *self = POSTERN_SETTINGS_PAGE (page);
  PosternTarget *target = postern_page_get_target (page);
  gboolean ready = target != NULL && postern_record_get_endpoint (postern_page_get_record (page)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->about), ready);
  if (!ready)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->print), FALSE);
      postern_page_show_problem (page, _("What sends the mail, or its account, is not chosen yet. "
                                         "Go back and choose it."));
      return;
    }

  show_target (self, target);
  postern_page_set_complete (page, TRUE);
  look_up_password (self);
  show_settings (self);
}

static void
postern_settings_page_dispose (GObject *object)
{
  PosternSettingsPage *self = POSTERN_SETTINGS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_SETTINGS_PAGE);
  g_clear_object (&self->renderer);

  G_OBJECT_CLASS (postern_settings_page_parent_class)->dispose (object);
}

static void
postern_settings_page_class_init (PosternSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_settings_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_settings_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, keyring_problem);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, oauth);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, variants);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, obstacles);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, parts);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, print);
  gtk_widget_class_bind_template_child (widget_class, PosternSettingsPage, about);
  gtk_widget_class_bind_template_callback (widget_class, keyring_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, variant_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, target_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
}

static void
postern_settings_page_init (PosternSettingsPage *self)
{
  g_type_ensure (POSTERN_TYPE_BANNER);
  g_type_ensure (POSTERN_TYPE_VARIANTS_GROUP);
  g_type_ensure (POSTERN_TYPE_OBSTACLES_GROUP);
  g_type_ensure (POSTERN_TYPE_PRINT_GROUP);
  g_type_ensure (POSTERN_TYPE_ABOUT_TARGET);
  gtk_widget_init_template (GTK_WIDGET (self));
}
