# target: monit
# package: monit
# unpacked: monit
# daemon: yes
# refuses: both kinds of straight quotes
# shellcheck shell=sh

cp "$SETTINGS/mailserver" "$SETTINGS/alert" /etc/monit/conf.d/
exec monit -I
