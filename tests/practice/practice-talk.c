/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-talk.h"

#include <string.h>

PosternPracticeBudget practice_talk_budget = { .limit = 64 * 1024 * 1024 };

PosternPracticeDialogue *
practice_talk_new (gboolean    encrypted,
                   const char *forced)
{
  const PosternPracticeScript *script = forced != NULL ? postern_practice_script_lookup (forced) : NULL;

  return postern_practice_dialogue_new ("127.0.0.1", encrypted, script, &practice_talk_budget);
}

PosternPracticeAction
practice_talk_say (PosternPracticeDialogue *dialogue,
                   const char              *line,
                   GString                 *reply)
{
  g_string_truncate (reply, 0);

  return postern_practice_dialogue_take_line (dialogue, line, strlen (line), reply);
}

void
practice_talk_play (PosternPracticeDialogue *dialogue,
                    const PracticeExchange  *exchanges)
{
  g_autoptr (GString) reply = g_string_new (NULL);

  for (const PracticeExchange *exchange = exchanges; exchange->line != NULL; exchange++)
    {
      PosternPracticeAction action = practice_talk_say (dialogue, exchange->line, reply);

      if (exchange->answer == NULL)
        {
          g_assert_cmpint (action, ==, POSTERN_PRACTICE_ACTION_DROP);
          g_assert_cmpstr (reply->str, ==, "");
          return;
        }
      if (!g_str_has_prefix (reply->str, exchange->answer))
        g_error ("“%s” was answered with “%s”", exchange->line, reply->str);
      g_assert_true (g_str_has_suffix (reply->str, "\r\n"));
    }
}
