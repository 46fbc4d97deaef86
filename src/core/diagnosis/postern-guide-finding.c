/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-guide-finding.h"

#include "core/diagnosis/postern-placeholders.h"

/**
 * postern_guide_node_explain:
 * @node: an end of a guide
 * @account: (nullable): the address that signs in, if it is known
 * @from: (nullable): the sender's address, if it is known
 *
 * Returns: (transfer full): what the guide comes to, with the addresses in its texts and commands
 */
PosternFinding *
postern_guide_node_explain (const PosternGuideNode *node,
                            const char             *account,
                            const char             *from)
{
  const PosternPlaceholders values = { .account = account, .user = account, .from = from };
  PosternFinding *finding;

  g_return_val_if_fail (node != NULL && postern_guide_node_is_end (node), NULL);

  finding = postern_finding_new (node->id, node->who, POSTERN_CONFIDENCE_CERTAIN);
  finding->title = postern_placeholders_fill (&values, node->title, POSTERN_PLACEHOLDER_TEXT);
  finding->explanation = postern_placeholders_fill (&values, node->text, POSTERN_PLACEHOLDER_TEXT);
  for (guint i = 0; i < node->actions->len; i++)
    postern_placeholders_fill_action (&values, g_ptr_array_index (node->actions, i), finding);

  return finding;
}
