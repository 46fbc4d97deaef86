# target: perl-email-sender
# package: libemail-sender-perl
# needs: /usr/share/perl5/Email/Sender/Simple.pm
# shellcheck shell=sh

cp "$SETTINGS/settings" send.pl
cat >> send.pl <<'SEND'
use Email::Sender::Simple qw(sendmail);
use Email::Simple;

my $address = $ENV{ADDRESS};
my $email = Email::Simple->create(header => [ From => $address, To => $address, Subject => 'Test' ], body => "Test\n");
sendmail($email, { transport => $transport });
SEND
perl send.pl
