/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/catalogue/postern-rule.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PosternRule, postern_rule, G_TYPE_OBJECT)

static const char *const who_nicks[] = {
  [POSTERN_WHO_YOU] = "you",
  [POSTERN_WHO_ADMIN] = "admin",
  [POSTERN_WHO_PROVIDER] = "provider",
  [POSTERN_WHO_DEVICE] = "device",
  [POSTERN_WHO_NETWORK] = "network",
};

static const char *const who_labels[] = {
  [POSTERN_WHO_YOU] = N_("You can fix this"),
  [POSTERN_WHO_ADMIN] = N_("Your administrator must act"),
  [POSTERN_WHO_PROVIDER] = N_("The mail provider must act"),
  [POSTERN_WHO_DEVICE] = N_("Change the settings of the site or device"),
  [POSTERN_WHO_NETWORK] = N_("Whoever runs the network or the web host must act"),
};

static const char *const confidence_nicks[] = {
  [POSTERN_CONFIDENCE_CERTAIN] = "certain",
  [POSTERN_CONFIDENCE_LIKELY] = "likely",
  [POSTERN_CONFIDENCE_POSSIBLE] = "possible",
};

static const char *const confidence_labels[] = {
  [POSTERN_CONFIDENCE_CERTAIN] = N_("This is the cause"),
  [POSTERN_CONFIDENCE_LIKELY] = N_("This is probably the cause"),
  [POSTERN_CONFIDENCE_POSSIBLE] = N_("This may be the cause"),
};

/* The place of @nick in @nicks, or -1. */
static int
find_nick (const char *const *nicks,
           gsize              n_nicks,
           const char        *nick)
{
  for (gsize i = 0; i < n_nicks; i++)
    {
      if (g_strcmp0 (nicks[i], nick) == 0)
        return (int) i;
    }

  return -1;
}

static void
postern_rule_finalize (GObject *object)
{
  PosternRule *self = POSTERN_RULE (object);

  g_free (self->id);
  g_free (self->provider);
  g_free (self->stage);
  g_free (self->condition);
  g_free (self->enhanced);
  g_strfreev (self->words);
  g_free (self->certificate);
  g_free (self->sign_in);
  g_free (self->doubt);
  g_strfreev (self->evidence);
  g_free (self->title);
  g_free (self->explanation);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->valid_from, g_date_time_unref);
  g_clear_pointer (&self->valid_until, g_date_time_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (postern_rule_parent_class)->finalize (object);
}

static void
postern_rule_class_init (PosternRuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = postern_rule_finalize;
}

static void
postern_rule_init (PosternRule *self)
{
}

/**
 * postern_who_to_nick:
 * @who: a #PosternWho
 *
 * Returns: (transfer none): "you", "admin", "provider", "device" or "network"
 */
const char *
postern_who_to_nick (PosternWho who)
{
  g_return_val_if_fail (who < G_N_ELEMENTS (who_nicks), NULL);

  return who_nicks[who];
}

/**
 * postern_who_from_nick:
 * @nick: (nullable): a nick of postern_who_to_nick()
 * @who: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_who_from_nick (const char *nick,
                       PosternWho *who)
{
  int found = find_nick (who_nicks, G_N_ELEMENTS (who_nicks), nick);

  g_return_val_if_fail (who != NULL, FALSE);

  if (found >= 0)
    *who = (PosternWho) found;

  return found >= 0;
}

/**
 * postern_who_get_label:
 * @who: a #PosternWho
 *
 * Returns: (transfer none): a few translated words that say who must act
 */
const char *
postern_who_get_label (PosternWho who)
{
  g_return_val_if_fail (who < G_N_ELEMENTS (who_labels), NULL);

  return _(who_labels[who]);
}

/**
 * postern_confidence_to_nick:
 * @confidence: a #PosternConfidence
 *
 * Returns: (transfer none): "certain", "likely" or "possible"
 */
const char *
postern_confidence_to_nick (PosternConfidence confidence)
{
  g_return_val_if_fail (confidence < G_N_ELEMENTS (confidence_nicks), NULL);

  return confidence_nicks[confidence];
}

/**
 * postern_confidence_from_nick:
 * @nick: (nullable): a nick of postern_confidence_to_nick()
 * @confidence: (out): set when the nick is known
 *
 * Returns: whether @nick is known
 */
gboolean
postern_confidence_from_nick (const char        *nick,
                              PosternConfidence *confidence)
{
  int found = find_nick (confidence_nicks, G_N_ELEMENTS (confidence_nicks), nick);

  g_return_val_if_fail (confidence != NULL, FALSE);

  if (found >= 0)
    *confidence = (PosternConfidence) found;

  return found >= 0;
}

/**
 * postern_confidence_get_label:
 * @confidence: a #PosternConfidence
 *
 * Returns: (transfer none): a few translated words that say how sure a finding is
 */
const char *
postern_confidence_get_label (PosternConfidence confidence)
{
  g_return_val_if_fail (confidence < G_N_ELEMENTS (confidence_labels), NULL);

  return _(confidence_labels[confidence]);
}
