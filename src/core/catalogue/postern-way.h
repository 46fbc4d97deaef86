/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PosternWayKind:
 * @POSTERN_WAY_TRANSACTIONAL: a service made for sending
 * @POSTERN_WAY_OAUTH: OAuth 2.0 with the mailbox
 * @POSTERN_WAY_APP_PASSWORD: a password of the mailbox
 * @POSTERN_WAY_HIGH_VOLUME: an account for much mail inside the organisation
 * @POSTERN_WAY_RELAY: a connector that knows the sender by its internet address
 * @POSTERN_WAY_DIRECT: straight to the organisation's own mailboxes, without signing in
 *
 * The ways to send, in the order in which they count where they fit alike.
 */
typedef enum
{
  POSTERN_WAY_TRANSACTIONAL,
  POSTERN_WAY_OAUTH,
  POSTERN_WAY_APP_PASSWORD,
  POSTERN_WAY_HIGH_VOLUME,
  POSTERN_WAY_RELAY,
  POSTERN_WAY_DIRECT,
} PosternWayKind;

#define POSTERN_N_WAY_KINDS 6u

/**
 * PosternWayFit:
 * @POSTERN_WAY_FIRST: the one to take
 * @POSTERN_WAY_GOOD: as good where it can be had
 * @POSTERN_WAY_POSSIBLE: it will do
 * @POSTERN_WAY_LAST: only when nothing else can be had
 * @POSTERN_WAY_NO: it does not work here, and it is said why
 * @POSTERN_WAY_NONE: not worth a word here
 */
typedef enum
{
  POSTERN_WAY_FIRST,
  POSTERN_WAY_GOOD,
  POSTERN_WAY_POSSIBLE,
  POSTERN_WAY_LAST,
  POSTERN_WAY_NO,
  POSTERN_WAY_NONE,
} PosternWayFit;

/**
 * PosternWayCase:
 * @fit: how well the way fits where the case holds
 * @least: from how many messages a day on it holds, 0 from the first
 * @most: up to how many messages a day it holds, 0 without end
 * @to: (nullable): "inside" or "outside": it holds for these recipients only
 * @oauth: (nullable): "yes" or "no": it holds where the sender can, or can't, use OAuth 2.0 there
 * @service: (nullable): it holds for a provider of this kind
 * @text: translated: why, a sentence; dates are filled in
 *
 * One case of a way; the first one that holds counts.
 */
typedef struct
{
  PosternWayFit  fit;
  guint          least;
  guint          most;
  char          *to;
  char          *oauth;
  char          *service;
  char          *text;
} PosternWayCase;

/**
 * PosternWay:
 * @kind: what it is
 * @title: translated, a few words
 * @provider: (nullable): the provider of the catalogue to set it up with, when it is another one
 * @date: (nullable): the day that the texts speak of
 * @ends: whether the way stops on that day
 * @cases: (element-type PosternWayCase): at least one; only those that hold before or after @date, as today is
 *
 * One of the ways to send with a provider.
 */
typedef struct
{
  PosternWayKind  kind;
  char           *title;
  char           *provider;
  GDateTime      *date;
  gboolean        ends;
  GPtrArray      *cases;
} PosternWay;

const char *postern_way_kind_to_nick (PosternWayKind kind);
const char *postern_way_fit_to_nick  (PosternWayFit  fit);
void        postern_way_free         (PosternWay    *self);

G_END_DECLS
