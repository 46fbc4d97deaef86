/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-pages.h"

#include "app/pages/postern-account-page.h"
#include "app/pages/postern-advice-page.h"
#include "app/pages/postern-done-page.h"
#include "app/pages/postern-oauth-page.h"
#include "app/pages/postern-password-page.h"
#include "app/pages/postern-settings-page.h"
#include "app/pages/postern-steps-page.h"
#include "app/pages/postern-target-page.h"
#include "app/pages/postern-test-page.h"

static PosternProvider *
get_provider (PosternContext *context,
              PosternRecord  *record)
{
  const char *id = postern_record_get_provider (record);

  return id == NULL ? NULL : postern_catalogue_get_provider (postern_context_get_catalogue (context), id);
}

static gboolean
uses_oauth (PosternContext *context,
            PosternRecord  *record)
{
  PosternProvider *provider = get_provider (context, record);

  return postern_record_get_sign_in (record) != POSTERN_SIGN_IN_PASSWORD && provider != NULL && provider->oauth != NULL;
}

static gboolean
uses_password (PosternContext *context,
               PosternRecord  *record)
{
  return !uses_oauth (context, record);
}

/* A service made for sending, and a relay, are ways themselves: whoever is there has chosen already. */
static gboolean
has_ways (PosternContext *context,
          PosternRecord  *record)
{
  PosternProvider *provider = get_provider (context, record);

  return provider == NULL ||
         (provider->kind != POSTERN_PROVIDER_TRANSACTIONAL && provider->kind != POSTERN_PROVIDER_RELAY);
}

const struct PosternPageEntry postern_pages[POSTERN_N_PAGES] = {
  { "target", postern_target_page_get_type, NULL },
  { "account", postern_account_page_get_type, NULL },
  { "advice", postern_advice_page_get_type, has_ways },
  { "oauth", postern_oauth_page_get_type, uses_oauth },
  { "steps", postern_steps_page_get_type, uses_password },
  { "password", postern_password_page_get_type, uses_password },
  { "settings", postern_settings_page_get_type, uses_password },
  { "test", postern_test_page_get_type, NULL },
  { "done", postern_done_page_get_type, NULL },
};

static gboolean
applies (guint           index,
         PosternContext *context,
         PosternRecord  *record)
{
  return postern_pages[index].applies == NULL || postern_pages[index].applies (context, record);
}

/**
 * postern_pages_count:
 * @last: a page
 * @context: what all pages share
 * @record: the record
 *
 * Returns: how many pages there are for @record, up to and with @last
 */
guint
postern_pages_count (guint           last,
                     PosternContext *context,
                     PosternRecord  *record)
{
  guint n = 0;

  g_return_val_if_fail (last < POSTERN_N_PAGES, 0);

  for (guint i = 0; i <= last; i++)
    n += applies (i, context, record) ? 1 : 0;

  return n;
}

/**
 * postern_pages_find:
 * @from: a page that is neither the first nor, for a @step of 1, the last
 * @step: 1 or -1
 * @context: what all pages share
 * @record: the record
 *
 * Returns: the page after or before @from that has something to ask of @record; the first and the last always have
 */
guint
postern_pages_find (guint           from,
                    int             step,
                    PosternContext *context,
                    PosternRecord  *record)
{
  guint index = from + (guint) step;

  g_return_val_if_fail (index < POSTERN_N_PAGES, from);

  while (!applies (index, context, record))
    index += (guint) step;

  return index;
}
