/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/postern-text.h"
#include "core/network/postern-delivery-private.h"

#define GOOD POSTERN_DELIVERY_GOOD
#define ADVICE POSTERN_DELIVERY_ADVICE
#define PROBLEM POSTERN_DELIVERY_PROBLEM
#define UNKNOWN POSTERN_DELIVERY_UNKNOWN
#define YOU POSTERN_WHO_YOU
#define ADMIN POSTERN_WHO_ADMIN

typedef struct
{
  const char           *id;
  const char           *subject;
  PosternDeliveryState  state;
  PosternWho            who;
  const char           *title;
  const char           *explanation;
} Words;

/* What is replaced: {domain}, the sender's; {from} and {account}, addresses; {sender}, the provider or the server;
   {part}, what a text speaks of in particular. */
static const Words words[] = {
  /* Translators: don't translate words in braces, here and in the next texts; they are replaced. */
  { "mx-good", "mx", GOOD, ADMIN, N_("Answers to {domain} can arrive"),
    N_("The domain names a mail server, so answers and bounces reach somebody.") },
  { "mx-missing", "mx", ADVICE, ADMIN, N_("{domain} names no mail server"),
    N_("Answers go to the domain’s web server, which mostly takes no mail. Some receivers distrust such a sender. Add "
       "the MX record that your mail provider shows in its set-up pages.") },
  { "mx-null", "mx", PROBLEM, ADMIN, N_("{domain} says that it takes no mail"),
    N_("Its MX record is empty on purpose. Receivers may refuse mail from a domain that can’t be answered. Send from a "
       "domain that takes mail, or have the record replaced by the one of your mail provider.") },
  { "mx-none", "mx", PROBLEM, YOU, N_("The domain {domain} can’t be found"),
    N_("There is no mail server and no web server of that name. Receivers refuse mail from it. Check the sender’s "
       "address for typing mistakes.") },
  { "mx-broken", "mx", PROBLEM, ADMIN, N_("The mail server of {domain} can’t be found"),
    N_("The MX record names {part}, but there is no such computer. Answers get lost, and some receivers refuse the "
       "mail. Correct the MX record.") },
  { "mx-unknown", "mx", UNKNOWN, ADMIN, N_("Whether {domain} can be answered could not be looked up"),
    N_("The name servers did not answer in time. Try again later.") },

  { "spf-good", "spf", GOOD, ADMIN, N_("{sender} may send for {domain}"),
    N_("The domain’s SPF record says so, and receivers check it.") },
  { "spf-missing", "spf", PROBLEM, ADMIN, N_("{domain} does not say who may send its mail"),
    N_("Without an SPF record, receivers can’t tell your mail from a forgery. Many put it into the spam folder or "
       "refuse it. If other services send for the domain too, add them to the same record.") },
  { "spf-several", "spf", PROBLEM, ADMIN, N_("{domain} has more than one SPF record"),
    N_("Only one is allowed; of several, receivers follow none. Delete them all and add this one, which holds what "
       "they said.") },
  { "spf-invalid", "spf", PROBLEM, ADMIN, N_("The SPF record of {domain} has a mistake"),
    N_("Receivers can’t read “{part}”, so none of the record counts. This one leaves that part out. If it was meant "
       "for a service that you use, look up the right words in the service’s help.") },
  { "spf-broken-include", "spf", PROBLEM, ADMIN, N_("The SPF record of {domain} leads nowhere"),
    N_("It relies on the record of {part}, which is missing or has a mistake, so none of it counts. This one leaves "
       "that part out.") },
  { "spf-broken-elsewhere", "spf", PROBLEM, ADMIN, N_("A service in the SPF record of {domain} has a mistake"),
    N_("The record relies on a service, and that one on {part}, which is missing or has a mistake, so none of it "
       "counts. Tell the service, or take it out of the record.") },
  { "spf-provider-missing", "spf", PROBLEM, ADMIN, N_("{sender} is not allowed to send for {domain}"),
    N_("The domain’s SPF record names other senders only, so your mail looks like a forgery. Replace the record by "
       "this one: it is the same, with {sender} added.") },
  { "spf-host-missing", "spf", ADVICE, ADMIN, N_("{sender} is not in the SPF record of {domain}"),
    N_("If mail leaves from this very server, it looks like a forgery. Then replace the record by this one, which has "
       "the server added. Its operator knows which server mail leaves from.") },
  { "spf-too-many-lookups", "spf", PROBLEM, ADMIN, N_("The SPF record of {domain} is too long"),
    N_("Receivers follow at most 10 references and then give up, before they come to {sender}. This record names it "
       "first. Take out services that you no longer use.") },
  { "spf-too-long", "spf", ADVICE, ADMIN, N_("The SPF record of {domain} is too long"),
    N_("Receivers follow at most 10 references and then give up, so they may refuse mail from some of the senders. "
       "Take out services that you no longer use.") },
  { "spf-many-lookups", "spf", ADVICE, ADMIN, N_("The SPF record of {domain} is too long"),
    N_("Receivers follow at most 10 references and then give up. {sender} comes early enough, other senders may not. "
       "Take out services that you no longer use.") },
  { "spf-voids", "spf", ADVICE, ADMIN, N_("The SPF record of {domain} names servers that don’t exist"),
    N_("When more than two names lead nowhere, receivers give up, and none of the record counts. Take out old "
       "servers.") },
  { "spf-too-many-voids", "spf", PROBLEM, ADMIN, N_("The SPF record of {domain} names servers that don’t exist"),
    N_("When more than two names lead nowhere, receivers give up, and none of the record counts. Take out old servers. "
       "This record names {sender} first.") },
  { "spf-open", "spf", PROBLEM, ADMIN, N_("Anybody may send mail as {domain}"),
    N_("Its SPF record ends in “+all”, which allows everybody. Receivers distrust such a domain. Replace the record "
       "by this one.") },
  { "spf-neutral", "spf", ADVICE, ADMIN, N_("The SPF record of {domain} does not warn of forgers"),
    N_("It names the right senders, but leaves open what to do with mail from others. This one asks receivers to be "
       "careful with it.") },
  { "spf-unclear", "spf", UNKNOWN, ADMIN, N_("Whether {sender} may send for {domain} can’t be told from here"),
    N_("Open a test message that arrived, show its source and look for “spf=pass”.") },
  { "spf-unknown", "spf", UNKNOWN, ADMIN, N_("The SPF record of {domain} could not be looked up"),
    N_("The name servers did not answer in time. Try again later.") },

  { "dkim-good", "dkim", GOOD, ADMIN, N_("{sender} can sign mail from {domain}"),
    N_("The key (DKIM) is in the DNS, so receivers can check the signature.") },
  { "dkim-missing", "dkim", ADVICE, ADMIN, N_("Mail from {domain} is not signed in its name"),
    N_("There is no key of {sender} (DKIM) in the domain’s DNS. Forwarded mail then looks like a forgery, and large "
       "mail services trust the sender less. {part}") },
  { "dkim-withdrawn", "dkim", ADVICE, ADMIN, N_("The signature key of {domain} is withdrawn"),
    N_("The key of {sender} (DKIM) in the domain’s DNS is empty, so no signature counts. {part}") },
  { "dkim-unknown", "dkim", UNKNOWN, ADMIN, N_("Whether mail from {domain} is signed can’t be told from here"),
    N_("Open a test message that arrived, show its source and look for “dkim=pass”.") },

  { "dmarc-good", "dmarc", GOOD, ADMIN, N_("{domain} is protected against forgers"),
    N_("Its DMARC record asks receivers to sort out mail that is not proven to be yours.") },
  { "dmarc-missing", "dmarc", ADVICE, ADMIN, N_("{domain} has no DMARC record"),
    N_("Large mail services expect one, and trust the sender more with it. This one only watches: it changes nothing "
       "for your mail.") },
  { "dmarc-watching", "dmarc", GOOD, ADMIN, N_("{domain} has a DMARC record"),
    N_("It only watches (p=none): receivers trust the sender more, but forgers are not stopped.") },
  { "dmarc-several", "dmarc", PROBLEM, ADMIN, N_("{domain} has more than one DMARC record"),
    N_("Only one is allowed; of several, receivers follow none. Delete all but this one.") },
  { "dmarc-invalid", "dmarc", PROBLEM, ADMIN, N_("The DMARC record of {domain} has a mistake"),
    N_("Receivers can’t read “{part}” and may ignore the whole record. Replace it by this one.") },
  { "dmarc-unknown", "dmarc", UNKNOWN, ADMIN, N_("The DMARC record of {domain} could not be looked up"),
    N_("The name servers did not answer in time. Try again later.") },

  { "from-good", "from", GOOD, YOU, N_("The sender is the account itself"), N_("That needs no permission.") },
  { "from-alias", "from", ADVICE, ADMIN, N_("The sender is another address than the account"),
    N_("{account} signs in, but {from} is shown. Most providers want that set up first: {from} as another address of "
       "the account, or the right to “Send As” it. Otherwise they refuse the mail or change the sender.") },
  { "from-other-domain", "from", ADVICE, ADMIN, N_("The sender belongs to another domain than the account"),
    N_("{account} signs in, but {from} is shown. {sender} has to know {domain} as yours as well, and the account needs "
       "the right to send as that address. Otherwise the mail looks like a forgery.") },
  { "from-refused", "from", PROBLEM, YOU, N_("{domain} asks receivers to sort this mail out"),
    N_("Its DMARC record wants proof that mail is from the domain, and {account} belongs to another one. Send from an "
       "address of the account’s own domain, or have {sender} set up for {domain}.") },
  { "from-free-mail", "from", PROBLEM, YOU, N_("Mail as {from} looks like a forgery"),
    N_("Only the mail service behind {domain} can prove that such mail is real, and you can’t change its records. Sign "
       "in there with that very address, or send from an address of the account’s domain.") },
  { "from-provider", "from", GOOD, YOU, N_("There is nothing to set up for {domain}"),
    N_("The mail service looks after the domain’s records. You can’t add any, and need not.") },
  { "domain-reserved", "from", UNKNOWN, YOU, N_("{domain} is not a domain of the internet"),
    N_("Such names are for examples, or for use inside a network, so nothing was looked up. Check again with the real "
       "sender’s address.") },
  { "dns-failed", "mx", UNKNOWN, YOU, N_("{domain} could not be looked up"),
    N_("The name servers gave no answer that can be relied on. Check that this computer is online, and try again "
       "later.") },
};

static const char *
name_sender (PosternDeliveryCheck *check)
{
  if (check->provider != NULL && check->provider->kind != POSTERN_PROVIDER_CUSTOM)
    return check->provider->name;

  /* Translators: stands within a sentence, for “{sender}”. */
  return check->host != NULL ? check->host : _("your mail server");
}

static char *
fill (const char           *template,
      PosternDeliveryCheck *check,
      const char           *part)
{
  char *text = postern_fill_in (template, "domain", check->domain, "sender", name_sender (check), "account",
                                check->account, "from", check->from, "part", part, NULL);

  return g_strchomp (text);
}

/* Documented in the private header. */
PosternDeliveryNote *
postern_delivery_write (PosternDeliveryCheck *check,
                        GPtrArray            *notes,
                        const char           *id,
                        const char           *part)
{
  PosternDeliveryNote *self = g_new0 (PosternDeliveryNote, 1);
  const Words *found = words;

  while (strcmp (found->id, id) != 0)
    {
      found++;
      g_assert (found < words + G_N_ELEMENTS (words));
    }
  self->id = found->id;
  self->subject = found->subject;
  self->state = found->state;
  self->who = found->who;
  self->title = fill (_(found->title), check, part);
  self->explanation = fill (_(found->explanation), check, part);
  g_ptr_array_add (notes, self);

  return self;
}
