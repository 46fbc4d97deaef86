/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-test-event.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"

#define TITLE_WIDTH 44

static void
print_event_json (const PosternTestEvent *event,
                  const char             *reply)
{
  char milliseconds[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *quoted = ctl_json_quote (reply);

  /* Not through a builder: it would print 12.3 as 12.300000000000001. */
  g_ascii_formatd (milliseconds, sizeof milliseconds, "%.1f", event->milliseconds);
  ctl_print ("{\"event\":\"step\",\"step\":\"%s\",\"state\":\"%s\",\"ms\":%s,\"reply\":%s}\n",
             postern_step_to_nick (event->step), postern_step_state_to_nick (event->state), milliseconds, quoted);
}

static void
print_event_text (const PosternTestEvent *event)
{
  if (event->state == POSTERN_STEP_STATE_SKIPPED)
    return;
  ctl_print ("%s ", event->state == POSTERN_STEP_STATE_OK ? "✓" : "✗");
  ctl_print_padded (postern_step_get_title (event->step), TITLE_WIDTH);
  /* Translators: %.0f is a number of milliseconds. */
  ctl_print (_("%.0f ms"), event->milliseconds);
  ctl_print ("\n");
}

void
ctl_test_event_print (const PosternTestEvent *event,
                      gboolean                json)
{
  g_autofree char *reply = event->reply != NULL ? postern_smtp_reply_to_text (event->reply) : NULL;

  if (event->state == POSTERN_STEP_STATE_RUNNING)
    return;
  if (json)
    print_event_json (event, reply);
  else
    print_event_text (event);
}
