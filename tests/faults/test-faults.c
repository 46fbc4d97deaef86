/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-diagnosis-fixture.h"
#include "core/smtp/smtp-session-fixture.h"
#include "support/postern-test-wait.h"

/** Time limits of a step in seconds, for faults that wait for it and for those that must not. */
#define SHORT_LIMIT 3
#define LONG_LIMIT 20
/** How much longer a run may take than its limit, in seconds, on a machine that is busy. */
#define GRACE 8
/** How much a server talks too much. */
#define LONG_LINE (1024 * 1024)
#define N_LINES 20000

typedef enum
{
  AT_GREETING,
  AT_EHLO,
  AT_STARTTLS,
  AT_TLS,
  AT_EHLO_TLS,
  AT_AUTH,
  AT_MAIL,
  AT_RCPT,
  AT_DATA,
  AT_BODY,
  N_PLACES,
} Place;

#define IN_TLS GREETING STARTTLS
#define SIGNED_IN IN_TLS OFFER_PLAIN AUTH_PLAIN

/* The conversation up to where the server has to answer, and an answer that could begin there. */
static const struct
{
  PosternStep step;
  const char *script;
  const char *code;
} places[N_PLACES] = {
  [AT_GREETING] = { POSTERN_STEP_GREETING, "", "220" },
  [AT_EHLO] = { POSTERN_STEP_EHLO, GREETING "C ^EHLO\n", "250" },
  [AT_STARTTLS] = { POSTERN_STEP_STARTTLS, GREETING EHLO ("S 250 STARTTLS\n") "C ^STARTTLS$\n", "220" },
  /* TLS from the start: nothing tells bytes before the handshake from bytes of it. */
  [AT_TLS] = { POSTERN_STEP_TLS, "", NULL },
  [AT_EHLO_TLS] = { POSTERN_STEP_EHLO_TLS, IN_TLS "C ^EHLO\n", "250" },
  [AT_AUTH] = { POSTERN_STEP_AUTH, IN_TLS OFFER_PLAIN "C ^AUTH\n", "235" },
  [AT_MAIL] = { POSTERN_STEP_MAIL, SIGNED_IN "C ^MAIL\n", "250" },
  [AT_RCPT] = { POSTERN_STEP_RCPT, SIGNED_IN MAIL "C ^RCPT\n", "250" },
  [AT_DATA] = { POSTERN_STEP_DATA, SIGNED_IN MAIL RCPT "C ^DATA$\n", "354" },
  [AT_BODY] = { POSTERN_STEP_DATA, SIGNED_IN MAIL RCPT "C ^DATA$\nS 354 Send it\nBODY\n", "250" },
};

/* What the server does, with its code in the place of %s, and the finding in general and where it differs. */
typedef struct
{
  const char *name;
  const char *action;
  guint       limit;
  const char *findings[N_PLACES];
} Fault;

#define ALL_CLOSED                                                                                                     \
  { "closed-at-greeting", "closed", "closed", "closed-at-tls", "closed", "closed-at-auth", "closed", "closed",         \
    "closed-at-data", "closed-at-data" }
#define ALL_SILENT                                                                                                     \
  { "no-greeting", "timed-out", "timed-out", "timed-out", "timed-out", "sign-in-timed-out", "timed-out", "timed-out",  \
    "data-timed-out", "data-timed-out" }
#define ALL_NONSENSE                                                                                                   \
  { "not-smtp", "not-smtp", "not-smtp", "handshake", "not-smtp", "not-smtp", "not-smtp", "not-smtp", "not-smtp",       \
    "not-smtp" }
#define NOT_TLS(id)                                                                                                    \
  { id, id, id, NULL, id, id, id, id, id, id }

static const Fault faults[] = {
  { "closed", "CLOSE", LONG_LIMIT, ALL_CLOSED },
  { "reset", "DELAY 200\nRESET", LONG_LIMIT, ALL_CLOSED },
  { "silent", "WAIT", SHORT_LIMIT, ALL_SILENT },
  { "half-a-reply", "RAW %s-mail\nWAIT", SHORT_LIMIT, ALL_SILENT },
  /* The server can't drip a handshake; half a reply stands for it. */
  { "slow-drip", "DRIBBLE 100 %s and so on and so on and so on and so on and so on and so on", SHORT_LIMIT,
    { "no-greeting", "timed-out", "timed-out", NULL, "timed-out", "sign-in-timed-out", "timed-out", "timed-out",
      "data-timed-out", "data-timed-out" } },
  { "garbage", "RAW \\001\\377\\200 what is this\\r\\n\nWAIT", LONG_LIMIT, ALL_NONSENSE },
  { "long-line", "RAW %s LONG\\r\\n\nWAIT", LONG_LIMIT, ALL_NONSENSE },
  { "endless-reply", "RAW LINES\nWAIT", LONG_LIMIT, ALL_NONSENSE },
  { "wrong-class", "S 199 what\nWAIT", LONG_LIMIT, ALL_NONSENSE },
  { "eight-bit", "RAW 421 4.0.0 Gr\\303\\274\\337e \\377\\200\\r\\n\nWAIT", LONG_LIMIT, NOT_TLS ("server-busy") },
  { "unsolicited", "RAW 220 Go\\r\\n250 AUTH PLAIN\\r\\n\nWAIT", LONG_LIMIT,
    { [AT_STARTTLS] = "injection", [AT_TLS] = "handshake" } },
};

static PosternCatalogue *catalogue;

typedef struct
{
  const Fault       *fault;
  Place              place;
  PosternTestReport *report;
  gint64             duration;
} Run;

static char *
replace (const char *text,
         const char *word,
         const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, word, -1);

  return g_strjoinv (with, parts);
}

static char *
make_lines (const char *code)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (lines, "%s-EXTENSION\\r\\n", code);

  return g_string_free (lines, FALSE);
}

/* A handshake's first bytes stand for a reply's code where TLS begins. */
static char *
make_script (const Run *run)
{
  const char *code = run->place == AT_TLS ? "\\026\\003\\003\\002" : places[run->place].code;
  g_autofree char *long_line = g_strnfill (LONG_LINE, 'x');
  g_autofree char *lines = make_lines (code);
  g_autofree char *coded = replace (run->fault->action, "%s", code);
  g_autofree char *with_line = replace (coded, "LONG", long_line);
  g_autofree char *action = replace (with_line, "LINES", lines);

  return g_strconcat (places[run->place].script, action, NULL);
}

static gpointer
run_thread (gpointer data)
{
  Run *run = data;
  g_autofree char *script = make_script (run);
  g_autoptr (PosternTestServer) server = smtp_fixture_serve (script);
  PosternSecurity security = run->place == AT_TLS ? POSTERN_SECURITY_TLS : POSTERN_SECURITY_STARTTLS;
  g_autoptr (PosternTestPlan) plan = smtp_fixture_plan (server, security);
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  plan->step_timeout = run->fault->limit;
  run->report = postern_smtp_session_run (plan, NULL, NULL, NULL, &error);
  run->duration = g_get_monotonic_time () - began;
  g_assert_no_error (error);
  smtp_fixture_assert_discreet (run->report, plan);

  return NULL;
}

static gboolean
is_right (const Run *run)
{
  const PosternTestEvent *failed = postern_test_report_get_failed (run->report);
  g_autoptr (PosternFinding) finding = postern_diagnosis_explain (catalogue, run->report, NULL);
  const char *step = postern_step_to_nick (places[run->place].step);
  gboolean right;

  postern_diagnosis_fixture_check (finding);
  g_assert_nonnull (failed);
  right = g_str_equal (finding->id, run->fault->findings[run->place]) && failed->step == places[run->place].step &&
          run->duration < (gint64) (run->fault->limit + GRACE) * G_TIME_SPAN_SECOND;
  if (!right)
    g_test_message ("%s at %s (%u): “%s” at %s after %.1f s: %s", run->fault->name, step, run->place, finding->id,
                    postern_step_to_nick (failed->step), (double) run->duration / G_TIME_SPAN_SECOND,
                    failed->error == NULL ? "" : failed->error->message);

  return right;
}

/* All places of one fault side by side, so that the time limits pass together. */
static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  Run runs[N_PLACES] = { 0 };
  GThread *threads[N_PLACES] = { NULL };
  guint n_wrong = 0;

  for (int place = 0; place < N_PLACES; place++)
    {
      runs[place].fault = fault;
      runs[place].place = place;
      if (fault->findings[place] != NULL)
        threads[place] = g_thread_new ("fault", run_thread, &runs[place]);
    }
  for (int place = 0; place < N_PLACES; place++)
    {
      if (threads[place] == NULL)
        continue;
      g_thread_join (threads[place]);
      n_wrong += is_right (&runs[place]) ? 0 : 1;
      postern_test_report_unref (runs[place].report);
    }
  if (n_wrong > 0)
    g_test_fail ();
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();
  smtp_fixture_get_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults/%s", faults[i].name);

      g_test_add_data_func (path, &faults[i], test_fault);
    }

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
