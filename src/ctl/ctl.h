/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The exit codes (DESIGN §4). */
typedef enum
{
  CTL_DONE = 0,
  CTL_PROBLEM = 1,
  CTL_USAGE = 2,
  CTL_BROKEN = 3,
} CtlStatus;

#define CTL_ERROR (ctl_error_quark ())

/**
 * CtlError:
 * @CTL_ERROR_USAGE: wrong usage or bad input
 * @CTL_ERROR_STOPPED: the person interrupted it
 */
typedef enum
{
  CTL_ERROR_USAGE,
  CTL_ERROR_STOPPED,
} CtlError;

GQuark          ctl_error_quark   (void);

int             ctl_run           (int             argc,
                                   char          **argv);

/* One subcommand each: takes its arguments, its own name first, and says how it ended. */
CtlStatus       ctl_providers     (char          **arguments);
CtlStatus       ctl_targets       (char          **arguments);
CtlStatus       ctl_settings      (char          **arguments);
CtlStatus       ctl_test          (char          **arguments);
CtlStatus       ctl_probe         (char          **arguments);
CtlStatus       ctl_delivery      (char          **arguments);
CtlStatus       ctl_diagnose      (char          **arguments);
CtlStatus       ctl_letter        (char          **arguments);
CtlStatus       ctl_guide         (char          **arguments);
CtlStatus       ctl_host_probe    (char          **arguments);
CtlStatus       ctl_records       (char          **arguments);
CtlStatus       ctl_test_all      (char          **arguments);
CtlStatus       ctl_practice      (char          **arguments);
/* Of `records`. */
CtlStatus       ctl_record_sign_in
                                  (char          **arguments);

/* What can be done with records beside listing, showing, adding and removing them. */
CtlStatus       ctl_records_edit  (char          **arguments);
CtlStatus       ctl_records_import (char         **arguments);
CtlStatus       ctl_records_export (char         **arguments);
CtlStatus       ctl_records_hand_over (char      **arguments);

/* Errors: one line on standard error. */
CtlStatus       ctl_fail          (CtlStatus       status,
                                   const char     *format,
                                   ...) G_GNUC_PRINTF (2, 3);
CtlStatus       ctl_fail_error    (const GError   *error);
gboolean        ctl_refuse        (GError        **error,
                                   const char     *format,
                                   ...) G_GNUC_PRINTF (2, 3);

/* Options */
GOptionContext *ctl_options_new   (const char     *verb,
                                   const char     *parameters,
                                   const char     *summary,
                                   const char     *examples);
gboolean        ctl_options_parse (GOptionContext *context,
                                   char         ***arguments,
                                   guint           n_least,
                                   guint           n_most,
                                   CtlStatus      *status);

G_END_DECLS
