/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-talk.h"

#include <string.h>

/* Feeds a message in pieces of @piece bytes; gives the bytes that were not taken back. */
static PosternPracticeAction
feed (PosternPracticeDialogue *dialogue,
      const char              *bytes,
      gsize                    length,
      gsize                    piece,
      gsize                   *left,
      GString                 *reply)
{
  PosternPracticeAction action = POSTERN_PRACTICE_ACTION_GO_ON;
  gsize i = 0;

  g_string_truncate (reply, 0);
  while (i < length && reply->len == 0 && action == POSTERN_PRACTICE_ACTION_GO_ON)
    {
      gsize consumed = 0;

      action = postern_practice_dialogue_take_data (dialogue, (const guchar *) bytes + i, MIN (piece, length - i),
                                                    &consumed, reply);
      i += consumed;
    }
  *left = length - i;

  return action;
}

static PosternPracticeDialogue *
begin_message (const char *account)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) account, strlen (account));
  g_autofree char *login = g_strconcat ("AUTH LOGIN ", encoded, NULL);
  const PracticeExchange exchanges[] = {
    { "EHLO here", "250-" }, { login, "334" }, { "aG9yc2U=", "235" }, { "MAIL FROM:<boss@practice.example>", "250" },
    { "RCPT TO:<bob@example.org>", "250" }, { "RCPT TO:<eve@example.org>", "250" },
    { "DATA", "354 Start mail input; end with <CRLF>.<CRLF>\r\n" }, { NULL },
  };
  PosternPracticeDialogue *dialogue = practice_talk_new (TRUE, NULL);

  practice_talk_play (dialogue, exchanges);

  return dialogue;
}

static void
test_data (void)
{
  static const struct { const char *sent; const char *kept; gsize left; } cases[] = {
    { "Subject: x\r\n\r\nhello\r\n.\r\n", "Subject: x\r\n\r\nhello\r\n", 0 },
    { ".\r\n", "", 0 },
    { "..\r\n.\r\nNOOP\r\n", ".\r\n", 6 },
    { "..a\r\n...b\r\n.c\r\n.\r\n", ".a\r\n..b\r\nc\r\n", 0 },
    { "a\n.\nb\r.\rc\r\n.\r\n", "a\n.\nb\r.\rc\r\n", 0 },
    { "a\r\n.\rb\r\r\n.\r\n", "a\r\n\rb\r\r\n", 0 },
    { "\377\001\r\n\r\n.\r\n", "\377\001\r\n\r\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize piece = 1; piece <= strlen (cases[i].sent); piece++)
        {
          g_autoptr (PosternPracticeDialogue) dialogue = begin_message ("ok@practice.example");
          g_autoptr (GString) reply = g_string_new (NULL);
          g_autoptr (PosternPracticeMessage) message = NULL;
          gsize left = 0;

          g_assert_true (postern_practice_dialogue_wants_data (dialogue));
          feed (dialogue, cases[i].sent, strlen (cases[i].sent), piece, &left, reply);
          message = postern_practice_dialogue_take_message (dialogue);
          g_assert_true (g_str_has_prefix (reply->str, "250 2.0.0 OK <"));
          g_assert_cmpmem (g_bytes_get_data (message->data, NULL), g_bytes_get_size (message->data), cases[i].kept,
                           strlen (cases[i].kept));
          g_assert_cmpuint (left, ==, cases[i].left);
          g_assert_false (postern_practice_dialogue_wants_data (dialogue));
        }
    }
}

static void
test_envelope_kept (void)
{
  const char *sent = "Subject: x\r\nmessage-id:  <1@here> \r\n\r\n.\r\n";
  g_autoptr (PosternPracticeDialogue) dialogue = begin_message ("ok@practice.example");
  g_autoptr (GString) reply = g_string_new (NULL);
  g_autoptr (PosternPracticeMessage) message = NULL;
  gsize left = 0;

  feed (dialogue, sent, strlen (sent), 1000, &left, reply);
  message = postern_practice_dialogue_take_message (dialogue);
  g_assert_cmpstr (reply->str, ==, "250 2.0.0 OK <1@here> [Hostname=smtp.practice.example]\r\n");
  g_assert_cmpstr (message->user, ==, "ok@practice.example");
  g_assert_cmpstr (message->sender, ==, "boss@practice.example");
  g_assert_cmpstr (message->recipients[0], ==, "bob@example.org");
  g_assert_cmpstr (message->recipients[1], ==, "eve@example.org");
  g_assert_null (message->recipients[2]);
  g_assert_null (postern_practice_dialogue_take_message (dialogue));
}

static void
test_message_scenarios (void)
{
  static const struct { const char *account; const char *answer; } cases[] = {
    { "send-as-denied@practice.example",
      "554 5.2.252 SendAsDenied; send-as-denied@practice.example not allowed to send as boss@practice.example; STORE" },
    { "too-many-connections@practice.example", "432 4.3.2 Concurrent connections limit exceeded." },
    { "drops-at-data@practice.example", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternPracticeDialogue) dialogue = begin_message (cases[i].account);
      g_autoptr (GString) reply = g_string_new (NULL);
      gsize left = 0;
      PosternPracticeAction action = feed (dialogue, "x\r\n.\r\n", 6, 6, &left, reply);

      g_assert_true (g_str_has_prefix (reply->str, cases[i].answer));
      g_assert_cmpint (action == POSTERN_PRACTICE_ACTION_DROP, ==, *cases[i].answer == '\0');
      g_assert_null (postern_practice_dialogue_take_message (dialogue));
    }
}

static void
test_chunks (void)
{
  static const PracticeExchange begin[] = {
    SIGNED_IN,
    { "MAIL FROM:<ok@practice.example> BODY=BINARYMIME", "250" },
    { "RCPT TO:<bob@example.org>", "250" },
    { "DATA", "503 5.5.1 Bad sequence of commands" },
    { NULL },
  };
  g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);
  g_autoptr (GString) reply = g_string_new (NULL);
  g_autoptr (PosternPracticeMessage) message = NULL;
  gsize left = 0;

  practice_talk_play (dialogue, begin);
  g_assert_cmpint (practice_talk_say (dialogue, "BDAT 4", reply), ==, POSTERN_PRACTICE_ACTION_GO_ON);
  g_assert_cmpuint (reply->len, ==, 0);
  feed (dialogue, "..\0\nNOOP", 8, 3, &left, reply);
  g_assert_cmpstr (reply->str, ==, "250 2.6.0 CHUNK received OK, 4 octets\r\n");
  g_assert_cmpuint (left, ==, 4);
  practice_talk_say (dialogue, "DATA", reply);
  g_assert_true (g_str_has_prefix (reply->str, "503"));
  practice_talk_say (dialogue, "BDAT 3 LAST", reply);
  feed (dialogue, "\r\n.", 3, 3, &left, reply);
  g_assert_true (g_str_has_prefix (reply->str, "250 2.0.0 OK"));
  message = postern_practice_dialogue_take_message (dialogue);
  g_assert_cmpmem (g_bytes_get_data (message->data, NULL), g_bytes_get_size (message->data), "..\0\n\r\n.", 7);
}

static void
test_chunk_edges (void)
{
  static const char *const broken[] = {
    "BDAT", "BDAT x", "BDAT -1", "BDAT 1 FIRST", "BDAT 1 LAST x", "BDAT 99999999999999999999"
  };
  g_autoptr (PosternPracticeDialogue) unwanted = practice_talk_new (TRUE, NULL);
  g_autoptr (GString) reply = g_string_new (NULL);
  gsize left = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (PosternPracticeDialogue) dialogue = practice_talk_new (TRUE, NULL);

      g_assert_cmpint (practice_talk_say (dialogue, broken[i], reply), ==, POSTERN_PRACTICE_ACTION_CLOSE);
      g_assert_true (g_str_has_prefix (reply->str, "501"));
    }

  practice_talk_play (unwanted, (const PracticeExchange[]) { SIGNED_IN, { NULL } });
  practice_talk_say (unwanted, "BDAT 3 LAST", reply);
  feed (unwanted, "abcQUIT", 7, 7, &left, reply);
  g_assert_true (g_str_has_prefix (reply->str, "503 5.5.2 Need rcpt command"));
  g_assert_cmpuint (left, ==, 4);
  practice_talk_say (unwanted, "BDAT 0 LAST", reply);
  g_assert_true (g_str_has_prefix (reply->str, "503 5.5.2 Need rcpt command"));
}

static void
test_limits (void)
{
  g_autofree char *block = g_strnfill (1024 * 1024, 'x');
  g_autoptr (PosternPracticeDialogue) dialogue = begin_message ("ok@practice.example");
  g_autoptr (PosternPracticeDialogue) other = NULL;
  g_autoptr (GString) reply = g_string_new (NULL);
  gsize left = 0;

  for (guint i = 0; i < 35; i++)
    feed (dialogue, block, 1024 * 1024, 1024 * 1024, &left, reply);
  g_assert_cmpuint (practice_talk_budget.used, ==, POSTERN_PRACTICE_MAX_MESSAGE);
  other = begin_message ("ok@practice.example");
  for (guint i = 0; i < 34; i++)
    feed (other, block, 1024 * 1024, 1024 * 1024, &left, reply);
  feed (other, "\r\n.\r\n", 5, 5, &left, reply);
  g_assert_cmpstr (reply->str, ==, "452 4.3.1 Insufficient system resources\r\n");
  feed (dialogue, "\r\n.\r\n", 5, 5, &left, reply);
  g_assert_cmpstr (reply->str, ==, "552 5.3.4 Message size exceeds fixed maximum message size\r\n");
  g_assert_cmpuint (practice_talk_budget.used, ==, 0);
  g_assert_null (postern_practice_dialogue_take_message (dialogue));
  practice_talk_play (dialogue, (const PracticeExchange[]) { { "MAIL FROM:<ok@practice.example>", "250" }, { NULL } });
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/message/data", test_data);
  g_test_add_func ("/practice/message/envelope", test_envelope_kept);
  g_test_add_func ("/practice/message/scenarios", test_message_scenarios);
  g_test_add_func ("/practice/message/chunks", test_chunks);
  g_test_add_func ("/practice/message/chunk-edges", test_chunk_edges);
  g_test_add_func ("/practice/message/limits", test_limits);

  return g_test_run ();
}
