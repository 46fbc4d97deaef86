/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "delivery-fixture.h"

#include <string.h>

#include "core/catalogue/postern-catalogue.h"

static void
assert_written (const PosternDeliveryNote *note)
{
  g_assert_cmpstr (note->title, !=, "");
  g_assert_cmpstr (note->explanation, !=, "");
  g_assert_null (strpbrk (note->title, "{}"));
  g_assert_null (strpbrk (note->explanation, "{}"));
  g_assert_false (g_str_has_suffix (note->explanation, " "));
  g_assert_true ((note->record_name == NULL) == (note->record_type == NULL));
  if (note->record_name == NULL)
    g_assert_null (note->record_value);
}

PosternDelivery *
delivery_fixture_ask (const char *from,
                      const char *account,
                      const char *host,
                      const char *provider)
{
  g_autoptr (PosternCatalogue) catalogue = postern_catalogue_new ();
  PosternProvider *sender = postern_catalogue_get_provider (catalogue, provider);
  const PosternDeliveryQuestion question = { from, account, host, sender };
  g_autoptr (GError) error = NULL;
  PosternDelivery *delivery = postern_delivery_check (catalogue, &question, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (delivery);
  g_assert_cmpuint (delivery->notes->len, >, 0);
  for (guint i = 0; i < delivery->notes->len; i++)
    assert_written (g_ptr_array_index (delivery->notes, i));

  return delivery;
}

PosternDelivery *
delivery_fixture_check (const char *address)
{
  return delivery_fixture_ask (address, address, "smtp.office365.com", "microsoft365");
}

static const PosternDeliveryNote *
find (PosternDelivery *delivery,
      const char      *id)
{
  for (guint i = 0; i < delivery->notes->len; i++)
    {
      const PosternDeliveryNote *note = g_ptr_array_index (delivery->notes, i);

      if (strcmp (note->id, id) == 0)
        return note;
    }

  return NULL;
}

const PosternDeliveryNote *
delivery_fixture_get (PosternDelivery *delivery,
                      const char      *id)
{
  const PosternDeliveryNote *note = find (delivery, id);

  if (note == NULL)
    {
      for (guint i = 0; i < delivery->notes->len; i++)
        g_printerr ("%s\n", ((PosternDeliveryNote *) delivery->notes->pdata[i])->id);
      g_error ("%s has no note “%s”", delivery->domain, id);
    }

  return note;
}

gboolean
delivery_fixture_has (PosternDelivery *delivery,
                      const char      *id)
{
  return find (delivery, id) != NULL;
}

void
delivery_fixture_assert_record (PosternDelivery *delivery,
                                const char      *id,
                                const char      *name,
                                const char      *type,
                                const char      *value)
{
  const PosternDeliveryNote *note = delivery_fixture_get (delivery, id);

  g_assert_cmpstr (note->record_name, ==, name);
  g_assert_cmpstr (note->record_type, ==, type);
  g_assert_cmpstr (note->record_value, ==, value);
}
