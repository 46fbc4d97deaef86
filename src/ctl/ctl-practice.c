/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>

#include "ctl/ctl-output.h"
#include "ctl/ctl.h"
#include "practice/postern-practice-server.h"

#define NAME_WIDTH 44
#define MAX_PORT 65535
#define EXAMPLES \
  "  posternctl practice\n" \
  "  posternctl practice --port 2587 --json\n" \
  "  posternctl practice --scenario drops-at-greeting\n"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

typedef struct
{
  PosternPracticeServer *server;
  gboolean               json;
} PracticeCommand;

static char *
make_account (const char *scenario)
{
  return g_strconcat (scenario, "@practice.example", NULL);
}

static void
print_started_json (PosternPracticeServer *server)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gsize n = 0;
  const PosternPracticeScenario *scenarios = postern_practice_get_scenarios (&n);

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "started");
  ctl_json_set_string (builder, "host", "localhost");
  ctl_json_set_int (builder, "port", postern_practice_server_get_port (server));
  ctl_json_set_int (builder, "tls_port", postern_practice_server_get_tls_port (server));
  ctl_json_set_string (builder, "ca_file", postern_practice_server_get_ca_file (server));
  json_builder_set_member_name (builder, "scenarios");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *account = make_account (scenarios[i].id);

      json_builder_begin_object (builder);
      ctl_json_set_string (builder, "id", scenarios[i].id);
      ctl_json_set_string (builder, "account", account);
      ctl_json_set_string (builder, "title", scenarios[i].title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
}

static void
print_started_text (PosternPracticeServer *server)
{
  gsize n = 0;
  const PosternPracticeScenario *scenarios = postern_practice_get_scenarios (&n);

  ctl_print_wrapped ("", _("The practice server runs on this computer. Nothing that it accepts leaves it. "
                           "Press Ctrl+C to stop it."));
  ctl_print ("\n");
  ctl_print_padded (_("Server"), 16);
  ctl_print ("localhost\n");
  ctl_print_padded (_("Port, STARTTLS"), 16);
  ctl_print ("%u\n", postern_practice_server_get_port (server));
  ctl_print_padded (_("Port, TLS"), 16);
  ctl_print ("%u\n", postern_practice_server_get_tls_port (server));
  ctl_print_padded (_("CA file"), 16);
  ctl_print ("%s\n\n", postern_practice_server_get_ca_file (server));
  ctl_print_wrapped ("", _("The account picks what happens. Any password will do."));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *account = make_account (scenarios[i].id);

      ctl_print ("  ");
      ctl_print_padded (account, NAME_WIDTH);
      ctl_print ("%s\n", scenarios[i].title);
    }
  ctl_print ("\n");
}

static GMimeMessage *
parse (PosternPracticeMessage *message)
{
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  gsize size = 0;
  const char *bytes = g_bytes_get_data (message->data, &size);

  stream = g_mime_stream_mem_new_with_buffer (bytes, size);
  parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_message (parser, NULL);
}

static void
print_message_json (PosternPracticeMessage *message,
                    GMimeMessage           *parsed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *received = g_date_time_format_iso8601 (message->received);

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "event", "message");
  ctl_json_set_string (builder, "user", message->user);
  ctl_json_set_string (builder, "sender", message->sender);
  ctl_json_set_strings (builder, "recipients", (const char *const *) message->recipients);
  ctl_json_set_string (builder, "subject", parsed != NULL ? g_mime_message_get_subject (parsed) : NULL);
  ctl_json_set_string (builder, "message_id", parsed != NULL ? g_mime_message_get_message_id (parsed) : NULL);
  ctl_json_set_int (builder, "size", (gint64) g_bytes_get_size (message->data));
  ctl_json_set_string (builder, "received", received);
  json_builder_end_object (builder);
  ctl_json_print (builder, FALSE);
}

static void
print_message_text (PosternPracticeMessage *message,
                    GMimeMessage           *parsed)
{
  g_autofree char *to = g_strjoinv (", ", message->recipients);
  const char *subject = parsed != NULL ? g_mime_message_get_subject (parsed) : NULL;

  /* Translators: sender, recipients and subject of a message that was accepted. */
  ctl_print (_("Accepted: from %s to %s, “%s”"), message->sender, to, subject != NULL ? subject : "");
  ctl_print ("\n");
}

static void
mailbox_changed_cb (GListModel *mailbox,
                    guint       position,
                    guint       removed,
                    guint       added,
                    gpointer    data)
{
  PracticeCommand *self = data;

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PosternPracticeMessage) message = g_list_model_get_item (mailbox, position + i);
      g_autoptr (GMimeMessage) parsed = parse (message);

      if (self->json)
        print_message_json (message, parsed);
      else
        print_message_text (message, parsed);
    }
}

static gboolean
stopped_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_CONTINUE;
}

static void
serve (PracticeCommand *self)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, stopped_cb, loop);
  guint terminate = g_unix_signal_add (SIGTERM, stopped_cb, loop);

  g_mime_init ();
  g_signal_connect (postern_practice_server_get_mailbox (self->server), "items-changed",
                    G_CALLBACK (mailbox_changed_cb), self);
  if (self->json)
    print_started_json (self->server);
  else
    print_started_text (self->server);
  g_main_loop_run (loop);
  g_signal_handlers_disconnect_by_data (postern_practice_server_get_mailbox (self->server), self);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

/**
 * ctl_practice:
 * @arguments: the subcommand and its arguments
 *
 * Runs the practice server until it is interrupted.
 *
 * Returns: how it ended
 */
CtlStatus
ctl_practice (char **arguments)
{
  g_autoptr (PosternPracticeServer) server = postern_practice_server_new ();
  PracticeCommand self = { server, FALSE };
  g_autofree char *scenario = NULL;
  int port = 0;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, N_("The port for STARTTLS, else a free one"), N_("NUMBER") },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, N_("The same scenario for every account"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self.json, N_("Print JSON, one object a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = ctl_options_new ("practice", NULL, _("Runs the practice mail server until it is stopped."),
                                             EXAMPLES);
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  CtlStatus status = CTL_DONE;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!ctl_options_parse (context, &rest, 0, 0, &status))
    return status;
  if (port < 0 || port > MAX_PORT)
    return ctl_fail (CTL_USAGE, _("A port is a number from 1 to 65535, mostly 587 or 465."));
  if (scenario != NULL && !postern_practice_server_set_scenario (server, scenario))
    /* Translators: %s is what the person typed. */
    return ctl_fail (CTL_USAGE, _("There is no scenario “%s”. “posternctl practice” lists them."), scenario);
  if (!postern_practice_server_start (server, (guint16) port, &error))
    return port != 0 ? ctl_fail (CTL_USAGE, "%s", error->message) : ctl_fail_error (error);
  serve (&self);

  return CTL_DONE;
}
