/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/smtp/postern-smtp-session.h"

G_BEGIN_DECLS

#define ACCOUNT "webform@postern.test"
#define PASSWORD "Horse4Battery"

/**
 * Refusal:
 * @port: of a server on localhost
 * @security: how to begin
 * @ca_file: the authority of its certificate
 * @password: (nullable): %PASSWORD when %NULL
 * @from: (nullable): another sender than %ACCOUNT
 * @to: (nullable): another recipient than %ACCOUNT
 *
 * A test of a real server, which it is expected to refuse.
 */
typedef struct
{
  guint16          port;
  PosternSecurity  security;
  const char      *ca_file;
  const char      *password;
  const char      *from;
  const char      *to;
} Refusal;

/** Runs the test and asserts that the finding of its report is @id, and comes of step @step. */
void refusals_assert (const Refusal *self,
                      PosternStep    step,
                      const char    *id);

G_END_DECLS
