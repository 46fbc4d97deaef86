/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice/postern-practice-aim.h"

#include "core/base/postern-text.h"

/**
 * postern_practice_aim_test:
 * @server: a practice server that runs
 * @plan: a plan for an account of the practice server
 *
 * Lets the plan find the server and trust it, and the server play what the account asks for.
 */
void
postern_practice_aim_test (PosternPracticeServer *server,
                           PosternTestPlan       *plan)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (server) && plan != NULL);

  postern_practice_server_play_for (server, plan->user);
  postern_set_text (&plan->ca_file, postern_practice_server_get_ca_file (server));
  plan->endpoint->port = plan->endpoint->security == POSTERN_SECURITY_TLS
                           ? postern_practice_server_get_tls_port (server)
                           : postern_practice_server_get_port (server);
}

/**
 * postern_practice_aim_probe:
 * @server: a practice server that runs
 * @plan: a plan for the practice server's host
 *
 * Lets the plan look at the server's own two ports, and trust it.
 */
void
postern_practice_aim_probe (PosternPracticeServer *server,
                            PosternProbePlan      *plan)
{
  g_return_if_fail (POSTERN_IS_PRACTICE_SERVER (server) && plan != NULL);

  postern_set_text (&plan->ca_file, postern_practice_server_get_ca_file (server));
  postern_probe_plan_clear_ports (plan);
  postern_probe_plan_add_port (plan, postern_practice_server_get_port (server), POSTERN_SECURITY_STARTTLS);
  postern_probe_plan_add_port (plan, postern_practice_server_get_tls_port (server), POSTERN_SECURITY_TLS);
}
