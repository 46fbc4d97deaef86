/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-provider.h"
#include "core/diagnosis/postern-desk.h"
#include "core/diagnosis/postern-evidence.h"

G_BEGIN_DECLS

/**
 * PosternHostProbePort:
 * @port: its number
 * @connect: (nullable): "ok", "refused", "timed-out", "no-name" or "failed"
 * @greeting: (nullable): the server's first words
 * @starttls: whether encryption was offered; %FALSE too where it comes first
 * @encrypted: whether the encryption was made
 * @no_openssl: whether nothing there can encrypt
 * @issuer: (nullable): who issued the certificate
 * @names: names in the certificate, lower case, NULL-terminated, perhaps empty
 * @distrusted: whether the web host would not trust the certificate
 *
 * What was seen on one port.
 */
typedef struct
{
  guint      port;
  char      *connect;
  char      *greeting;
  gboolean   starttls;
  gboolean   encrypted;
  gboolean   no_openssl;
  char      *issuer;
  GPtrArray *names;
  gboolean   distrusted;
} PosternHostProbePort;

/**
 * PosternHostProbe:
 * @host: the mail server that was looked at
 * @no_name: whether its name led to no address
 * @ports: (element-type PosternHostProbePort): in the order in which they were tried
 *
 * What a probe saw that ran where the mail will be sent from.
 */
typedef struct
{
  char      *host;
  gboolean   no_name;
  GPtrArray *ports;
} PosternHostProbe;

/**
 * PosternHostProbeVerdict:
 * @word: what it comes to: "open", "distrusted", "intercepted", "disturbed", "blocked", "all-blocked", "no-name",
 *   "no-openssl" or "incomplete"; after a comparison also "inspected"
 * @port: (nullable): the port that it is about; of the probe
 * @open: numbers of the other ports that lead to the mail server, with commas, perhaps empty
 * @view: (nullable): what the comparison with this computer's view says, in words of the rules
 * @here: (nullable): the same port as this computer sees it; of the desk's view
 */
typedef struct
{
  const char                 *word;
  const PosternHostProbePort *port;
  char                       *open;
  const char                 *view;
  const PosternDeskPort      *here;
} PosternHostProbeVerdict;

PosternHostProbe        *postern_host_probe_new_from_text (const char                    *text);
void                     postern_host_probe_free          (PosternHostProbe              *self);
PosternHostProbeVerdict *postern_host_probe_judge         (const PosternHostProbe        *self,
                                                           PosternProvider               *provider);
void                     postern_host_probe_compare       (PosternHostProbeVerdict       *verdict,
                                                           const PosternHostProbe        *probe,
                                                           const PosternDesk             *desk);
char                    *postern_host_probe_dup_name_part (const char                    *name,
                                                           const char                    *part);
void                     postern_host_probe_verdict_free  (PosternHostProbeVerdict       *self);
PosternEvidence         *postern_host_probe_make_evidence (const PosternHostProbeVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternHostProbe, postern_host_probe_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternHostProbeVerdict, postern_host_probe_verdict_free)

G_END_DECLS
