/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"

/* Whole settings of the shipped targets, read back by the real software of their syntax. */

static const char *const passwords[] = { NASTY, NASTIER, "brtkwqndmzxlhfpc" };

static PosternSettings *
render (const char      *id,
        const char      *password,
        PosternSecurity  security)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  g_autoptr (GError) error = NULL;
  PosternTarget *target = postern_catalogue_get_target (catalogue, id);
  PosternSettings *settings;

  g_assert_nonnull (target);
  settings = catalogue_test_render (target, password, security, &error);
  g_assert_no_error (error);

  return settings;
}

/* Saves settings with @head before and @tail behind them. */
static char *
save (PosternSettings *settings,
      const char      *head,
      const char      *tail)
{
  g_autofree char *text = g_strconcat (head, settings->text, tail, NULL);

  return catalogue_test_write ("settings", text);
}

static void
test_wordpress (void)
{
  static const char *const ssl[] = { "tls", "ssl", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords) * G_N_ELEMENTS (ssl); i++)
    {
      PosternSecurity security = (PosternSecurity) (i % G_N_ELEMENTS (ssl));
      const char *password = passwords[i / G_N_ELEMENTS (ssl)];
      g_autoptr (PosternSettings) settings = render ("wordpress-wp-mail-smtp", password, security);
      g_autofree char *path = save (settings, "<?php\n",
                                    "echo json_encode ([WPMS_ON, WPMS_MAILER, WPMS_SMTP_HOST, WPMS_SMTP_PORT, WPMS_SSL,"
                                    " WPMS_SMTP_AUTH, WPMS_SMTP_USER, WPMS_MAIL_FROM, WPMS_MAIL_FROM_NAME],"
                                    " JSON_UNESCAPED_UNICODE), \"\\n\", WPMS_SMTP_PASS;");
      g_autofree char *output = catalogue_test_run ("php-cli", "command -v php",
                                                    (const char *const[]){ "php", "-n", path, NULL });
      g_autofree char *expected = g_strdup_printf ("[true,\"smtp\",\"mail.example.com\",587,\"%s\",true,"
                                                   "\"bob@example.com\",\"bob@example.com\",\"Bob's “shop”\"]\n%s",
                                                   ssl[security], password);

      if (output == NULL)
        return;
      g_assert_cmpstr (output, ==, expected);
    }
}

static void
test_laravel (void)
{
  static const char script[] = "require '/usr/share/php/Dotenv/autoload.php';"
                               "$v = Dotenv\\Dotenv::parse (file_get_contents ($argv[1]));"
                               "$names = ['MAILER', 'SCHEME', 'HOST', 'PORT', 'USERNAME', 'FROM_ADDRESS', 'FROM_NAME',"
                               " 'PASSWORD'];"
                               "echo implode ('|', array_map (fn ($name) => $v[\"MAIL_$name\"], $names));";
  static const char *const schemes[] = { "smtp", "smtps", "smtp" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords) * G_N_ELEMENTS (schemes); i++)
    {
      PosternSecurity security = (PosternSecurity) (i % G_N_ELEMENTS (schemes));
      const char *password = passwords[i / G_N_ELEMENTS (schemes)];
      g_autoptr (PosternSettings) settings = render ("laravel", password, security);
      g_autofree char *path = save (settings, "APP_NAME=Shop\n", "");
      g_autofree char *output =
          catalogue_test_run ("php-vlucas-phpdotenv", "test -e /usr/share/php/Dotenv/autoload.php && command -v php",
                              (const char *const[]){ "php", "-r", script, path, NULL });
      g_autofree char *expected = g_strdup_printf ("smtp|%s|mail.example.com|587|bob@example.com|bob@example.com|"
                                                   "Bob's “shop”|%s", schemes[security], password);

      if (output == NULL)
        return;
      g_assert_cmpstr (output, ==, expected);
    }
}

/* What Laravel's env() would turn into something else. */
static void
test_laravel_refuses (void)
{
  static const char *const refused[] = { "null", "True", "(empty)", "'quoted'", "\"quoted\"" };
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (catalogue_test_render (postern_catalogue_get_target (catalogue, "laravel"), refused[i],
                                            POSTERN_SECURITY_TLS, &error));
      g_assert_error (error, POSTERN_SETTINGS_ERROR, POSTERN_SETTINGS_ERROR_LIMIT);
    }
}

static void
test_home_assistant (void)
{
  static const char script[] = "import sys, yaml\n"
                               "n = yaml.safe_load (open (sys.argv[1], encoding='utf-8'))['notify'][0]\n"
                               "assert type (n['port']) is int\n"
                               "keys = 'platform server port encryption username sender sender_name recipient '"
                               "'password'\n"
                               "print (*[n[k] for k in keys.split ()], sep='|', end='')\n";
  static const char *const nicks[] = { "starttls", "tls", "none" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords) * G_N_ELEMENTS (nicks); i++)
    {
      PosternSecurity security = (PosternSecurity) (i % G_N_ELEMENTS (nicks));
      const char *password = passwords[i / G_N_ELEMENTS (nicks)];
      g_autoptr (PosternSettings) settings = render ("home-assistant", password, security);
      g_autofree char *path = save (settings, "default_config:\n", "");
      g_autofree char *output = catalogue_test_run ("python3-yaml", "python3 -c 'import yaml'",
                                                    (const char *const[]){ "python3", "-c", script, path, NULL });
      g_autofree char *expected = g_strdup_printf ("smtp|mail.example.com|587|%s|bob@example.com|bob@example.com|"
                                                   "Bob's “shop”|bob@example.com|%s", nicks[security], password);

      if (output == NULL)
        return;
      g_assert_cmpstr (output, ==, expected);
    }
}

static void
test_msmtp (void)
{
  static const char *const modes[] = {
    "\ntls = on\ntls_starttls = on\n",
    "\ntls = on\ntls_starttls = off\n",
    "\ntls = off\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (PosternSettings) settings = render ("msmtp", NASTY, (PosternSecurity) i);
      g_autofree char *path = save (settings, "", "");
      g_autofree char *output =
          catalogue_test_run ("msmtp", "command -v msmtp",
                              (const char *const[]){ "msmtp", "-C", path, "--pretend", "x@y.example", NULL });

      g_assert_null (strstr (settings->text, NASTY));
      if (output == NULL)
        return;
      g_assert_nonnull (strstr (output, "\nhost = mail.example.com\nport = 587\n"));
      g_assert_nonnull (strstr (output, "\nuser = bob@example.com\npassword = "));
      g_assert_nonnull (strstr (output, "\nfrom = bob@example.com\n"));
      g_assert_nonnull (strstr (output, modes[i]));
    }
}

static void
assert_renders_or_says_why (PosternTarget         *target,
                            const PosternEndpoint *endpoint,
                            const char            *password)
{
  g_autoptr (PosternSecret) secret = password == NULL ? NULL : postern_secret_new (password, -1);
  PosternSettingsInput input = { endpoint, "bob@example.com", "bob@example.com", NULL, secret };
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, &error);

  g_assert_true ((settings == NULL) == (error != NULL));
  if (settings == NULL)
    {
      g_assert_true (error->domain == POSTERN_SETTINGS_ERROR);
      return;
    }
  g_assert_cmpstr (settings->text, !=, "");
  g_assert_null (strstr (settings->text, "{{"));
  g_assert_nonnull (strstr (settings->text, endpoint->host));
  g_assert_true ((settings->fields->len > 0) == (target->form == POSTERN_TARGET_FIELDS));
  g_assert_true (settings->masked == (password == NULL && strstr (settings->text, "••••••••") != NULL));
}

static void
test_every_combination (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *targets = postern_catalogue_get_targets (catalogue);
  GListModel *providers = postern_catalogue_get_providers (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      for (guint j = 0; j < g_list_model_get_n_items (providers) * 3; j++)
        {
          g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, j / 3);
          PosternEndpoint *first = provider->endpoints->len == 0 ? NULL : provider->endpoints->pdata[0];
          g_autoptr (PosternEndpoint) endpoint =
              postern_endpoint_new (first == NULL ? "mail.example.com" : first->host, 587, (PosternSecurity) (j % 3));

          assert_renders_or_says_why (target, endpoint, NASTY);
          assert_renders_or_says_why (target, endpoint, "tab\there");
          assert_renders_or_says_why (target, endpoint, NULL);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  catalogue_test_isolate ();

  g_test_add_func ("/catalogue/targets/wordpress", test_wordpress);
  g_test_add_func ("/catalogue/targets/laravel", test_laravel);
  g_test_add_func ("/catalogue/targets/laravel-refuses", test_laravel_refuses);
  g_test_add_func ("/catalogue/targets/home-assistant", test_home_assistant);
  g_test_add_func ("/catalogue/targets/msmtp", test_msmtp);
  g_test_add_func ("/catalogue/targets/every-combination", test_every_combination);

  return g_test_run ();
}
