/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compat/postern-compat-announce.h"

/**
 * postern_compat_announce:
 * @widget: a widget on the screen
 * @message: what to say
 *
 * Has a screen reader say @message at once. Before GTK 4.14 this does nothing: there the change of a widget with the
 * role ALERT is all that is spoken.
 */
void
postern_compat_announce (GtkWidget  *widget,
                         const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (message != NULL);

#if GTK_CHECK_VERSION (4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}
