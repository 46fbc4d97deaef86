/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/network/postern-dmarc-record.h"
#include "core/network/postern-dns.h"
#include "core/network/postern-spf-record.h"

static void
test_is_spf (void)
{
  static const char *const yes[] = { "v=spf1", "v=spf1 ", "V=SPF1 -all", "v=spf1  a" };
  static const char *const no[] = { "", "v=spf", "v=spf10 -all", "v=spf1;-all", " v=spf1", "spf2.0/pra",
                                    "v=spf1\t-all" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (postern_spf_is_record (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (postern_spf_is_record (no[i]));
}

static void
test_terms (void)
{
  g_autoptr (PosternSpfRecord) record = postern_spf_record_parse (
    "v=spf1 A a/24 a//64 a:Mail.Example.ORG./24//64 mx:%{d} ?mx -ptr ptr:example.org ip4:192.0.2.129/25 ip4:0.0.0.0/0 "
    "ip6:2001:db8::1/32 ip6:::1 exists:%{ir}.%{v}._spf.%{d2} ~include:_spf.example.org foo=bar exp=a.example.org "
    "x-y.z_1=%{s} redirect=%{o} +all");
  const PosternSpfTerm *named = g_ptr_array_index (record->terms, 3);
  const PosternSpfTerm *network = g_ptr_array_index (record->terms, 8);
  g_autofree char *mask = g_inet_address_mask_to_string (network->network);

  g_assert_cmpstr (record->fault, ==, NULL);
  g_assert_cmpuint (record->terms->len, ==, 15);
  g_assert_cmpstr (named->domain, ==, "mail.example.org");
  g_assert_cmpuint (named->prefix4, ==, 24);
  g_assert_cmpuint (named->prefix6, ==, 64);
  g_assert_cmpstr (mask, ==, "192.0.2.128/25");
  g_assert_cmpint (((PosternSpfTerm *) record->terms->pdata[13])->qualifier, ==, '~');
  g_assert_cmpstr (record->redirect, ==, "%{o}");
  g_assert_cmpuint (record->others->len, ==, 3);
  g_assert_cmpint (postern_spf_record_all (record)->qualifier, ==, '+');
}

static void
test_faults (void)
{
  static const char *const parts[] = {
    "include", "include:", "include:localhost", "include:a..org", "include:.org", "include:a.b;", "include:192.0.2.1",
    "all:x", "all/24", "alll", "+", "-", "--all", "ip4", "ip4:", "ip4:192.0.2", "ip4:192.0.2.1/33", "ip4:192.0.2.1/-1",
    "ip4:192.0.2.1/", "ip4:::1", "ip6:192.0.2.1", "ip6:::1/129", "ip6:gggg::", "a:", "a/33", "a//129", "a/24/64",
    "a/x", "mx:", "mx//", "ptr/24", "exists", "exists:%", "exists:%{", "exists:%{}", "exists:%x.org", "redirect=",
    "redirect=org", "=x", "1x=y", "?=x", "include:spf.example.org,a", "\"a\"", "https://example.org/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = g_strconcat ("v=spf1 mx ", parts[i], " -all", NULL);
      g_autoptr (PosternSpfRecord) record = postern_spf_record_parse (text);

      if (g_strcmp0 (record->fault, parts[i]) != 0)
        g_error ("“%s” was taken, or “%s” was blamed", parts[i], record->fault);
      g_assert_cmpuint (record->terms->len, ==, 2);
    }
}

static void
test_twice_redirected (void)
{
  g_autoptr (PosternSpfRecord) record = postern_spf_record_parse ("v=spf1 redirect=a.org redirect=b.org");

  g_assert_cmpstr (record->fault, ==, "redirect=b.org");
}

/* Whatever comes, it ends soon and is read or refused. */
static void
test_endless (void)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (PosternSpfRecord) record = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, " a");
  record = postern_spf_record_parse (text->str);
  g_assert_cmpuint (record->terms->len, ==, POSTERN_SPF_MAX_TERMS);
  g_assert_cmpstr (record->fault, ==, "a");
}

static char *
merge (const char *one,
       const char *other,
       const char *addition)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) postern_spf_record_free);
  const char *const additions[] = { addition, NULL };

  if (one != NULL)
    g_ptr_array_add (records, postern_spf_record_parse (one));
  if (other != NULL)
    g_ptr_array_add (records, postern_spf_record_parse (other));

  return postern_spf_merge (records, additions);
}

static void
test_merge (void)
{
  static const struct { const char *one; const char *other; const char *addition; const char *result; } cases[] = {
    { NULL, NULL, "include:p.org", "v=spf1 include:p.org ~all" },
    { "v=spf1 a -all", NULL, "include:p.org", "v=spf1 include:p.org a -all" },
    { "v=spf1 +include:P.org a A mx ?all", NULL, "include:p.org", "v=spf1 include:p.org a mx ~all" },
    { "v=spf1 a redirect=b.org", NULL, "include:p.org", "v=spf1 include:p.org a redirect=b.org" },
    { "v=spf1 a redirect=b.org -all", NULL, NULL, "v=spf1 a -all" },
    { "v=spf1 a -all", "v=spf1 mx a -all", NULL, "v=spf1 a mx -all" },
    { "v=spf1 a -all", "v=spf1 mx redirect=b.org", NULL, "v=spf1 a mx include:b.org ~all" },
    { "v=spf1 a exp=x.org -all", NULL, NULL, "v=spf1 a -all exp=x.org" },
    { "v=spf1 -all a", NULL, NULL, "v=spf1 a -all" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = merge (cases[i].one, cases[i].other, cases[i].addition);
      g_autoptr (PosternSpfRecord) record = postern_spf_record_parse (result);

      g_assert_cmpstr (result, ==, cases[i].result);
      g_assert_null (record->fault);
    }
}

/* Whatever is there today, what is written can be read, and writing it again changes nothing. */
static void
test_merge_anything (void)
{
  static const char *const pieces[] = {
    " ", "a", "mx", "-all", "~all", "?", "+", ":", "/", "//24", "ip4:192.0.2.1", "/33", "ip6:::1", "include:", "x.org",
    "redirect=", "exp=", "%{i}", "%", "=", ";", "\"", "exists:", "ptr", ".",
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new ("v=spf1 ");
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autoptr (PosternSpfRecord) record = NULL;

      for (gint k = g_test_rand_int_range (0, 12); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      once = merge (text->str, NULL, "include:p.org");
      record = postern_spf_record_parse (once);
      twice = merge (once, NULL, "include:p.org");
      if (record->fault != NULL || g_strcmp0 (once, twice) != 0)
        g_error ("“%s” became “%s” and “%s”", text->str, once, twice);
    }
}

static void
test_dmarc (void)
{
  static const struct
  {
    const char         *text;
    PosternDmarcPolicy  policy;
    PosternDmarcPolicy  below;
    const char         *fault;
  } cases[] = {
    { "v=DMARC1;p=reject", POSTERN_DMARC_REJECT, POSTERN_DMARC_REJECT, NULL },
    { "v = DMARC1 ; P = Quarantine ; sp=none; pct=50;", POSTERN_DMARC_QUARANTINE, POSTERN_DMARC_NONE, NULL },
    { "v=DMARC1; p=none; rua=mailto:a@b.org!10m,mailto:c@d.org; adkim=S; aspf=r; x-new=1", POSTERN_DMARC_NONE,
      POSTERN_DMARC_NONE, NULL },
    { "v=DMARC1", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "p=" },
    { "v=DMARC1; rua=mailto:a@b.org", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "p=" },
    { "v=DMARC1; p=rejected", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "p=rejected" },
    { "v=DMARC1; p=", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "p=" },
    { "v=DMARC1; p=reject; pct=101", POSTERN_DMARC_REJECT, POSTERN_DMARC_REJECT, "pct=101" },
    { "v=DMARC1; p=reject; aspf=x", POSTERN_DMARC_REJECT, POSTERN_DMARC_REJECT, "aspf=x" },
    { "v=DMARC1; p reject", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "p reject" },
    { "v=DMARC1; =reject; p=none", POSTERN_DMARC_NONE, POSTERN_DMARC_NONE, "=reject" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PosternDmarcRecord) record = postern_dmarc_record_parse (cases[i].text);
      g_autoptr (PosternDmarcRecord) repaired = postern_dmarc_record_parse (record->repaired);

      g_assert_cmpint (record->policy, ==, cases[i].policy);
      g_assert_cmpint (record->subdomain_policy, ==, cases[i].below);
      g_assert_cmpstr (record->fault, ==, cases[i].fault);
      g_assert_cmpstr (repaired->fault, ==, NULL);
      g_assert_cmpint (repaired->policy, ==, cases[i].policy);
    }
}

static void
test_is_dmarc (void)
{
  static const char *const no[] = { "", "v=DMARC", "v=dmarc1; p=none", "v=DMARC12; p=none", "p=none; v=DMARC1",
                                    " v=DMARC1", "v=DMARC1 p=none" };

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (postern_dmarc_is_record (no[i]));
  g_assert_true (postern_dmarc_is_record ("v=DMARC1"));
}

#define TXT 16
#define MX 15

/* One answer of the type @type: @length bytes of @data. */
static GByteArray *
make_answer (guint8        type,
             const guint8 *data,
             guint16       length)
{
  const guint8 head[] = { 0, 1, 0x84, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 'a', 0, 0, type, 0, 1,
                          0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60 };
  GByteArray *answer = g_byte_array_new ();
  guint8 size[] = { (guint8) (length >> 8), (guint8) length };

  g_byte_array_append (answer, head, sizeof head);
  g_byte_array_append (answer, size, sizeof size);
  g_byte_array_append (answer, data, length);

  return answer;
}

static void
test_answers (void)
{
  static const guint8 text[] = { 3, 'a', 0, 0xff, 0, 2, 'b', '"' };
  static const guint8 short_text[] = { 200, 'a' };
  g_autoptr (GByteArray) good = make_answer (TXT, text, sizeof text);
  g_autoptr (GByteArray) cut = make_answer (TXT, short_text, sizeof short_text);
  g_autoptr (GPtrArray) texts = postern_dns_parse_texts (good->data, good->len);
  g_autoptr (GPtrArray) rest = postern_dns_parse_texts (cut->data, cut->len);

  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpstr (texts->pdata[0], ==, "a??b\"");
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (rest->pdata[0], ==, "a");
  /* Cut off anywhere, or with any byte wrong, it is read as far as it goes. */
  for (guint i = 0; i < good->len; i++)
    {
      g_autoptr (GPtrArray) part = postern_dns_parse_texts (good->data, i);
      g_autofree guint8 *copy = g_memdup2 (good->data, good->len);
      g_autoptr (GPtrArray) damaged = NULL;

      copy[i] ^= 0xff;
      damaged = postern_dns_parse_texts (copy, good->len);
      g_assert_cmpuint (part->len, ==, 0);
      g_assert_cmpuint (damaged->len, <=, 1);
    }
}

/* "10 mx.a", with the name of the question at its end, and the null MX of RFC 7505. */
static void
test_exchanges (void)
{
  static const guint8 text[] = { 0, 10, 2, 'M', 'x', 0xc0, 12 };
  static const guint8 null[] = { 0, 0, 0 };
  static const guint8 circle[] = { 0, 1, 0xc0, 29 + 2 + 2 };
  g_autoptr (GByteArray) good = make_answer (MX, text, sizeof text);
  g_autoptr (GByteArray) empty = make_answer (MX, null, sizeof null);
  g_autoptr (GByteArray) round = make_answer (MX, circle, sizeof circle);
  g_autoptr (GPtrArray) exchanges = postern_dns_parse_exchanges (good->data, good->len);
  g_autoptr (GPtrArray) none = postern_dns_parse_exchanges (empty->data, empty->len);
  g_autoptr (GPtrArray) endless = postern_dns_parse_exchanges (round->data, round->len);

  g_assert_cmpuint (exchanges->len, ==, 1);
  g_assert_cmpstr (((PosternDnsExchange *) exchanges->pdata[0])->host, ==, "mx.a");
  g_assert_cmpuint (((PosternDnsExchange *) exchanges->pdata[0])->preference, ==, 10);
  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpstr (((PosternDnsExchange *) none->pdata[0])->host, ==, "");
  g_assert_cmpuint (endless->len, ==, 0);
  for (guint i = 0; i < good->len; i++)
    {
      g_autoptr (GPtrArray) part = postern_dns_parse_exchanges (good->data, i);
      g_autofree guint8 *copy = g_memdup2 (good->data, good->len);
      g_autoptr (GPtrArray) damaged = NULL;

      copy[i] ^= 0xff;
      damaged = postern_dns_parse_exchanges (copy, good->len);
      g_assert_cmpuint (part->len, ==, 0);
      g_assert_cmpuint (damaged->len, <=, 1);
    }
}

static void
test_long_answer (void)
{
  g_autofree guint8 *data = g_malloc (60000);
  g_autoptr (GByteArray) answer = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  memset (data, 'x', 60000);
  answer = make_answer (TXT, data, 60000);
  texts = postern_dns_parse_texts (answer->data, answer->len);
  g_assert_cmpuint (texts->len, ==, 1);
  g_assert_cmpuint (strlen (texts->pdata[0]), ==, POSTERN_DNS_MAX_TEXT);
}

static void
test_names (void)
{
  static const char *const no[] = { "", ".", "a..b", ".a", "a b", "a\nb", "é.org", "a/b", "%{d}.org" };
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *name = g_strnfill (254, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (postern_dns_is_name (no[i]));
  g_assert_false (postern_dns_is_name (label));
  for (gsize i = 50; i < 254; i += 50)
    name[i] = '.';
  g_assert_false (postern_dns_is_name (name));
  g_assert_true (postern_dns_is_name ("_dmarc.a-b.example.org"));
  g_assert_true (postern_dns_is_name (label + 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network/spf/is-record", test_is_spf);
  g_test_add_func ("/network/spf/terms", test_terms);
  g_test_add_func ("/network/spf/faults", test_faults);
  g_test_add_func ("/network/spf/twice-redirected", test_twice_redirected);
  g_test_add_func ("/network/spf/endless", test_endless);
  g_test_add_func ("/network/spf/merge", test_merge);
  g_test_add_func ("/network/spf/merge-anything", test_merge_anything);
  g_test_add_func ("/network/dmarc/records", test_dmarc);
  g_test_add_func ("/network/dmarc/is-record", test_is_dmarc);
  g_test_add_func ("/network/dns/answers", test_answers);
  g_test_add_func ("/network/dns/long-answer", test_long_answer);
  g_test_add_func ("/network/dns/exchanges", test_exchanges);
  g_test_add_func ("/network/dns/names", test_names);

  return g_test_run ();
}
