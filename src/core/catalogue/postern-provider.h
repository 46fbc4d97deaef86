/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/base/postern-endpoint.h"
#include "core/base/postern-secret.h"
#include "core/catalogue/postern-provider-oauth.h"

G_BEGIN_DECLS

/**
 * PosternProviderKind:
 * @POSTERN_PROVIDER_MAILBOX: a mailbox with an app password
 * @POSTERN_PROVIDER_TRANSACTIONAL: a service made for sending
 * @POSTERN_PROVIDER_RELAY: a relay without a mailbox
 * @POSTERN_PROVIDER_CUSTOM: the person names the server
 */
typedef enum
{
  POSTERN_PROVIDER_MAILBOX,
  POSTERN_PROVIDER_TRANSACTIONAL,
  POSTERN_PROVIDER_RELAY,
  POSTERN_PROVIDER_CUSTOM,
} PosternProviderKind;

/** A link: @uri is https, @label is translated; @checked is the day of a source's, ISO 8601, else %NULL. */
typedef struct
{
  char *label;
  char *uri;
  char *checked;
} PosternLink;

/** "I don't see this": @who is "you" or "admin"; @title and @text are translated. */
typedef struct
{
  char *id;
  char *who;
  char *title;
  char *text;
} PosternTrouble;

/**
 * PosternProviderStep:
 * @id: kebab-case, stable: a draft remembers which steps were ticked off
 * @title: translated, an instruction of a few words
 * @text: translated, what to do and what the page looks like
 * @link: (nullable): the page to open
 * @figure: (nullable): base name of a drawing in data/figures (NAME-light.svg, NAME-dark.svg)
 * @figure_alt: (nullable): translated description of the drawing
 * @troubles: (element-type PosternTrouble): perhaps empty
 * @guide: (nullable): id of the guide that finds out why a thing is missing here
 */
typedef struct
{
  char        *id;
  char        *title;
  char        *text;
  PosternLink *link;
  char        *figure;
  char        *figure_alt;
  GPtrArray   *troubles;
  char        *guide;
} PosternProviderStep;

/**
 * PosternAdvice:
 * @id: kebab-case
 * @severity: "info" or "warning"
 * @date: (nullable): the day it takes effect
 * @title: translated
 * @text: translated; "{date}" and "{days}" are already replaced, counted from today
 * @link: (nullable): where to read more
 */
typedef struct
{
  char        *id;
  char        *severity;
  GDateTime   *date;
  char        *title;
  char        *text;
  PosternLink *link;
} PosternAdvice;

/** How many days lie between two days by the calendar; negative when @to comes first. */
int postern_advice_count_days (GDateTime *from,
                               GDateTime *to);

/** A key for signatures lies at @selector._domainkey.DOMAIN; @type is that of the record to add, "TXT" or "CNAME". */
typedef struct
{
  char *selector;
  char *type;
} PosternDkim;

/**
 * PosternProvider:
 * @id: kebab-case
 * @kind: what it is
 * @name: translated or a proper name
 * @summary: translated sentence
 * @endpoints: (element-type PosternEndpoint): the best first; empty for custom
 * @mechanisms: SASL mechanisms that it accepts, upper case, NULL-terminated; empty when not known
 * @oldest_tls: (nullable): the oldest version of TLS that it accepts, "1.2"; %NULL when not known
 * @rate_per_minute: how many messages an account may send in a minute, 0 when not known
 * @rate_connections: how many connections it takes at once, 0 when not known
 * @mx_patterns: globs of its customers' MX hosts, lower case, NULL-terminated
 * @spf_includes: what its customers' SPF records include (RFC 7208), lower case, NULL-terminated; empty when not known
 * @dkim: (element-type PosternDkim): keys of its customers' domains (RFC 6376); empty when not known
 * @signing: (nullable): translated: how an administrator has mail signed in the domain's name
 * @user: (nullable): what everybody signs in with, "apikey"; %NULL where it differs
 * @user_name: (nullable): translated: what the name to sign in with is called, "API key"; %NULL where it is the
 *   account's address or @user
 * @password_name: translated: what the password is called there, "app password"
 * @password_length: how long it is without spaces, 0 when it varies
 * @password_alphabet: (nullable): "lower", "alnum", when it is known
 * @oauth: (nullable): how to sign in with OAuth 2.0; %NULL when it is not known
 * @steps: (element-type PosternProviderStep): to obtain the password, perhaps empty
 * @advice: (element-type PosternAdvice): perhaps empty
 * @sources: (element-type PosternLink): where the facts are from
 *
 * A provider of the catalogue, in the person's language. All fields are read-only.
 */
#define POSTERN_TYPE_PROVIDER (postern_provider_get_type ())
G_DECLARE_FINAL_TYPE (PosternProvider, postern_provider, POSTERN, PROVIDER, GObject)

struct _PosternProvider
{
  GObject              parent_instance;

  char                *id;
  PosternProviderKind  kind;
  char                *name;
  char                *summary;
  GPtrArray           *endpoints;
  char               **mechanisms;
  char                *oldest_tls;
  guint                rate_per_minute;
  guint                rate_connections;
  char               **mx_patterns;
  char               **spf_includes;
  GPtrArray           *dkim;
  char                *signing;
  char                *user;
  char                *user_name;
  char                *password_name;
  guint                password_length;
  char                *password_alphabet;
  PosternProviderOauth *oauth;
  GPtrArray           *steps;
  GPtrArray           *advice;
  GPtrArray           *sources;
};

const char *postern_provider_kind_to_nick (PosternProviderKind kind);

/**
 * PosternPasswordShape:
 * @POSTERN_PASSWORD_FITS: it looks like what the provider makes (or nothing is known of that)
 * @POSTERN_PASSWORD_EMPTY: nothing but spaces was pasted
 * @POSTERN_PASSWORD_NORMAL: it looks like a person's own password
 * @POSTERN_PASSWORD_SHORT: a part of it is missing
 * @POSTERN_PASSWORD_LONG: more than the password was copied
 */
typedef enum
{
  POSTERN_PASSWORD_FITS,
  POSTERN_PASSWORD_EMPTY,
  POSTERN_PASSWORD_NORMAL,
  POSTERN_PASSWORD_SHORT,
  POSTERN_PASSWORD_LONG,
} PosternPasswordShape;

PosternPasswordShape postern_provider_judge_password (PosternProvider *self,
                                                      PosternSecret   *cleaned);

G_END_DECLS
