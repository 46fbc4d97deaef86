/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-text.h"
#include "core/network/postern-probe-private.h"

typedef struct
{
  const char *id;
  PosternWho  who;
  const char *title;
  const char *explanation;
} Text;

/* What is replaced: {host}; {port}, the one that the text is about; {best} and {best-security}, the port to use;
   {names}, {issuer}, {from} and {until} of the certificate; {today}, this computer's date; {greeting}, what was said
   first; {version} of TLS. */
static const Text texts[] = {
  { "usable", POSTERN_WHO_YOU,
    /* Translators: don't translate words in braces, here and in the next texts; they are replaced. */
    N_("Port {best} with {best-security} works"),
    N_("Set {host}, port {best} and {best-security} in your site or device. The connection is encrypted and the "
       "certificate is right.") },
  { "port-blocked", POSTERN_WHO_YOU, N_("Port {port} is blocked, but port {best} works"),
    N_("Nothing comes back from {host} on port {port}: mostly that is a firewall of this network. Set port {best} "
       "with {best-security} instead, or ask whoever runs the network to open port {port}.") },
  { "stripped-elsewhere", POSTERN_WHO_YOU,
    N_("Somebody on the way removes the encryption on port {port}; port {best} works"),
    N_("A firewall or virus scanner between here and {host} changes what the server says on port {port}, so that "
       "mail would travel unprotected. Set port {best} with {best-security} instead.") },
  { "certificate-elsewhere", POSTERN_WHO_YOU, N_("Port {port} can't be trusted, but port {best} works"),
    N_("The certificate on port {port} is for {names}, from {issuer}, and can't be accepted for {host}. Set port "
       "{best} with {best-security} instead.") },
  { "ipv6-broken", POSTERN_WHO_NETWORK, N_("IPv6 doesn't get through to {host}, IPv4 does"),
    N_("The server has addresses of both kinds, but only the IPv4 ones answer on port {port}. Programs that try "
       "IPv6 first wait for long, or give up. Port {best} with {best-security} works over IPv4. Ask whoever runs "
       "the network to repair IPv6 or to switch it off.") },
  { "no-sign-in", POSTERN_WHO_YOU, N_("The server offers no sign-in on port {best}"),
    N_("Mail can be handed over encrypted on port {best}, but not with an account and a password. This is the way "
       "for mail between servers. Check that {host} is the name that your provider gives for sending.") },

  { "unknown-host", POSTERN_WHO_YOU, N_("There is no server with the name “{host}”"),
    N_("Check the name for typing mistakes, and take it from your provider's help pages.") },
  { "name-unanswered", POSTERN_WHO_PROVIDER, N_("The name “{host}” can't be looked up just now"),
    N_("Other names can be looked up, so this network works. The name servers for “{host}” don't answer. Try "
       "again later; if it happens again, tell the server's operator.") },
  { "no-network", POSTERN_WHO_YOU, N_("This computer has no way to the internet"),
    N_("Neither {host} nor any other server can be reached. Check the cable or the Wi-Fi, and whether a page "
       "opens in the browser. Then try again.") },
  { "server-silent", POSTERN_WHO_PROVIDER, N_("{host} doesn't answer, others do"),
    N_("Other mail servers can be reached from here, so this network is not the cause. Check the server's name. "
       "If it is right, the server is down, or it keeps this network out: ask its operator.") },
  { "mail-blocked", POSTERN_WHO_NETWORK, N_("This network blocks mail"),
    N_("No mail server can be reached from here, neither {host} nor others, though names can be looked up. Many "
       "web hosts and guest networks block all mail. Ask whoever runs the network to open port 587 or 465.") },
  { "nothing-answers", POSTERN_WHO_NETWORK, N_("Nothing comes back from {host}"),
    N_("No port answers, and nothing is turned down. Either a firewall blocks all mail, or the server is down. "
       "Try from another network: if it works there, ask whoever runs this one to open port 587 or 465.") },
  { "clock-wrong", POSTERN_WHO_YOU, N_("The clock of this computer is wrong"),
    N_("This computer believes that today is {today}, the server says something else. So the server's "
       "certificate, valid from {from} to {until}, looks invalid. Set the date and time, then try again.") },
  { "captive-portal", POSTERN_WHO_YOU, N_("A web page answers in the place of the mail server"),
    N_("On port {port}, a web server answers. Networks for guests do that until you sign in to them. Open any "
       "page in the browser, sign in to the network, and try again. If you are signed in, check the server's name.") },
  { "stripped", POSTERN_WHO_NETWORK, N_("Somebody on the way removes the encryption"),
    N_("A firewall or virus scanner between here and {host} overwrites what the server says on port {port}, so "
       "that no encryption comes about. Ask whoever runs the network to switch off the inspection of mail (“ESMTP "
       "inspection” on Cisco firewalls), or to open port 465.") },
  { "injection", POSTERN_WHO_NETWORK, N_("Something was slipped in before the encryption began"),
    N_("On port {port}, more came than the server had to say. Somebody may be tampering with this network. Don't "
       "use it for mail; try from another one.") },
  { "other-certificate", POSTERN_WHO_NETWORK, N_("Another server answers in the place of {host}"),
    N_("On port {port}, a server answers that calls itself {names}. If that is your web host, it diverts mail to "
       "its own server: ask it to let connections to {host} out. If it is your provider's other name, use that "
       "name as the server.") },
  { "certificate-expired", POSTERN_WHO_PROVIDER, N_("The server's certificate has expired"),
    N_("It was valid until {until}; this computer's date is {today}. If that date is right, the server's operator "
       "has to renew the certificate.") },
  { "certificate-early", POSTERN_WHO_YOU, N_("The server's certificate isn't valid yet"),
    N_("It is valid from {from}; this computer's date is {today}. Mostly the computer's clock is wrong: set the "
       "date and time, then try again.") },
  { "certificate-self-signed", POSTERN_WHO_PROVIDER, N_("The server vouches for itself"),
    N_("The certificate on port {port}, for {names}, was made by the server itself, so nobody can tell whether it "
       "is the right server. Its operator has to get a certificate from an authority. If you run the server "
       "yourself, give its certificate as the file of authorities.") },
  { "certificate-unknown-issuer", POSTERN_WHO_NETWORK, N_("Nobody known vouches for the server"),
    N_("The certificate on port {port} comes from {issuer}, which this computer doesn't know. Firewalls and virus "
       "scanners that look into encrypted connections show certificates of their own: ask whoever runs the "
       "network to leave mail out. If the authority is your organisation’s, give its file.") },
  { "certificate-bad", POSTERN_WHO_PROVIDER, N_("The server's certificate can't be trusted"),
    N_("The certificate on port {port}, for {names}, was revoked or is too weak. The server's operator has to "
       "replace it.") },
  { "old-tls", POSTERN_WHO_PROVIDER, N_("The server's encryption is too old"),
    N_("On port {port}, the server knows nothing newer than {version}, which is not safe any more. Its operator "
       "has to switch on TLS 1.2 or 1.3.") },
  { "tls-failed", POSTERN_WHO_PROVIDER, N_("No encryption comes about"),
    N_("On port {port}, the server and this computer can't agree on an encryption. Tell the server's operator, "
       "and whoever runs the network: a firewall may disturb it.") },
  { "no-starttls", POSTERN_WHO_PROVIDER, N_("The server offers no encryption"),
    N_("On port {port}, the server doesn't offer STARTTLS, so a password would be readable on the way. All big "
       "providers offer it: if this is one of them, something in this network takes it out. Otherwise ask the "
       "server's operator.") },
  { "turned-away", POSTERN_WHO_PROVIDER, N_("The server turns this computer away"),
    N_("On port {port}, it said: “{greeting}”. Mostly the address of this network is on a list of senders of "
       "spam, or the server is busy. Try again later or from another network; then ask the server's operator.") },
  { "not-smtp", POSTERN_WHO_YOU, N_("What answers is no mail server for sending"),
    N_("On port {port}, something else answers: “{greeting}”. Check the server's name and port; servers for "
       "fetching mail (IMAP, POP) are not the ones for sending.") },
  { "mute", POSTERN_WHO_NETWORK, N_("The connection comes about, but nobody speaks"),
    N_("On port {port}, {host} takes the connection and then says nothing, or hangs up. Often a firewall or virus "
       "scanner sits in between. Try from another network; then ask whoever runs this one.") },
  { "no-mail-server", POSTERN_WHO_YOU, N_("{host} takes no mail"),
    N_("The computer answers, but no port for mail is open. Check the server's name: mostly it begins with “smtp” "
       "or “mail”, and your provider's help pages have it. If it is right, try from another network: a firewall of "
       "this one may turn mail away.") },
};

static const char *
name_security (PosternSecurity security)
{
  return security == POSTERN_SECURITY_TLS ? "TLS" : "STARTTLS";
}

static const char *
or_unknown (const char *value)
{
  return value != NULL && *value != '\0' ? value : "?";
}

static char *
describe_port (const PosternProbePort *port)
{
  return port == NULL ? NULL : g_strdup_printf ("%u", port->endpoint->port);
}

static char *
describe_day (GDateTime *date)
{
  return date == NULL ? NULL : g_date_time_format (date, "%Y-%m-%d");
}

static char *
describe_names (const PosternCertificateFacts *certificate)
{
  g_autofree char *names = certificate == NULL ? NULL : g_strjoinv (", ", certificate->dns_names);

  return names != NULL && *names == '\0' ? g_strdup (certificate->subject) : g_steal_pointer (&names);
}

static char *
fill (const char             *template,
      const PosternProbe     *probe,
      const PosternProbePort *port)
{
  const PosternCertificateFacts *certificate = port == NULL ? NULL : port->certificate;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = describe_day (now);
  g_autofree char *best = describe_port (probe->best);
  g_autofree char *number = describe_port (port);
  g_autofree char *names = describe_names (certificate);
  g_autofree char *from = describe_day (certificate == NULL ? NULL : certificate->not_before);
  g_autofree char *until = describe_day (certificate == NULL ? NULL : certificate->not_after);

  return postern_fill_in (template, "host", or_unknown (probe->host), "today", or_unknown (today),
                          "best", or_unknown (best),
                          "best-security", probe->best == NULL ? "?" : name_security (probe->best->endpoint->security),
                          "port", or_unknown (number),
                          "version", or_unknown (port == NULL ? NULL : port->tls_version),
                          "greeting", or_unknown (port == NULL ? NULL : port->greeting),
                          "names", or_unknown (names), "from", or_unknown (from), "until", or_unknown (until),
                          "issuer", or_unknown (certificate == NULL ? NULL : certificate->issuer), NULL);
}

/* Documented in the private header. */
PosternProbeVerdict *
postern_probe_verdict_write (const char             *id,
                             const PosternProbe     *probe,
                             const PosternProbePort *port)
{
  PosternProbeVerdict *self = g_new0 (PosternProbeVerdict, 1);
  const Text *text = texts;

  while (strcmp (text->id, id) != 0)
    {
      text++;
      g_assert (text < texts + G_N_ELEMENTS (texts));
    }
  self->id = text->id;
  self->who = text->who;
  self->title = fill (_(text->title), probe, port);
  self->explanation = fill (_(text->explanation), probe, port);

  return self;
}
