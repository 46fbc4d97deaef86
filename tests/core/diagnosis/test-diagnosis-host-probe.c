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

#define DESK(HOST, PORTS) "{\"host\":\"" HOST "\",\"addresses\":[\"192.0.2.1\"],\"ports\":[" PORTS "]}"
#define NOBODY(HOST) "{\"host\":\"" HOST "\",\"addresses\":[],\"ports\":[]}"
#define MADE(USABLE, GREETING, ISSUER, NAME)                                                                           \
  "{\"port\":587,\"reach\":\"open\",\"usable\":" USABLE ",\"greeting\":\"" GREETING "\","                              \
  "\"certificate\":{\"issuer\":\"" ISSUER "\",\"names\":[\"" NAME "\"]}}"
#define HERE(NUMBER, REACH) "{\"port\":" NUMBER ",\"reach\":\"" REACH "\",\"usable\":false,\"certificate\":null}"
#define REAL_BANNER "220 FR0P281CA0001.outlook.office365.com Microsoft ESMTP MAIL Service ready"
#define REAL MADE ("true", REAL_BANNER, "CN=DigiCert Cloud Services CA-1,O=DigiCert Inc,C=US", "*.office365.com")
#define M365 "smtp.office365.com"
#define ISSUED(BY) "issuer: C = US, O = " BY ", CN = " BY " CA\n"

/* What the web host sees and what this computer sees, as "posternctl probe --json" prints it. */
static const struct
{
  const char *name;
  const char *text;
  const char *desk;
  const char *id;
  const char *words;
} compared[] = {
  { "both-others", BLOCK (MICROSOFT OTHER_587 ISSUED ("Let's Encrypt")), DESK (M365, REAL),
    "host-probe-intercepted-both", "web7.host.example, from Let's Encrypt; from this computer it is for "
    "*.office365.com, from DigiCert Inc. There it greets with “220-web7.host.example ESMTP Exim 4.96”, here with “"
    REAL_BANNER "”" },
  { "certificate-alone", BLOCK (MICROSOFT "port: 587\nconnect: ok\ntls: x\nnames: web7.host.example\n"),
    DESK (M365, REAL), "host-probe-intercepted-differs", "from somebody unknown. From this computer" },
  { "banner-alone",
    BLOCK (MICROSOFT "port: 587\nconnect: ok\ngreeting: 220 web7.host.example ESMTP\nstarttls: no\n"),
    DESK (M365, REAL), "host-probe-intercepted-banner", "There it says “220 web7.host.example ESMTP”" },
  { "stripped", BLOCK (MICROSOFT "port: 587\nconnect: ok\ngreeting: 220 *****\nstarttls: no\n"), DESK (M365, REAL),
    "host-probe-disturbed-usable", "on port 587" },
  /* The same owner, though no greeting is like another. */
  { "banner-varies",
    BLOCK (MICROSOFT "port: 587\nconnect: ok\ngreeting: 220 AM0.outlook.office365.com X\ntls: failed: y\n"),
    DESK (M365, REAL), "host-probe-disturbed-usable", "" },
  { "no-tls-anywhere", BLOCK (MICROSOFT "port: 587\nconnect: ok\nstarttls: no\n"), DESK (M365, HERE ("587", "open")),
    "host-probe-disturbed-too", "" },
  { "same-wrong-name", BLOCK ("host: m.example\nport: 587\nconnect: ok\ntls: x\nnames: o.example\n"),
    DESK ("M.example", MADE ("false", "220 o.example", "CN=A", "o.example")), "host-probe-intercepted-same",
    "for o.example, not for m.example" },
  { "blocked-there", BLOCK ("host: mail.example.org\n" NO_587 GOOD_465),
    DESK ("mail.example.org", HERE ("587", "open")), "host-probe-blocked-reached", "port 465 is open" },
  { "blocked-everywhere", BLOCK ("host: mail.example.org\n" NO_587 GOOD_465),
    DESK ("mail.example.org", HERE ("587", "refused")), "host-probe-blocked-too", "on port 587" },
  { "all-blocked-there", BLOCK (MICROSOFT NO_587 NO_465), DESK (M365, REAL), "host-probe-all-blocked-reached", "" },
  /* One open port is enough to know that the server works. */
  { "all-blocked-other-port", BLOCK (MICROSOFT NO_587 NO_465),
    DESK (M365, HERE ("587", "filtered") "," HERE ("465", "open")), "host-probe-all-blocked-reached", "" },
  { "all-blocked-everywhere", BLOCK (MICROSOFT NO_587), DESK (M365, HERE ("587", "filtered")),
    "host-probe-all-blocked-too", "" },
  { "no-name-there", BLOCK (MICROSOFT "port: 587\nconnect: no-name\n"), DESK (M365, REAL), "host-probe-no-name-reached",
    "" },
  { "no-name-anywhere", BLOCK ("host: a.example\nport: 587\nconnect: no-name\n"), NOBODY ("a.example"),
    "host-probe-no-name-too", "" },
  { "old-authorities",
    BLOCK (MICROSOFT GOOD_587 "issuer: /C=US/O=DigiCert Inc/CN=DigiCert Cloud Services CA-1\ntrusted: no: 20\n"),
    DESK (M365, REAL), "host-probe-distrusted-usable", "the same certificate" },
  { "inspected", BLOCK (MICROSOFT GOOD_587 ISSUED ("Firewall Ltd") "trusted: no: 19\n"), DESK (M365, REAL),
    "host-probe-inspected", "from Firewall Ltd, and from this computer it comes from DigiCert Inc" },
  { "expired", BLOCK (MICROSOFT GOOD_587 "trusted: no: 10\n"), DESK (M365, HERE ("587", "open")),
    "host-probe-distrusted-too", "(somebody unknown)" },
  { "open", BLOCK (MICROSOFT GOOD_587 "trusted: yes\n"), DESK (M365, REAL), "host-probe-open-usable", "" },
  { "blocked-here", BLOCK (MICROSOFT GOOD_587 "trusted: yes\n"), DESK (M365, HERE ("587", "filtered")),
    "host-probe-open-blocked", "" },
  { "no-openssl", BLOCK (MICROSOFT "port: 587\nconnect: ok\ntls: impossible: no OpenSSL\n"), DESK (M365, REAL),
    "host-probe-no-openssl", "" },
  /* What is about another server, or was not looked at, says nothing. */
  { "other-host", BLOCK (MICROSOFT OTHER_587), DESK ("smtp.gmail.com", REAL), "host-probe-intercepted", "" },
  { "other-port", BLOCK (MICROSOFT OTHER_587), DESK (M365, HERE ("465", "open")), "host-probe-intercepted", "" },
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

static void
test_compared (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compared); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PosternDesk) desk = postern_desk_new_from_json (compared[i].desk, &error);
      g_autoptr (PosternFinding) finding = NULL;

      g_test_message ("%s", compared[i].name);
      g_assert_no_error (error);
      finding = postern_diagnosis_explain_host_probe (catalogue, compared[i].text, desk);
      g_assert_cmpstr (finding->id, ==, compared[i].id);
      if (strstr (finding->explanation, compared[i].words) == NULL)
        g_error ("“%s” is not in “%s”", compared[i].words, finding->explanation);
      g_assert_null (strchr (finding->explanation, '{'));
      g_assert_null (strchr (finding->title, '{'));
    }
}

/* Any JSON, and what is none, is refused in a sentence or read as far as it goes. */
static void
test_bad_desk (void)
{
  static const char *const bad[] = { "", "[]", "{", "{}", "{\"host\":1,\"ports\":[]}", "{\"host\":\"a\"}",
                                     "{\"host\":\"a\",\"ports\":{}}", "\"host\"", "null" };
  static const char strange[] = "{\"host\":\"a\",\"addresses\":1,\"ports\":[1,null,[],{},{\"port\":\"x\"},"
                                "{\"port\":99999999,\"reach\":1,\"usable\":\"x\",\"greeting\":[],"
                                "\"certificate\":[]},{\"port\":25,\"certificate\":{\"names\":[1,\"b\",null]}}]}";
  g_autoptr (PosternDesk) desk = postern_desk_new_from_json (strange, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (postern_desk_new_from_json (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  g_assert_cmpuint (desk->ports->len, ==, 2);
  g_assert_cmpuint (((PosternDeskPort *) g_ptr_array_index (desk->ports, 0))->port, ==, 65535);
  g_assert_cmpstr (postern_desk_find_port (desk, 25)->names[0], ==, "b");
  g_assert_null (postern_desk_find_port (desk, 25)->names[1]);
  g_assert_null (postern_desk_find_port (desk, 26));
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
      for (gsize n = 0; n < G_N_ELEMENTS (compared); n++)
        reached |= g_str_equal (compared[n].id, rule->id);
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
  g_test_add_func ("/diagnosis/host-probe/compared", test_compared);
  g_test_add_func ("/diagnosis/host-probe/bad-desk", test_bad_desk);
  g_test_add_func ("/diagnosis/host-probe/all-reached", test_all_reached);
  g_test_add_func ("/diagnosis/host-probe/no-block", test_no_block);
  g_test_add_func ("/diagnosis/host-probe/limits", test_limits);

  status = g_test_run ();
  g_object_unref (catalogue);

  return status;
}
