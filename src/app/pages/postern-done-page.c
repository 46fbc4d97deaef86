/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-done-page.h"

#include <glib/gi18n-lib.h>

#include "app/transfer/postern-transfer-actions.h"

struct _PosternDonePage
{
  PosternPage   parent_instance;

  gboolean      entering;

  GtkImage     *icon;
  GtkEditable  *name;
  AdwActionRow *account_row;
  AdwActionRow *target_row;
  AdwActionRow *password_row;
  AdwActionRow *test_row;
  GtkButton    *next_button;
};

G_DEFINE_FINAL_TYPE (PosternDonePage, postern_done_page, POSTERN_TYPE_PAGE)

static void
show_outcome (PosternDonePage *self,
              PosternRecord   *record)
{
  PosternPage *page = POSTERN_PAGE (self);
  gboolean tested = postern_record_get_last_test (record) != 0;
  gboolean accepted = postern_record_get_last_accepted (record) && postern_record_is_proven (record);
  gboolean changed = postern_record_get_last_accepted (record) && !accepted;
  GtkWidget *icon = GTK_WIDGET (self->icon);

  gtk_widget_remove_css_class (icon, "success");
  gtk_widget_remove_css_class (icon, "warning");
  gtk_widget_add_css_class (icon, accepted ? "success" : "warning");
  gtk_image_set_from_icon_name (self->icon, accepted ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  if (accepted)
    postern_page_set_title (page, _("Done: mail goes through"));
  else
    postern_page_set_title (page, tested && !changed ? _("Recorded, but mail does not go through yet")
                                                     : _("Recorded, not tested yet"));
  if (accepted)
    postern_page_set_subtitle (page, _("Paste the settings where they belong if you have not done so, "
                                       "and send a test from there."));
  else
    postern_page_set_subtitle (page, _("You can come back at any time: select it in the list and test again."));
}

static void
show_facts (PosternDonePage *self,
            PosternRecord   *record)
{
  PosternTarget *target = postern_page_get_target (POSTERN_PAGE (self));
  PosternProvider *provider = postern_page_get_provider (POSTERN_PAGE (self));
  const char *title = postern_record_get_last_title (record);
  g_autofree char *account = NULL;

  /* Translators: the first %s is an e-mail address, the second a provider such as Microsoft 365. */
  account = g_strdup_printf (_("%s at %s"), postern_record_get_account (record),
                             provider == NULL ? "?" : provider->name);
  adw_action_row_set_subtitle (self->account_row, account);
  adw_action_row_set_subtitle (self->target_row, target == NULL ? _("Nothing chosen") : target->name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 postern_record_get_sign_in (record) == POSTERN_SIGN_IN_PASSWORD ? _("Password")
                                                                                                 : _("OAuth 2.0"));
  adw_action_row_set_subtitle (self->password_row, postern_record_get_password_recorded (record)
                                                     ? _("In the keyring of this computer")
                                                     : _("Not recorded yet"));
  adw_action_row_set_subtitle (self->test_row, title != NULL ? title : _("None yet"));
}

/* Of a list of accounts that was brought in. */
static void
show_next (PosternDonePage *self,
           PosternRecord   *record)
{
  PosternStore *store = postern_context_get_store (postern_page_get_context (POSTERN_PAGE (self)));
  guint n = postern_transfer_count_drafts (store, record);
  g_autofree char *label = g_strdup_printf (ngettext ("Set up the next account (%u left)",
                                                      "Set up the next account (%u left)", n), n);

  gtk_button_set_label (self->next_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), n > 0);
}

static void
name_changed_cb (PosternDonePage *self)
{
  const char *name = gtk_editable_get_text (self->name);

  if (!self->entering)
    postern_record_set_name (postern_page_get_record (POSTERN_PAGE (self)), *name == '\0' ? NULL : name);
}

static void
postern_done_page_enter (PosternPage *page)
{
  PosternDonePage *self = POSTERN_DONE_PAGE (page);
  PosternRecord *record = postern_page_get_record (page);
  const char *name = postern_record_get_name (record);

  self->entering = TRUE;
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  self->entering = FALSE;
  show_outcome (self, record);
  show_facts (self, record);
  if (postern_record_get_password_recorded (record))
    postern_record_set_state (record, POSTERN_RECORD_READY);
  show_next (self, record);
  postern_page_set_complete (page, TRUE);
}

static void
postern_done_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_DONE_PAGE);

  G_OBJECT_CLASS (postern_done_page_parent_class)->dispose (object);
}

static void
postern_done_page_class_init (PosternDonePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_done_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_done_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, icon);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, name);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, account_row);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, target_row);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, password_row);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, test_row);
  gtk_widget_class_bind_template_child (widget_class, PosternDonePage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
postern_done_page_init (PosternDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
