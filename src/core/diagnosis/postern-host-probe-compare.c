/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/diagnosis/postern-host-probe.h"

#include <libsoup/soup.h>
#include <string.h>

typedef enum
{
  BANNERS_UNKNOWN,
  BANNERS_SAME,
  BANNERS_DIFFER,
} Banners;

/* A greeting with the server's name (RFC 5321 §4.2). */
#define GREETING "^220[ -]([a-z0-9.-]+\\.[a-z0-9-]+)(?![a-z0-9.-])"

static gboolean
is_connected (const PosternHostProbePort *port)
{
  return g_strcmp0 (port->connect, "ok") == 0;
}

/* (transfer full) (nullable): the domain of the owner of a server that greets. */
static char *
dup_owner (const char *greeting)
{
  g_autoptr (GRegex) regex = g_regex_new (GREETING, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  const char *base;

  if (greeting == NULL || !g_regex_match (regex, greeting, 0, &match))
    return NULL;

  name = g_match_info_fetch (match, 1);
  base = soup_tld_get_base_domain (name, NULL);

  return g_ascii_strdown (base != NULL ? base : name, -1);
}

/* Big providers have a new name in each greeting, but all below their domain. */
static Banners
compare_banners (const PosternHostProbePort *there,
                 const PosternDeskPort      *here)
{
  g_autofree char *other = dup_owner (there->greeting);
  g_autofree char *own = dup_owner (here->greeting);

  if (other == NULL || own == NULL)
    return BANNERS_UNKNOWN;

  return g_str_equal (other, own) ? BANNERS_SAME : BANNERS_DIFFER;
}

static gboolean
has_same_names (const PosternHostProbePort *there,
                const PosternDeskPort      *here)
{
  for (guint i = 0; i < there->names->len; i++)
    {
      for (gsize n = 0; here->names[n] != NULL; n++)
        {
          if (g_ascii_strcasecmp (g_ptr_array_index (there->names, i), here->names[n]) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

/* Programs write a distinguished name each in its own way; the common name is the same in all. */
static gboolean
has_other_issuer (const PosternHostProbePort *there,
                  const PosternDeskPort      *here)
{
  g_autofree char *other = postern_host_probe_dup_name_part (there->issuer, "CN");
  g_autofree char *own = postern_host_probe_dup_name_part (here->issuer, "CN");

  return other != NULL && own != NULL && g_ascii_strcasecmp (other, own) != 0;
}

static gboolean
has_reached_any (const PosternHostProbe *probe,
                 const PosternDesk      *desk)
{
  for (guint i = 0; i < probe->ports->len; i++)
    {
      const PosternHostProbePort *port = g_ptr_array_index (probe->ports, i);
      const PosternDeskPort *here = postern_desk_find_port (desk, port->port);

      if (here != NULL && here->reached)
        return TRUE;
    }

  return FALSE;
}

/* No encryption comes about there. What greets tells whether somebody is in the server's place, or only in between. */
static void
compare_disturbed (PosternHostProbeVerdict *verdict)
{
  if (!verdict->here->usable)
    {
      verdict->view = verdict->here->reached ? "desk too" : NULL;
      return;
    }
  verdict->view = "desk usable";
  if (compare_banners (verdict->port, verdict->here) == BANNERS_DIFFER)
    {
      verdict->word = "intercepted";
      verdict->view = "desk banner";
    }
}

static void
compare_intercepted (PosternHostProbeVerdict *verdict)
{
  if (has_same_names (verdict->port, verdict->here))
    verdict->view = "desk same";
  else if (verdict->here->usable)
    verdict->view = compare_banners (verdict->port, verdict->here) == BANNERS_DIFFER ? "desk differs banner differs"
                                                                                    : "desk differs";
}

static void
compare_distrusted (PosternHostProbeVerdict *verdict)
{
  if (has_other_issuer (verdict->port, verdict->here) && verdict->here->usable)
    {
      verdict->word = "inspected";
      verdict->view = "desk differs";
    }
  else if (verdict->here->usable)
    verdict->view = "desk usable";
  else if (verdict->here->reached)
    verdict->view = "desk too";
}

static void
compare_open (PosternHostProbeVerdict *verdict)
{
  if (verdict->here->usable)
    verdict->view = "desk usable";
  else if (!verdict->here->reached)
    verdict->view = "desk blocked";
}

static const struct
{
  const char *word;
  void      (*compare) (PosternHostProbeVerdict *verdict);
} comparisons[] = {
  { "disturbed", compare_disturbed },
  { "intercepted", compare_intercepted },
  { "distrusted", compare_distrusted },
  { "open", compare_open },
};

static void
compare_port (PosternHostProbeVerdict *verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      if (!g_str_equal (comparisons[i].word, verdict->word))
        continue;
      comparisons[i].compare (verdict);
      return;
    }
}

/**
 * postern_host_probe_dup_name_part:
 * @name: (nullable): a distinguished name as some program writes it: "C=US, O=A, CN=B", "CN = B", "/C=US/CN=B"
 * @part: "CN", "O" …
 *
 * Returns: (transfer full) (nullable): that part
 */
char *
postern_host_probe_dup_name_part (const char *name,
                                  const char *part)
{
  g_autofree char *pattern = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  g_return_val_if_fail (part != NULL, NULL);

  pattern = g_strdup_printf ("(?:^|[,/+]) *%s *= *\"?([^,/+\"]+)", part);
  regex = g_regex_new (pattern, 0, 0, NULL);
  if (name == NULL || !g_utf8_validate (name, -1, NULL) || !g_regex_match (regex, name, 0, &match))
    return NULL;

  return g_strstrip (g_match_info_fetch (match, 1));
}

/**
 * postern_host_probe_compare:
 * @verdict: what a probe comes to by itself
 * @probe: the probe
 * @desk: what this computer sees
 *
 * Adds to the verdict what the comparison tells: whether the cause is at the web host, at the server, or here. What
 * is about another server, or a port that was not looked at, is left as it is.
 */
void
postern_host_probe_compare (PosternHostProbeVerdict *verdict,
                            const PosternHostProbe  *probe,
                            const PosternDesk       *desk)
{
  g_return_if_fail (verdict != NULL && probe != NULL && desk != NULL);

  if (g_ascii_strcasecmp (probe->host, desk->host) != 0)
    return;
  if (g_str_equal (verdict->word, "no-name"))
    {
      verdict->view = desk->no_name ? "desk too" : "desk reached";
      return;
    }
  verdict->here = verdict->port == NULL ? NULL : postern_desk_find_port (desk, verdict->port->port);
  if (verdict->here == NULL)
    return;
  if (g_str_equal (verdict->word, "all-blocked"))
    verdict->view = has_reached_any (probe, desk) ? "desk reached" : "desk too";
  else if (!is_connected (verdict->port))
    verdict->view = verdict->here->reached ? "desk reached" : "desk too";
  else
    compare_port (verdict);
}
