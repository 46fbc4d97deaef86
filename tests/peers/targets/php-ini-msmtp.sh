# target: php-ini-msmtp
# package: php-cli
# needs: /usr/bin/php /usr/bin/msmtp
# shellcheck shell=sh

cp "$SETTINGS/msmtprc" /etc/msmtprc
cp "$SETTINGS/90-msmtp.ini" "$(php --ini | sed -n 's/^Scan for additional .ini files in: //p')"
# shellcheck disable=SC2016 # a variable of PHP
php -r 'exit (mail ($argv[1], "Test", "Test") ? 0 : 1);' "$ADDRESS"
