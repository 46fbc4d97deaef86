# target: msmtp-system
# package: msmtp
# needs: /usr/bin/msmtp
# shellcheck shell=sh

cp "$SETTINGS/msmtprc" /etc/msmtprc
printf 'Subject: Test\n\nTest\n' | msmtp "$ADDRESS"
