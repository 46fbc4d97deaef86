/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/smtp/postern-smtp-reply.h"

G_BEGIN_DECLS

/**
 * PosternStep:
 *
 * The steps of a test, in the order of STARTTLS; with implicit TLS, %POSTERN_STEP_TLS comes before
 * %POSTERN_STEP_GREETING, and %POSTERN_STEP_STARTTLS and %POSTERN_STEP_EHLO_TLS are left out.
 */
typedef enum
{
  POSTERN_STEP_RESOLVE,
  POSTERN_STEP_CONNECT,
  POSTERN_STEP_GREETING,
  POSTERN_STEP_EHLO,
  POSTERN_STEP_STARTTLS,
  POSTERN_STEP_TLS,
  POSTERN_STEP_EHLO_TLS,
  POSTERN_STEP_AUTH,
  POSTERN_STEP_MAIL,
  POSTERN_STEP_RCPT,
  POSTERN_STEP_DATA,
  POSTERN_STEP_QUIT,
} PosternStep;

#define POSTERN_N_STEPS (POSTERN_STEP_QUIT + 1)

/** "resolve", "connect", "greeting", "ehlo", "starttls", "tls", "ehlo-tls", "auth", "mail", "rcpt", "data", "quit" */
const char *postern_step_to_nick   (PosternStep   step);
gboolean    postern_step_from_nick (const char   *nick,
                                    PosternStep  *step);
const char *postern_step_get_title (PosternStep   step);

/**
 * PosternStepState:
 * @POSTERN_STEP_STATE_RUNNING: begun; only in live events, never in a report
 * @POSTERN_STEP_STATE_OK: done
 * @POSTERN_STEP_STATE_FAILED: it ended the test
 * @POSTERN_STEP_STATE_SKIPPED: left out, for it was not needed or the test had ended before
 */
typedef enum
{
  POSTERN_STEP_STATE_RUNNING,
  POSTERN_STEP_STATE_OK,
  POSTERN_STEP_STATE_FAILED,
  POSTERN_STEP_STATE_SKIPPED,
} PosternStepState;

const char *postern_step_state_to_nick (PosternStepState state);

/**
 * PosternTestEvent:
 * @step: which step
 * @state: what became of it
 * @milliseconds: how long it took, 0 while it runs or when it was skipped
 * @reply: (nullable): the server's last reply in this step
 * @error: (nullable): why it failed, with @state FAILED; #PosternSmtpError or G_IO_ERROR_CANCELLED
 */
typedef struct
{
  PosternStep        step;
  PosternStepState   state;
  double             milliseconds;
  PosternSmtpReply  *reply;
  GError            *error;
} PosternTestEvent;

#define POSTERN_TYPE_TEST_EVENT (postern_test_event_get_type ())

GType             postern_test_event_get_type (void) G_GNUC_CONST;
PosternTestEvent *postern_test_event_copy     (const PosternTestEvent *self);
void              postern_test_event_free     (PosternTestEvent       *self);

/**
 * PosternCertificateFacts:
 * @subject: (nullable): the certificate's subject name as text
 * @issuer: (nullable): its issuer's
 * @dns_names: the DNS names and IP addresses that it is for, NULL-terminated, perhaps empty
 * @not_before: (nullable): start of validity
 * @not_after: (nullable): end of validity
 * @chain_length: how many certificates the server sent, at least 1
 * @self_signed: whether the first is its own issuer
 * @flags: what verification found wrong, 0 when nothing
 */
typedef struct
{
  char                 *subject;
  char                 *issuer;
  char                **dns_names;
  GDateTime            *not_before;
  GDateTime            *not_after;
  guint                 chain_length;
  gboolean              self_signed;
  GTlsCertificateFlags  flags;
} PosternCertificateFacts;

/**
 * PosternTestReport:
 * @host: the host of the plan
 * @port: the port of the plan
 * @events: (element-type PosternTestEvent): one for each step in the order in which it was gone through, skipped ones
 *   included
 * @accepted: the server took the message (or the sign-in, with @sign_in_only)
 * @sign_in_only: whether the plan asked for the sign-in only
 * @started: when the test began, UTC
 * @address: (nullable): the address that answered, with its port
 * @deaf_addresses: addresses that did not take the connection, though the network knows a way to them, NULL-terminated,
 *   perhaps empty
 * @tls_version: (nullable): "TLS 1.3"
 * @tls_cipher: (nullable): the cipher suite's name
 * @certificate: (nullable): facts of the server's certificate, also when it was not accepted
 * @capabilities: the last EHLO's keywords with their parameters, one an entry, NULL-terminated, perhaps empty
 * @mechanism: (nullable): the SASL mechanism that was used
 * @challenge: (nullable): what the server said of an access token before its reply, mostly JSON
 * @user: the name that signed in
 * @from: (nullable): the sender
 * @to: (nullable): the recipient
 * @subject: (nullable): the subject of the message, to be searched for
 * @message_id: (nullable): without angle brackets
 * @transcript: the conversation with every secret replaced, UTF-8, one line an entry: "→ EHLO …", "← 250-…",
 *   "· TLS 1.3 …"
 *
 * What a test found. Immutable once returned. Holds no secret.
 */
typedef struct
{
  char                     *host;
  guint16                   port;
  GPtrArray                *events;
  gboolean                  accepted;
  gboolean                  sign_in_only;
  GDateTime                *started;
  char                     *address;
  char                    **deaf_addresses;
  char                     *tls_version;
  char                     *tls_cipher;
  PosternCertificateFacts  *certificate;
  char                    **capabilities;
  char                     *mechanism;
  char                     *challenge;
  char                     *user;
  char                     *from;
  char                     *to;
  char                     *subject;
  char                     *message_id;
  char                     *transcript;
} PosternTestReport;

#define POSTERN_TYPE_TEST_REPORT (postern_test_report_get_type ())

GType                   postern_test_report_get_type   (void) G_GNUC_CONST;
PosternTestReport      *postern_test_report_ref        (PosternTestReport       *self);
void                    postern_test_report_unref      (PosternTestReport       *self);
const PosternTestEvent *postern_test_report_get_failed (const PosternTestReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestEvent, postern_test_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PosternTestReport, postern_test_report_unref)

G_END_DECLS
