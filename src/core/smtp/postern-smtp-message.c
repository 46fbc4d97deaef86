/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/smtp/postern-smtp-message.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"

/* Without letters and digits that people mix up. */
#define TOKEN_ALPHABET "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/* GMime declares none of them. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddress, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)

/* What the parts of the message say, in the person's language. */
typedef struct
{
  char *heading;
  char *sender;
  char *time;
  char *server;
  char *footer;
} Words;

static void
start_gmime (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started))
    {
      g_mime_init ();
      g_once_init_leave (&started, 1);
    }
}

static char *
make_subject (void)
{
  char token[] = "XXXX-XX";

  for (gsize i = 0; token[i] != '\0'; i++)
    {
      if (token[i] == 'X')
        token[i] = TOKEN_ALPHABET[g_random_int_range (0, (gint32) strlen (TOKEN_ALPHABET))];
    }

  /* Translators: the subject of the test message; %s is a short code that people search for, like 7F3K-Q2. */
  return g_strdup_printf (_("Postern test %s"), token);
}

static void
words_clear (Words *words)
{
  g_free (words->heading);
  g_free (words->sender);
  g_free (words->time);
  g_free (words->server);
  g_free (words->footer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static void
choose_words (Words                 *words,
              const PosternTestPlan *plan,
              GDateTime             *when)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (when);
  g_autofree char *time = g_date_time_format (local, "%F %T %Z");

  words->heading = g_strdup (_("This is a test message. You don’t need to do anything."));
  /* Translators: %s is an e-mail address. */
  words->sender = g_strdup_printf (_("It was sent from the account %s, to find out whether mail from it arrives."),
                                   plan->from);
  /* Translators: %s is a date and a time. */
  words->time = g_strdup_printf (_("It was sent at %s."), time);
  /* Translators: %s is the name of a mail server, %u a port's number. */
  words->server = g_strdup_printf (_("It went through the mail server %s, port %u."), plan->endpoint->host,
                                   plan->endpoint->port);
  words->footer = g_strdup (_("Sent with Postern, which helps to set up mail for websites and devices."));
}

/* g_mime_text_part_set_text() would choose a charset by itself, and contradict the HTML. */
static GMimeObject *
make_part (const char *subtype,
           const char *text)
{
  GMimePart *part = g_mime_part_new_with_type ("text", subtype);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (text, strlen (text));
  g_autoptr (GMimeDataWrapper) content = NULL;

  content = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", "utf-8");
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  return GMIME_OBJECT (part);
}

static char *
make_html (const Words *words)
{
  return g_markup_printf_escaped ("<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"></head>\n<body>\n"
                                  "<h1>%s</h1>\n<p>%s</p>\n<ul>\n<li>%s</li>\n<li>%s</li>\n</ul>\n<p>%s</p>\n"
                                  "</body>\n</html>\n",
                                  words->heading, words->sender, words->time, words->server, words->footer);
}

static GMimeObject *
make_body (const PosternTestPlan *plan,
           GDateTime             *when)
{
  GMimeMultipart *body = g_mime_multipart_new_with_subtype ("alternative");
  g_auto (Words) words = { NULL };
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  g_autoptr (GMimeObject) text_part = NULL;
  g_autoptr (GMimeObject) html_part = NULL;

  choose_words (&words, plan, when);
  text = g_strdup_printf ("%s\n\n%s\n\n%s\n%s\n\n%s\n", words.heading, words.sender, words.time, words.server,
                          words.footer);
  html = make_html (&words);
  text_part = make_part ("plain", text);
  html_part = make_part ("html", html);
  g_mime_multipart_add (body, text_part);
  g_mime_multipart_add (body, html_part);

  return GMIME_OBJECT (body);
}

static void
add_address (GMimeMessage     *message,
             GMimeAddressType  type,
             const char       *name,
             const char       *address)
{
  g_autoptr (InternetAddress) mailbox = internet_address_mailbox_new (name, address);

  internet_address_set_charset (mailbox, "utf-8");
  internet_address_list_add (g_mime_message_get_addresses (message, type), mailbox);
}

static void
set_headers (GMimeMessage          *message,
             PosternSmtpMessage    *self,
             const PosternTestPlan *plan,
             GDateTime             *when)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (when);
  g_autofree char *from = postern_smtp_address_to_wire (plan->from);
  g_autofree char *to = postern_smtp_address_to_wire (plan->to);

  self->subject = make_subject ();
  self->message_id = g_mime_utils_generate_message_id (postern_smtp_address_get_domain (from));
  g_mime_message_set_date (message, local);
  g_mime_message_set_message_id (message, self->message_id);
  add_address (message, GMIME_ADDRESS_TYPE_FROM, plan->from_name, from);
  add_address (message, GMIME_ADDRESS_TYPE_TO, NULL, to);
  g_mime_message_set_subject (message, self->subject, "utf-8");
  g_mime_object_set_header (GMIME_OBJECT (message), "Auto-Submitted", "auto-generated", NULL);
}

static GBytes *
write_message (GMimeMessage *message)
{
  g_autoptr (GMimeFormatOptions) options = g_mime_format_options_new ();
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *bytes = NULL;

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  bytes = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));

  return g_bytes_new (bytes->data, bytes->len);
}

static gboolean
has_eight_bit (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] >= 0x80)
        return TRUE;
    }

  return FALSE;
}

/**
 * postern_smtp_message_new:
 * @plan: a checked plan with a recipient
 * @when: when it is sent
 *
 * Builds the test message (RFC 5322): it says who sent it, when, and through which server, as text and as HTML.
 *
 * Returns: (transfer full): the message
 */
PosternSmtpMessage *
postern_smtp_message_new (const PosternTestPlan *plan,
                          GDateTime             *when)
{
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeObject) body = NULL;
  PosternSmtpMessage *self = NULL;

  g_return_val_if_fail (plan != NULL && plan->to != NULL && when != NULL, NULL);

  start_gmime ();
  self = g_new0 (PosternSmtpMessage, 1);
  message = g_mime_message_new (TRUE);
  body = make_body (plan, when);
  set_headers (message, self, plan, when);
  g_mime_message_set_mime_part (message, body);
  self->bytes = write_message (message);
  self->eight_bit = has_eight_bit (self->bytes);

  return self;
}

/**
 * postern_smtp_message_free:
 * @self: (transfer full) (nullable): a message
 */
void
postern_smtp_message_free (PosternSmtpMessage *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->bytes);
  g_free (self->subject);
  g_free (self->message_id);
  g_free (self);
}
