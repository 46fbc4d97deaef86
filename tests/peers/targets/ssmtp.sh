# target: ssmtp
# package: ssmtp
# unpacked: ssmtp
# refuses: does not take any of these characters
# shellcheck shell=sh

cp "$SETTINGS/ssmtp.conf" /etc/ssmtp/ssmtp.conf
printf 'From: %s\nTo: %s\nSubject: Test\n\nTest\n' "$ADDRESS" "$ADDRESS" | ssmtp -v "$ADDRESS"
