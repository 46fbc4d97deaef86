/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-hosting.h"

#include <string.h>

#include "support/postern-test-certificate.h"
#include "support/postern-test-wait.h"

#define LOGIN "//login.microsoftonline.com/"
#define JSON "application/json"
#define XML "text/xml"
#define SOME_TENANT "4b2e8a0c-1111-4c6a-9a63-0d1c0b6bffff"

static char *
read_text (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/* @values: names and what stands for them, in turn */
static char *
fill_in (const char        *name,
         const char *const *values)
{
  g_autofree char *file = g_build_filename ("hosting", name, NULL);
  g_autofree char *template = read_text (file);
  GString *text = g_string_new (template);

  for (; *values != NULL; values += 2)
    g_string_replace (text, values[0], values[1], 0);

  return g_string_free (text, FALSE);
}

static void
add_openid (PosternTestHosting *self,
            const char         *domain,
            const char         *tenant)
{
  g_autofree char *path = g_strconcat (LOGIN, domain, "/v2.0/.well-known/openid-configuration", NULL);
  const char *const values[] = { "{domain}", domain, "{tenant}", tenant == NULL ? "" : tenant, NULL };
  g_autofree char *body = fill_in (tenant == NULL ? "openid-none.json" : "openid.json", values);

  postern_test_https_add (self->https, path, tenant == NULL ? 400 : 200, JSON, NULL, body);
}

static void
add_realm (PosternTestHosting *self,
           const char         *domain,
           const char         *kind)
{
  g_autofree char *path = g_strconcat (LOGIN "getuserrealm.srf?login=", domain, "&json=1", NULL);
  g_autofree char *file = g_strconcat ("realm-", kind, ".json", NULL);
  const char *const values[] = { "{domain}", domain, NULL };
  g_autofree char *body = fill_in (file, values);

  postern_test_https_add (self->https, path, 200, JSON, NULL, body);
}

static char *
describe_path (const char *kind,
               const char *domain)
{
  if (strcmp (kind, "autoconfig") == 0)
    return g_strconcat ("//autoconfig.", domain, "/mail/config-v1.1.xml", NULL);
  if (strcmp (kind, "well-known") == 0)
    return g_strconcat ("//", domain, "/.well-known/autoconfig/mail/config-v1.1.xml", NULL);

  return g_strconcat ("//autoconfig.thunderbird.net/v1.1/", domain, NULL);
}

static void
add_line (PosternTestHosting *self,
          const char         *line,
          GHashTable         *known)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  g_hash_table_add (known, g_strconcat (words[0], " ", words[1], NULL));
  if (strcmp (words[0], "openid") == 0)
    add_openid (self, words[1], words[2]);
  else if (strcmp (words[0], "realm") == 0)
    add_realm (self, words[1], words[2]);
  else
    {
      const char *const values[] = { "{domain}", words[1], "{host}", words[2], "{port}", words[3], "{socket}",
                                     words[4], NULL };
      g_autofree char *path = describe_path (words[0], words[1]);
      g_autofree char *body = fill_in ("config.xml", values);

      postern_test_https_add (self->https, path, 200, XML, NULL, body);
    }
}

/* What Microsoft says of those that it does not know, and of those of which only the sign-in is known. */
static void
add_unknown (PosternTestHosting *self,
             GHashTable         *known)
{
  g_auto (GStrv) lines = postern_test_hosting_read ("hosting.expected");

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (strchr (*line, '@') + 1, " | ", 2);
      g_autofree char *domain = g_hostname_to_ascii (cells[0]);
      g_autofree char *openid = g_strconcat ("openid ", domain, NULL);
      g_autofree char *realm = g_strconcat ("realm ", domain, NULL);

      if (!g_hash_table_contains (known, openid))
        add_openid (self, domain, g_hash_table_contains (known, realm) ? SOME_TENANT : NULL);
      if (!g_hash_table_contains (known, realm))
        add_realm (self, domain, "unknown");
    }
}

/* The servers whose names are in the certificate: those that the zone sends here, but one. */
static char *
list_names (void)
{
  g_autofree char *zone = read_text ("hosting.zone");
  g_auto (GStrv) lines = g_strsplit (zone, "\n", -1);
  GString *names = g_string_new ("localhost");

  for (char **line = lines; *line != NULL; line++)
    {
      const char *end = strstr (*line, ". A 127.0.0.1");

      if (end != NULL && !g_str_has_prefix (*line, "ns.") && strstr (*line, "wrong-name") == NULL)
        g_string_append_printf (names, ",%.*s", (int) (end - *line), *line);
    }

  return g_string_free (names, FALSE);
}

char **
postern_test_hosting_read (const char *name)
{
  g_autofree char *text = read_text (name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **line = lines; *line != NULL; line++)
    {
      if (**line != '\0' && **line != '#')
        g_strv_builder_add (kept, *line);
    }

  return g_strv_builder_end (kept);
}

PosternTestHosting *
postern_test_hosting_start (void)
{
  PosternTestHosting *self = g_new0 (PosternTestHosting, 1);
  g_autofree char *folder = postern_test_scratch ();
  g_autofree char *names = list_names ();
  g_auto (GStrv) lines = postern_test_hosting_read ("hosting.answers");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  postern_test_certificate_make_authority (folder, "ca");
  postern_test_certificate_make_server (folder, "all", "ca", names, POSTERN_TEST_VALID);
  self->ca_file = g_build_filename (folder, "ca.pem", NULL);
  self->dns = postern_test_dns_start ("support/hosting.zone");
  self->https = postern_test_https_new_at (folder, "all", 443);
  for (char **line = lines; *line != NULL; line++)
    add_line (self, *line, known);
  add_unknown (self, known);

  return self;
}

void
postern_test_hosting_stop (PosternTestHosting *self)
{
  postern_test_https_free (self->https);
  postern_test_process_stop (self->dns);
  g_free (self->ca_file);
  g_free (self);
}
