/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-advice-deadline.h"

#include <glib/gi18n-lib.h>

/* Where the account is elsewhere, or not known, it is no warning, and plainly about one provider. */
static void
show_advice (PosternBanner       *banner,
             gboolean             known,
             PosternProvider     *provider,
             const PosternAdvice *advice)
{
  g_autofree char *text = NULL;

  if (known)
    /* Translators: a headline and the sentences that follow it. */
    text = g_strdup_printf (_("%s. %s"), advice->title, advice->text);
  else
    /* Translators: the first %s is a provider such as Microsoft 365; a headline and its sentences follow. */
    text = g_strdup_printf (_("Only if the account is at %s: %s. %s"), provider->name, advice->title, advice->text);
  postern_banner_show_message (banner, known ? advice->severity : "info", text);
}

/* With another provider it is no news at all; practice is as at Microsoft. */
static gboolean
is_about (PosternProvider *chosen,
          PosternProvider *provider)
{
  return provider != NULL && (chosen == NULL || chosen == provider || g_str_equal (chosen->id, "practice"));
}

/**
 * postern_advice_deadline_show:
 * @banner: where it is shown
 * @page: a page with a record
 *
 * Shows the date at which Microsoft switches passwords off, where that is of interest.
 */
void
postern_advice_deadline_show (PosternBanner *banner,
                              PosternPage   *page)
{
  PosternCatalogue *catalogue = postern_context_get_catalogue (postern_page_get_context (page));
  PosternProvider *provider = postern_catalogue_get_provider (catalogue, "microsoft365");
  PosternProvider *chosen = postern_page_get_provider (page);

  postern_banner_set_revealed (banner, FALSE);
  for (guint i = 0; is_about (chosen, provider) && i < provider->advice->len; i++)
    {
      const PosternAdvice *advice = g_ptr_array_index (provider->advice, i);

      if (advice->date != NULL)
        show_advice (banner, chosen == provider, provider, advice);
    }
}
