/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/network/postern-hosting-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "core/smtp/postern-smtp-address.h"
#include "core/smtp/postern-smtp-deadline.h"
#include "core/smtp/postern-smtp-error.h"

/* One look-up with its thread. */
typedef struct
{
  const PosternHostingAsk *ask;
  PosternHostingLook       run;
  PosternClue             *clue;
  GThread                 *thread;
} Look;

/* Where a source has two, the first one counts that finds something. One that needs another is left out with it. */
static const struct { PosternClueSource source; PosternHostingLook run; guint also; } looks[] = {
  { POSTERN_CLUE_MX, postern_hosting_look_mx, 0 },
  { POSTERN_CLUE_AUTOCONFIG, postern_hosting_look_autoconfig, 0 },
  { POSTERN_CLUE_AUTOCONFIG, postern_hosting_look_well_known, 0 },
  { POSTERN_CLUE_SRV, postern_hosting_look_srv_tls, 0 },
  { POSTERN_CLUE_SRV, postern_hosting_look_srv_starttls, 0 },
  { POSTERN_CLUE_ISPDB, postern_hosting_look_ispdb, 0 },
  { POSTERN_CLUE_ISPDB, postern_hosting_look_ispdb_mx, 1u << POSTERN_CLUE_MX },
  { POSTERN_CLUE_SPF, postern_hosting_look_spf, 0 },
  { POSTERN_CLUE_OPENID, postern_hosting_look_openid, 0 },
  { POSTERN_CLUE_REALM, postern_hosting_look_realm, 0 },
};

static const char *const confidence_nicks[] = {
  [POSTERN_HOSTING_NOTHING] = "none",
  [POSTERN_HOSTING_POSSIBLE] = "possible",
  [POSTERN_HOSTING_LIKELY] = "likely",
  [POSTERN_HOSTING_CERTAIN] = "certain",
};

static void
free_clue (gpointer clue)
{
  postern_clue_free (clue);
}

static PosternHosting *
hosting_new (const char *domain)
{
  PosternHosting *self = g_new0 (PosternHosting, 1);

  self->domain = g_strdup (domain);
  self->clues = g_ptr_array_new_with_free_func (free_clue);
  for (guint i = 0; i < POSTERN_N_CLUE_SOURCES; i++)
    g_ptr_array_add (self->clues, postern_clue_new ((PosternClueSource) i));

  return self;
}

static char *
dup_domain (const char  *text,
            GError     **error)
{
  const char *at = strrchr (text, '@');
  g_autofree char *name = g_strstrip (g_strdup (at != NULL ? at + 1 : text));

  if (postern_smtp_domain_check (name) && strchr (name, '.') != NULL && !g_hostname_is_ip_address (name))
    return g_steal_pointer (&name);

  g_set_error (error, POSTERN_SMTP_ERROR, POSTERN_SMTP_ERROR_INPUT,
               /* Translators: %s is what the person typed. */
               _("“%s” is no e-mail address. Give one such as “name@example.org”."), text);

  return NULL;
}

static gpointer
look_thread (gpointer data)
{
  Look *look = data;
  gint64 start = g_get_monotonic_time ();

  look->run (look->ask, look->clue);
  look->clue->ms = (guint) ((g_get_monotonic_time () - start) / 1000);

  return NULL;
}

/* That an answer is unusable is news, that there is none is not. */
static gboolean
is_better (const PosternClue *one,
           const PosternClue *other)
{
  static const guint ranks[] = {
    [POSTERN_CLUE_FOUND] = 3, [POSTERN_CLUE_FAILED] = 2, [POSTERN_CLUE_NOTHING] = 1, [POSTERN_CLUE_SKIPPED] = 0,
  };

  return ranks[one->state] > ranks[other->state];
}

static void
take_clue (PosternHosting *self,
           PosternClue    *clue)
{
  PosternClue **kept = (PosternClue **) &g_ptr_array_index (self->clues, clue->source);

  if (is_better (clue, *kept))
    {
      PosternClue *other = *kept;

      *kept = clue;
      clue = other;
    }
  postern_clue_free (clue);
}

/* Each thread ends when the deadline is over, for all that it waits for can be cancelled. */
static void
ask_all (PosternHosting          *self,
         const PosternHostingAsk *ask,
         guint                    without)
{
  Look running[G_N_ELEMENTS (looks)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if ((without & (1u << looks[i].source | looks[i].also)) != 0)
        continue;
      running[i] = (Look) { ask, looks[i].run, postern_clue_new (looks[i].source), NULL };
      running[i].thread = g_thread_new ("hosting", look_thread, &running[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (running[i].thread == NULL)
        continue;
      g_thread_join (running[i].thread);
      take_clue (self, running[i].clue);
    }
}

static void
ask_catalogue (PosternHosting   *self,
               PosternCatalogue *catalogue,
               const char       *domain)
{
  PosternClue *clue = g_ptr_array_index (self->clues, POSTERN_CLUE_CATALOGUE);
  g_autoptr (PosternProvider) provider = NULL;

  if (!soup_tld_domain_is_public_suffix (domain))
    provider = postern_catalogue_find_by_domain (catalogue, domain);
  if (provider != NULL)
    {
      postern_clue_add_provider (clue, provider);
      /* Translators: the first %s is a domain, the second a provider such as Microsoft 365. */
      postern_clue_set (clue, POSTERN_CLUE_FOUND, g_strdup_printf (_("Addresses at %s belong to %s."), self->domain,
                                                                   provider->name));
    }
  else
    /* Translators: %s is a domain. */
    postern_clue_set (clue, POSTERN_CLUE_NOTHING, g_strdup_printf (_("Postern’s own list does not know %s."),
                                                                   self->domain));
}

static void
look_up (PosternHosting               *self,
         PosternCatalogue             *catalogue,
         const PosternHostingQuestion *question,
         GCancellable                 *cancellable)
{
  guint timeout = question->timeout > 0 ? question->timeout : POSTERN_HOSTING_TIMEOUT;
  g_autofree char *ascii = g_hostname_to_ascii (self->domain);
  g_autofree char *domain = ascii == NULL ? NULL : g_ascii_strdown (ascii, -1);
  g_autoptr (PosternSmtpDeadline) deadline = NULL;
  PosternHostingAsk ask = { catalogue, domain, self->domain, question->ca_file, timeout, NULL };

  if (domain == NULL)
    return;
  ask_catalogue (self, catalogue, domain);
  if (postern_hosting_get_clue (self, POSTERN_CLUE_CATALOGUE)->state == POSTERN_CLUE_FOUND)
    return;
  deadline = postern_smtp_deadline_new (cancellable, timeout);
  ask.cancellable = postern_smtp_deadline_get_cancellable (deadline);
  ask_all (self, &ask, question->without);
}

/**
 * postern_hosting_confidence_to_nick:
 * @confidence: how sure it is
 *
 * Returns: (transfer none): "none", "possible", "likely" or "certain"
 */
const char *
postern_hosting_confidence_to_nick (PosternHostingConfidence confidence)
{
  g_return_val_if_fail (confidence < G_N_ELEMENTS (confidence_nicks), NULL);

  return confidence_nicks[confidence];
}

/**
 * postern_hosting_free:
 * @self: (transfer full) (nullable): what was found
 */
void
postern_hosting_free (PosternHosting *self)
{
  if (self == NULL)
    return;

  g_free (self->domain);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->endpoint, postern_endpoint_free);
  g_free (self->reason);
  g_ptr_array_unref (self->clues);
  g_free (self);
}

/**
 * postern_hosting_get_clue:
 * @self: what was found
 * @source: a source
 *
 * Returns: (transfer none): what it says
 */
const PosternClue *
postern_hosting_get_clue (const PosternHosting *self,
                          PosternClueSource     source)
{
  g_return_val_if_fail (self != NULL && source < self->clues->len, NULL);

  return g_ptr_array_index (self->clues, source);
}

/**
 * postern_hosting_find:
 * @catalogue: the catalogue
 * @question: what to look up
 * @cancellable: (nullable): ends it at any time
 * @error: return location for %POSTERN_SMTP_ERROR_INPUT or %G_IO_ERROR_CANCELLED
 *
 * Finds out who serves a mail domain. All look-ups run at once and end together with the deadline; what is not there
 * by then counts as failed. Where the catalogue knows the domain, nobody is asked. Nothing but the domain leaves this
 * computer; Thunderbird's list is also told who takes its mail. Blocks.
 *
 * Returns: (transfer full): what was found, perhaps nothing; %NULL when @question is none or it was cancelled
 */
PosternHosting *
postern_hosting_find (PosternCatalogue              *catalogue,
                      const PosternHostingQuestion  *question,
                      GCancellable                  *cancellable,
                      GError                       **error)
{
  g_autofree char *domain = NULL;
  g_autoptr (PosternHosting) self = NULL;
  gint64 start = g_get_monotonic_time ();

  g_return_val_if_fail (POSTERN_IS_CATALOGUE (catalogue) && question != NULL && question->text != NULL, NULL);

  domain = dup_domain (question->text, error);
  if (domain == NULL)
    return NULL;
  self = hosting_new (domain);
  look_up (self, catalogue, question, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  postern_hosting_decide (self);
  self->ms = (guint) ((g_get_monotonic_time () - start) / 1000);

  return g_steal_pointer (&self);
}
