/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/diagnosis/postern-host-probe.h"
#include "postern-diagnosis-fixture.h"

#define BLOCK(LINES) "-----BEGIN POSTERN HOST PROBE-----\nversion: 1\n" LINES "-----END POSTERN HOST PROBE-----\n"

#define MICROSOFT  "host: smtp.office365.com\naddresses: 52.98.1.2\n"
#define GOOD_587                                                                                                       \
  "port: 587\nkind: starttls\nconnect: ok\ngreeting: 220 AM0PR01.outlook.office365.com Microsoft ESMTP MAIL Service\n" \
  "ehlo: 250-STARTTLS\nstarttls: yes\ntls: TLSv1.2 X\nsubject: C=US, CN=outlook.com\n"                                 \
  "names: *.outlook.com, *.office365.com, outlook.com\n"
#define OTHER_587                                                                                                      \
  "port: 587\nkind: starttls\nconnect: ok\ngreeting: 220-web7.host.example ESMTP Exim 4.96\nstarttls: yes\n"           \
  "tls: TLSv1.3 X\nsubject: CN=web7.host.example\nnames: web7.host.example\ntrusted: no: name\n"
#define NO_587  "port: 587\nconnect: timed-out\nerror: Connection timed out\n"
#define NO_465  "port: 465\nconnect: refused\n"
#define GOOD_465 "port: 465\nkind: tls\nconnect: ok\ntls: TLSv1.3 X\nsubject: CN = mail.example.org\nnames: \n" \
  "greeting: 220 mail.example.org ESMTP\ntrusted: yes\n"

static PosternCatalogue *catalogue;

typedef struct
{
  const char *name;
  const char *text;
  const char *id;
  const char *words;
} Case;

static const Case cases[] = {
  { "open", BLOCK (MICROSOFT GOOD_587 "trusted: yes\n" NO_465), "host-probe-open", "smtp.office365.com itself" },
  { "distrusted", BLOCK (MICROSOFT GOOD_587 "trusted: no: 20\n"), "host-probe-distrusted", "port 587" },
  { "intercepted", BLOCK (MICROSOFT OTHER_587 NO_465), "host-probe-intercepted", "web7.host.example" },
  { "no-starttls",
    BLOCK (MICROSOFT "port: 587\nconnect: ok\ngreeting: 220 **********\nehlo: 250 XXXXXXXA\nstarttls: no\n"),
    "host-probe-disturbed", "port 587|Port 587" },
  { "tls-failed", BLOCK (MICROSOFT "port: 587\nconnect: ok\nstarttls: yes\ntls: failed: reset\n"),
    "host-probe-disturbed", "Port 587" },
  { "blocked-one", BLOCK ("host: mail.example.org\n" NO_587 GOOD_465), "host-probe-blocked", "On port 465" },
  { "blocked-all", BLOCK (MICROSOFT NO_587 NO_465), "host-probe-all-blocked", "smtp.office365.com" },
  { "no-name", BLOCK ("host: smtp.ofice365.com\naddresses: none\n" "port: 587\nconnect: failed\n"),
    "host-probe-no-name", "mistyped" },
  { "no-name-by-port", BLOCK ("host: smtp.ofice365.com\nport: 587\nconnect: no-name\n"), "host-probe-no-name", "" },
  { "incomplete", BLOCK (MICROSOFT "error: This PHP may not open connections, or has no OpenSSL.\n"),
    "host-probe-incomplete", "PHP" },
  /* The port of the provider counts: it has none for 465, so a closed one there says nothing. */
  { "main-port", BLOCK (MICROSOFT NO_465 GOOD_587 "trusted: yes\n"), "host-probe-open", "Port 587" },
  { "quoted", "Hi Bob,\r\n> -----BEGIN POSTERN HOST PROBE-----\r\n> version: 1\r\n> host: smtp.office365.com\r\n"
              "> port: 587\r\n> connect: timed-out\r\n>\r\n> -----END POSTERN HOST PROBE-----\r\nBye\r\n",
    "host-probe-all-blocked", "" },
  /* Not a wildcard of the wrong depth, and not a name that only ends alike. */
  { "wildcard-depth", BLOCK ("host: a.b.office365.com\nport: 587\nconnect: ok\ntls: x\nnames: *.office365.com\n"),
    "host-probe-intercepted", "*.office365.com" },
  { "suffix", BLOCK ("host: smtp.office365.com\nport: 587\nconnect: ok\ntls: x\nnames: evil-smtp.office365.com\n"),
    "host-probe-intercepted", "" },
  { "names-not-known", BLOCK (MICROSOFT "port: 587\nconnect: ok\ntls: x\ntrusted: no: 60\n"),
    "host-probe-distrusted", "" },
  /* A common name beside other names does not count (RFC 6125 §6.4.4). */
  { "common-name", BLOCK ("host: m.example\nport: 587\nconnect: ok\ntls: x\nsubject: CN=m.example\nnames: o.example\n"),
    "host-probe-intercepted", "o.example" },
};

static gboolean
has_one_of (const char *text,
            const char *words)
{
  g_auto (GStrv) alternatives = g_strsplit (words, "|", -1);

  for (gsize i = 0; alternatives[i] != NULL; i++)
    {
      if (strstr (text, alternatives[i]) != NULL)
        return TRUE;
    }

  return *words == '\0';
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternFinding) finding = NULL;

      g_test_message ("%s", cases[i].name);
      finding = postern_diagnosis_explain_reply (catalogue, cases[i].text, NULL, NULL);
      g_assert_cmpstr (finding->id, ==, cases[i].id);
      if (!has_one_of (finding->explanation, cases[i].words))
        g_error ("“%s” is not in “%s”", cases[i].words, finding->explanation);
      g_assert_null (strchr (finding->explanation, '{'));
      g_assert_null (strchr (finding->title, '{'));
      g_assert_cmpuint (finding->actions->len, >, 0);
    }
}

/* Every rule for probes has its case. */
static void
test_all_reached (void)
{
  GListModel *rules = postern_catalogue_get_rules (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (PosternRule) rule = g_list_model_get_item (rules, i);
      gboolean reached = !g_str_has_prefix (rule->id, "host-probe-");

      for (gsize n = 0; n < G_N_ELEMENTS (cases); n++)
        reached |= g_str_equal (cases[n].id, rule->id);
      if (!reached)
        g_error ("No case reaches the rule “%s”", rule->id);
    }
}

/* What is no block, or half of one, is read as any other text. */
static void
test_no_block (void)
{
  static const char *const texts[] = {
    "", "host: smtp.office365.com", "-----BEGIN POSTERN HOST PROBE-----\nhost: a\n",
    "-----END POSTERN HOST PROBE-----\n-----BEGIN POSTERN HOST PROBE-----\n", BLOCK ("port: 587\n"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (postern_host_probe_new_from_text (texts[i]));
}

/* However much comes, and whatever bytes: nothing breaks, and nothing grows without end. */
static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new ("-----BEGIN POSTERN HOST PROBE-----\nhost: a\xff\x01.example\n");
  g_autoptr (GString) large = g_string_new (many->str);
  g_autoptr (PosternHostProbe) probe = NULL;
  g_autoptr (PosternHostProbeVerdict) verdict = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (many, "port: 99999999999999\nconnect: ok\ntls: x\nnames: a, b, c\nnames: \xfe, , ,\n:\n");
  g_string_append (many, "-----END POSTERN HOST PROBE-----");
  probe = postern_host_probe_new_from_text (many->str);
  g_assert_cmpuint (probe->ports->len, ==, 16);
  g_assert_cmpuint (((PosternHostProbePort *) g_ptr_array_index (probe->ports, 0))->port, ==, 65535);
  verdict = postern_host_probe_judge (probe, NULL);
  g_assert_cmpstr (verdict->word, ==, "intercepted");

  while (large->len < 70000)
    g_string_append (large, "ehlo: 250-X\n");
  g_string_append (large, "-----END POSTERN HOST PROBE-----");
  g_assert_null (postern_host_probe_new_from_text (large->str));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = postern_diagnosis_fixture_catalogue ();

  g_test_add_func ("/diagnosis/host-probe/cases", test_cases);
  g_test_add_func ("/diagnosis/host-probe/all-reached", test_all_reached);
  g_test_add_func ("/diagnosis/host-probe/no-block", test_no_block);
  g_test_add_func ("/diagnosis/host-probe/limits", test_limits);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
