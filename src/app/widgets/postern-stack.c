/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/postern-stack.h"

/**
 * postern_stack_show:
 * @stack: a stack
 * @child: one of its children
 *
 * Shows @child, and tells assistive technology that the others are hidden, which GTK 4.8 does not do.
 */
void
postern_stack_show (GtkStack  *stack,
                    GtkWidget *child)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  g_return_if_fail (GTK_IS_STACK (stack));
  g_return_if_fail (GTK_IS_WIDGET (child));

  pages = gtk_stack_get_pages (stack);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      GtkWidget *other = gtk_stack_page_get_child (GTK_STACK_PAGE (page));

      gtk_accessible_update_state (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_STATE_HIDDEN, other != child, -1);
    }
  gtk_stack_set_visible_child (stack, child);
}
