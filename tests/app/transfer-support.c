/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/transfer-support.h"

static char *folder;

int
transfer_run (void)
{
  int result;

  folder = postern_test_scratch ();
  if (g_getenv ("POSTERN_TEST_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  result = g_test_run ();
  g_free (folder);

  return result;
}

GFile *
transfer_get_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

void
transfer_set_up (TransferFixture *fixture,
                 gconstpointer    data)
{
  fixture->context = pages_new_context ();
  fixture->parent = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->parent));
}

void
transfer_tear_down (TransferFixture *fixture,
                    gconstpointer    data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  g_object_unref (fixture->context);
}

PosternRecord *
transfer_add_record (TransferFixture *fixture,
                     const char      *name)
{
  PosternRecord *record = pages_new_record ("laravel");

  postern_record_set_name (record, name);
  pages_keep_password (fixture->context, record);
  postern_record_set_state (record, POSTERN_RECORD_READY);
  g_assert_true (postern_store_save (postern_context_get_store (fixture->context), record, NULL));

  return record;
}

void
transfer_take_picture (TransferFixture *fixture,
                       const char      *name)
{
  const char *pictures = g_getenv ("POSTERN_TEST_PICTURES");
  g_autofree char *path = pictures == NULL ? NULL : g_strdup_printf ("%s/%s.png", pictures, name);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  if (path == NULL)
    return;
  while (g_get_monotonic_time () < end || !gtk_widget_get_mapped (fixture->window))
    g_main_context_iteration (NULL, FALSE);
  paintable = gtk_widget_paintable_new (fixture->window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

void
transfer_show (TransferFixture *fixture,
               GtkWidget       *window)
{
  const char *width = g_getenv ("POSTERN_TEST_WIDTH");

  fixture->window = window;
  if (width != NULL)
    gtk_window_set_default_size (GTK_WINDOW (window), atoi (width), 640);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
is_said (gpointer data)
{
  gpointer *pair = data;

  return widgets_find (pair[0], GTK_TYPE_LABEL, pair[1]) != NULL;
}

void
transfer_wait_for_words (TransferFixture *fixture,
                         const char      *words)
{
  gpointer pair[] = { fixture->window, (gpointer) words };

  postern_test_wait (is_said, pair);
}
