/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-dialogue-private.h"

#include <string.h>

typedef PosternPracticeAction (*CommandFunc) (PosternPracticeDialogue *self,
                                              const char              *argument);

static gboolean
is_host (const char *text)
{
  if (*text == '\0' || strlen (text) > 255)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

static gboolean
say_hello (PosternPracticeDialogue *self,
           const char              *argument,
           const char              *first)
{
  if (!is_host (argument))
    {
      postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid domain name");
      return FALSE;
    }
  postern_practice_dialogue_reset (self);
  self->greeted = TRUE;
  g_string_append_printf (self->reply, "%s" POSTERN_PRACTICE_HOST " Hello [%s]\r\n", first, self->peer);

  return TRUE;
}

static PosternPracticeAction
handle_ehlo (PosternPracticeDialogue *self,
             const char              *argument)
{
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_EHLO))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (!say_hello (self, argument, "250-"))
    return POSTERN_PRACTICE_ACTION_GO_ON;

  g_string_append_printf (self->reply,
                          "250-SIZE %d\r\n250-PIPELINING\r\n250-DSN\r\n250-ENHANCEDSTATUSCODES\r\n250-%s\r\n"
                          "250-8BITMIME\r\n250-BINARYMIME\r\n250-CHUNKING\r\n250 SMTPUTF8\r\n",
                          POSTERN_PRACTICE_ANNOUNCED_SIZE, self->encrypted ? "AUTH LOGIN XOAUTH2" : "STARTTLS");

  return POSTERN_PRACTICE_ACTION_GO_ON;
}

static PosternPracticeAction
handle_helo (PosternPracticeDialogue *self,
             const char              *argument)
{
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_EHLO))
    return POSTERN_PRACTICE_ACTION_DROP;
  say_hello (self, argument, "250 ");

  return POSTERN_PRACTICE_ACTION_GO_ON;
}

static PosternPracticeAction
handle_starttls (PosternPracticeDialogue *self,
                 const char              *argument)
{
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_STARTTLS))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (*argument != '\0')
    return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
  if (self->encrypted)
    return postern_practice_dialogue_reply_tagged (self,
                                                   "503 5.5.2 Only one STARTTLS command can be issued per session");
  if (!self->greeted)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Send hello first");
  postern_practice_dialogue_reply (self, "220 2.0.0 SMTP server ready");

  return POSTERN_PRACTICE_ACTION_START_TLS;
}

static PosternPracticeAction
handle_rset (PosternPracticeDialogue *self,
             const char              *argument)
{
  postern_practice_dialogue_reset (self);

  return postern_practice_dialogue_reply (self, "250 2.0.0 Resetting");
}

static PosternPracticeAction
handle_noop (PosternPracticeDialogue *self,
             const char              *argument)
{
  return postern_practice_dialogue_reply (self, "250 2.0.0 OK");
}

static PosternPracticeAction
handle_vrfy (PosternPracticeDialogue *self,
             const char              *argument)
{
  return postern_practice_dialogue_reply (self, "252 2.1.5 Cannot VRFY user");
}

static PosternPracticeAction
handle_help (PosternPracticeDialogue *self,
             const char              *argument)
{
  postern_practice_dialogue_reply (self, "214-This server supports the following commands:");

  return postern_practice_dialogue_reply (self, "214 HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT");
}

static PosternPracticeAction
handle_quit (PosternPracticeDialogue *self,
             const char              *argument)
{
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_QUIT))
    return POSTERN_PRACTICE_ACTION_DROP;
  postern_practice_dialogue_reply (self, "221 2.0.0 Service closing transmission channel");

  return POSTERN_PRACTICE_ACTION_CLOSE;
}

static const struct
{
  const char  *verb;
  CommandFunc  run;
} commands[] = {
  { "EHLO", handle_ehlo },
  { "HELO", handle_helo },
  { "STARTTLS", handle_starttls },
  { "AUTH", postern_practice_dialogue_auth },
  { "MAIL", postern_practice_dialogue_mail },
  { "RCPT", postern_practice_dialogue_rcpt },
  { "DATA", postern_practice_dialogue_data },
  { "BDAT", postern_practice_dialogue_bdat },
  { "RSET", handle_rset },
  { "NOOP", handle_noop },
  { "VRFY", handle_vrfy },
  { "HELP", handle_help },
  { "QUIT", handle_quit },
};

/* One command line, "VERB argument" (RFC 5321 §4.1). */
PosternPracticeAction
postern_practice_dialogue_run_command (PosternPracticeDialogue *self,
                                       const char              *line)
{
  gsize verb_length = strcspn (line, " ");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *argument = line + verb_length;

      if (strlen (commands[i].verb) != verb_length ||
          g_ascii_strncasecmp (commands[i].verb, line, verb_length) != 0)
        continue;
      while (*argument == ' ')
        argument++;
      return commands[i].run (self, argument);
    }

  return postern_practice_dialogue_reply_tagged (self, "500 5.3.3 Unrecognized command");
}
