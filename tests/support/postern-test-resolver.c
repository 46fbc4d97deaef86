/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/postern-test-resolver.h"

#include <string.h>

#define TEST_TYPE_ANSWERS (test_answers_get_type ())
G_DECLARE_FINAL_TYPE (TestAnswers, test_answers, TEST, ANSWERS, GResolver)

struct _TestAnswers
{
  GResolver                parent_instance;

  const PosternTestRecord *records;
  gsize                    n_records;
};

G_DEFINE_FINAL_TYPE (TestAnswers, test_answers, G_TYPE_RESOLVER)

static gint n_questions;

static gpointer
read_address (const char *value)
{
  return g_inet_address_new_from_string (value);
}

static gpointer
read_exchanger (const char *value)
{
  return g_variant_ref_sink (g_variant_new ("(qs)", 10, value));
}

static gpointer
read_target (const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", 2);

  return g_srv_target_new (words[1], (guint16) g_ascii_strtoull (words[0], NULL, 10), 0, 0);
}

static GList *
answer (GResolver   *resolver,
        const char  *name,
        const char  *type,
        gpointer   (*read) (const char *value),
        GError     **error)
{
  TestAnswers *self = TEST_ANSWERS (resolver);
  GList *list = NULL;

  g_atomic_int_inc (&n_questions);
  for (gsize i = 0; i < self->n_records; i++)
    {
      if (g_str_equal (self->records[i].name, name) && g_str_equal (self->records[i].type, type))
        list = g_list_append (list, read (self->records[i].value));
    }
  if (list == NULL)
    g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "from the test");

  return list;
}

static GList *
lookup_by_name (GResolver     *resolver,
                const char    *name,
                GCancellable  *cancellable,
                GError       **error)
{
  return answer (resolver, name, "A", read_address, error);
}

static GList *
lookup_service (GResolver     *resolver,
                const char    *rrname,
                GCancellable  *cancellable,
                GError       **error)
{
  return answer (resolver, rrname, "SRV", read_target, error);
}

static GList *
lookup_records (GResolver            *resolver,
                const char           *rrname,
                GResolverRecordType   type,
                GCancellable         *cancellable,
                GError              **error)
{
  g_assert_cmpint (type, ==, G_RESOLVER_RECORD_MX);

  return answer (resolver, rrname, "MX", read_exchanger, error);
}

static void
test_answers_class_init (TestAnswersClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name = lookup_by_name;
  G_RESOLVER_CLASS (klass)->lookup_service = lookup_service;
  G_RESOLVER_CLASS (klass)->lookup_records = lookup_records;
}

static void
test_answers_init (TestAnswers *self)
{
}

void
postern_test_resolver_answer (const PosternTestRecord *records,
                              gsize                    n_records)
{
  g_autoptr (TestAnswers) self = g_object_new (TEST_TYPE_ANSWERS, NULL);

  self->records = records;
  self->n_records = n_records;
  g_resolver_set_default (G_RESOLVER (self));
}

guint
postern_test_resolver_count (void)
{
  return (guint) g_atomic_int_get (&n_questions);
}
