# target: nullmailer
# package: nullmailer
# unpacked: nullmailer
# daemon: yes
# shellcheck shell=sh

cp "$SETTINGS/remotes" "$SETTINGS/allmailfrom" /etc/nullmailer/
chgrp mail /etc/nullmailer/remotes
chmod 640 /etc/nullmailer/remotes
chmod 644 /etc/nullmailer/allmailfrom
cp /etc/mailname /etc/nullmailer/me
mkdir -p /var/spool/nullmailer/queue /var/spool/nullmailer/tmp /var/spool/nullmailer/failed
mkfifo /var/spool/nullmailer/trigger
chown -R mail:mail /var/spool/nullmailer
printf 'From: %s\nSubject: Test\n\nTest\n' "$ADDRESS" | sendmail "$ADDRESS"
exec setpriv --reuid=mail --regid=mail --clear-groups nullmailer-send
