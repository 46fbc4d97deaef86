/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "practice/postern-practice-dialogue-private.h"

#include <string.h>

#define MAX_ADDRESS 571

/* What the parameters of MAIL say (RFC 1870, RFC 3030, RFC 6152, RFC 6531). */
typedef struct
{
  gboolean too_big;
  gboolean binary;
  gboolean utf8;
} MailParameters;

static gboolean
is_address (const char *address)
{
  const char *at = strrchr (address, '@');

  if (at == NULL || at == address || at[1] == '\0' || strlen (address) > MAX_ADDRESS ||
      !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *p = address; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p) || *p == ' ' || *p == '<' || *p == '>')
        return FALSE;
    }

  return TRUE;
}

/* The address out of "FROM:<address> parameters"; @rest is where the parameters begin. */
static char *
parse_path (const char  *argument,
            const char  *keyword,
            const char **rest)
{
  const char *open;
  const char *close;

  if (g_ascii_strncasecmp (argument, keyword, strlen (keyword)) != 0)
    return NULL;
  open = argument + strlen (keyword);
  open += strspn (open, " ");
  close = strchr (open, '>');
  if (*open != '<' || close == NULL || (close[1] != '\0' && close[1] != ' '))
    return NULL;
  *rest = close + 1;

  return g_strndup (open + 1, (gsize) (close - open - 1));
}

static gboolean
parse_body (const char     *value,
            MailParameters *parameters)
{
  parameters->binary = g_ascii_strcasecmp (value, "BINARYMIME") == 0;

  return parameters->binary || g_ascii_strcasecmp (value, "7BIT") == 0 || g_ascii_strcasecmp (value, "8BITMIME") == 0;
}

static gboolean
parse_parameter (const char     *word,
                 MailParameters *parameters)
{
  guint64 size = 0;

  if (g_ascii_strncasecmp (word, "SIZE=", 5) == 0)
    {
      if (!g_ascii_string_to_unsigned (word + 5, 10, 0, G_MAXUINT64, &size, NULL))
        return FALSE;
      parameters->too_big = size > POSTERN_PRACTICE_ANNOUNCED_SIZE;
      return TRUE;
    }
  if (g_ascii_strncasecmp (word, "BODY=", 5) == 0)
    return parse_body (word + 5, parameters);
  if (g_ascii_strcasecmp (word, "SMTPUTF8") == 0)
    {
      parameters->utf8 = TRUE;
      return TRUE;
    }

  return g_ascii_strncasecmp (word, "AUTH=", 5) == 0 || g_ascii_strncasecmp (word, "RET=", 4) == 0 ||
         g_ascii_strncasecmp (word, "ENVID=", 6) == 0;
}

static gboolean
parse_mail_parameters (const char     *rest,
                       MailParameters *parameters)
{
  g_auto (GStrv) words = g_strsplit (rest, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && !parse_parameter (*word, parameters))
        return FALSE;
    }

  return TRUE;
}

static gboolean
parse_rcpt_parameters (const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && g_ascii_strncasecmp (*word, "NOTIFY=", 7) != 0 &&
          g_ascii_strncasecmp (*word, "ORCPT=", 6) != 0)
        return FALSE;
    }

  return TRUE;
}

static const char *
refuse_mail (PosternPracticeDialogue *self)
{
  if (!self->greeted)
    return "503 5.5.2 Send hello first";
  if (!self->encrypted)
    return "451 5.7.3 STARTTLS is required to send mail";
  if (!self->signed_in)
    return "530 5.7.57 Client not authenticated to send mail.";
  if (self->sender != NULL)
    return "503 5.5.2 Sender already specified";

  return NULL;
}

/* MAIL FROM:<sender> [parameters] (RFC 5321 §4.1.1.2) */
PosternPracticeAction
postern_practice_dialogue_mail (PosternPracticeDialogue *self,
                                const char              *argument)
{
  MailParameters parameters = { FALSE };
  g_autofree char *sender = NULL;
  const char *rest = NULL;

  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_MAIL))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (refuse_mail (self) != NULL)
    return postern_practice_dialogue_reply_tagged (self, refuse_mail (self));

  sender = parse_path (argument, "FROM:", &rest);
  if (sender == NULL || (*sender != '\0' && !is_address (sender)))
    return postern_practice_dialogue_reply_tagged (self, "501 5.1.7 Invalid address");
  if (!parse_mail_parameters (rest, &parameters))
    return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
  if (!parameters.utf8 && !g_str_is_ascii (sender))
    return postern_practice_dialogue_reply_tagged (self, "501 5.1.6 SMTPUTF8 argument required.");
  if (parameters.too_big)
    return postern_practice_dialogue_reply_tagged (self,
                                                   "552 5.3.4 Message size exceeds fixed maximum message size");
  self->sender = g_steal_pointer (&sender);
  self->binary = parameters.binary;

  return postern_practice_dialogue_reply (self, "250 2.1.0 Sender OK");
}

/* RCPT TO:<recipient> [parameters] (RFC 5321 §4.1.1.3) */
PosternPracticeAction
postern_practice_dialogue_rcpt (PosternPracticeDialogue *self,
                                const char              *argument)
{
  g_autofree char *recipient = NULL;
  const char *rest = NULL;

  if (postern_practice_dialogue_drops_at (self, POSTERN_STEP_RCPT))
    return POSTERN_PRACTICE_ACTION_DROP;
  if (self->sender == NULL || self->in_chunks)
    return postern_practice_dialogue_reply_tagged (self, "503 5.5.2 Need mail command");

  recipient = parse_path (argument, "TO:", &rest);
  if (recipient == NULL || !is_address (recipient))
    return postern_practice_dialogue_reply_tagged (self, "501 5.1.3 Invalid address");
  if (!parse_rcpt_parameters (rest))
    return postern_practice_dialogue_reply_tagged (self, "501 5.5.4 Invalid arguments");
  if (self->recipients->len >= POSTERN_PRACTICE_MAX_RECIPIENTS)
    return postern_practice_dialogue_reply_tagged (self, "452 4.5.3 Too many recipients");
  g_ptr_array_add (self->recipients, g_steal_pointer (&recipient));

  return postern_practice_dialogue_reply (self, "250 2.1.5 Recipient OK");
}
