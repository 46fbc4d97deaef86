/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include <string.h>

#include "app/widgets/postern-part-view.h"
#include "app/widgets/postern-syntax.h"
#include "core/catalogue/postern-catalogue.h"

#define ACCOUNT "webmaster@example.org"
#define PASSWORD "brtkwqndmzxlhfpc"

/* Each target in turn; where the sanitizers make all of it slow, some of them. */
#ifdef __SANITIZE_ADDRESS__
#define STRIDE 20
#else
#define STRIDE 1
#endif

static PosternSettingsRenderer *
new_renderer (PosternTarget   *target,
              PosternSecurity  security)
{
  g_autoptr (PosternEndpoint) endpoint = postern_endpoint_new ("mail.example.org", 2587, security);
  g_autoptr (PosternSecret) secret = postern_secret_new (PASSWORD, -1);
  g_autoptr (PosternRecord) record = postern_record_new ();
  PosternSettingsRenderer *renderer;

  postern_record_set_account (record, ACCOUNT);
  postern_record_set_endpoint (record, endpoint);
  renderer = postern_settings_renderer_new (target, NULL, record);
  postern_settings_renderer_set_secret (renderer, secret);

  return renderer;
}

static char *
get_all_text (GtkWidget *root)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *held = NULL;

  if (GTK_IS_LABEL (root))
    g_string_append (all, gtk_label_get_text (GTK_LABEL (root)));
  else if (GTK_IS_TEXT_VIEW (root))
    {
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (root)), "text", &held, NULL);
      g_string_append (all, held);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *text = get_all_text (child);

      g_string_append_printf (all, "\n%s", text);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
reveal_all (GtkWidget *root,
            gboolean   reveal)
{
  if (!gtk_widget_get_visible (root))
    return;
  if (GTK_IS_TOGGLE_BUTTON (root))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (root), reveal);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    reveal_all (child, reveal);
}

static void
assert_shows (GtkWidget *view,
              gboolean   shows)
{
  g_autofree char *text = get_all_text (view);

  g_assert_cmpint (strstr (text, PASSWORD) != NULL, ==, shows);
}

static void
check_part (PosternSettingsRenderer *renderer,
            PosternSettings         *settings,
            guint                    index)
{
  const PosternSettingsPart *part = g_ptr_array_index (settings->parts, index);
  GtkWidget *view = g_object_ref_sink (postern_part_view_new (renderer, index));
  gboolean holds = strstr (part->text, PASSWORD) != NULL;
  g_autofree char *text = get_all_text (view);

  if (part->where != NULL)
    g_assert_nonnull (strstr (text, part->where));
  assert_shows (view, FALSE);
  reveal_all (view, TRUE);
  assert_shows (view, holds);
  reveal_all (view, FALSE);
  assert_shows (view, FALSE);
  g_assert_finalize_object (view);
}

static guint
check_variant (PosternTarget              *target,
               const PosternTargetVariant *variant,
               PosternSecurity             security)
{
  g_autoptr (PosternSettingsRenderer) renderer = new_renderer (target, security);
  g_autoptr (PosternSettings) settings = NULL;

  postern_settings_renderer_set_variant (renderer, variant->id);
  settings = postern_settings_renderer_render (renderer, TRUE, NULL);
  for (guint i = 0; settings != NULL && i < settings->parts->len; i++)
    {
      g_test_message ("%s, %s, part %u", target->id, variant->id, i);
      check_part (renderer, settings, i);
    }

  return settings == NULL ? 0 : settings->parts->len;
}

/* Every part of every target hides the password until it is asked for. */
static void
test_all_masked (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *targets = postern_catalogue_get_targets (catalogue);

  for (guint i = 0; i < g_list_model_get_n_items (targets); i += STRIDE)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      guint n_parts = 0;

      for (guint j = 0; j < target->variants->len; j++)
        {
          const PosternTargetVariant *variant = g_ptr_array_index (target->variants, j);

          n_parts += check_variant (target, variant, POSTERN_SECURITY_STARTTLS);
          if (n_parts == 0)
            n_parts += check_variant (target, variant, POSTERN_SECURITY_TLS);
          if (n_parts == 0)
            n_parts += check_variant (target, variant, POSTERN_SECURITY_NONE);
        }
      g_test_message ("%s has %u parts", target->id, n_parts);
      g_assert_cmpuint (n_parts, >, 0);
    }
}

/* A language that can't be read is a warning of GtkSourceView's, which ends the test. */
static void
test_syntaxes (void)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  GListModel *targets = postern_catalogue_get_targets (catalogue);
  guint n_coloured = 0;

  for (guint i = 0; i < g_list_model_get_n_items (targets); i += STRIDE)
    {
      g_autoptr (PosternTarget) target = g_list_model_get_item (targets, i);
      GtkSourceLanguage *language = postern_syntax_get_language (target->syntax);
      g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
      GtkTextIter start;
      GtkTextIter end;

      if (language == NULL)
        continue;
      n_coloured++;
      gtk_source_buffer_set_language (buffer, language);
      gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), "key = \"value\" # comment", -1);
      gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
      gtk_source_buffer_ensure_highlight (buffer, &start, &end);
    }
  g_assert_cmpuint (n_coloured, >, 40 / STRIDE);
}

/* PHP is coloured though no "<?php" stands before it. */
static void
test_php (void)
{
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new_with_language (postern_syntax_get_language ("php"));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), "$mail->Host = 'mail.example.org';", -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &start, 18);
  g_assert_true (gtk_source_buffer_iter_has_context_class (buffer, &start, "string"));
}

/* The colours go with the window's. */
static void
test_schemes (void)
{
  g_assert_nonnull (postern_syntax_get_scheme (FALSE));
  g_assert_nonnull (postern_syntax_get_scheme (TRUE));
  g_assert_true (postern_syntax_get_scheme (FALSE) != postern_syntax_get_scheme (TRUE));
}

int
main (int    argc,
      char **argv)
{
  widgets_init (&argc, &argv);

  g_test_add_func ("/widgets/part-view/all-masked", test_all_masked);
  g_test_add_func ("/widgets/part-view/syntaxes", test_syntaxes);
  g_test_add_func ("/widgets/part-view/php", test_php);
  g_test_add_func ("/widgets/part-view/schemes", test_schemes);

  return g_test_run ();
}
