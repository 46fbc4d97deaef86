/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/postern-wizard.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-pages.h"
#include "app/widgets/postern-stack.h"
#include "app/widgets/postern-widget-utils.h"

/** How long after a change the record is saved, in milliseconds. */
#define SAVE_DELAY 250

struct _PosternWizard
{
  AdwBin          parent_instance;

  PosternContext *context;
  PosternRecord  *record;
  GtkWidget      *pages[POSTERN_N_PAGES];
  guint           current;
  GCancellable   *leaving;
  guint           save_source;
  gboolean        unsaved;

  AdwWindowTitle *window_title;
  GtkStack       *stack;
  GtkWidget      *back_button;
  GtkWidget      *next_button;
  GtkWidget      *spinner;
  GSignalGroup   *page_signals;
};

G_DEFINE_FINAL_TYPE (PosternWizard, postern_wizard, ADW_TYPE_BIN)

static void update_title (PosternWizard *self);

static PosternPage *
get_page (PosternWizard *self)
{
  return POSTERN_PAGE (self->pages[self->current]);
}

static gboolean
save_record (PosternWizard *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->unsaved = !postern_store_save (postern_context_get_store (self->context), self->record, &error);
  if (self->unsaved && self->pages[self->current] != NULL)
    postern_page_show_problem (get_page (self), error->message);

  return !self->unsaved;
}

static gboolean
save_delay_passed_cb (gpointer user_data)
{
  PosternWizard *self = user_data;

  self->save_source = 0;
  save_record (self);

  return G_SOURCE_REMOVE;
}

static void
record_changed_cb (PosternWizard *self,
                   GParamSpec    *pspec)
{
  const char *name = g_param_spec_get_name (pspec);

  /* The store sets these itself. */
  if (g_str_equal (name, "changed") || g_str_equal (name, "passed-time") || g_str_has_prefix (name, "last-"))
    return;
  /* They decide which pages there are. */
  if (g_str_equal (name, "sign-in") || g_str_equal (name, "provider"))
    update_title (self);
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY, save_delay_passed_cb, self);
}

static void
update_bar (PosternWizard *self)
{
  g_autofree char *next_label = NULL;
  gboolean complete, skippable, busy;

  g_object_get (get_page (self), "complete", &complete, "skippable", &skippable, "busy", &busy,
                "next-label", &next_label, NULL);
  busy = busy || self->leaving != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.next", (complete || skippable) && !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.back", self->current > 0);
  gtk_widget_set_visible (self->back_button, self->current > 0);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  if (!complete && skippable)
    {
      gtk_button_set_label (GTK_BUTTON (self->next_button), _("_Skip"));
      gtk_widget_remove_css_class (self->next_button, "suggested-action");
    }
  else
    {
      gtk_button_set_label (GTK_BUTTON (self->next_button), next_label != NULL ? next_label : _("_Next"));
      gtk_widget_add_css_class (self->next_button, "suggested-action");
    }
  postern_app_set_button_name (GTK_BUTTON (self->next_button), NULL);
}

static void
update_title (PosternWizard *self)
{
  g_autofree char *title = NULL;
  g_autofree char *step = NULL;

  g_object_get (get_page (self), "title", &title, NULL);
  /* Translators: the first number is this step, the second how many steps there are. */
  step = g_strdup_printf (_("Step %u of %u"), postern_pages_count (self->current, self->context, self->record),
                          postern_pages_count (POSTERN_N_PAGES - 1, self->context, self->record));
  adw_window_title_set_title (self->window_title, step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step, -1);
}

static PosternPage *
ensure_page (PosternWizard *self,
             guint          index)
{
  if (self->pages[index] == NULL)
    {
      self->pages[index] = g_object_new (postern_pages[index].get_type (),
                                         "context", self->context,
                                         "record", self->record,
                                         NULL);
      gtk_stack_add_named (self->stack, self->pages[index], postern_pages[index].id);
    }

  return POSTERN_PAGE (self->pages[index]);
}

/* To the page, or to the next one that has something to ask of this record. */
static void
go_to (PosternWizard *self,
       guint          wanted)
{
  guint index = wanted == 0 ? 0 : postern_pages_find (wanted - 1, 1, self->context, self->record);
  PosternPage *page = ensure_page (self, index);

  self->current = index;
  g_signal_group_set_target (self->page_signals, page);
  postern_page_enter (page);
  postern_stack_show (self->stack, GTK_WIDGET (page));
  postern_record_set_page (self->record, postern_pages[index].id);
  update_bar (self);
  update_title (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static guint
find_page (const char *id)
{
  for (guint i = 0; i < POSTERN_N_PAGES; i++)
    {
      if (g_strcmp0 (postern_pages[i].id, id) == 0)
        return i;
    }

  return 0;
}

static void
page_left_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PosternWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean left = postern_page_leave_finish (POSTERN_PAGE (source), result, &error);

  g_clear_object (&self->leaving);
  /* Closed meanwhile: the record may even be removed by now. */
  if (self->context == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (left && self->current + 1 < POSTERN_N_PAGES)
    {
      go_to (self, postern_pages_find (self->current, 1, self->context, self->record));
      save_record (self);
      return;
    }
  if (left && save_record (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.home", NULL);
  else if (!left && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    postern_page_show_problem (POSTERN_PAGE (source), error->message);
  update_bar (self);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternWizard *self = POSTERN_WIZARD (widget);

  if (self->leaving != NULL)
    return;

  self->leaving = g_cancellable_new ();
  postern_page_show_problem (get_page (self), NULL);
  postern_page_leave_async (get_page (self), self->leaving, page_left_cb, g_object_ref (self));
  if (self->leaving != NULL)
    update_bar (self);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PosternWizard *self = POSTERN_WIZARD (widget);

  if (self->leaving != NULL)
    g_cancellable_cancel (self->leaving);
  else if (self->current > 0)
    go_to (self, postern_pages_find (self->current, -1, self->context, self->record));
}

/* To a page by its id, and to one thing on it: "account" or "account/ca-file". */
static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  PosternWizard *self = POSTERN_WIZARD (widget);
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), "/", 2);

  if (self->leaving != NULL || words[0] == NULL)
    return;

  go_to (self, find_page (words[0]));
  if (words[1] != NULL)
    postern_page_point_at (get_page (self), words[1]);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PosternWizard *self = POSTERN_WIZARD (widget);

  if (postern_wizard_may_close (self) && postern_wizard_flush (self))
    gtk_widget_activate_action (widget, "win.home", NULL);
}

/* Back in the list first, so that nothing saves it again when it is gone. */
static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PosternWizard *self = POSTERN_WIZARD (widget);
  g_autofree char *id = g_strdup (postern_record_get_id (self->record));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));

  if (!postern_wizard_may_close (self) || !postern_wizard_flush (self))
    return;
  gtk_widget_activate_action (root, "win.home", NULL);
  gtk_widget_activate_action (root, "win.remove", "s", id);
}

static gboolean
postern_wizard_grab_focus (GtkWidget *widget)
{
  return postern_app_focus_first (GTK_WIDGET (get_page (POSTERN_WIZARD (widget))));
}

static void
postern_wizard_dispose (GObject *object)
{
  PosternWizard *self = POSTERN_WIZARD (object);

  if (self->leaving != NULL)
    g_cancellable_cancel (self->leaving);
  if (self->context != NULL)
    postern_wizard_flush (self);
  g_clear_object (&self->page_signals);
  memset (self->pages, 0, sizeof self->pages);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_WIZARD);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (postern_wizard_parent_class)->dispose (object);
}

static void
postern_wizard_class_init (PosternWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_wizard_dispose;
  widget_class->grab_focus = postern_wizard_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/postern/Postern/ui/postern-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternWizard, window_title);
  gtk_widget_class_bind_template_child (widget_class, PosternWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, PosternWizard, back_button);
  gtk_widget_class_bind_template_child (widget_class, PosternWizard, next_button);
  gtk_widget_class_bind_template_child (widget_class, PosternWizard, spinner);

  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "wizard.go", "s", go_action);
  gtk_widget_class_install_action (widget_class, "wizard.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "wizard.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "wizard.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "wizard.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "wizard.next", NULL);
}

static void
postern_wizard_init (PosternWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  postern_app_set_button_name (GTK_BUTTON (self->back_button), NULL);
  postern_app_make_default (self->next_button);

  self->page_signals = g_signal_group_new (POSTERN_TYPE_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::complete", G_CALLBACK (update_bar), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::skippable", G_CALLBACK (update_bar), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::busy", G_CALLBACK (update_bar), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::next-label", G_CALLBACK (update_bar), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::title", G_CALLBACK (update_title), self);
}

/**
 * postern_wizard_new:
 * @context: what all pages share
 * @record: a draft, or a finished record to look at again; the wizard opens at its page
 *
 * Returns: (transfer floating): a wizard
 */
GtkWidget *
postern_wizard_new (PosternContext *context,
                    PosternRecord  *record)
{
  PosternWizard *self;

  g_return_val_if_fail (POSTERN_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (POSTERN_IS_RECORD (record), NULL);

  self = g_object_new (POSTERN_TYPE_WIZARD, NULL);
  self->context = g_object_ref (context);
  self->record = g_object_ref (record);
  go_to (self, find_page (postern_record_get_page (record)));
  g_signal_connect_object (record, "notify", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * postern_wizard_flush:
 * @self: a wizard
 *
 * Saves now what waits to be saved; the page shows why when that fails.
 *
 * Returns: whether nothing waits any more
 */
gboolean
postern_wizard_flush (PosternWizard *self)
{
  g_return_val_if_fail (POSTERN_IS_WIZARD (self), FALSE);

  return (self->save_source == 0 && !self->unsaved) || save_record (self);
}

/**
 * postern_wizard_may_close:
 * @self: a wizard
 *
 * Returns: whether nothing is lost when the wizard is closed now; when it is %FALSE, the person was told why
 */
gboolean
postern_wizard_may_close (PosternWizard *self)
{
  g_return_val_if_fail (POSTERN_IS_WIZARD (self), TRUE);

  for (guint i = 0; i < POSTERN_N_PAGES; i++)
    {
      if (self->pages[i] == NULL || postern_page_may_close (POSTERN_PAGE (self->pages[i])))
        continue;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _("One moment: the password is on its way into the keyring."));
      return FALSE;
    }

  return TRUE;
}
