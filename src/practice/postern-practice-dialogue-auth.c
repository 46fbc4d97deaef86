/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-dialogue-private.h"

#include <string.h>

#define USER_PROMPT "334 VXNlcm5hbWU6"
#define PASSWORD_PROMPT "334 UGFzc3dvcmQ6"
#define MAX_USER 320

static void
wipe (char *text,
      gsize length)
{
  explicit_bzero (text, length);
  g_free (text);
}

/* Returns text that the caller wipes, or NULL when @encoded is no base64 or holds NUL. */
static char *
decode (const char *encoded,
        gsize      *length)
{
  gsize digits = strspn (encoded, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  gsize padding = strspn (encoded + digits, "=");
  g_autofree guchar *bytes = NULL;
  char *text;

  if (encoded[digits + padding] != '\0' || padding > 2 || (digits + padding) % 4 != 0)
    return NULL;
  bytes = g_base64_decode (encoded, length);
  text = g_strndup ((const char *) bytes, *length);
  explicit_bzero (bytes, *length);
  if (strlen (text) == *length)
    return text;
  wipe (text, *length);

  return NULL;
}

static PosternPracticeAction
finish (PosternPracticeDialogue *self,
        const char              *refusal)
{
  self->mode = MODE_COMMAND;
  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_AUTH))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (refusal != NULL)
    return postern_practice_dialogue_reply_tagged (self, refusal);
  self->signed_in = TRUE;

  return postern_practice_dialogue_reply (self, "235 2.7.0 Authentication successful");
}

static PosternPracticeAction
refuse_syntax (PosternPracticeDialogue *self)
{
  self->mode = MODE_COMMAND;

  return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
}

static void
set_user (PosternPracticeDialogue *self,
          const char              *user)
{
  g_free (self->user);
  self->user = g_strdup (user);
  self->script = postern_practice_script_for (user);
}

/* A scenario that the whole server is set to counts before that of the account, unless it changes nothing. */
static const char *
choose_refusal (PosternPracticeDialogue *self,
                gboolean                 token)
{
  const PosternPracticeScript *forced = self->forced;

  if (forced != NULL && (token ? forced->token_refusal : forced->password_refusal) != NULL)
    return token ? forced->token_refusal : forced->password_refusal;

  return token ? self->script->token_refusal : self->script->password_refusal;
}

static PosternPracticeAction
take_user (PosternPracticeDialogue *self,
           const char              *encoded)
{
  gsize length = 0;
  g_autofree char *user = decode (encoded, &length);

  if (user == NULL || length == 0 || length > MAX_USER || !g_utf8_validate (user, -1, NULL))
    return refuse_syntax (self);
  set_user (self, user);
  self->mode = MODE_PASSWORD;

  return postern_practice_dialogue_reply (self, PASSWORD_PROMPT);
}

static PosternPracticeAction
take_password (PosternPracticeDialogue *self,
               const char              *encoded)
{
  gsize length = 0;
  char *password = decode (encoded, &length);

  if (password == NULL)
    return refuse_syntax (self);
  wipe (password, length);

  return finish (self, length == 0 ? postern_practice_script_for ("")->password_refusal : choose_refusal (self, FALSE));
}

/* "user=NAME^Aauth=Bearer TOKEN^A^A" */
static gboolean
split_token (PosternPracticeDialogue *self,
             const char              *text)
{
  const char *end = strchr (text, '\001');
  g_autofree char *user = NULL;

  if (end == NULL || !g_str_has_prefix (text, "user=") || end - text > MAX_USER)
    return FALSE;
  if (!g_str_has_prefix (end, "\001auth=Bearer ") || !g_str_has_suffix (end, "\001\001"))
    return FALSE;
  if (strlen (end) <= strlen ("\001auth=Bearer \001\001"))
    return FALSE;
  user = g_strndup (text + strlen ("user="), (gsize) (end - text) - strlen ("user="));
  if (!g_utf8_validate (user, -1, NULL))
    return FALSE;
  set_user (self, user);

  return TRUE;
}

static PosternPracticeAction
take_token (PosternPracticeDialogue *self,
            const char              *encoded)
{
  gsize length = 0;
  char *text = decode (encoded, &length);
  gboolean complete;

  if (text == NULL)
    return refuse_syntax (self);
  complete = split_token (self, text);
  wipe (text, length);

  return finish (self, complete ? choose_refusal (self, TRUE) : postern_practice_script_for ("")->token_refusal);
}

static PosternPracticeAction
begin (PosternPracticeDialogue *self,
       PosternPracticeMode      mode,
       const char              *initial,
       const char              *prompt)
{
  self->mode = mode;
  if (*initial != '\0')
    return postern_practice_dialogue_auth_answer (self, initial);

  return postern_practice_dialogue_reply (self, prompt);
}

/* AUTH mechanism [initial response] (RFC 4954 §4) */
PosternPracticeAction
postern_practice_dialogue_auth (PosternPracticeDialogue *self,
                                const char              *argument)
{
  gsize length = strcspn (argument, " ");
  const char *initial = argument + length + strspn (argument + length, " ");

  if (!self->greeted)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Send hello first");
  if (self->signed_in)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Auth command already specified");
  if (self->encrypted && length == strlen ("LOGIN") && g_ascii_strncasecmp (argument, "LOGIN", length) == 0)
    return begin (self, MODE_USER, initial, USER_PROMPT);
  if (self->encrypted && length == strlen ("XOAUTH2") && g_ascii_strncasecmp (argument, "XOAUTH2", length) == 0)
    return begin (self, MODE_TOKEN, initial, "334 ");

  return postern_practice_dialogue_reply_tagged (self, "504 5.7.4 Unrecognized authentication type");
}

/* The client's answer to a 334. */
PosternPracticeAction
postern_practice_dialogue_auth_answer (PosternPracticeDialogue *self,
                                       const char              *line)
{
  if (strcmp (line, "*") == 0)
    {
      self->mode = MODE_COMMAND;
      return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Authentication cancelled");
    }

  switch (self->mode)
    {
    case MODE_USER:
      return take_user (self, line);
    case MODE_PASSWORD:
      return take_password (self, line);
    case MODE_TOKEN:
      return take_token (self, line);
    case MODE_COMMAND:
    case MODE_DATA:
    case MODE_CHUNK:
    default:
      g_return_val_if_reached (POSTERN_PRACTICE_ACTION_DROP);
    }
}
