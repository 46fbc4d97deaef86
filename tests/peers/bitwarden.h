/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the command line takes from the environment, so that no password stands in its arguments. */
#define BITWARDEN_FILE_PASSWORD "correct-horse-battery-staple"
#define BITWARDEN_PBKDF2 "pbkdf2@example.org"
#define BITWARDEN_ARGON2ID "argon2id@example.org"

/**
 * Bitwarden:
 *
 * Bitwarden's own program, signed in at a stand-in for its server (bitwarden-server.py). The stand-in only keeps what
 * it is given: whatever is read, checked, encrypted and decrypted here is Bitwarden's own work.
 */
typedef struct _Bitwarden Bitwarden;

/** What this machine lacks, as words for a test that skips. (transfer full) (nullable) */
char      *bitwarden_get_missing (void);
Bitwarden *bitwarden_new         (void);
/** Signs in at one of the two accounts, where it is not signed in already; once an account. */
void       bitwarden_sign_in     (Bitwarden          *self,
                                  const char         *email);
/**
 * bitwarden_run:
 * @self: the program, signed in
 * @input: (nullable): what is typed
 * @arguments: the command, %NULL-terminated; “--passwordenv FILE_PASSWORD” gives it %BITWARDEN_FILE_PASSWORD
 *
 * Runs a command to its end. It must succeed, within two minutes.
 *
 * Returns: (transfer full): what it printed
 */
char      *bitwarden_run         (Bitwarden          *self,
                                  const char         *input,
                                  const char *const  *arguments);
void       bitwarden_free        (Bitwarden          *self);

#define bitwarden_run_words(self, input, ...) bitwarden_run (self, input, (const char *const[]) { __VA_ARGS__, NULL })

G_END_DECLS
