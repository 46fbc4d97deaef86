/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/network/postern-spf-walk.h"

#include <string.h>

#include "core/network/postern-spf-check.h"

/* Where counting ends: records of others can lead anywhere. */
#define MAX_COUNTED 30
#define MAX_DEPTH 12

/* Whether a mechanism is met by the sender. */
typedef enum
{
  MET,
  NOT_MET,
  PERM_ERROR,
  TEMP_ERROR,
} Met;

static PosternSpfResult run (PosternSpfWalk *self,
                             const char     *domain,
                             guint           depth);

static gboolean
is_within (GInetAddress         *address,
           GInetAddress         *other,
           const PosternSpfTerm *term)
{
  GSocketFamily family = g_inet_address_get_family (address);
  guint bits = family == G_SOCKET_FAMILY_IPV4 ? term->prefix4 : term->prefix6;
  const guint8 *one = g_inet_address_to_bytes (address);
  const guint8 *two = g_inet_address_to_bytes (other);

  if (g_inet_address_get_family (other) != family)
    return FALSE;
  for (guint i = 0; i < bits; i++)
    {
      if (((one[i / 8] ^ two[i / 8]) & (0x80 >> (i % 8))) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Counts one look-up; FALSE when it is one too many. */
static gboolean
count (PosternSpfWalk *self)
{
  self->lookups++;

  return self->lookups <= (self->counting ? MAX_COUNTED : POSTERN_SPF_MAX_LOOKUPS);
}

/* The name of @term, or the domain that it stands in; NULL when it has macros in it. */
static const char *
get_name (PosternSpfWalk       *self,
          const PosternSpfTerm *term,
          const char           *domain)
{
  const char *name = term->domain != NULL ? term->domain : domain;

  if (strchr (name, '%') == NULL)
    return name;
  self->unclear = TRUE;

  return NULL;
}

static Met
meet_host (PosternSpfWalk       *self,
           const PosternSpfTerm *term,
           const char           *domain)
{
  const char *name = get_name (self, term, domain);
  PosternSpfHost *host;

  if (!count (self))
    return PERM_ERROR;
  if (name == NULL)
    return NOT_MET;
  host = term->kind == POSTERN_SPF_MX ? postern_spf_cache_mx (&self->cache, name, self->address != NULL)
                                      : postern_spf_cache_host (&self->cache, name);
  if (host->outcome == POSTERN_DNS_FAILED && !self->counting)
    return TEMP_ERROR;
  if (host->outcome == POSTERN_DNS_NOTHING && ++self->voids > POSTERN_SPF_MAX_VOIDS && !self->counting)
    return PERM_ERROR;
  if (term->kind == POSTERN_SPF_EXISTS)
    return host->outcome == POSTERN_DNS_FOUND && !self->counting ? MET : NOT_MET;
  for (guint i = 0; self->address != NULL && host->addresses != NULL && i < host->addresses->len; i++)
    {
      if (is_within (self->address, g_ptr_array_index (host->addresses, i), term))
        return MET;
    }

  return NOT_MET;
}

/* All of it is counted, for which part of it will meet the sender's address is not known. */
static Met
count_inside (PosternSpfWalk *self,
              const char     *domain,
              guint           depth)
{
  const char *const *includes = g_steal_pointer (&self->includes);
  gboolean counting = self->counting;

  self->counting = TRUE;
  run (self, domain, depth);
  self->counting = counting;
  self->includes = includes;

  return counting || self->lookups <= POSTERN_SPF_MAX_LOOKUPS ? MET : PERM_ERROR;
}

static void
blame (PosternSpfWalk *self,
       const char     *domain)
{
  if (self->culprit == NULL && !self->counting)
    self->culprit = g_strdup (domain);
}

/* RFC 7208 §5.2: only a pass of the other domain counts as met; that it has no record is an error. */
static Met
meet_include (PosternSpfWalk       *self,
              const PosternSpfTerm *term,
              guint                 depth)
{
  const char *name = get_name (self, term, NULL);

  if (!count (self))
    return PERM_ERROR;
  if (name == NULL)
    return NOT_MET;
  if (self->includes != NULL && g_strv_contains (self->includes, name))
    return count_inside (self, name, depth + 1);
  switch (run (self, name, depth + 1))
    {
    case POSTERN_SPF_PASS:
      return MET;
    case POSTERN_SPF_NONE:
      blame (self, name);
      return self->counting ? NOT_MET : PERM_ERROR;
    case POSTERN_SPF_PERM_ERROR:
      return self->counting ? NOT_MET : PERM_ERROR;
    case POSTERN_SPF_TEMP_ERROR:
      return self->counting ? NOT_MET : TEMP_ERROR;
    case POSTERN_SPF_FAIL:
    case POSTERN_SPF_NEUTRAL:
    default:
      return NOT_MET;
    }
}

static Met
meet (PosternSpfWalk       *self,
      const PosternSpfTerm *term,
      const char           *domain,
      guint                 depth)
{
  switch (term->kind)
    {
    case POSTERN_SPF_ALL:
      return MET;
    case POSTERN_SPF_INCLUDE:
      return meet_include (self, term, depth);
    case POSTERN_SPF_IP4:
    case POSTERN_SPF_IP6:
      return self->address != NULL && g_inet_address_mask_matches (term->network, self->address) ? MET : NOT_MET;
    case POSTERN_SPF_PTR:
      return count (self) ? NOT_MET : PERM_ERROR;
    case POSTERN_SPF_A:
    case POSTERN_SPF_MX:
    case POSTERN_SPF_EXISTS:
    default:
      return meet_host (self, term, domain);
    }
}

static PosternSpfResult
go_on_elsewhere (PosternSpfWalk *self,
                 const char     *target,
                 guint           depth)
{
  PosternSpfResult result;

  if (!count (self))
    return POSTERN_SPF_PERM_ERROR;
  if (strchr (target, '%') != NULL)
    {
      self->unclear = TRUE;
      return POSTERN_SPF_NEUTRAL;
    }
  if (self->includes != NULL && g_strv_contains (self->includes, target))
    return count_inside (self, target, depth + 1) == MET ? POSTERN_SPF_PASS : POSTERN_SPF_PERM_ERROR;
  result = run (self, target, depth + 1);
  if (result != POSTERN_SPF_NONE)
    return result;
  blame (self, target);

  return POSTERN_SPF_PERM_ERROR;
}

static PosternSpfResult
run_terms (PosternSpfWalk         *self,
           const PosternSpfRecord *record,
           const char             *domain,
           guint                   depth)
{
  for (guint i = 0; i < record->terms->len; i++)
    {
      const PosternSpfTerm *term = g_ptr_array_index (record->terms, i);

      switch (meet (self, term, domain, depth))
        {
        case MET:
          /* While counting, only "all" ends a record. */
          if (self->counting && term->kind != POSTERN_SPF_ALL)
            break;
          if (term->qualifier == '?')
            return POSTERN_SPF_NEUTRAL;
          return term->qualifier == '+' ? POSTERN_SPF_PASS : POSTERN_SPF_FAIL;
        case PERM_ERROR:
          return POSTERN_SPF_PERM_ERROR;
        case TEMP_ERROR:
          return POSTERN_SPF_TEMP_ERROR;
        case NOT_MET:
        default:
          break;
        }
    }

  return record->redirect != NULL ? go_on_elsewhere (self, record->redirect, depth) : POSTERN_SPF_NEUTRAL;
}

static PosternSpfResult
run (PosternSpfWalk *self,
     const char     *domain,
     guint           depth)
{
  PosternSpfSite *site = postern_spf_cache_site (&self->cache, domain);

  if (depth > MAX_DEPTH)
    return POSTERN_SPF_PERM_ERROR;
  if (site->outcome == POSTERN_DNS_FAILED)
    return POSTERN_SPF_TEMP_ERROR;
  if (depth > 0 && site->outcome == POSTERN_DNS_NOTHING)
    self->voids++;
  if (site->records->len == 0)
    return POSTERN_SPF_NONE;
  if (site->records->len > 1 || ((PosternSpfRecord *) site->records->pdata[0])->fault != NULL)
    {
      blame (self, domain);
      return POSTERN_SPF_PERM_ERROR;
    }

  return run_terms (self, site->records->pdata[0], domain, depth);
}

/* Documented in the private header. */
void
postern_spf_walk_init (PosternSpfWalk *self,
                       GCancellable   *cancellable)
{
  *self = (PosternSpfWalk) { 0 };
  postern_spf_cache_init (&self->cache, cancellable);
}

/* Documented in the private header. */
void
postern_spf_walk_clear (PosternSpfWalk *self)
{
  postern_spf_cache_clear (&self->cache);
  g_clear_pointer (&self->culprit, g_free);
}

/* Documented in the private header. */
void
postern_spf_walk_reset (PosternSpfWalk *self)
{
  self->includes = NULL;
  self->address = NULL;
  self->counting = FALSE;
  self->lookups = 0;
  self->voids = 0;
  self->unclear = FALSE;
  g_clear_pointer (&self->culprit, g_free);
}

/* Documented in the private header. */
PosternSpfResult
postern_spf_walk_run (PosternSpfWalk *self,
                      const char     *domain)
{
  return run (self, domain, 0);
}
