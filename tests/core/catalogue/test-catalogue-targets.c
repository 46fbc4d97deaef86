/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "catalogue-test-support.h"
#include "core/catalogue/writers/postern-writer.h"

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

/* A refusal says which value or which encryption is at fault, and never the value. */
static void
assert_named (PosternTarget *target,
              const GError  *error,
              const char    *password)
{
  g_assert_true (error->domain == POSTERN_SETTINGS_ERROR);
  g_assert_cmpint (error->code, !=, POSTERN_SETTINGS_ERROR_INPUT);
  g_assert_cmpint (error->code, !=, POSTERN_SETTINGS_ERROR_VARIANT);
  if (*error->message == '\0' || (password != NULL && strstr (error->message, password) != NULL))
    g_error ("%s: “%s”", target->id, error->message);
}

static void
assert_part (PosternTarget             *target,
             const PosternSettingsPart *part)
{
  if (*part->text == '\0' || strstr (part->text, "{{") != NULL || strstr (part->text, "qzPosternMaskzq") != NULL)
    g_error ("%s: %s", target->id, part->text);
  g_assert_nonnull (postern_writer_lookup (part->syntax));
}

/* Whether it rendered. */
static gboolean
render_or_say_why (PosternTarget              *target,
                   const PosternTargetVariant *variant,
                   PosternProvider            *provider,
                   const PosternEndpoint      *endpoint,
                   const char                 *password)
{
  g_autoptr (PosternSecret) secret = password == NULL ? NULL : postern_secret_new (password, -1);
  PosternSettingsInput input = { endpoint, "bob@example.com", "bob@example.com", NULL, secret, variant->id, provider };
  g_autoptr (GError) error = NULL;
  g_autoptr (PosternSettings) settings = postern_settings_render (target, &input, &error);
  gboolean holds_mask = FALSE;

  g_assert_true ((settings == NULL) == (error != NULL));
  if (settings == NULL)
    {
      assert_named (target, error, password);
      return FALSE;
    }
  g_assert_cmpuint (settings->parts->len, >, 0);
  for (guint i = 0; i < settings->parts->len; i++)
    {
      const PosternSettingsPart *part = g_ptr_array_index (settings->parts, i);

      assert_part (target, part);
      holds_mask |= strstr (part->text, "••••••••") != NULL;
      g_assert_true (part->secret || strstr (part->text, "••••••••") == NULL);
    }
  g_assert_true ((settings->fields->len > 0) == (variant->form == POSTERN_TARGET_FIELDS));
  g_assert_true (settings->masked == (password == NULL && holds_mask));

  return TRUE;
}

/* All kinds of encryption, with a nasty password, an impossible one and none. */
static guint
try_provider (PosternTarget              *target,
              const PosternTargetVariant *variant,
              PosternProvider            *provider)
{
  PosternEndpoint *first = provider->endpoints->len == 0 ? NULL : provider->endpoints->pdata[0];
  guint n_masked = 0;

  for (PosternSecurity security = POSTERN_SECURITY_STARTTLS; security <= POSTERN_SECURITY_NONE; security++)
    {
      g_autoptr (PosternEndpoint) endpoint =
          postern_endpoint_new (first == NULL ? "mail.example.com" : first->host, 587, security);

      render_or_say_why (target, variant, provider, endpoint, NASTY);
      render_or_say_why (target, variant, provider, endpoint, NASTIER);
      render_or_say_why (target, variant, provider, endpoint, "tab\there");
      n_masked += render_or_say_why (target, variant, provider, endpoint, NULL) ? 1 : 0;
    }

  return n_masked;
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

      for (guint j = 0; j < g_list_model_get_n_items (providers) * target->variants->len; j++)
        {
          const PosternTargetVariant *variant = g_ptr_array_index (target->variants, j % target->variants->len);
          g_autoptr (PosternProvider) provider = g_list_model_get_item (providers, j / target->variants->len);

          if (try_provider (target, variant, provider) == 0)
            g_error ("%s has no settings for %s at all", target->id, provider->id);
        }
    }
}

/* What the catalogue promises of each target, beyond what its schema can say. */
static void
test_every_target (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *targets = postern_catalogue_get_targets (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);

      g_assert_cmpuint (target->sources->len, >, 0);
      g_assert_cmpuint (strlen (target->test_hint), >, 10);
      for (guint j = 0; j < target->oauth->len; j++)
        {
          const PosternTargetOauth *oauth = g_ptr_array_index (target->oauth, j);

          if (postern_catalogue_get_provider (catalogue, oauth->provider) == NULL)
            g_error ("%s signs in to “%s”, which is no provider", target->id, oauth->provider);
        }
      for (guint j = 1; j < target->variants->len; j++)
        {
          const PosternTargetVariant *before = g_ptr_array_index (target->variants, j - 1);
          const PosternTargetVariant *variant = g_ptr_array_index (target->variants, j);

          if (variant->keeps_secret_outside && !before->keeps_secret_outside)
            g_error ("%s offers a variant with the password inside before one without it", target->id);
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
  g_test_add_func ("/catalogue/targets/every-target", test_every_target);

  return g_test_run ();
}
