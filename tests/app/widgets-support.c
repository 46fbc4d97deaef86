/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets-support.h"

#include <string.h>

#include "app/postern-app-resources.h"

typedef struct
{
  GdkClipboard *clipboard;
  const char   *type;
  gboolean      offered;
} Offer;

/* Another connection to the X server is another program, as far as the clipboard is concerned. */
static GdkClipboard *
get_other_clipboard (void)
{
  static GdkDisplay *other;

  if (other == NULL)
    other = gdk_display_open (gdk_display_get_name (gdk_display_get_default ()));
  g_assert_nonnull (other);

  return gdk_display_get_clipboard (other);
}

static gboolean
offer_is_as_wanted (gpointer data)
{
  const Offer *offer = data;
  GdkContentFormats *formats = gdk_clipboard_get_formats (offer->clipboard);
  gsize n_types = 0;
  const char *const *types = gdk_content_formats_get_mime_types (formats, &n_types);
  gboolean found = FALSE;

  for (gsize i = 0; i < n_types; i++)
    found = found || g_ascii_strcasecmp (types[i], offer->type) == 0;

  return found == offer->offered;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_gone (gpointer weak_pointer)
{
  return *(gpointer *) weak_pointer == NULL;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *name)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), name) == 0;
  if (GTK_IS_BUTTON (widget))
    return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0;
  if (GTK_IS_EXPANDER (widget))
    return g_strcmp0 (gtk_expander_get_label (GTK_EXPANDER (widget)), name) == 0;

  return FALSE;
}

static gboolean
is_named (GtkWidget  *widget,
          const char *name)
{
  g_autofree char *other_name = NULL;

  if (has_label (widget, name))
    return TRUE;
  other_name = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return other_name == NULL;
}

void
widgets_init (int    *argc,
              char ***argv)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display;

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  postern_app_register_resource ();
  display = gdk_display_get_default ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/io/github/postern/Postern/icons");
  gtk_css_provider_load_from_resource (provider, "/io/github/postern/Postern/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

GtkWidget *
widgets_show (GtkWidget *widget)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *list = NULL;

  if (GTK_IS_LIST_BOX_ROW (widget))
    {
      list = gtk_list_box_new ();
      gtk_list_box_append (GTK_LIST_BOX (list), widget);
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 500);
  adw_window_set_content (ADW_WINDOW (window), list != NULL ? list : widget);
  gtk_window_present (GTK_WINDOW (window));
  postern_test_wait (is_mapped, window);

  return window;
}

void
widgets_close (GtkWidget *window,
               gpointer   widget)
{
  g_object_add_weak_pointer (widget, &widget);
  gtk_window_destroy (GTK_WINDOW (window));
  postern_test_wait (is_gone, &widget);
}

GtkWidget *
widgets_find (GtkWidget  *root,
              GType       type,
              const char *name)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && is_named (root, name))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widgets_find (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
widgets_press (GtkWidget  *root,
               const char *name)
{
  GtkWidget *button = widgets_find (root, GTK_TYPE_BUTTON, name);

  if (button == NULL)
    g_error ("There is no button “%s”", name);
  g_signal_emit_by_name (button, "clicked");
}

void
widgets_clear_clipboard (void)
{
  gdk_clipboard_set_content (gdk_display_get_clipboard (gdk_display_get_default ()), NULL);
  widgets_wait_clipboard ("text/plain;charset=utf-8", FALSE);
}

void
widgets_wait_clipboard (const char *type,
                        gboolean    offered)
{
  Offer offer = { get_other_clipboard (), type, offered };

  postern_test_wait (offer_is_as_wanted, &offer);
}

char *
widgets_read_clipboard (const char *type)
{
  GdkClipboard *clipboard = get_other_clipboard ();
  const char *types[] = { type, NULL };
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) spliced = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) bytes = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  widgets_wait_clipboard (type, TRUE);
  gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, postern_test_store_result, &slot);
  read = postern_test_wait_result (&slot);
  stream = gdk_clipboard_read_finish (clipboard, read, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice_async (bytes, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                postern_test_store_result, &slot);
  spliced = postern_test_wait_result (&slot);
  g_output_stream_splice_finish (bytes, spliced, &error);
  g_assert_no_error (error);

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (bytes)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (bytes)));
}
