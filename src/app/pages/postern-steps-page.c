/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-steps-page.h"

#include <glib/gi18n-lib.h>

#include "app/pages/postern-guide-open.h"
#include "app/widgets/postern-provider-step-row.h"

struct _PosternStepsPage
{
  PosternPage      parent_instance;

  PosternProvider *provider;
  GtkListBox      *list;
  GtkWidget       *advice_group;
  GtkListBox      *advice;
};

G_DEFINE_FINAL_TYPE (PosternStepsPage, postern_steps_page, POSTERN_TYPE_PAGE)

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static PosternProviderStepRow *
get_row (PosternStepsPage *self,
         int               index)
{
  return (PosternProviderStepRow *) gtk_list_box_get_row_at_index (self->list, index);
}

/* The first step that is still to do is the open one. */
static void
open_next (PosternStepsPage *self)
{
  gboolean found = FALSE;

  for (int i = 0; get_row (self, i) != NULL; i++)
    {
      gboolean next = !found && !postern_provider_step_row_get_done (get_row (self, i));

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (get_row (self, i)), next);
      found = found || next;
    }
  postern_page_set_complete (POSTERN_PAGE (self), !found);
}

static void
step_done_cb (PosternStepsPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) done = NULL;

  for (int i = 0; get_row (self, i) != NULL; i++)
    {
      if (postern_provider_step_row_get_done (get_row (self, i)))
        g_strv_builder_add (builder, postern_provider_step_row_get_step_id (get_row (self, i)));
    }
  done = g_strv_builder_end (builder);
  postern_record_set_done_steps (postern_page_get_record (POSTERN_PAGE (self)), (const char *const *) done);
  open_next (self);
}

static void
guide_wanted_cb (PosternStepsPage *self,
                 const char       *id)
{
  postern_guide_open (POSTERN_PAGE (self), id, FALSE);
}

static void
add_step (PosternStepsPage          *self,
          const PosternProviderStep *step,
          guint                      number)
{
  const char *const *done = postern_record_get_done_steps (postern_page_get_record (POSTERN_PAGE (self)));
  GtkWidget *row = postern_provider_step_row_new (step, number);
  gboolean is_done = done != NULL && g_strv_contains (done, step->id);

  postern_provider_step_row_set_done (POSTERN_PROVIDER_STEP_ROW (row), is_done);
  g_signal_connect_object (row, "notify::done", G_CALLBACK (step_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "guide-wanted", G_CALLBACK (guide_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
add_advice (PosternStepsPage    *self,
            const PosternAdvice *advice)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "selectable", FALSE, "activatable", FALSE,
                                 NULL);

  /* Not with the others: they would be taken for markup before the row knows that they are none. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), advice->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), advice->text);
  gtk_list_box_append (self->advice, row);
}

static void
fill (PosternStepsPage *self,
      PosternProvider  *provider)
{
  clear_list (self->advice);
  clear_list (self->list);
  g_set_object (&self->provider, provider);
  for (guint i = 0; provider != NULL && i < provider->advice->len; i++)
    add_advice (self, g_ptr_array_index (provider->advice, i));
  for (guint i = 0; provider != NULL && i < provider->steps->len; i++)
    add_step (self, g_ptr_array_index (provider->steps, i), i + 1);
  gtk_widget_set_visible (self->advice_group, provider != NULL && provider->advice->len > 0);
}

static void
postern_steps_page_enter (PosternPage *page)
{
  PosternStepsPage *self = POSTERN_STEPS_PAGE (page);
  PosternProvider *provider = postern_page_get_provider (page);
  PosternRecord *record = postern_page_get_record (page);
  g_autofree char *subtitle = NULL;

  /* Translators: the first %s is what the provider calls the password, the second an e-mail address. */
  subtitle = g_strdup_printf (_("Do these steps in your browser to make the %s for %s. Tick each one off."),
                              provider == NULL ? _("password") : provider->password_name,
                              postern_record_get_sign_in_name (record));
  postern_page_set_subtitle (page, subtitle);
  if (provider != self->provider)
    fill (self, provider);
  open_next (self);
}

static void
postern_steps_page_dispose (GObject *object)
{
  PosternStepsPage *self = POSTERN_STEPS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_STEPS_PAGE);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (postern_steps_page_parent_class)->dispose (object);
}

static void
postern_steps_page_class_init (PosternStepsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_steps_page_dispose;
  POSTERN_PAGE_CLASS (klass)->enter = postern_steps_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-steps-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternStepsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PosternStepsPage, advice_group);
  gtk_widget_class_bind_template_child (widget_class, PosternStepsPage, advice);
}

static void
postern_steps_page_init (PosternStepsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
