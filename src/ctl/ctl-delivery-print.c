/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-delivery-print.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-output.h"

#define LABEL_WIDTH 8

static const char *const marks[] = {
  [POSTERN_DELIVERY_GOOD] = "✓ ",
  [POSTERN_DELIVERY_ADVICE] = "! ",
  [POSTERN_DELIVERY_PROBLEM] = "✗ ",
  [POSTERN_DELIVERY_UNKNOWN] = "? ",
};

static void
build_record (JsonBuilder               *builder,
              const PosternDeliveryNote *note)
{
  json_builder_set_member_name (builder, "record");
  if (note->record_name == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "name", note->record_name);
  ctl_json_set_string (builder, "type", note->record_type);
  ctl_json_set_string (builder, "value", note->record_value);
  json_builder_end_object (builder);
}

static void
build_note (JsonBuilder               *builder,
            const PosternDeliveryNote *note)
{
  gboolean good = note->state == POSTERN_DELIVERY_GOOD;

  json_builder_begin_object (builder);
  ctl_json_set_string (builder, "id", note->id);
  ctl_json_set_string (builder, "subject", note->subject);
  ctl_json_set_string (builder, "state", postern_delivery_state_to_nick (note->state));
  ctl_json_set_string (builder, "who", good ? NULL : postern_who_to_nick (note->who));
  ctl_json_set_string (builder, "title", note->title);
  ctl_json_set_string (builder, "explanation", note->explanation);
  ctl_json_set_string (builder, "found", note->found);
  build_record (builder, note);
  json_builder_end_object (builder);
}

/* Documented in the header. */
void
ctl_delivery_print_json (const PosternDelivery *delivery,
                         gboolean               event)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (event)
    ctl_json_set_string (builder, "event", "delivery");
  ctl_json_set_string (builder, "domain", delivery->domain);
  ctl_json_set_string (builder, "state", postern_delivery_state_to_nick (delivery->state));
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < delivery->notes->len; i++)
    build_note (builder, g_ptr_array_index (delivery->notes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_json_print (builder, !event);
}

/* Not wrapped: it is there to be copied. */
static void
print_field (const char *label,
             const char *value)
{
  ctl_print ("    ");
  ctl_print_padded (label, LABEL_WIDTH);
  ctl_print ("%s\n", value);
}

static void
print_found (const PosternDeliveryNote *note)
{
  g_auto (GStrv) lines = note->found != NULL ? g_strsplit (note->found, "\n", -1) : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    /* Translators: what stands in the DNS today follows. */
    print_field (_("Now:"), lines[i]);
}

static void
print_record (const PosternDeliveryNote *note)
{
  ctl_print ("\n");
  print_found (note);
  if (note->record_name == NULL)
    return;
  print_field (_("Name:"), note->record_name);
  print_field (_("Type:"), note->record_type);
  /* Translators: stands for the value of a DNS record. */
  print_field (_("Value:"), note->record_value != NULL ? note->record_value : _("(the provider’s page shows it)"));
}

static void
print_note (const PosternDeliveryNote *note)
{
  ctl_print_wrapped (marks[note->state], note->title);
  if (note->state == POSTERN_DELIVERY_GOOD)
    return;
  ctl_print_wrapped ("  ", note->explanation);
  if (note->record_name != NULL || note->found != NULL)
    print_record (note);
  if (note->state != POSTERN_DELIVERY_UNKNOWN)
    ctl_print ("\n  %s\n", postern_who_get_label (note->who));
}

/* Documented in the header. */
void
ctl_delivery_print_text (const PosternDelivery *delivery)
{
  gboolean has_record = FALSE;
  gboolean long_before = FALSE;

  for (guint i = 0; i < delivery->notes->len; i++)
    {
      const PosternDeliveryNote *note = g_ptr_array_index (delivery->notes, i);

      if (long_before)
        ctl_print ("\n");
      print_note (note);
      long_before = note->state != POSTERN_DELIVERY_GOOD;
      has_record = has_record || note->record_name != NULL;
    }
  if (has_record)
    {
      ctl_print ("\n");
      ctl_print_wrapped ("", _("Records are added where the domain’s DNS is kept, mostly at the company that rents out "
                               "the domain. Many such pages want only what stands before the domain as a name, or "
                               "“@” for the domain itself. It may take some hours until a change counts."));
    }
}
