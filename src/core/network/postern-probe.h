/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/catalogue/postern-rule.h"
#include "core/network/postern-probe-plan.h"
#include "core/smtp/postern-test-report.h"

G_BEGIN_DECLS

/**
 * PosternProbeReach:
 * @POSTERN_PROBE_OPEN: the connection came about
 * @POSTERN_PROBE_FILTERED: nothing came back in time: somebody on the way drops it, or there is no such computer
 * @POSTERN_PROBE_REFUSED: it was turned down at once: nothing listens there
 * @POSTERN_PROBE_UNREACHABLE: the network knows no way there, or a firewall said no
 *
 * The sooner an entry comes, the more it tells about a port with several addresses.
 */
typedef enum
{
  POSTERN_PROBE_OPEN,
  POSTERN_PROBE_FILTERED,
  POSTERN_PROBE_REFUSED,
  POSTERN_PROBE_UNREACHABLE,
} PosternProbeReach;

/** "open", "refused", "filtered", "unreachable" */
const char *postern_probe_reach_to_nick (PosternProbeReach reach);

/**
 * PosternProbeSpeaks:
 * @POSTERN_PROBE_SPEAKS_NOTHING: there was no connection, or not a byte came
 * @POSTERN_PROBE_SPEAKS_SMTP: a mail server's greeting
 * @POSTERN_PROBE_SPEAKS_HTTP: a web server, such as the sign-in page of a guest network
 * @POSTERN_PROBE_SPEAKS_OTHER: something else
 */
typedef enum
{
  POSTERN_PROBE_SPEAKS_NOTHING,
  POSTERN_PROBE_SPEAKS_SMTP,
  POSTERN_PROBE_SPEAKS_HTTP,
  POSTERN_PROBE_SPEAKS_OTHER,
} PosternProbeSpeaks;

/** "nothing", "smtp", "http", "other" */
const char *postern_probe_speaks_to_nick (PosternProbeSpeaks speaks);

/**
 * PosternProbeAttempt:
 * @address: an IP address as text
 * @family: its family
 * @reach: what became of the connection
 * @milliseconds: how long that took
 */
typedef struct
{
  char              *address;
  GSocketFamily      family;
  PosternProbeReach  reach;
  double             milliseconds;
} PosternProbeAttempt;

/** Stands where there is no #PosternSmtpError. */
#define POSTERN_PROBE_NO_FAILURE (-1)

/**
 * PosternProbePort:
 * @endpoint: the host, the port, and how a conversation begins there: as the plan says, or else as the server does
 * @attempts: (element-type PosternProbeAttempt): one an address that was tried
 * @reach: what tells the most of @attempts
 * @speaks: what answers
 * @greeting: (nullable): what the server said first, with its reply code where it is SMTP
 * @capabilities: what EHLO named, the second one's after TLS; NULL-terminated, perhaps empty
 * @starttls: whether STARTTLS was offered
 * @hidden_starttls: whether the server knows STARTTLS though it was not offered: somebody on the way took it out
 * @masked: whether somebody on the way has overwritten the greeting or the capabilities
 * @server_time: (nullable): the server's clock, where the greeting tells it
 * @tls_version: (nullable): "TLS 1.3"; also what the server insists on when that is too old
 * @tls_cipher: (nullable): the cipher suite's name
 * @certificate: (nullable): what the server showed, also when it was not accepted
 * @failure: why the port is no use, a #PosternSmtpError, or %POSTERN_PROBE_NO_FAILURE
 * @sign_in: whether AUTH was offered at the end
 * @usable: a mail program can talk to the server here, encrypted
 * @milliseconds: how long all of it took
 */
typedef struct
{
  PosternEndpoint          *endpoint;
  GPtrArray                *attempts;
  PosternProbeReach         reach;
  PosternProbeSpeaks        speaks;
  char                     *greeting;
  char                    **capabilities;
  gboolean                  starttls;
  gboolean                  hidden_starttls;
  gboolean                  masked;
  GDateTime                *server_time;
  char                     *tls_version;
  char                     *tls_cipher;
  PosternCertificateFacts  *certificate;
  int                       failure;
  gboolean                  sign_in;
  gboolean                  usable;
  double                    milliseconds;
} PosternProbePort;

/**
 * PosternProbeVerdict:
 * @id: kebab-case, stable: "usable", "port-blocked", "other-certificate" …
 * @who: who must act
 * @title: translated: what is so, in a sentence
 * @explanation: translated: why, and what to do
 */
typedef struct
{
  const char *id;
  PosternWho  who;
  char       *title;
  char       *explanation;
} PosternProbeVerdict;

/**
 * PosternProbeLookup:
 * @POSTERN_PROBE_LOOKUP_FOUND: the host has addresses
 * @POSTERN_PROBE_LOOKUP_NOT_FOUND: there is no such name
 * @POSTERN_PROBE_LOOKUP_FAILED: names can't be looked up, or not in time
 */
typedef enum
{
  POSTERN_PROBE_LOOKUP_FOUND,
  POSTERN_PROBE_LOOKUP_NOT_FOUND,
  POSTERN_PROBE_LOOKUP_FAILED,
} PosternProbeLookup;

/**
 * PosternProbeWitness:
 * @POSTERN_PROBE_WITNESS_NOT_ASKED: there was no need, or there is none
 * @POSTERN_PROBE_WITNESS_REACHED: another mail server took a connection
 * @POSTERN_PROBE_WITNESS_SILENT: others have addresses, but none took a connection
 * @POSTERN_PROBE_WITNESS_UNKNOWN: not even their names could be looked up
 */
typedef enum
{
  POSTERN_PROBE_WITNESS_NOT_ASKED,
  POSTERN_PROBE_WITNESS_REACHED,
  POSTERN_PROBE_WITNESS_SILENT,
  POSTERN_PROBE_WITNESS_UNKNOWN,
} PosternProbeWitness;

/**
 * PosternProbe:
 * @host: the host of the plan
 * @lookup: what became of looking its name up
 * @addresses: its addresses as text, NULL-terminated, perhaps empty
 * @ports: (element-type PosternProbePort): in the order of the plan
 * @witness: what others had to say
 * @best: (nullable) (transfer none): the port to use, one of @ports
 * @verdict: what it all comes to
 * @notes: (element-type PosternProbeVerdict): what else is worth knowing, perhaps empty
 *
 * What a look at a server's ports has found. Immutable once returned.
 */
typedef struct
{
  char                    *host;
  PosternProbeLookup       lookup;
  char                   **addresses;
  GPtrArray               *ports;
  PosternProbeWitness      witness;
  const PosternProbePort  *best;
  PosternProbeVerdict     *verdict;
  GPtrArray               *notes;
} PosternProbe;

#define POSTERN_TYPE_PROBE (postern_probe_get_type ())

GType         postern_probe_get_type   (void) G_GNUC_CONST;
PosternProbe *postern_probe_ref        (PosternProbe           *self);
void          postern_probe_unref      (PosternProbe           *self);

/**
 * PosternProbeWatch:
 * @probe: the look that is under way; only @port of it may be read yet
 * @port: a port whose look is over; it lives as long as @probe
 * @user_data: what was given with the function
 */
typedef void (*PosternProbeWatch) (PosternProbe           *probe,
                                   const PosternProbePort *port,
                                   gpointer                user_data);

PosternProbe *postern_probe_run        (const PosternProbePlan *plan,
                                        GCancellable           *cancellable,
                                        GError                **error);
void          postern_probe_run_async  (const PosternProbePlan *plan,
                                        GCancellable           *cancellable,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data);
void          postern_probe_watch_async (const PosternProbePlan *plan,
                                         PosternProbeWatch       watch,
                                         gpointer                watch_data,
                                         GDestroyNotify          watch_destroy,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
PosternProbe *postern_probe_run_finish (GAsyncResult           *result,
                                        GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternProbe, postern_probe_unref)

G_END_DECLS
