/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/postern-step-list.h"

#include "app/widgets/postern-step-row.h"

/* With implicit TLS the handshake comes before the server has said anything (RFC 8314). */
static const PosternStep steps_starttls[] = {
  POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO,
  POSTERN_STEP_STARTTLS, POSTERN_STEP_TLS, POSTERN_STEP_EHLO_TLS,
};
static const PosternStep steps_tls[] = {
  POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_TLS, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO,
};
static const PosternStep steps_none[] = {
  POSTERN_STEP_RESOLVE, POSTERN_STEP_CONNECT, POSTERN_STEP_GREETING, POSTERN_STEP_EHLO,
};
static const PosternStep steps_message[] = { POSTERN_STEP_MAIL, POSTERN_STEP_RCPT, POSTERN_STEP_DATA };

struct _PosternStepList
{
  AdwBin          parent_instance;

  GtkListBox     *list;
  PosternStepRow *rows[POSTERN_N_STEPS];
};

G_DEFINE_FINAL_TYPE (PosternStepList, postern_step_list, ADW_TYPE_BIN)

static void
remove_rows (PosternStepList *self)
{
  for (guint i = 0; i < POSTERN_N_STEPS; i++)
    {
      if (self->rows[i] != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (self->rows[i]));
      self->rows[i] = NULL;
    }
}

static void
add_rows (PosternStepList   *self,
          const PosternStep *steps,
          gsize              n_steps)
{
  for (gsize i = 0; i < n_steps; i++)
    {
      GtkWidget *row = postern_step_row_new (steps[i]);

      self->rows[steps[i]] = POSTERN_STEP_ROW (row);
      gtk_list_box_append (self->list, row);
    }
}

static void
add_connection_rows (PosternStepList *self,
                     PosternSecurity  security)
{
  switch (security)
    {
    case POSTERN_SECURITY_STARTTLS:
      add_rows (self, steps_starttls, G_N_ELEMENTS (steps_starttls));
      break;
    case POSTERN_SECURITY_TLS:
      add_rows (self, steps_tls, G_N_ELEMENTS (steps_tls));
      break;
    case POSTERN_SECURITY_NONE:
      add_rows (self, steps_none, G_N_ELEMENTS (steps_none));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
postern_step_list_dispose (GObject *object)
{
  /* Else both the template and AdwBin take the child out. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), POSTERN_TYPE_STEP_LIST);

  G_OBJECT_CLASS (postern_step_list_parent_class)->dispose (object);
}

static void
postern_step_list_class_init (PosternStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = postern_step_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/postern/Postern/ui/widgets/postern-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PosternStepList, list);
}

static void
postern_step_list_init (PosternStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * postern_step_list_new:
 *
 * Returns: (transfer floating): a new, empty list
 */
GtkWidget *
postern_step_list_new (void)
{
  return g_object_new (POSTERN_TYPE_STEP_LIST, NULL);
}

/**
 * postern_step_list_reset:
 * @self: a list
 * @sign_in_only: whether the test ends after the sign-in
 * @security: how the connection is encrypted
 *
 * Lists the steps that a test is going to take, none of them begun.
 */
void
postern_step_list_reset (PosternStepList *self,
                         gboolean         sign_in_only,
                         PosternSecurity  security)
{
  const PosternStep sign_in = POSTERN_STEP_AUTH;
  const PosternStep quit = POSTERN_STEP_QUIT;

  g_return_if_fail (POSTERN_IS_STEP_LIST (self));

  remove_rows (self);
  add_connection_rows (self, security);
  add_rows (self, &sign_in, 1);
  if (!sign_in_only)
    add_rows (self, steps_message, G_N_ELEMENTS (steps_message));
  add_rows (self, &quit, 1);
}

/**
 * postern_step_list_take_event:
 * @self: a list
 * @event: what became of a step; one that is not listed is passed over
 */
void
postern_step_list_take_event (PosternStepList        *self,
                              const PosternTestEvent *event)
{
  g_return_if_fail (POSTERN_IS_STEP_LIST (self));
  g_return_if_fail (event != NULL && event->step < POSTERN_N_STEPS);

  if (self->rows[event->step] != NULL)
    postern_step_row_take_event (self->rows[event->step], event);
}
