/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/smtp/postern-smtp-message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "core/smtp/postern-smtp-error.h"

static PosternTestPlan *
make_plan (void)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("smtp.example.org", 587, POSTERN_SECURITY_STARTTLS);
  g_autoptr (PosternSecret) secret = postern_secret_new ("horse", -1);
  PosternTestPlan *plan = postern_test_plan_new (endpoint, "webmaster@exämple.org", secret);

  plan->from_name = g_strdup ("Zoë “W” <Größe>, Ltd.");
  g_free (plan->to);
  plan->to = g_strdup ("office@example.com");

  return plan;
}

static GMimeMessage *
parse_message (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_object_unref (parser);
  g_object_unref (stream);
  g_assert_nonnull (message);

  return message;
}

static void
assert_part (GMimeMultipart *body,
             int             index,
             const char     *subtype)
{
  GMimeObject *part = g_mime_multipart_get_part (body, index);
  g_autofree char *text = g_mime_text_part_get_text (GMIME_TEXT_PART (part));

  g_assert_cmpstr (g_mime_object_get_content_type_parameter (part, "charset"), ==, "utf-8");
  g_assert_true (g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", subtype));
  g_assert_nonnull (strstr (text, "webmaster@exämple.org"));
  g_assert_nonnull (strstr (text, "smtp.example.org"));
  g_assert_nonnull (strstr (text, "587"));
  g_assert_nonnull (strstr (text, "2026-11-24 01:02:03"));
  g_assert_nonnull (strstr (text, "Postern"));
}

static void
test_parsed_back (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan ();
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 11, 24, 1, 2, 3);
  g_autoptr (PosternSmtpMessage) made = postern_smtp_message_new (plan, when);
  GMimeMessage *message = parse_message (made->bytes);
  InternetAddress *from = internet_address_list_get_address (g_mime_message_get_from (message), 0);
  GMimeObject *body = g_mime_message_get_mime_part (message);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (g_mime_message_get_date (message));

  g_assert_true (g_date_time_equal (utc, when));
  g_assert_cmpstr (internet_address_get_name (from), ==, "Zoë “W” <Größe>, Ltd.");
  g_assert_cmpstr (internet_address_mailbox_get_idn_addr (INTERNET_ADDRESS_MAILBOX (from)), ==,
                   "webmaster@xn--exmple-cua.org");
  g_assert_cmpstr (g_mime_message_get_subject (message), ==, made->subject);
  g_assert_cmpstr (g_mime_message_get_message_id (message), ==, made->message_id);
  g_assert_true (g_str_has_suffix (made->message_id, "@xn--exmple-cua.org"));
  g_assert_cmpstr (g_mime_object_get_header (GMIME_OBJECT (message), "Auto-Submitted"), ==, "auto-generated");
  g_assert_true (g_regex_match_simple ("^Postern test [2-9A-Z]{4}-[2-9A-Z]{2}$", made->subject, 0, 0));
  g_assert_true (g_mime_content_type_is_type (g_mime_object_get_content_type (body), "multipart", "alternative"));
  assert_part (GMIME_MULTIPART (body), 0, "plain");
  assert_part (GMIME_MULTIPART (body), 1, "html");
  g_object_unref (message);
}

static void
test_lines (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan ();
  g_autoptr (GDateTime) when = g_date_time_new_now_utc ();
  g_autoptr (PosternSmtpMessage) made = NULL;
  const char *data = NULL;
  gsize length = 0;
  gsize line = 0;

  g_free (plan->from_name);
  plan->from_name = g_strnfill (3000, 'n');
  made = postern_smtp_message_new (plan, when);
  data = g_bytes_get_data (made->bytes, &length);
  g_assert_false (made->eight_bit);
  for (gsize i = 0; i < length; i++)
    {
      g_assert_true (data[i] != '\n' || (i > 0 && data[i - 1] == '\r'));
      g_assert_true (data[i] != '\r' || (i + 1 < length && data[i + 1] == '\n'));
      g_assert_cmpint ((guchar) data[i], <, 0x80);
      line = data[i] == '\n' ? 0 : line + 1;
      g_assert_cmpuint (line, <=, 999);
    }
  g_assert_cmpint (data[length - 1], ==, '\n');
}

static void
test_unique (void)
{
  g_autoptr (PosternTestPlan) plan = make_plan ();
  g_autoptr (GDateTime) when = g_date_time_new_now_utc ();
  g_autoptr (PosternSmtpMessage) a = postern_smtp_message_new (plan, when);
  g_autoptr (PosternSmtpMessage) b = postern_smtp_message_new (plan, when);

  g_assert_cmpstr (a->subject, !=, b->subject);
  g_assert_cmpstr (a->message_id, !=, b->message_id);
}

static const struct
{
  const char *host;
  guint16     port;
  const char *user;
  const char *name;
  const char *ca;
  gboolean    good;
} plans[] = {
  { "smtp.example.org", 587, "user", NULL, NULL, TRUE },
  { "127.0.0.1", 25, "user", "Zoë", NULL, TRUE },
  { "::1", 25, "user", NULL, NULL, TRUE },
  { "mail_relay", 25, "user", NULL, NULL, TRUE },
  { "", 587, "user", NULL, NULL, FALSE },
  { "smtp example", 587, "user", NULL, NULL, FALSE },
  { "https://smtp.example.org", 587, "user", NULL, NULL, FALSE },
  { "smtp.example.org\r\n", 587, "user", NULL, NULL, FALSE },
  { "smtp.example.org", 0, "user", NULL, NULL, FALSE },
  { "smtp.example.org", 587, "", NULL, NULL, FALSE },
  { "smtp.example.org", 587, "us\001er", NULL, NULL, FALSE },
  { "smtp.example.org", 587, "user", "Zoë\r\nBcc: a@b.example", NULL, FALSE },
  { "smtp.example.org", 587, "user", NULL, "/nowhere/ca.pem", FALSE },
  { "smtp.example.org", 587, "user", NULL, "/dev/null", FALSE },
};

static void
test_plan_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new (plans[i].host, plans[i].port, POSTERN_SECURITY_TLS);
      g_autoptr (PosternSecret) secret = postern_secret_new ("horse", -1);
      g_autoptr (PosternTestPlan) plan = postern_test_plan_new (endpoint, "a@example.org", secret);
      g_autoptr (GError) error = NULL;

      g_free (plan->user);
      plan->user = g_strdup (plans[i].user);
      plan->from_name = g_strdup (plans[i].name);
      plan->ca_file = g_strdup (plans[i].ca);
      g_assert_cmpint (postern_test_plan_check (plan, &error), ==, plans[i].good);
      if (!plans[i].good)
        g_assert_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp/message/parsed-back", test_parsed_back);
  g_test_add_func ("/smtp/message/lines", test_lines);
  g_test_add_func ("/smtp/message/unique", test_unique);
  g_test_add_func ("/smtp/plan/check", test_plan_check);

  return g_test_run ();
}
