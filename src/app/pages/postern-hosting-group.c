/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-hosting-group.h"

#include <glib/gi18n-lib.h>

#include "app/postern-preferences.h"

/** How long nothing is typed before something is looked up, in milliseconds. */
#define PAUSE 700

struct _PosternHostingGroup
{
  AdwBin            parent_instance;

  PosternCatalogue *catalogue;
  char             *domain;
  PosternHosting   *found;
  GCancellable     *cancellable;
  guint             pause_source;

  GtkSpinner       *spinner;
  GtkLabel         *label;
};

enum
{
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PosternHostingGroup, postern_hosting_group, ADW_TYPE_BIN)

static void
show (PosternHostingGroup *self,
      const char          *text,
      gboolean             busy)
{
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

static char *
describe (const PosternHosting *found)
{
  if (found->endpoint == NULL)
    return g_strdup (found->reason);
  if (found->confidence == POSTERN_HOSTING_CERTAIN)
    /* Translators: %s is a sentence that says how we know who runs the mailbox. */
    return g_strdup_printf (_("Found by itself: %s"), found->reason);

  /* Translators: %s is a sentence that says how we know who runs the mailbox. */
  return g_strdup_printf (_("Found by itself, but please check: %s"), found->reason);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  PosternHosting *found = postern_hosting_find_finish (result, &error);
  PosternHostingGroup *self = user_data;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      show (self, NULL, FALSE);
      return;
    }
  g_clear_pointer (&self->found, postern_hosting_free);
  self->found = found;
  text = describe (found);
  show (self, text, FALSE);
  g_signal_emit (self, signals[FOUND], 0);
}

static void
stop (PosternHostingGroup *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
pause_passed_cb (gpointer user_data)
{
  PosternHostingGroup *self = user_data;
  g_autoptr (GSettings) settings = postern_preferences_open ();
  const PosternHostingQuestion question = { .text = self->domain,
                                            .without = postern_preferences_get_without (settings) };

  self->pause_source = 0;
  self->cancellable = g_cancellable_new ();
  show (self, _("Looking up who runs the mailbox…"), TRUE);
  postern_hosting_find_async (self->catalogue, &question, self->cancellable, found_cb, self);

  return G_SOURCE_REMOVE;
}

static void
postern_hosting_group_dispose (GObject *object)
{
  PosternHostingGroup *self = POSTERN_HOSTING_GROUP (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), POSTERN_TYPE_HOSTING_GROUP);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->found, postern_hosting_free);

  G_OBJECT_CLASS (postern_hosting_group_parent_class)->dispose (object);
}

static void
postern_hosting_group_class_init (PosternHostingGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_hosting_group_dispose;

  signals[FOUND] = g_signal_new ("found", POSTERN_TYPE_HOSTING_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/pages/postern-hosting-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternHostingGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, PosternHostingGroup, label);
}

static void
postern_hosting_group_init (PosternHostingGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_hosting_group_look:
 * @self: a group
 * @catalogue: the catalogue
 * @address: a whole mail address, of which only the domain is looked up
 *
 * Looks the domain up after a pause, unless that has been done.
 */
void
postern_hosting_group_look (PosternHostingGroup *self,
                            PosternCatalogue    *catalogue,
                            const char          *address)
{
  const char *at;

  g_return_if_fail (POSTERN_IS_HOSTING_GROUP (self) && POSTERN_IS_CATALOGUE (catalogue) && address != NULL);

  at = strrchr (address, '@');
  if (at == NULL || g_strcmp0 (self->domain, at + 1) == 0)
    return;
  stop (self);
  g_set_object (&self->catalogue, catalogue);
  g_free (self->domain);
  self->domain = g_strdup (at + 1);
  self->pause_source = g_timeout_add (PAUSE, pause_passed_cb, self);
}

/**
 * postern_hosting_group_forget:
 * @self: a group
 *
 * Ends a look-up, and shows nothing.
 */
void
postern_hosting_group_forget (PosternHostingGroup *self)
{
  g_return_if_fail (POSTERN_IS_HOSTING_GROUP (self));

  stop (self);
  g_clear_pointer (&self->domain, g_free);
  show (self, NULL, FALSE);
}

/**
 * postern_hosting_group_get_found:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): what was found last
 */
const PosternHosting *
postern_hosting_group_get_found (PosternHostingGroup *self)
{
  g_return_val_if_fail (POSTERN_IS_HOSTING_GROUP (self), NULL);

  return self->found;
}
