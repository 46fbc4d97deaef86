/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-output.h"

#include <stdio.h>

#include "core/base/postern-secret.h"

/**
 * ctl_print:
 * @format: printf() style, UTF-8
 * @...: for @format
 *
 * Prints on standard output at once, so that a reader behind a pipe sees it as it happens.
 */
void
ctl_print (const char *format,
           ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  fflush (stdout);
}

/* Returns: how many columns of a terminal it takes. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

/**
 * ctl_wrap:
 * @lead: what the first line begins with; further lines are indented as far
 * @text: one paragraph
 *
 * Returns: (transfer full): lines of at most %CTL_WIDTH columns, each with its end; a longer word is not cut
 */
char *
ctl_wrap (const char *lead,
          const char *text)
{
  g_autoptr (GString) lines = g_string_new (lead);
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  guint indent = get_width (lead);
  guint column = indent;

  for (char **word = words; *word != NULL; word++)
    {
      guint width = get_width (*word);

      if (width == 0)
        continue;
      if (column > indent && column + 1 + width > CTL_WIDTH)
        {
          g_string_append_printf (lines, "\n%*s", (int) indent, "");
          column = indent;
        }
      else if (column > indent)
        {
          g_string_append_c (lines, ' ');
          column++;
        }
      g_string_append (lines, *word);
      column += width;
    }
  g_string_append_c (lines, '\n');

  return g_strdup (lines->str);
}

/**
 * ctl_print_wrapped:
 * @lead: what the first line begins with
 * @text: one paragraph
 *
 * Prints ctl_wrap() of these.
 */
void
ctl_print_wrapped (const char *lead,
                   const char *text)
{
  g_autofree char *lines = ctl_wrap (lead, text);

  ctl_print ("%s", lines);
}

/**
 * ctl_print_padded:
 * @text: UTF-8 text
 * @width: how many columns to fill; at least two spaces follow
 *
 * Prints a cell of a table.
 */
void
ctl_print_padded (const char *text,
                  guint       width)
{
  guint used = get_width (text);

  ctl_print ("%s%*s", text, (int) (used + 2 > width ? 2 : width - used), "");
}

/** Sets a member to text, or to null when @value is %NULL. */
void
ctl_json_set_string (JsonBuilder *builder,
                     const char  *name,
                     const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/** Sets a member to an array of texts. */
void
ctl_json_set_strings (JsonBuilder       *builder,
                      const char        *name,
                      const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/** Sets a member to a whole number. */
void
ctl_json_set_int (JsonBuilder *builder,
                  const char  *name,
                  gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/** Sets a member to true or false. */
void
ctl_json_set_boolean (JsonBuilder *builder,
                      const char  *name,
                      gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/** A text as a JSON string, or null (transfer full). */
char *
ctl_json_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (text != NULL ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text != NULL)
    json_node_set_string (node, text);

  return json_to_string (node, FALSE);
}

/** Prints what was built: on one line, or @pretty. */
void
ctl_json_print (JsonBuilder *builder,
                gboolean     pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  JsonNode *root = json_builder_get_root (builder);
  char *text;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  text = json_generator_to_data (generator, NULL);
  ctl_print ("%s\n", text);
  postern_secret_wipe (text);
  json_node_unref (root);
}
