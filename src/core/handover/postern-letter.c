/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/handover/postern-letter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/diagnosis/postern-placeholders.h"

/* How a moment reads everywhere: no month's name, no order of day and month that could be misread. */
#define DATE_FORMAT "%Y-%m-%d %H:%M (UTC%:z)"

typedef struct
{
  GString             *body;
  PosternPlaceholders  values;
  guint                n_texts;
  guint                n_steps;
} Writer;

static void
add_fact (Writer     *self,
          const char *label,
          const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (self->body, "- %s %s\n", label, value);
}

static char *
dup_server (const PosternPlaceholders *values)
{
  if (values->host == NULL)
    return NULL;
  if (values->port == 0)
    return g_strdup (values->host);

  /* Translators: the first %s is a server's name, %u a port's number. */
  return g_strdup_printf (_("%s, port %u"), values->host, values->port);
}

/* What was tried, when, and the exact reply. */
static void
add_facts (Writer *self)
{
  g_autofree char *server = dup_server (&self->values);
  g_autofree char *reply = NULL;

  g_string_append_printf (self->body, "%s\n", _("What was tried:"));
  add_fact (self, _("Account:"), self->values.account);
  if (g_strcmp0 (self->values.from, self->values.account) != 0)
    add_fact (self, _("Sender:"), self->values.from);
  add_fact (self, _("Mail server:"), server);
  add_fact (self, _("When:"), self->values.date);
  if (self->values.reply != NULL && *self->values.reply != '\0')
    reply = postern_placeholders_fill (&self->values, "“{reply}”", POSTERN_PLACEHOLDER_TEXT);
  add_fact (self, _("The exact answer:"), reply);
  g_string_append_c (self->body, '\n');
}

static void
add_text (Writer     *self,
          const char *text)
{
  if (self->n_steps > 0)
    g_string_append_c (self->body, '\n');
  self->n_steps = 0;
  g_string_append_printf (self->body, "%s\n\n", text);
  if (self->n_texts++ == 0)
    add_facts (self);
}

static void
add_step (Writer     *self,
          const char *text)
{
  if (self->n_steps == 0)
    g_string_append_printf (self->body, "%s\n", _("What is needed:"));
  g_string_append_printf (self->body, "%u. %s\n", ++self->n_steps, text);
}

static void
add_command (Writer     *self,
             const char *text,
             const char *command)
{
  if (self->n_steps > 0)
    g_string_append_c (self->body, '\n');
  self->n_steps = 0;
  g_string_append_printf (self->body, "%s\n    %s\n\n", text, command);
}

static void
add_part (Writer                  *self,
          const PosternLetterPart *part)
{
  g_autofree char *text = postern_placeholders_fill (&self->values, part->text, POSTERN_PLACEHOLDER_TEXT);
  g_autofree char *command = NULL;

  switch (part->kind)
    {
    case POSTERN_LETTER_STEP:
      add_step (self, text);
      break;
    case POSTERN_LETTER_COMMAND:
      /* Somebody runs it as it is: better none than one with an example in it. */
      if (!postern_placeholders_know (&self->values, part->command))
        return;
      command = postern_placeholders_fill (&self->values, part->command, POSTERN_PLACEHOLDER_COMMAND);
      add_command (self, text, command);
      break;
    case POSTERN_LETTER_TEXT:
    default:
      add_text (self, text);
      break;
    }
}

static void
add_sources (Writer    *self,
             GPtrArray *sources)
{
  if (self->n_steps > 0)
    g_string_append_c (self->body, '\n');
  g_string_append_printf (self->body, "%s\n\n%s\n", _("Thank you."), _("Where this is from:"));
  for (guint i = 0; i < sources->len; i++)
    {
      const PosternLink *source = g_ptr_array_index (sources, i);

      g_string_append_printf (self->body, "- %s: %s\n", source->label, source->uri);
    }
}

static char *
write_body (PosternLetterTemplate     *form,
            PosternAddressee           to,
            const PosternPlaceholders *values)
{
  Writer self = { .body = g_string_new (NULL), .values = *values };

  g_string_append_printf (self.body, "%s\n\n", _("Hello,"));
  for (guint i = 0; i < form->parts->len; i++)
    {
      const PosternLetterPart *part = g_ptr_array_index (form->parts, i);

      if (part->to == POSTERN_ADDRESSEE_EITHER || part->to == to)
        add_part (&self, part);
    }
  add_sources (&self, form->sources);

  return g_string_free (self.body, FALSE);
}

/**
 * postern_letter_needs_from:
 * @form: a letter's template
 *
 * Returns: whether the letter is about the sender, so that it says nothing without one
 */
gboolean
postern_letter_needs_from (PosternLetterTemplate *form)
{
  g_return_val_if_fail (POSTERN_IS_LETTER_TEMPLATE (form), FALSE);

  return strstr (form->subject, "{from}") != NULL;
}

/**
 * postern_letter_new:
 * @form: the letter's template
 * @to: to whom; %POSTERN_ADDRESSEE_EITHER for whom the template is meant, the web host where it suits both
 * @input: what it tells
 *
 * Returns: (transfer full): the letter in the person's language
 */
PosternLetter *
postern_letter_new (PosternLetterTemplate    *form,
                    PosternAddressee          to,
                    const PosternLetterInput *input)
{
  g_autofree char *date = NULL;
  PosternPlaceholders values = { 0 };
  PosternLetter *self;

  g_return_val_if_fail (POSTERN_IS_LETTER_TEMPLATE (form), NULL);
  g_return_val_if_fail (input != NULL, NULL);

  if (input->date != NULL)
    date = g_date_time_format (input->date, DATE_FORMAT);
  values.account = input->account;
  values.user = input->account;
  values.from = input->from;
  values.host = input->host;
  values.port = input->port;
  values.provider = input->provider;
  values.reply = input->reply;
  values.date = date;
  if (to == POSTERN_ADDRESSEE_EITHER)
    to = form->to == POSTERN_ADDRESSEE_ADMIN ? POSTERN_ADDRESSEE_ADMIN : POSTERN_ADDRESSEE_HOST;

  self = g_new0 (PosternLetter, 1);
  self->to = to;
  self->subject = postern_placeholders_fill (&values, form->subject, POSTERN_PLACEHOLDER_TEXT);
  self->body = write_body (form, to, &values);

  return self;
}

/**
 * postern_letter_dup_text:
 * @self: a letter
 *
 * Returns: (transfer full): subject and body in one text, for the clipboard
 */
char *
postern_letter_dup_text (const PosternLetter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Translators: the first %s is the subject of a mail, the second its text. */
  return g_strdup_printf (_("Subject: %s\n\n%s"), self->subject, self->body);
}

/**
 * postern_letter_free:
 * @self: (transfer full) (nullable): a letter
 */
void
postern_letter_free (PosternLetter *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->body);
  g_free (self);
}
