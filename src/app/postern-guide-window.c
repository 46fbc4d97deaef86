/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/postern-guide-window.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/postern-clipboard.h"
#include "app/widgets/postern-guide-view.h"
#include "core/handover/postern-letter.h"

struct _PosternGuideWindow
{
  AdwWindow         parent_instance;

  PosternContext   *context;
  char             *provider;

  AdwToastOverlay  *toasts;
  PosternGuideView *view;
};

enum
{
  ADDRESSES_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternGuideWindow, postern_guide_window, ADW_TYPE_WINDOW)

static void
show_toast (PosternGuideWindow *self,
            const char         *words)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

static PosternLetter *
write_letter (PosternGuideWindow    *self,
              PosternLetterTemplate *form,
              const char            *account,
              const char            *from)
{
  const char *id = self->provider != NULL ? self->provider : form->provider;
  PosternProvider *provider = postern_catalogue_get_provider (postern_context_get_catalogue (self->context), id);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const PosternLetterInput input = {
    .account = account,
    .from = from,
    .provider = provider == NULL ? NULL : provider->name,
    .date = now,
  };

  return postern_letter_new (form, POSTERN_ADDRESSEE_ADMIN, &input);
}

static void
command_copied_cb (PosternGuideWindow *self)
{
  show_toast (self, _("Command copied"));
}

static void
letter_wanted_cb (PosternGuideWindow *self,
                  const char         *reason,
                  const char         *account,
                  const char         *from)
{
  PosternLetterTemplate *form = postern_catalogue_get_letter (postern_context_get_catalogue (self->context), reason);
  g_autoptr (PosternLetter) letter = NULL;
  g_autofree char *text = NULL;

  if (form == NULL)
    show_toast (self, _("This letter is not in the catalogue."));
  else if (account == NULL)
    show_toast (self, _("Fill in the address that signs in first."));
  if (form == NULL || account == NULL)
    return;

  letter = write_letter (self, form, account, from);
  text = postern_letter_dup_text (letter);
  postern_clipboard_copy_text (GTK_WIDGET (self), text);
  show_toast (self, _("Letter copied. Paste it into a mail."));
}

static void
guide_wanted_cb (PosternGuideWindow *self,
                 const char         *id)
{
  postern_guide_window_open (self, id);
}

static void
addresses_chosen_cb (PosternGuideWindow *self,
                     const char         *account,
                     const char         *from)
{
  g_signal_emit (self, signals[ADDRESSES_CHOSEN], 0, account, from);
  gtk_window_close (GTK_WINDOW (self));
}

static void
postern_guide_window_dispose (GObject *object)
{
  PosternGuideWindow *self = POSTERN_GUIDE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_GUIDE_WINDOW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->provider, g_free);

  G_OBJECT_CLASS (postern_guide_window_parent_class)->dispose (object);
}

static void
postern_guide_window_class_init (PosternGuideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_guide_window_dispose;

  signals[ADDRESSES_CHOSEN] = g_signal_new ("addresses-chosen", POSTERN_TYPE_GUIDE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-guide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternGuideWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PosternGuideWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, command_copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, letter_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_chosen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
postern_guide_window_init (PosternGuideWindow *self)
{
  g_type_ensure (POSTERN_TYPE_GUIDE_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_guide_window_new:
 * @parent: the window above which it stands
 * @context: what all pages share
 * @provider: (nullable): id of the provider, if it is known
 *
 * Returns: (transfer none): the window, not yet shown
 */
PosternGuideWindow *
postern_guide_window_new (GtkWindow      *parent,
                          PosternContext *context,
                          const char     *provider)
{
  PosternGuideWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (POSTERN_IS_CONTEXT (context), NULL);

  self = g_object_new (POSTERN_TYPE_GUIDE_WINDOW, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->provider = g_strdup (provider);

  return self;
}

/**
 * postern_guide_window_set_addresses:
 * @self: a window that shows no guide yet
 * @account: (nullable): the address that signs in, as far as it is known
 * @from: (nullable): the sender's address, %NULL when it is the same
 * @editable: whether the person may put in others, for "addresses-chosen"
 */
void
postern_guide_window_set_addresses (PosternGuideWindow *self,
                                    const char         *account,
                                    const char         *from,
                                    gboolean            editable)
{
  g_return_if_fail (POSTERN_IS_GUIDE_WINDOW (self));

  postern_guide_view_set_addresses (self->view, account, from, editable);
}

/**
 * postern_guide_window_open:
 * @self: a window
 * @id: a guide's id
 *
 * Begins the guide and shows the window. Without such a guide, as in a person's own file, the window closes.
 */
void
postern_guide_window_open (PosternGuideWindow *self,
                           const char         *id)
{
  PosternGuide *guide;

  g_return_if_fail (POSTERN_IS_GUIDE_WINDOW (self) && id != NULL);

  guide = postern_catalogue_get_guide (postern_context_get_catalogue (self->context), id);
  if (guide == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  gtk_window_set_title (GTK_WINDOW (self), guide->title);
  gtk_window_present (GTK_WINDOW (self));
  postern_guide_view_set_guide (self->view, guide, self->provider);
}
