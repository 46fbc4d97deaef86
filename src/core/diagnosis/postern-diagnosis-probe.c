/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/diagnosis/postern-diagnosis.h"

#include <glib/gi18n-lib.h>

/* What asks somebody else has its letter. */
static const struct { const char *id; const char *letter; } letters[] = {
  { "mail-blocked", "port-blocked" },
  { "nothing-answers", "port-blocked" },
  { "other-certificate", "host-intercepts" },
  { "stripped", "host-intercepts" },
};

PosternFinding *
postern_diagnosis_explain_probe (const PosternProbe *probe)
{
  g_autofree char *id = NULL;
  PosternFinding *finding;

  g_return_val_if_fail (probe != NULL, NULL);

  id = g_strconcat ("probe-", probe->verdict->id, NULL);
  finding = postern_finding_new (id, probe->verdict->who, POSTERN_CONFIDENCE_CERTAIN);
  finding->title = g_strdup (probe->verdict->title);
  finding->explanation = g_strdup (probe->verdict->explanation);
  finding->accepted = probe->best != NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if (g_str_equal (letters[i].id, probe->verdict->id))
        postern_finding_add_action (finding, POSTERN_ACTION_LETTER, _("Send this letter to whoever runs the network."),
                                    letters[i].letter);
    }
  for (guint i = 0; i < probe->notes->len; i++)
    {
      const PosternProbeVerdict *note = g_ptr_array_index (probe->notes, i);

      postern_finding_add_action (finding, POSTERN_ACTION_TEXT, note->explanation, NULL);
    }

  return finding;
}
